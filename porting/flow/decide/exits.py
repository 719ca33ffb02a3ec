"""Decides where bytes are decoded, and where text need not be any more."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable

from porting.flow.decide.deciding import Deciding, Decision, Doubt, Found, kept
from porting.flow.decide.decoded import Remedy, remedy_for, tested_decodings
from porting.flow.decide.files import torn
from porting.flow.domain.findings import (
    Decoding,
    FunctionNode,
    Meeting,
    Use,
)
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import SHOW_NONE, Problem, Reason, Step, Where
from porting.flow.domain.shapes import shape_of, why_of_bytes
from porting.flow.domain.values import NONE, Row
from porting.flow.follow.state import STANDARD
from porting.flow.knowledge.encodings import is_same_encoding
from porting.flow.knowledge.traits import is_binary
from porting.trees import types_in

# Functions of `difflib` that give lines as those were that they are given.
_DIFFERENCES = frozenset(("unified_diff", "context_diff", "ndiff"))
_GIVE_LINES = frozenset(("read", "readline", "getvalue", "format_exc"))


def decodings(on: Deciding) -> Iterable[Found]:
    """Bytes to decode where they leave as text."""
    for found in on.judged.exits:
        if found.place is not None and found.place in on.settled.switched:
            continue
        if found.node in torn(on):
            yield on.doubt(found.node, Problem.TORN, found.value.why)
            continue
        if found.place == STANDARD["stdout"] and is_binary(found.value.why):
            yield on.doubt(found.node, Problem.BINARY_PRINTED, found.value.why)
            continue
        for point in exit_points(on, found):
            if isinstance(point, Doubt):
                yield point
            else:
                node, why, how = point
                yield on.change("decode_exit", node, _leaving(found, why), how=how)


# An expression to decode, how it is known, and how to decode it.
Point = tuple[ast.expr, Step | None, str]


def exit_points(on: Deciding, found: Use) -> list[Point | Doubt]:
    """The expressions to decode so that text arrives: where a function of the module returns
    the bytes, what it returns; otherwise the expression itself. Or what a person must decide."""
    functions = on.findings.callees.get(source_of(on, found.node, found), ())
    points: list[Point | Doubt] = []
    if functions and only_leaves_as_text(on, functions):
        for function in functions:
            for returned, value in on.findings.returns[function]:
                if value.is_bytes:
                    use = Use(returned, value, found.sink, function=function)
                    points += exit_points(on, use)
    value = found.value
    is_bytes = value.is_bytes and not value.has_numbers
    is_unsure = not is_bytes or may_show_none(on, found)
    if any(not isinstance(point, Doubt) for point in points):
        return points
    if is_unsure and isinstance(found.node, ast.Name):
        return [*points, (found.node, value.why, "either")]
    if not is_bytes:
        text = value.why_as(Kind.TEXT)
        return [*points, on.doubt(found.node, Problem.TORN_EXIT, value.why, text, found.sink)]
    return [*points, (found.node, value.why, "")]


def may_show_none(on: Deciding, found: Use) -> bool:
    """Whether a name that is shown may stand for a None of the program's own."""
    if found.sink.where not in SHOW_NONE or not found.value.may_be_none:
        return False
    name = getattr(found.node, "id", "")
    return any(
        source in on.findings.callees or isinstance(source, ast.Constant)
        for source in on.findings.assignments[found.function, name]
    )


def source_of(on: Deciding, node: ast.expr, found: Use) -> ast.expr:
    """What a name was assigned, where that happens just once in its function."""
    if isinstance(node, ast.Name):
        sources = on.findings.assignments[found.function, node.id]
        if len(set(sources)) == 1:
            return sources[0]
    return node


def only_leaves_as_text(on: Deciding, functions: Iterable[FunctionNode]) -> bool:
    """Whether no call of these functions is used as bytes."""
    return all(calls_of(on).get(each, set()) <= ends(on) for each in functions)


