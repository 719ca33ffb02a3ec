"""Decides the smallest changes that keep bytes and text apart, each with its evidence."""

from __future__ import annotations

import ast
import codecs
import re
import warnings as python_warnings
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from porting.evidence import FileEvidence
from porting.flow.decoded import Remedy, remedy_for, tested_decodings
from porting.flow.findings import Exit, Findings, Meeting, StreamUse
from porting.flow.interpret import Interpreter
from porting.flow.library import SOURCES
from porting.flow.values import Kind, Step
from porting.flow.witness import SEEN, has_bytes
from porting.result import Safety, Shows

Place = tuple[int, int]


@dataclass(frozen=True)
class Decision:
    """One change to make: the literal or expression from `start` to `end` (offsets in the text).

    `fixer` is the name of the fixer that makes it; `chain` is the evidence, nearest step first.
    `how` tells it which of its changes to make, where there are several.
    """

    fixer: str
    start: int
    end: int
    chain: tuple[str, ...]
    safety: Safety = "safe"
    how: str = ""


@dataclass(frozen=True)
class Doubt:
    """A place where bytes and text meet and a person must decide."""

    offset: int
    message: str
    shows: Shows


@dataclass(frozen=True)
class Decisions:
    """All that was decided about one text."""

    changes: tuple[Decision, ...] = ()
    doubts: tuple[Doubt, ...] = ()


_UNICODE_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[uUN]")
_CODING = re.compile(r"(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-_.A-Za-z0-9]+)")
_WORDS = re.compile(r"\w+")


@lru_cache(maxsize=2)
def decide(text: str, evidence: FileEvidence | None = None) -> Decisions:
    """Analyse Python 3 source (as stage ``2to3`` leaves it).

    What rests on `evidence`, from a run of the original, is for review.

    Returns:
        What must become bytes, what must be decoded, and what a person must decide. Nothing where
        the text mentions no source of bytes, or does not parse.
    """
    tree = parse_module(text, evidence)
    return Decisions() if tree is None else Decider(text, tree, evidence).run()


