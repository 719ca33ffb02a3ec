"""Decides where bytes are decoded, and where text need not be any more."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from porting.flow.containers import why_of_bytes
from porting.flow.deciding import (
    Decision,
)
from porting.flow.decoded import (
    Remedy,
    is_same_encoding,
    remedy_for,
    tested_decodings,
)
from porting.flow.files import Files
from porting.flow.findings import (
    SHOWS_NONE,
    Decoding,
    Exit,
    FunctionNode,
    Meeting,
)
from porting.flow.shapes import shape_of
from porting.flow.state import STANDARD
from porting.flow.values import NONE, Kind, Row, Step, is_binary
from porting.trees import types_in

# Functions of `difflib` that give lines as those were that they are given.
_DIFFERENCES = frozenset(("unified_diff", "context_diff", "ndiff"))
_GIVE_LINES = frozenset(("read", "readline", "getvalue", "format_exc"))


class Exits(Files):
    """Decides about bytes that leave as text."""

    def decodings(self) -> Iterable[Decision]:
        for found in self.findings.exits:
            if found.file is not None and found.file in self.switched:
                continue
            if found.node in self.torn:
                self.tell_of_torn(found.node, found.value.why)
                continue
            if found.file == STANDARD["stdout"] and is_binary(found.value.why):
                message = (
                    "bytes that are no text are written to standard output, as text is: write "
                )
                message += "them into `sys.stdout.buffer`, behind `sys.stdout.flush()`"
                self.doubt(found.node, message, found.value.why, "late")
                continue
            words = f"{{}} leaves as text: {found.where}"
            for node, why, how in self.exit_points(found):
                yield self.change("decode_exit", node, Step(words, found.node, why), how=how)

    def exit_points(self, found: Exit) -> list[tuple[ast.expr, Step | None, str]]:
        """The expressions to decode so that text arrives: where a function of the module returns
        the bytes, what it returns; otherwise the expression itself, and how to decode it."""
        functions = self.findings.callees.get(self.source_of(found.node, found), ())
        points: list[tuple[ast.expr, Step | None, str]] = []
        if functions and self.only_leaves_as_text(functions):
            for function in functions:
                for returned, value in self.findings.returns[function]:
                    if value.is_bytes:
                        points += self.exit_points(Exit(returned, found.where, value, function))
        is_bytes = found.value.is_bytes and not found.value.has_numbers
        is_unsure = not is_bytes or self.may_show_none(found)
        if not points and is_unsure and isinstance(found.node, ast.Name):
            return [(found.node, found.value.why, "either")]
        if not points and not is_bytes:
            message = f"this is bytes on one way and text on another, and {found.where}: decode the"
            message += " bytes where they come from"
            value = found.value
            self.doubt(found.node, message, value.why, "silently", value.why_as(Kind.TEXT))
            return []
        return points or [(found.node, found.value.why, "")]

    def may_show_none(self, found: Exit) -> bool:
        """Whether a name that is shown may stand for a None of the program's own."""
        if found.where not in SHOWS_NONE or not found.value.may_be_none:
            return False
        name = getattr(found.node, "id", "")
        return any(
            source in self.findings.callees or isinstance(source, ast.Constant)
            for source in self.findings.assignments[found.function, name]
        )

    def source_of(self, node: ast.expr, found: Exit) -> ast.expr:
        """What a name was assigned, where that happens just once in its function."""
        if isinstance(node, ast.Name):
            sources = self.findings.assignments[found.function, node.id]
            if len(set(sources)) == 1:
                return sources[0]
        return node

    def only_leaves_as_text(self, functions: Iterable[FunctionNode]) -> bool:
        """Whether no call of these functions is used as bytes."""
        return all(self.calls_of.get(each, set()) <= self.ends for each in functions)

    @cached_property
    def calls_of(self) -> dict[FunctionNode, set[ast.expr]]:
        """Where each function is called."""
        calls: dict[FunctionNode, set[ast.expr]] = defaultdict(set)
        for node, functions in self.findings.callees.items():
            for function in functions:
                calls[function].add(node)
        return dict(calls)

    @cached_property
    def ends(self) -> set[ast.expr]:
        """What leaves as text, and what is assigned to names of which that is all they do."""
        exits = {found.node for found in self.findings.exits}
        return {
            self.source_of(found.node, found)
            for found in self.findings.exits
            if not isinstance(found.node, ast.Name) or self.names[found.node.id] <= exits
        }

    def meet_in_returns(self) -> None:
        """Literals that a function returns where it returns bytes elsewhere, if that is all it
        does, and it is used for more than to be shown."""
        for function, returns in self.findings.returns.items():
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
            is_shown = self.only_leaves_as_text([function])
            if not (is_shown if function in self.calls_of else self.is_program):
                why = Step("{} is returned as well", found[0][0], found[0][1].why)
                for node, value in natives:
                    meeting = Meeting(value.origins, Kind.BYTES, node, why, part=node)
                    self.findings.meetings.append(meeting)

    def rows(self) -> Iterable[Decision]:
        """Tuples that are formatted as they are: the bytes in them are decoded, where a function
        returns them for that alone, or else one by one."""
        wanted = {found.node for found in self.findings.rows}
        for found in self.findings.rows:
            functions = self.findings.callees.get(found.node, ())
            calls = {
                node
                for node, called in self.findings.callees.items()
                if not set(functions).isdisjoint(called)
            }
            returns = [pair for each in functions for pair in self.findings.returns[each]]
            words = f"{{}} leaves as text: {found.where}"
            are_displays = all(isinstance(node, ast.Tuple) for node, _ in returns)
            if not returns or not calls <= wanted or not are_displays:
                how = shape_of(found.value) or "(?)"
                why = Step(words, found.node, why_of_bytes(found.value))
                yield self.change("decode_exit", found.node, why, how=how)
                continue
            for node, value in returns:
                elements = node.elts if isinstance(node, ast.Tuple) else []
                rows = [atom for atom in value if isinstance(atom, Row)]
                for element, item in (pair for row in rows for pair in zip(elements, row.items)):
                    if item.is_bytes:
                        yield self.change("decode_exit", element, Step(words, found.node, item.why))

    def calls_of_decode(self) -> Iterable[Decision]:
        """Where text has no ``decode`` any more."""
        for call in self.findings.decodings.values():
            if call.owner.files and call.owner.files <= self.switched | self.streams:
                continue
            if call.owner.origins & self.met_bytes:
                continue
            remedy = remedy_for(call, self.literals, self.findings.made)
            if remedy is None and call.owner.is_text:
                yield from self.literals_to_decode(call)
            if remedy is None or call.node in self.tested:
                continue
            node: ast.expr = call.node
            literal = call.receiver
            if remedy is Remedy.AS_BYTES and isinstance(literal, ast.Constant):
                if self.can_be_bytes(literal):
                    node = literal
                elif is_same_encoding(call.name_of_encoding, self.coding):
                    remedy = Remedy.DROP
                else:
                    continue
            chain = Step("{} decodes it", call.node, call.owner.why).chain(self.words)
            how = "bytes" if remedy is Remedy.ASK and call.owner.is_bytes else ""
            if remedy is Remedy.DROP and not call.is_method:
                how = "str"
            yield Decision(remedy.value, *self.lines.span(node), tuple(chain), "review", how)

    def literals_to_decode(self, call: Decoding) -> Iterable[Decision]:
        """Literals that are not ASCII: bytes where escapes spell them, text as they stand."""
        why = Step("{} decodes it", call.node, call.owner.why)
        literals = [self.literals.get(origin) for origin in sorted(call.owner.origins)]
        known = [node for node in literals if node is not None]
        if not known or len(known) < len(literals):
            return
        if all(map(self.can_be_bytes, known)):
            for node in known:
                yield self.change("literal_bytes", node, why)
        elif all(map(self.is_plain, known)):
            names = {self.literals.get(place) for place in call.encoding.origins}
            if all(node and is_same_encoding(str(node.value), self.coding) for node in names):
                yield self.change("text_decode", call.node, why)

    @cached_property
    def tested(self) -> frozenset[ast.Call]:
        """The calls of ``decode`` that a test provides for."""
        return tested_decodings(self.tree)

    def ends_of_lines(self) -> Iterable[Decision]:
        """Lines that are printed with a space behind them, which they had not in Python 2."""
        if self.has_print_function:
            return
        for call, function in self.findings.spaced:
            is_last = call.keywords[-1].arg == "end" and len(call.keywords) == 1
            if is_last and call.args and self.ends_line(call.args[-1], function):
                why = Step("{} ends with the end of a line", call.args[-1])
                yield self.change("line_ends", call, why)

    def ends_line(self, node: ast.expr, function: FunctionNode | None) -> bool:
        """Whether a string ends where a line does."""
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str) and node.value.endswith("\n")
        if isinstance(node, ast.BinOp):
            part = node.right if isinstance(node.op, ast.Add) else node.left
            return isinstance(part, ast.Constant) and self.ends_line(part, function)
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in _GIVE_LINES:
                return True
            called = self.findings.callees.get(node, ())
            returns = [(each, *pair) for each in called for pair in self.findings.returns[each]]
            return bool(returns) and all(
                isinstance(value, ast.BinOp) and self.ends_line(value, each)
                for each, value, _ in returns
            )
        sources = self.findings.assignments.get((function, getattr(node, "id", "")), [])
        return bool(sources) and all(
            source in self.findings.files_of_lines
            or self.is_lines(source, function)
            or (source in self.bound_alone and self.ends_line(source, function))
            for source in sources
        )

    @cached_property
    def bound_alone(self) -> frozenset[ast.expr]:
        """The calls and operations of which what they give is bound to one name, as it is."""
        return frozenset(
            node.value
            for node in types_in(self.tree)[ast.Assign]
            if isinstance(node.value, (ast.Call, ast.BinOp))
            and all(isinstance(target, ast.Name) for target in node.targets)
        )

    def is_lines(self, source: ast.expr, function: FunctionNode | None) -> bool:
        """Whether this is lines that were read, or (through one name) a list of such."""
        if isinstance(source, ast.Name):
            others = self.findings.assignments.get((function, source.id), [])
            return bool(others) and all(
                isinstance(each, ast.Call) and self.is_lines(each, function) for each in others
            )
        if not isinstance(source, ast.Call):
            return False
        name = getattr(source.func, "attr", getattr(source.func, "id", ""))
        if name in _DIFFERENCES and len(source.args) > 1 and _ends_its_lines(source):
            return all(self.is_lines(each, function) for each in source.args[:2])
        if not isinstance(source.func, ast.Attribute):
            return False
        if name == "splitlines" and len(source.args) == 1:
            keeps_ends = source.args[0]
            return isinstance(keeps_ends, ast.Constant) and bool(keeps_ends.value)
        return name in ("readline", "readlines", "xreadlines")


def _ends_its_lines(call: ast.Call) -> bool:
    """Whether the lines that a function of `difflib` adds end as lines do."""
    return len(call.args) < 8 and all(keyword.arg != "lineterm" for keyword in call.keywords)