@kept
def calls_of(on: Deciding) -> dict[FunctionNode, set[ast.expr]]:
    """Where each function is called."""
    calls: dict[FunctionNode, set[ast.expr]] = defaultdict(set)
    for node, functions in on.findings.callees.items():
        for function in functions:
            calls[function].add(node)
    return dict(calls)


@kept
def ends(on: Deciding) -> set[ast.expr]:
    """What leaves as text, and what is assigned to names of which that is all they do."""
    exits = {found.node for found in on.judged.exits}
    return {
        source_of(on, found.node, found)
        for found in on.judged.exits
        if not isinstance(found.node, ast.Name) or on.names[found.node.id] <= exits
    }


def meet_in_returns(on: Deciding) -> Iterable[Meeting]:
    """Literals that a function returns where it returns bytes elsewhere, if that is all it
    does, and it is used for more than to be shown."""
    for function, returns in on.findings.returns.items():
        natives, found = [], []
        for node, value in returns:
            if value.kind is Kind.NATIVE and value.origins:
                natives.append((node, value))
            elif value.is_bytes and not value.has_numbers:
                found.append((node, value))
            elif value != NONE:
                natives.clear()
                break
        if not natives or not found:
            continue
        is_shown = only_leaves_as_text(on, [function])
        if not (is_shown if function in calls_of(on) else on.is_program):
            why = Step(Reason.RETURNED_TOO, found[0][0], found[0][1].why)
            for node, value in natives:
                yield Meeting(value.origins, Kind.BYTES, node, why, part=node)


def rows(on: Deciding) -> Iterable[Decision]:
    """Tuples that are formatted as they are: the bytes in them are decoded, where a function
    returns them for that alone, or else one by one."""
    wanted = {found.node for found in on.uses(Where.ROW_FORMATTED)}
    for found in on.uses(Where.ROW_FORMATTED):
        functions = on.findings.callees.get(found.node, ())
        calls = {
            node
            for node, called in on.findings.callees.items()
            if not set(functions).isdisjoint(called)
        }
        returns = [pair for each in functions for pair in on.findings.returns[each]]
        are_displays = all(isinstance(node, ast.Tuple) for node, _ in returns)
        if not returns or not calls <= wanted or not are_displays:
            how = shape_of(found.value) or "(?)"
            why = _leaving(found, why_of_bytes(found.value))
            yield on.change("decode_exit", found.node, why, how=how)
            continue
        for node, value in returns:
            elements = node.elts if isinstance(node, ast.Tuple) else []
            rows = [atom for atom in value if isinstance(atom, Row)]
            for element, item in (pair for row in rows for pair in zip(elements, row.items)):
                if item.is_bytes:
                    yield on.change("decode_exit", element, _leaving(found, item.why))


def calls_of_decode(on: Deciding) -> Iterable[Decision]:
    """Where text has no ``decode`` any more."""
    for call in on.findings.decodings.values():
        if on.is_switched(call.owner.files):
            continue
        if call.owner.origins & on.met_bytes:
            continue
        remedy = remedy_for(call, on.literals, on.findings.made)
        if remedy is None and call.owner.is_text:
            yield from literals_to_decode(on, call)
        if remedy is None or call.node in tested(on):
            continue
        node: ast.expr = call.node
        literal = call.receiver
        if remedy is Remedy.AS_BYTES and isinstance(literal, ast.Constant):
            if on.can_be_bytes(literal):
                node = literal
            elif is_same_encoding(call.name_of_encoding, on.coding):
                remedy = Remedy.DROP
            else:
                continue
        links = on.links(Step(Reason.DECODES, call.node, call.owner.why))
        how = "bytes" if remedy is Remedy.ASK and call.owner.is_bytes else ""
        if remedy is Remedy.DROP and not call.is_method:
            how = "str"
        yield Decision(remedy.value, *on.lines.span(node), links, "review", how)