def parse_module(text: str, evidence: FileEvidence | None = None) -> ast.Module | None:
    """The tree of a text in which bytes and text may meet; None for any other."""
    is_seen = evidence is not None and has_bytes(evidence)
    if not is_seen and SOURCES.isdisjoint(_WORDS.findall(text)):
        return None
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            return ast.parse(text.removeprefix("\ufeff"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


class Decider:
    """Decides for one module, from what `interpret` finds in it."""

    def __init__(
        self,
        text: str,
        tree: ast.Module,
        evidence: FileEvidence | None,
        *,
        interpret: Callable[..., Interpreter] = Interpreter,
    ) -> None:
        self.text = text
        self.findings: Findings = interpret(tree, evidence).run()
        self.literals = {
            (node.lineno, node.col_offset): node
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        self.calls = {
            (node.func.lineno, node.func.col_offset): node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
        }
        self.tested = tested_decodings(tree) if self.findings.decodings else frozenset()
        self.lines = Lines(text)
        self.doubts: list[Doubt] = []

    def run(self) -> Decisions:
        changes = [*self.literals_to_bytes(), *self.streams_of_bytes(), *self.decodings()]
        changes += self.calls_of_decode()
        changes = [
            replace(change, safety="review") if SEEN in " ".join(change.chain) else change
            for change in changes
        ]
        return Decisions(tuple(changes), tuple(self.doubts))

    def literals_to_bytes(self) -> Iterable[Decision]:
        for group in _groups(self.findings.meetings):
            kinds = {meeting.kind for meeting in group}
            if Kind.BYTES not in kinds:
                continue
            origins = sorted({origin for meeting in group for origin in meeting.origins})
            first = next(meeting for meeting in group if meeting.kind is Kind.BYTES)
            nodes = [self.literals.get(origin) for origin in origins]
            offset = self.lines.offset(first.node.lineno, first.node.col_offset)
            if kinds & {Kind.TEXT, Kind.CONFLICT}:
                self.doubts.append(
                    Doubt(
                        offset,
                        "the same literal works with bytes here and with text elsewhere: "
                        "make two of it, or decode the bytes first" + self.because(first.why),
                        "late",
                    )
                )
                continue
            if any(node is None or not self.can_be_bytes(node) for node in nodes):
                self.doubts.append(
                    Doubt(
                        offset,
                        "a literal that is not ASCII meets bytes: decode them first"
                        + self.because(first.why),
                        "late",
                    )
                )
                continue
            fixer = "regex_bytes" if any(m.is_pattern for m in group) else "literal_bytes"
            safety: Safety = "review" if None in kinds else "safe"
            chain = tuple(first.why.chain(self.words)) if first.why else ()
            for node in nodes:
                if node is not None:
                    yield Decision(fixer, *self.lines.span(node), chain, safety)

    def streams_of_bytes(self) -> Iterable[Decision]:
        """Files in memory that must be of bytes, with all that is written into them."""
        uses: dict[Place, list[StreamUse]] = defaultdict(list)
        for use in self.findings.streams:
            uses[use.origin].append(use)
        for origin, group in uses.items():
            first = next((use for use in group if use.kind is Kind.BYTES), None)
            if first is None:
                continue
            if any(use.kind is Kind.TEXT for use in group):
                offset = self.lines.offset(*origin)
                message = "this file in memory is printed into and used as bytes: "
                message += "encode what is printed, or decode where bytes are used"
                self.doubts.append(Doubt(offset, message + self.because(first.why), "late"))
                continue
            chain = tuple(first.why.chain(self.words)) if first.why else ()
            node = self.calls[origin]
            yield Decision("stream_bytes", *self.lines.span(node.func), chain, "review")
            for use in group:
                if use.written is None or use.value.is_bytes:
                    continue
                literal = self.literals.get((use.written.lineno, use.written.col_offset))
                if literal is use.written and self.can_be_bytes(literal):
                    yield Decision("stream_bytes", *self.lines.span(literal), chain, "review")
                elif use.value.is_text:
                    yield Decision("stream_bytes", *self.lines.span(use.written), chain, "review")

    def because(self, why: Step | None) -> str:
        return " (" + "; ".join(why.chain(self.words)) + ")" if why else ""

    def can_be_bytes(self, node: ast.Constant) -> bool:
        start, end = self.lines.span(node)
        source = self.text[start:end]
        return source.isascii() and not _UNICODE_ESCAPE.search(source)

    def decodings(self) -> Iterable[Decision]:
        seen: set[tuple[int, int]] = set()
        for found in self.findings.exits:
            words = f"{{}} leaves as text: {found.where}"
            for node, why in self.exit_points(found):
                span = self.lines.span(node)
                if span not in seen:
                    seen.add(span)
                    chain = Step(words, found.node, why).chain(self.words)
                    yield Decision("decode_exit", *span, tuple(chain), "review")

    def calls_of_decode(self) -> Iterable[Decision]:
        """Where text has no ``decode`` any more."""
        for call in self.findings.decodings.values():
            remedy = remedy_for(call, self.literals)
            if remedy is None or call.node in self.tested:
                continue
            node: ast.expr = call.node
            literal = call.receiver
            if remedy is Remedy.AS_BYTES and isinstance(literal, ast.Constant):
                if self.can_be_bytes(literal):
                    node = literal
                elif _same_encoding(call.name_of_encoding, self.coding):
                    remedy = Remedy.DROP
                else:
                    continue
            chain = Step("{} decodes it", call.node, call.owner.why).chain(self.words)
            yield Decision(remedy.value, *self.lines.span(node), tuple(chain), "review")

    @property
    def coding(self) -> str:
        """The encoding that the file says it is in."""
        found = _CODING.match(self.text)
        return found.group(1) if found else "utf-8"

    def words(self, node: ast.expr) -> str:
        """The source of an expression, shortened."""
        start, end = self.lines.span(node)
        text = " ".join(self.text[start:end].split())
        return text if len(text) <= 50 else text[:47] + "..."

    def exit_points(self, found: Exit) -> list[tuple[ast.expr, Step | None]]:
        """The expressions to decode so that text arrives: where a function of the module returns
        the bytes, what it returns; otherwise the expression itself."""
        functions = self.findings.callees.get(self.source_of(found.node, found), ())
        points: list[tuple[ast.expr, Step | None]] = []
        if functions and self.only_leaves_as_text(functions):
            for function in functions:
                for returned, value in self.findings.returns[function]:
                    if value.is_bytes:
                        points += self.exit_points(Exit(returned, found.where, value, function))
        return points or [(found.node, found.value.why)]

    def source_of(self, node: ast.expr, found: Exit) -> ast.expr:
        """What a name was assigned, where that happens just once in its function."""
        if isinstance(node, ast.Name):
            sources = self.findings.assignments[found.function, node.id]
            if len(set(sources)) == 1:
                return sources[0]
        return node

    def only_leaves_as_text(self, functions: Iterable[ast.AST]) -> bool:
        """Whether no call of these functions is used as bytes."""
        targets = set(functions)
        calls = {node for node, called in self.findings.callees.items() if targets & set(called)}
        ends = {self.source_of(found.node, found) for found in self.findings.exits}
        return calls <= ends


def _same_encoding(name: str, other: str) -> bool:
    try:
        return codecs.lookup(name) == codecs.lookup(other)
    except LookupError:
        return False


def _groups(meetings: list[Meeting]) -> list[list[Meeting]]:
    """Meetings that share a literal belong together: what decides one decides all."""
    leader: dict[Place, Place] = {}

    def find(place: Place) -> Place:
        while leader.setdefault(place, place) != place:
            place = leader[place]
        return place

    for meeting in meetings:
        first, *rest = meeting.origins
        for other in rest:
            leader[find(other)] = find(first)
    groups: dict[Place, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        groups[find(next(iter(meeting.origins)))].append(meeting)
    return list(groups.values())


class Lines:
    """Turns the places of `ast`, which counts bytes, into offsets in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.base = 1 if text.startswith("\ufeff") else 0
        self.starts = [self.base]
        self.starts += (found.end() for found in re.finditer(r"\r\n|\n|\r", text))

    def offset(self, line: int, column: int) -> int:
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return start + len(self.text[start:end].encode()[:column].decode())

    def span(self, node: ast.expr) -> tuple[int, int]:
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno or node.lineno, node.end_col_offset or 0),
        )

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset)
