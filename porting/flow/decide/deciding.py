"""Decisions, doubts and what all that decides asks."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from porting.evidence import FileEvidence
from porting.flow.decide.judge import Judged, judge
from porting.flow.decide.lines import Lines
from porting.flow.domain.findings import Findings, FunctionNode, Meeting, Place, Use
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Link, Problem, Sink, Step, Where
from porting.flow.follow.interpret import run, start
from porting.flow.follow.original import text_places
from porting.flow.follow.state import State
from porting.flow.knowledge.library import Facts
from porting.result import Safety, Shows
from porting.source import encoding_named_in
from porting.trees import nodes_below, types_in

_UNICODE_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[uUN]")
BYTE_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\(?:x[89a-fA-F]|[23][0-7]{2})")


@dataclass(frozen=True)
class Decision:
    """One change to make: the literal or expression from `start` to `end` (offsets in the text).

    `fixer` is the name of the fixer that makes it; `links` are the evidence, nearest step first.
    `how` tells it which of its changes to make, where there are several.
    """

    fixer: str
    start: int
    end: int
    links: tuple[Link, ...]
    safety: Safety = "safe"
    how: str = ""

    @property
    def chain(self) -> tuple[str, ...]:
        """The evidence in words."""
        return tuple(map(str, self.links))


@dataclass(frozen=True)
class Doubt:
    """A place where bytes and text meet and a person must decide.

    `links` are the evidence for bytes, `others` that for text on another path; `about` is what
    the words of the problem tell besides.
    """

    offset: int
    problem: Problem
    links: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()
    about: str | Sink = ""

    @property
    def shows(self) -> Shows:
        return self.problem.shows

    @property
    def message(self) -> str:
        """The problem and its evidence, in words."""
        text: str = self.problem.value.format(about=self.about)
        if self.links:
            text += f" ({'; '.join(map(str, self.links))})"
        if self.others:
            text += f", text on another path ({'; '.join(map(str, self.others))})"
        return text


@dataclass(frozen=True)
class Decisions:
    """All that was decided about one text."""

    changes: tuple[Decision, ...] = ()
    doubts: tuple[Doubt, ...] = ()


Found = Decision | Doubt


class Outcome(NamedTuple):
    """What a pass found that others build upon, and the places of what it settled."""

    found: list[Found]
    places: frozenset[Place]


@dataclass(frozen=True)
class Settled:
    """What passes before settled.

    `meetings` are those of literals. `switched` are the calls that open files which are to be of
    the other kind, `streams` those that make files in memory which are to be of bytes, `as_bytes`
    the literals that become bytes.
    """

    meetings: tuple[Meeting, ...]
    switched: frozenset[Place] = frozenset()
    streams: frozenset[Place] = frozenset()
    as_bytes: frozenset[Place] = frozenset()


class Deciding:
    """What the deciding of a module works on, and how a decision is written down.

    Passes are handed it, change nothing in it, and return what they find.
    """

    def __init__(
        self,
        text: str,
        tree: ast.Module,
        evidence: FileEvidence | None,
        *,
        original: str | None = None,
        facts: Facts | None = None,
        is_first: bool = True,
        is_python2: bool = True,
        answers: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self.text = text
        self.is_first = is_first
        self.is_python2 = is_python2
        self.tree = tree
        self.texts = frozenset[Place]() if original is None else text_places(text, original)
        if not is_python2:
            # A test for `str` stays one, and no bytes pass it.
            names = (node for node in types_in(tree)[ast.Name] if node.id == "str")
            self.texts |= {(node.lineno, node.col_offset) for node in names}
        self.findings, self.judged = self.followed(
            lambda: start(tree, evidence, facts, self.texts, answers)
        )
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
        self.settled = Settled(tuple(self.judged.meetings))
        self.kept: dict[Callable[..., Any], Any] = {}
        self.has_print_function = "print_function" in (original or "")
        self.original = "".join((original or "").split())

    def settle(self, **changes: Any) -> Deciding:
        """The same with more that is settled; see `Settled`."""
        new = copy(self)
        new.settled = replace(self.settled, **changes)
        new.kept = {}
        return new

    def is_switched(self, files: frozenset[Place]) -> bool:
        """Whether these are files, on disk or in memory, that are all of the other kind now."""
        return bool(files) and files <= self.settled.switched | self.settled.streams

    def followed(self, started: Callable[[], State]) -> tuple[Findings, Judged]:
        """What is found, once it is settled which calls of ``encode`` are there for the bytes.

        In Python 2 ``name.encode("ascii")`` made the ``str`` that a literal is, too. It did no more
        than that where what it meets is text, or other such strings. What a module that is there
        to be imported returns in UTF-8 is bytes: nobody knows what it meets.
        """
        pinned = frozenset[Place]()
        while True:
            asked = started()
            asked.pinned = pinned
            findings = run(asked)
            judged = judge(findings.seen)
            encoded = {place for place, made in findings.made.items() if made.how == "encoded"}
            groups = groups_of(judged.meetings) if encoded else []
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
                return findings, judged
            pinned |= encoded - natives

    def doubt(
        self,
        node: ast.expr | FunctionNode | ast.Module,
        problem: Problem,
        why: Step | None,
        text: Step | None = None,
        about: str | Sink = "",
    ) -> Doubt:
        """What a person must decide: it is bytes for one reason (`why`), and perhaps text for
        another."""
        place = (1, 0) if isinstance(node, ast.Module) else (node.lineno, node.col_offset)
        offset = self.lines.offset(*place)
        return Doubt(offset, problem, self.links(why), self.links(text), about)

    def change(
        self,
        fixer: str,
        node: ast.expr,
        why: Step | None,
        safety: Safety = "review",
        how: str = "",
    ) -> Decision:
        return Decision(fixer, *self.lines.span(node), self.links(why), safety, how)

    def links(self, why: Step | None) -> tuple[Link, ...]:
        """The chain of evidence that ends with a step."""
        return why.chain(self.words) if why else ()

    def words(self, node: ast.expr) -> str:
        """The source of an expression, shortened."""
        start, end = self.lines.span(node)
        text = " ".join(self.text[start:end].split())
        return text if len(text) <= 50 else text[:47] + "..."

    @property
    def coding(self) -> str:
        """The encoding that the file says it is in."""
        return encoding_named_in(self.text)

    @cached_property
    def is_program(self) -> bool:
        """Whether the module does something by itself, and is not just there to be imported."""
        return any(
            isinstance(each, (ast.For, ast.While))
            or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Call))
            or (isinstance(each, ast.If) and "__main__" in ast.unparse(each.test))
            for each in self.tree.body
        )

    def uses(self, *where: Where) -> list[Use]:
        """What is done in one of some ways."""
        return [use for each in where for use in self.judged.uses[each]]

    @property
    def meetings(self) -> list[Meeting]:
        """The meetings of literals, without those with files that are of bytes from now on."""
        return [each for each in self.settled.meetings if each.file not in self.settled.switched]

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

    def encoding_of(self, node: ast.expr, why: Step | None) -> Iterable[Found]:
        """The change that encodes text, unless it was put together from bytes that are no UTF-8."""
        for part in nodes_below(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                start, end = self.lines.span(part)
                if (part.lineno, part.col_offset) in self.texts:
                    continue
                if BYTE_ESCAPE.search(self.text[start:end]) and not spells_utf8(part.value):
                    yield self.doubt(node, Problem.BINARY_IN_TEXT, why)
                    return
        yield self.change("encode_entry", node, why)


_T = TypeVar("_T")


def kept(ask: Callable[[Deciding], _T]) -> Callable[[Deciding], _T]:
    """Let a question about a module be answered once, as long as nothing more is settled."""

    @wraps(ask)
    def asked(on: Deciding) -> _T:
        if ask not in on.kept:
            on.kept[ask] = ask(on)
        answer: _T = on.kept[ask]
        return answer

    return asked


def groups_of(meetings: Sequence[Meeting]) -> list[list[Meeting]]:
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
