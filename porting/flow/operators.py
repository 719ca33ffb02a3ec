"""What operators give: sums, formatted strings, comparisons, choices."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from porting.flow.calls import Calls
from porting.flow.findings import Exit, Meeting
from porting.flow.formats import NUMBERS, conversions_of, has_width
from porting.flow.narrowed import is_type_call, narrowed
from porting.flow.state import Env
from porting.flow.values import (
    NOTHING,
    OTHER,
    UNKNOWN,
    Item,
    Kind,
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


class Operators(Calls):
    """Evaluates operators."""

    def of_IfExp(self, node: ast.IfExp, env: Env) -> Value:
        self.expr(node.test, env)
        passed, failed = self.narrow(node.test, env)
        return self.expr(node.body, passed) | self.expr(node.orelse, failed)

    def narrow(self, test: ast.expr, env: Env) -> tuple[Env, Env]:
        """What is known where a test is passed, and where it fails."""
        return (
            {**env, **narrowed(test, True, env, self.texts)},
            {**env, **narrowed(test, False, env, self.texts)},
        )

    def of_BoolOp(self, node: ast.BoolOp, env: Env) -> Value:
        for part in node.values[:-1]:
            self.expr(part, env)
        return union([self.expr(part, known) for part, known in self.choices(node, env)])

    def choices(self, node: ast.BoolOp, env: Env) -> Iterator[tuple[ast.expr, Env]]:
        """What ``and`` and ``or`` may give: their parts, with what is known where each is asked.

        Of ``test and value`` before an ``or`` that is the value.
        """
        is_or = isinstance(node.op, ast.Or)
        for index, part in enumerate(node.values):
            is_test = is_or and index < len(node.values) - 1
            if is_test and isinstance(part, ast.BoolOp) and isinstance(part.op, ast.And):
                *_, last = self.choices(part, env)
                yield last
            else:
                yield part, env
            env = self.narrow(part, env)[is_or]

    def of_BinOp(self, node: ast.BinOp, env: Env) -> Value:
        return self.operation(node, node.left, node.op, node.right, env)

    def operation(
        self,
        node: ast.BinOp | ast.AugAssign,
        left_node: ast.expr,
        operator: ast.operator,
        right_node: ast.expr,
        env: Env,
    ) -> Value:
        left, right = self.expr(left_node, env), self.expr(right_node, env)
        self.env = env
        if NOTHING in (left, right):
            return NOTHING
        if isinstance(operator, ast.Mod) and left.kind is not None:
            return self.formatted(node, left, right_node, right)
        if isinstance(operator, ast.Add):
            if isinstance(node, ast.AugAssign) and left.is_bytes and right.kind is Kind.TEXT:
                message = "text is added to bytes: decode them before, or encode it"
                self.clash(node.value, message, left, "at once")
                return left
            return self.added(left_node, left, right_node, right)
        if isinstance(operator, ast.Mult):
            return self.multiplied(left_node, left, right_node, right)
        return OTHER if not (left.is_open or right.is_open) else UNKNOWN

    def multiplied(
        self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
    ) -> Value:
        """What a repetition gives, or a product."""
        found = NOTHING
        for part, value, other in ((left_node, left, right), (right_node, right, left)):
            found = found | union(one(atom) for atom in value if isinstance(atom, (Str, Many)))
            if not other.is_open and all(isinstance(atom, Other) for atom in other):
                self.use_items(value, part, is_weak=True)
                found = found | union(one(atom) for atom in value if isinstance(atom, Item))
        if found != NOTHING:
            return found
        return UNKNOWN if left.is_open or right.is_open else OTHER

    def formatted(
        self,
        node: ast.BinOp | ast.AugAssign,
        left: Value,
        right_node: ast.expr,
        right: Value,
    ) -> Value:
        nodes, values = [right_node], [right]
        if isinstance(right_node, ast.Tuple):
            nodes = right_node.elts
            values = [item for row in right if isinstance(row, Row) for item in row.items]
        conversions = self.conversions(left, values)
        for index, (each, value) in enumerate(zip(nodes, values)):
            is_shown = left.kind is not Kind.BYTES
            if conversions is not None:
                # What is a number for ``%d`` was no item of a string, but its `ord`.
                is_shown = conversions[index][-1] not in NUMBERS
            if is_shown:
                self.use_items(value, each, is_weak=True)
        if left.kind is Kind.BYTES:
            for each, value in zip(nodes, values):
                if value.kind in (Kind.NATIVE, Kind.TEXT) or value.origins:
                    self.enters(each, value, "bytes that are formatted")
            return Value(left.atoms)
        self.leaves_in_rows(right_node, right)
        if any(isinstance(atom, Many) and atom.name == "tuple" for atom in right):
            items = self.items_of(right, right_node)
            self.record_meeting(Meeting(items.origins, Kind.TEXT, right_node, None))
        if any(isinstance(atom, Many) and atom.name == "dict" for atom in right):
            self.shown_inside(right_node, right)
        may_be_bytes = conversions is not None and self.formats_bytes(
            conversions, right_node, values
        )
        for conversion, each, value in zip(conversions or (), nodes, values):
            if has_width(conversion):
                # What is filled up, or cut off, was counted in bytes.
                self.count_width(f"%{conversion}", each, value)
        for each, value in zip(nodes, values):
            if not (may_be_bytes and value.kind is Kind.NATIVE):
                self.leaves(each, value, "text is formatted with it")
                if each is not right_node:
                    self.shown_inside(each, value)
        if isinstance(node, ast.AugAssign) or left.kind is Kind.TEXT:
            return one(Str(Kind.TEXT))
        if may_be_bytes:
            natives = [value.origins for value in values if value.kind is Kind.NATIVE]
            origins = left.origins.union(*natives)
            self.bind_origins(origins, right_node)
            return one(Str(Kind.NATIVE, origins))
        atom = Str(Kind.NATIVE, left.origins)
        return self.made_text(atom, node, values)

    def conversions(self, left: Value, values: list[Value]) -> list[str] | None:
        """What a literal does with each of the values; None where that is not known."""
        strings = [atom for atom in left if isinstance(atom, Str) and atom.kind is not Kind.TEXT]
        places = {place for atom in strings for place in atom.origins}
        literal = self.literals.get(places.pop()) if len(places) == 1 else None
        text = literal.decode("latin-1") if isinstance(literal, bytes) else literal
        found = conversions_of(text) if isinstance(text, str) else None
        return found if found is not None and len(found) == len(values) else None

    def leaves_in_rows(self, node: ast.expr, value: Value) -> None:
        """A tuple that comes from elsewhere is formatted: what is in it leaves as text."""
        if isinstance(node, ast.Tuple) or self.findings is None or value.is_open:
            return
        items = [items_in(atom) for atom in value]
        if all(items) and any(item.is_bytes for each in items for item in each):
            where = "text is formatted with it"
            self.findings.rows.append(Exit(node, where, value, self.function))

    def formats_bytes(
        self, conversions: list[str], right_node: ast.expr, values: list[Value]
    ) -> bool:
        """Whether a literal that is formatted could as well be bytes: with numbers and bytes."""
        letters = [each[-1] for each in conversions]
        is_known = all(isinstance(atom, (Str, Other)) for atom in values[0]) if values else True
        if not isinstance(right_node, ast.Tuple) and not is_known and letters != ["d"]:
            # What stands behind the ``%`` may be a tuple or a dict.
            return False
        for letter, value in zip(letters, values):
            is_literal = value.kind is Kind.NATIVE and all(
                o in self.literals for o in value.origins
            )
            if letter == "s" and not (is_literal or value.kind is Kind.BYTES):
                return False
            if letter != "s" and letter not in NUMBERS:
                return False
        return True

    def added(self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value) -> Value:
        for node, value, other in ((left_node, left, right), (right_node, right, left)):
            # A string is no number: what may be one or an item of bytes was one all the time.
            if other.kind is not None or any(isinstance(atom, Str) for atom in left | right):
                self.use_items(value, node)
        left, right = without_none(left), without_none(right)
        # Nothing but a string is added to a string.
        left = strings_of(left) if _adds_to(left, right) else left
        right = strings_of(right) if _adds_to(right, left) else right
        kinds = (left.kind, right.kind)
        if None in kinds:
            if _are_containers(left) and _are_containers(right):
                return many(self.items_of(left, left_node) | self.items_of(right, right_node))
            return left | right if left.atoms and right.atoms else UNKNOWN
        if kinds[0] is kinds[1]:
            both = left | right
            if kinds[0] is Kind.NATIVE:
                self.bind_origins(both.origins, left_node)
            else:
                self.meets(both.origins, both, left_node)
            return both
        for node, value, other in ((left_node, left, right), (right_node, right, left)):
            if value.kind is Kind.NATIVE and other.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(value.origins | other.origins, other, node, node)
                return other
        for node, value in ((left_node, left), (right_node, right)):
            if value.kind is Kind.BYTES:
                self.leaves(node, value, "text is added to it")
        return one(Str(Kind.TEXT))

    def leaves(
        self, node: ast.expr, value: Value, where: str, file: tuple[int, int] | None = None
    ) -> None:
        """A value goes where only text should: of what may be one thing or another, each."""
        packed = None if self.findings is None else self.packed_object(value, node)
        if packed is not None:
            message = f"what this is in bytes is no text, and {where}: show it in another way"
            self.clash(node, message, packed, "silently")
        is_mixed = not (value.is_text or (value.is_bytes and not value.has_numbers))
        if self.findings is None or not is_mixed or not isinstance(node, (ast.BoolOp, ast.IfExp)):
            super().leaves(node, value, where, file)
        elif isinstance(node, ast.BoolOp):
            for part, known in self.choices(node, self.env):
                self.leaves(part, self.expr(part, known), where, file)
        else:
            passed, failed = self.narrow(node.test, self.env)
            self.leaves(node.body, self.expr(node.body, passed), where, file)
            self.leaves(node.orelse, self.expr(node.orelse, failed), where, file)

    def of_Compare(self, node: ast.Compare, env: Env) -> Value:
        left_node, left = node.left, self.expr(node.left, env)
        for operator, right_node in zip(node.ops, node.comparators):
            right = self.expr(right_node, env)
            if isinstance(operator, (ast.In, ast.NotIn)):
                self.contained(left_node, left, right_node, right)
            elif not isinstance(operator, (ast.Is, ast.IsNot)):
                self.compared(left_node, left, right_node, right)
            if is_type_call(left_node) and not isinstance(operator, (ast.In, ast.NotIn)):
                self.checked(right_node, self.expr(left_node.args[0], env), right_node)
            left_node, left = right_node, right
        return OTHER

    def compared(
        self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
    ) -> None:
        for node, value, other in ((left_node, left, right), (right_node, right, left)):
            if value.kind is Kind.NATIVE and other.kind not in (None, Kind.NATIVE):
                self.meets(value.origins | other.origins, other, left_node, node)
            elif value.kind is Kind.NATIVE and other.is_bytes:
                self.meets(value.origins, strings_of(other), left_node, node)
            elif value.is_bytes and other.kind is Kind.TEXT:
                self.leaves(node, value, "it is compared with text")
            elif value.is_text and without_none(other).kind is Kind.TEXT:
                # Literals that are text on another way, or meet what is text if it is there.
                self.meets(value.origins, without_none(other), left_node, node)
            if other.kind is not None:
                self.use_items(value, node)
        if left.kind is Kind.NATIVE and right.kind is Kind.NATIVE:
            self.bind_origins(left.origins | right.origins, left_node)
        self.compared_deep(left, right, left_node)

    def compared_deep(self, left: Value, right: Value, node: ast.expr) -> None:
        """Containers are compared: their items meet."""
        pairs = [(a, b) for a in left for b in right if isinstance(a, (Many, Row))]
        for one_way, other_way in pairs:
            if isinstance(one_way, Row) and isinstance(other_way, Row):
                items = list(zip(one_way.items, other_way.items))
            elif isinstance(other_way, (Many, Row)):
                first, second = (
                    self.items_of(one(one_way), node),
                    self.items_of(one(other_way), node),
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
                        self.meets(value.origins | other.origins, other, node)
                self.compared_deep(first, second, node)

    def contained(
        self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
    ) -> None:
        """``left in right``: a part of a string, or an item of a container."""
        for atom in right:
            if isinstance(atom, Str):
                self.use_items(left, left_node)
                self.compared(left_node, left, right_node, one(atom))
            elif isinstance(atom, (Many, Row)):
                keys = atom.keys if isinstance(atom, Many) and atom.name == "dict" else None
                items = union(atom.items) if isinstance(atom, Row) else keys or atom.items
                if items.kind is not None and items.atoms:
                    self.use_items(left, left_node)
                if isinstance(atom, Row) or not items.kind or items.kind is Kind.NATIVE:
                    for value, other in ((left, items), (items, left)):
                        if value.kind is Kind.NATIVE and other.kind in (Kind.BYTES, Kind.TEXT):
                            self.meets(value.origins, other, left_node)
                elif left.kind is Kind.NATIVE:
                    self.meets(left.origins, items, left_node, left_node)
                if left.is_bytes and items.kind is Kind.BYTES:
                    self.meets(items.origins, items, left_node)
                if left.is_bytes and items.kind is Kind.TEXT:
                    self.leaves(left_node, left, "it is looked for among text")


def _are_containers(value: Value) -> bool:
    return bool(value.atoms) and all(isinstance(atom, (Many, Row)) for atom in value)


def _adds_to(value: Value, other: Value) -> bool:
    """Whether a value can be added to a string only as the string that it may be."""
    has_items = any(isinstance(atom, Item) for atom in value)
    has_strings = any(isinstance(atom, Str) for atom in value)
    return other.kind is not None and has_strings and not has_items and not value.is_open
