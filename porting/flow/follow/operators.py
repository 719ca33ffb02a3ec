"""What operators give: sums, formatted strings, comparisons, choices."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from porting.flow.domain.findings import Meeting
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Problem, Sink, Where
from porting.flow.domain.values import (
    NOTHING,
    OTHER,
    UNKNOWN,
    Item,
    Many,
    Other,
    Row,
    Str,
    Value,
    items_in,
    many,
    one,
    strings_of,
    union,
    without_none,
)
from porting.flow.follow.builtin_calls import checked, packed_object, shown_inside
from porting.flow.follow.containers import bind_origins, use_items
from porting.flow.follow.narrowed import is_type_call, narrowed
from porting.flow.follow.registry import follows
from porting.flow.follow.state import Env, State
from porting.flow.follow.strings import clash, count_width, made_text
from porting.flow.knowledge.formats import NUMBERS, conversions_of, has_width


@follows(ast.IfExp)
def follow_if_exp(flow: State, node: ast.IfExp, env: Env) -> Value:
    flow.expr(node.test, env)
    passed, failed = narrow(flow, node.test, env)
    return flow.expr(node.body, passed) | flow.expr(node.orelse, failed)


def narrow(flow: State, test: ast.expr, env: Env) -> tuple[Env, Env]:
    """What is known where a test is passed, and where it fails."""
    return (
        {**env, **narrowed(test, True, env, flow.texts)},
        {**env, **narrowed(test, False, env, flow.texts)},
    )


@follows(ast.BoolOp)
def follow_bool_op(flow: State, node: ast.BoolOp, env: Env) -> Value:
    for part in node.values[:-1]:
        flow.expr(part, env)
    return union([flow.expr(part, known) for part, known in choices(flow, node, env)])


def choices(flow: State, node: ast.BoolOp, env: Env) -> Iterator[tuple[ast.expr, Env]]:
    """What ``and`` and ``or`` may give: their parts, with what is known where each is asked.

    Of ``test and value`` before an ``or`` that is the value.
    """
    is_or = isinstance(node.op, ast.Or)
    for index, part in enumerate(node.values):
        is_test = is_or and index < len(node.values) - 1
        if is_test and isinstance(part, ast.BoolOp) and isinstance(part.op, ast.And):
            *_, last = choices(flow, part, env)
            yield last
        else:
            yield part, env
        env = narrow(flow, part, env)[is_or]


@follows(ast.BinOp)
def follow_bin_op(flow: State, node: ast.BinOp, env: Env) -> Value:
    return operation(flow, node, node.left, node.op, node.right, env)


def operation(
    flow: State,
    node: ast.BinOp | ast.AugAssign,
    left_node: ast.expr,
    operator: ast.operator,
    right_node: ast.expr,
    env: Env,
) -> Value:
    left, right = flow.expr(left_node, env), flow.expr(right_node, env)
    flow.env = env
    if NOTHING in (left, right):
        return NOTHING
    if isinstance(operator, ast.Mod) and left.kind is not None:
        return formatted(flow, node, left, right_node, right)
    if isinstance(operator, ast.Add):
        if isinstance(node, ast.AugAssign) and left.is_bytes and right.kind is Kind.TEXT:
            clash(flow, node.value, Problem.TEXT_ADDED, left)
            return left
        return added(flow, left_node, left, right_node, right)
    if isinstance(operator, ast.Mult):
        return multiplied(flow, left_node, left, right_node, right)
    return OTHER if not (left.is_open or right.is_open) else UNKNOWN


def multiplied(
    flow: State, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
) -> Value:
    """What a repetition gives, or a product."""
    found = NOTHING
    for part, value, other in ((left_node, left, right), (right_node, right, left)):
        found = found | union(one(atom) for atom in value if isinstance(atom, (Str, Many)))
        if not other.is_open and all(isinstance(atom, Other) for atom in other):
            use_items(flow, value, part, is_weak=True)
            found = found | union(one(atom) for atom in value if isinstance(atom, Item))
    if found != NOTHING:
        return found
    return UNKNOWN if left.is_open or right.is_open else OTHER


def formatted(
    flow: State,
    node: ast.BinOp | ast.AugAssign,
    left: Value,
    right_node: ast.expr,
    right: Value,
) -> Value:
    nodes, values = [right_node], [right]
    if isinstance(right_node, ast.Tuple):
        nodes = right_node.elts
        values = [item for row in right if isinstance(row, Row) for item in row.items]
    conversions = conversions_for(flow, left, values)
    for index, (each, value) in enumerate(zip(nodes, values)):
        is_shown = left.kind is not Kind.BYTES
        if conversions is not None:
            # What is a number for ``%d`` was no item of a string, but its `ord`.
            is_shown = conversions[index][-1] not in NUMBERS
        if is_shown:
            use_items(flow, value, each, is_weak=True)
    if left.kind is Kind.BYTES:
        for each, value in zip(nodes, values):
            if value.kind in (Kind.NATIVE, Kind.TEXT) or value.origins:
                flow.enters(each, value, Sink(Where.BYTES_FORMATTED))
        return Value(left.atoms)
    leaves_in_rows(flow, right_node, right)
    if any(isinstance(atom, Many) and atom.name == "tuple" for atom in right):
        items = flow.items_of(right, right_node)
        flow.record_meeting(Meeting(items.origins, Kind.TEXT, right_node, None))
    if any(isinstance(atom, Many) and atom.name == "dict" for atom in right):
        shown_inside(flow, right_node, right)
    may_be_bytes = conversions is not None and formats_bytes(flow, conversions, right_node, values)
    for conversion, each, value in zip(conversions or (), nodes, values):
        if has_width(conversion):
            # What is filled up, or cut off, was counted in bytes.
            count_width(flow, f"%{conversion}", each, value)
    for each, value in zip(nodes, values):
        if not (may_be_bytes and value.kind is Kind.NATIVE):
            flow.leaves(each, value, Sink(Where.FORMATTED))
            if each is not right_node:
                shown_inside(flow, each, value)
    if isinstance(node, ast.AugAssign) or left.kind is Kind.TEXT:
        return one(Str(Kind.TEXT))
    if may_be_bytes:
        natives = [value.origins for value in values if value.kind is Kind.NATIVE]
        origins = left.origins.union(*natives)
        bind_origins(flow, origins, right_node)
        return one(Str(Kind.NATIVE, origins))
    atom = Str(Kind.NATIVE, left.origins)
    return made_text(flow, atom, node, values)


def conversions_for(flow: State, left: Value, values: list[Value]) -> list[str] | None:
    """What a literal does with each of the values; None where that is not known."""
    strings = [atom for atom in left if isinstance(atom, Str) and atom.kind is not Kind.TEXT]
    places = {place for atom in strings for place in atom.origins}
    literal = flow.literals.get(places.pop()) if len(places) == 1 else None
    text = literal.decode("latin-1") if isinstance(literal, bytes) else literal
    found = conversions_of(text) if isinstance(text, str) else None
    return found if found is not None and len(found) == len(values) else None


def leaves_in_rows(flow: State, node: ast.expr, value: Value) -> None:
    """A tuple that comes from elsewhere is formatted: what is in it leaves as text."""
    if isinstance(node, ast.Tuple) or value.is_open:
        return
    items = [items_in(atom) for atom in value]
    if all(items) and any(item.is_bytes for each in items for item in each):
        flow.use(Where.ROW_FORMATTED, node, value)


def formats_bytes(
    flow: State, conversions: list[str], right_node: ast.expr, values: list[Value]
) -> bool:
    """Whether a literal that is formatted could as well be bytes: with numbers and bytes."""
    letters = [each[-1] for each in conversions]
    is_known = all(isinstance(atom, (Str, Other)) for atom in values[0]) if values else True
    if not isinstance(right_node, ast.Tuple) and not is_known and letters != ["d"]:
        # What stands behind the ``%`` may be a tuple or a dict.
        return False
    for letter, value in zip(letters, values):
        is_literal = value.kind is Kind.NATIVE and all(o in flow.literals for o in value.origins)
        if letter == "s" and not (is_literal or value.kind is Kind.BYTES):
            return False
        if letter != "s" and letter not in NUMBERS:
            return False
    return True


def added(
    flow: State, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
) -> Value:
    for node, value, other in ((left_node, left, right), (right_node, right, left)):
        # A string is no number: what may be one or an item of bytes was one all the time.
        if other.kind is not None or any(isinstance(atom, Str) for atom in left | right):
            use_items(flow, value, node)
    left, right = without_none(left), without_none(right)
    # Nothing but a string is added to a string.
    left = strings_of(left) if _adds_to(left, right) else left
    right = strings_of(right) if _adds_to(right, left) else right
    kinds = (left.kind, right.kind)
    if None in kinds:
        if _are_containers(left) and _are_containers(right):
            return many(flow.items_of(left, left_node) | flow.items_of(right, right_node))
        return left | right if left.atoms and right.atoms else UNKNOWN
    if kinds[0] is kinds[1]:
        both = left | right
        if kinds[0] is Kind.NATIVE:
            bind_origins(flow, both.origins, left_node)
        else:
            flow.meets(both.origins, both, left_node)
        return both
    for node, value, other in ((left_node, left, right), (right_node, right, left)):
        if value.kind is Kind.NATIVE and other.kind in (Kind.BYTES, Kind.TEXT):
            flow.meets(value.origins | other.origins, other, node, node)
            return other
    for node, value in ((left_node, left), (right_node, right)):
        if value.kind is Kind.BYTES:
            flow.leaves(node, value, Sink(Where.ADDED))
    return one(Str(Kind.TEXT))


def leaves(
    flow: State, node: ast.expr, value: Value, sink: Sink, file: tuple[int, int] | None = None
) -> None:
    """A value goes where only text should: of what may be one thing or another, each."""
    packed = None if flow.is_aside else packed_object(flow, value, node)
    if packed is not None:
        clash(flow, node, Problem.OBJECT_PACKED, packed, sink)
    is_mixed = not (value.is_text or (value.is_bytes and not value.has_numbers))
    if flow.is_aside or not is_mixed or not isinstance(node, (ast.BoolOp, ast.IfExp)):
        flow.goes_as_text(node, value, sink, file)
    elif isinstance(node, ast.BoolOp):
        for part, known in choices(flow, node, flow.env):
            flow.leaves(part, flow.expr(part, known), sink, file)
    else:
        passed, failed = narrow(flow, node.test, flow.env)
        flow.leaves(node.body, flow.expr(node.body, passed), sink, file)
        flow.leaves(node.orelse, flow.expr(node.orelse, failed), sink, file)


@follows(ast.Compare)
def follow_compare(flow: State, node: ast.Compare, env: Env) -> Value:
    left_node, left = node.left, flow.expr(node.left, env)
    for operator, right_node in zip(node.ops, node.comparators):
        right = flow.expr(right_node, env)
        if isinstance(operator, (ast.In, ast.NotIn)):
            contained(flow, left_node, left, right_node, right)
        elif not isinstance(operator, (ast.Is, ast.IsNot)):
            flow.compared(left_node, left, right_node, right)
        if is_type_call(left_node) and not isinstance(operator, (ast.In, ast.NotIn)):
            checked(flow, right_node, flow.expr(left_node.args[0], env), right_node)
        left_node, left = right_node, right
    return OTHER


def compared(
    flow: State, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
) -> None:
    for node, value, other in ((left_node, left, right), (right_node, right, left)):
        if value.kind is Kind.NATIVE and other.kind not in (None, Kind.NATIVE):
            flow.meets(value.origins | other.origins, other, left_node, node)
        elif value.kind is Kind.NATIVE and other.is_bytes:
            flow.meets(value.origins, strings_of(other), left_node, node)
        elif value.is_bytes and other.kind is Kind.TEXT:
            flow.leaves(node, value, Sink(Where.COMPARED))
        elif value.is_text and without_none(other).kind is Kind.TEXT:
            # Literals that are text on another way, or meet what is text if it is there.
            flow.meets(value.origins, without_none(other), left_node, node)
        if other.kind is not None:
            use_items(flow, value, node)
    if left.kind is Kind.NATIVE and right.kind is Kind.NATIVE:
        bind_origins(flow, left.origins | right.origins, left_node)
    compared_deep(flow, left, right, left_node)


def compared_deep(flow: State, left: Value, right: Value, node: ast.expr) -> None:
    """Containers are compared: their items meet."""
    pairs = [(a, b) for a in left for b in right if isinstance(a, (Many, Row))]
    for one_way, other_way in pairs:
        if isinstance(one_way, Row) and isinstance(other_way, Row):
            items = list(zip(one_way.items, other_way.items))
        elif isinstance(other_way, (Many, Row)):
            first, second = (
                flow.items_of(one(one_way), node),
                flow.items_of(one(other_way), node),
            )
            items = [(first, second)]
            values = [
                each.items
                for each in (one_way, other_way)
                if isinstance(each, Many) and each.name == "dict"
            ]
            if len(values) == 2:
                items.append((values[0], values[1]))
        else:
            continue
        for first, second in items:
            for value, other in ((first, second), (second, first)):
                if value.kind is Kind.NATIVE and other.kind in (Kind.BYTES, Kind.TEXT):
                    flow.meets(value.origins | other.origins, other, node)
            compared_deep(flow, first, second, node)


def contained(
    flow: State, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
) -> None:
    """``left in right``: a part of a string, or an item of a container."""
    for atom in right:
        if isinstance(atom, Str):
            use_items(flow, left, left_node)
            flow.compared(left_node, left, right_node, one(atom))
        elif isinstance(atom, (Many, Row)):
            keys = atom.keys if isinstance(atom, Many) and atom.name == "dict" else None
            items = union(atom.items) if isinstance(atom, Row) else keys or atom.items
            if items.kind is not None and items.atoms:
                use_items(flow, left, left_node)
            if isinstance(atom, Row) or not items.kind or items.kind is Kind.NATIVE:
                for value, other in ((left, items), (items, left)):
                    if value.kind is Kind.NATIVE and other.kind in (Kind.BYTES, Kind.TEXT):
                        flow.meets(value.origins, other, left_node)
            elif left.kind is Kind.NATIVE:
                flow.meets(left.origins, items, left_node, left_node)
            if left.is_bytes and items.kind is Kind.BYTES:
                flow.meets(items.origins, items, left_node)
            if left.is_bytes and items.kind is Kind.TEXT:
                flow.leaves(left_node, left, Sink(Where.LOOKED_FOR))


def _are_containers(value: Value) -> bool:
    return bool(value.atoms) and all(isinstance(atom, (Many, Row)) for atom in value)


def _adds_to(value: Value, other: Value) -> bool:
    """Whether a value can be added to a string only as the string that it may be."""
    has_items = any(isinstance(atom, Item) for atom in value)
    has_strings = any(isinstance(atom, Str) for atom in value)
    return other.kind is not None and has_strings and not has_items and not value.is_open