def literals_to_decode(on: Deciding, call: Decoding) -> Iterable[Decision]:
    """Literals that are not ASCII: bytes where escapes spell them, text as they stand."""
    why = Step(Reason.DECODES, call.node, call.owner.why)
    literals = [on.literals.get(origin) for origin in sorted(call.owner.origins)]
    known = [node for node in literals if node is not None]
    if not known or len(known) < len(literals):
        return
    if all(map(on.can_be_bytes, known)):
        for node in known:
            yield on.change("literal_bytes", node, why)
    elif all(map(on.is_plain, known)):
        names = {on.literals.get(place) for place in call.encoding.origins}
        if all(node and is_same_encoding(str(node.value), on.coding) for node in names):
            yield on.change("text_decode", call.node, why)


@kept
def tested(on: Deciding) -> frozenset[ast.Call]:
    """The calls of ``decode`` that a test provides for."""
    return tested_decodings(on.tree)


def ends_of_lines(on: Deciding) -> Iterable[Decision]:
    """Lines that are printed with a space behind them, which they had not in Python 2."""
    if on.has_print_function:
        return
    for use in on.uses(Where.SPACE_AFTER):
        call, function = use.node, use.function
        if not isinstance(call, ast.Call):
            continue
        is_last = call.keywords[-1].arg == "end" and len(call.keywords) == 1
        if is_last and call.args and ends_line(on, call.args[-1], function):
            why = Step(Reason.ENDS_LINE, call.args[-1])
            yield on.change("line_ends", call, why)


def ends_line(on: Deciding, node: ast.expr, function: FunctionNode | None) -> bool:
    """Whether a string ends where a line does."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value.endswith("\n")
    if isinstance(node, ast.BinOp):
        part = node.right if isinstance(node.op, ast.Add) else node.left
        return isinstance(part, ast.Constant) and ends_line(on, part, function)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in _GIVE_LINES:
            return True
        called = on.findings.callees.get(node, ())
        returns = [(each, *pair) for each in called for pair in on.findings.returns[each]]
        return bool(returns) and all(
            isinstance(value, ast.BinOp) and ends_line(on, value, each)
            for each, value, _ in returns
        )
    sources = on.findings.assignments.get((function, getattr(node, "id", "")), [])
    return bool(sources) and all(
        source in files_of_lines(on)
        or is_lines(on, source, function)
        or (source in bound_alone(on) and ends_line(on, source, function))
        for source in sources
    )


@kept
def files_of_lines(on: Deciding) -> frozenset[ast.expr]:
    """The files over whose lines a loop goes."""
    return frozenset(use.node for use in on.uses(Where.LINES_OF_FILE))


@kept
def bound_alone(on: Deciding) -> frozenset[ast.expr]:
    """The calls and operations of which what they give is bound to one name, as it is."""
    return frozenset(
        node.value
        for node in types_in(on.tree)[ast.Assign]
        if isinstance(node.value, (ast.Call, ast.BinOp))
        and all(isinstance(target, ast.Name) for target in node.targets)
    )


def is_lines(on: Deciding, source: ast.expr, function: FunctionNode | None) -> bool:
    """Whether this is lines that were read, or (through one name) a list of such."""
    if isinstance(source, ast.Name):
        others = on.findings.assignments.get((function, source.id), [])
        return bool(others) and all(
            isinstance(each, ast.Call) and is_lines(on, each, function) for each in others
        )
    if not isinstance(source, ast.Call):
        return False
    name = getattr(source.func, "attr", getattr(source.func, "id", ""))
    if name in _DIFFERENCES and len(source.args) > 1 and _ends_its_lines(source):
        return all(is_lines(on, each, function) for each in source.args[:2])
    if not isinstance(source.func, ast.Attribute):
        return False
    if name == "splitlines" and len(source.args) == 1:
        keeps_ends = source.args[0]
        return isinstance(keeps_ends, ast.Constant) and bool(keeps_ends.value)
    return name in ("readline", "readlines", "xreadlines")


def _leaving(found: Use, why: Step | None) -> Step:
    return Step(Reason.LEAVES, found.node, why, found.sink)


def _ends_its_lines(call: ast.Call) -> bool:
    """Whether the lines that a function of `difflib` adds end as lines do."""
    return len(call.args) < 8 and all(keyword.arg != "lineterm" for keyword in call.keywords)
