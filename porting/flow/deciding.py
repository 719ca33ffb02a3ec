"""Decisions, doubts and what all that decides asks."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from porting.evidence import FileEvidence
from porting.flow.findings import (
    Findings,
    Meeting,
)
from porting.flow.interpret import Interpreter
from porting.flow.library import Facts
from porting.flow.lines import Lines
from porting.flow.original import text_places
from porting.flow.values import Kind, Step
from porting.result import Safety, Shows
from porting.trees import nodes_below, types_in

Place = tuple[int, int]
_UNICODE_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[uUN]")
_CODING = re.compile(r"(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-_.A-Za-z0-9]+)")
BYTE_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\(?:x[89a-fA-F]|[23][0-7]{2})")


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


class Deciding:
    """What the deciding of a module works on, and how a decision is written down."""

    def __init__(
        self,
        text: str,
        tree: ast.Module,
        evidence: FileEvidence | None,
        *,
        original: str | None = None,
        facts: Facts | None = None,
        is_first: bool = True,
        interpret: Callable[..., Interpreter] = Interpreter,
    ) -> None:
        self.text = text
        self.is_first = is_first
        self.tree = tree
        self.texts = frozenset[Place]() if original is None else text_places(text, original)
        self.findings = self.followed(lambda: interpret(tree, evidence, facts, self.texts))
        self.literals: dict[Place, ast.Constant] = {}
        self.sliced = {node.value for node in types_in(tree)[ast.Subscript]}
        self.names: dict[str, set[ast.expr]] = defaultdict(set)
        self.calls: dict[Place, ast.Call] = {}
        nodes = types_in(tree)
        for node in nodes[ast.Constant]:
            if isinstance(node.value, str):
                self.literals[node.lineno, node.col_offset] = node
        for node in nodes[ast.Name]:
            if isinstance(node.ctx, ast.Load):
                self.names[node.id].add(node)
        for node in nodes[ast.Call]:
            self.calls[node.func.lineno, node.func.col_offset] = node
        self.lines = Lines(text)
        self.doubts: list[Doubt] = []
        self.switched: set[Place] = set()
        self.streams: set[Place] = set()
        self.as_bytes: set[Place] = set()
        self.has_print_function = "print_function" in (original or "")
        self.original = "".join((original or "").split())

    def followed(self, interpreter: Callable[[], Interpreter]) -> Findings:
        """What is found, once it is settled which calls of ``encode`` are there for the bytes.

        In Python 2 ``name.encode("ascii")`` made the ``str`` that a literal is, too. It did no more
        than that where what it meets is text, or other such strings. What a module that is there
        to be imported returns in UTF-8 is bytes: nobody knows what it meets.
        """
        pinned = frozenset[Place]()
        while True:
            asked = interpreter()
            asked.pinned = pinned
            findings = asked.run()
            encoded = {place for place, made in findings.made.items() if made.how == "encoded"}
            groups = groups_of(findings.meetings) if encoded else []
            natives = frozenset(
                place
                for group in groups
                if not {meeting.kind for meeting in group} - {Kind.NATIVE, Kind.TEXT}
                for meeting in group
                for place in meeting.origins
            )
            if not self.is_program:
                natives -= _returned_in_utf8(findings)
            if encoded <= natives:
                return findings
            pinned |= encoded - natives

    def doubt(
        self,
        node: ast.expr,
        message: str,
        why: Step | None,
        shows: Shows,
        text: Step | None = None,
    ) -> None:
        """Leave to a person what is bytes for one reason (`why`), and perhaps text for another."""
        offset = self.lines.offset(node.lineno, node.col_offset)
        message += self.because(why)
        if text is not None:
            message += f", text on another way{self.because(text)}"
        self.doubts.append(Doubt(offset, message, shows))

    def change(
        self,
        fixer: str,
        node: ast.expr,
        why: Step | None,
        safety: Safety = "review",
        how: str = "",
    ) -> Decision:
        chain = tuple(why.chain(self.words)) if why else ()
        return Decision(fixer, *self.lines.span(node), chain, safety, how)

    def because(self, why: Step | None) -> str:
        return " (" + "; ".join(why.chain(self.words)) + ")" if why else ""

    def words(self, node: ast.expr) -> str:
        """The source of an expression, shortened."""
        start, end = self.lines.span(node)
        text = " ".join(self.text[start:end].split())
        return text if len(text) <= 50 else text[:47] + "..."

    @property
    def coding(self) -> str:
        """The encoding that the file says it is in."""
        found = _CODING.match(self.text)
        return found.group(1) if found else "utf-8"

    @cached_property
    def is_program(self) -> bool:
        """Whether the module does something by itself, and is not just there to be imported."""
        return any(
            isinstance(each, (ast.For, ast.While))
            or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Call))
            or (isinstance(each, ast.If) and "__main__" in ast.unparse(each.test))
            for each in self.tree.body
        )

    @property
    def meetings(self) -> list[Meeting]:
        """The meetings of literals, without those with files that are of bytes from now on."""
        return [each for each in self.findings.meetings if each.file not in self.switched]

    @cached_property
    def met_bytes(self) -> frozenset[Place]:
        """What meets bytes somewhere, and will be bytes."""
        return frozenset(
            origin
            for group in groups_of(self.meetings)
            if any(meeting.kind is Kind.BYTES for meeting in group)
            for meeting in group
            for origin in meeting.origins
        )

    def can_be_bytes(self, node: ast.Constant) -> bool:
        start, end = self.lines.span(node)
        source = self.text[start:end]
        return source.isascii() and not _UNICODE_ESCAPE.search(source)

    def is_plain(self, node: ast.Constant) -> bool:
        """Whether a literal has no escapes that mean different things in the two Pythons."""
        start, end = self.lines.span(node)
        source = self.text[start:end]
        return not (BYTE_ESCAPE.search(source) or _UNICODE_ESCAPE.search(source))

    def encoding_of(self, node: ast.expr, why: Step | None) -> Iterable[Decision]:
        """The change that encodes text, unless it was put together from bytes that are no UTF-8."""
        for part in nodes_below(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                start, end = self.lines.span(part)
                if (part.lineno, part.col_offset) in self.texts:
                    continue
                if BYTE_ESCAPE.search(self.text[start:end]) and not spells_utf8(part.value):
                    message = "bytes that are no UTF-8 are put together with text: make all of it"
                    self.doubt(node, message + " bytes", why, "silently")
                    return
        yield self.change("encode_entry", node, why)


def groups_of(meetings: list[Meeting]) -> list[list[Meeting]]:
    """Meetings that share a literal belong together: what decides one decides all."""
    leader: dict[Place, Place] = {}

    def find(place: Place) -> Place:
        while leader.setdefault(place, place) != place:
            place = leader[place]
        return place

    for meeting in meetings:
        first, *rest = sorted(meeting.origins)
        for other in rest:
            leader[find(other)] = find(first)
    groups: dict[Place, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        groups[find(min(meeting.origins))].append(meeting)
    return list(groups.values())


def spells_utf8(text: str) -> bool:
    """Whether the letters of a text, as bytes, are UTF-8."""
    try:
        return not text.encode("latin-1").decode("utf-8").isascii()
    except UnicodeError:
        return False


def _returned_in_utf8(findings: Findings) -> set[Place]:
    """The places where what a function returns is encoded in UTF-8."""
    return {
        place
        for returned in findings.returns.values()
        for _, value in returned
        for place in value.origins
        if place in findings.made and findings.made[place].mode == "utf-8"
    }
