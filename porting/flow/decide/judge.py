"""What comes of the uses of values: by what a place takes, and what a value is there."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from porting.flow.domain.findings import Clash, Meeting, Place, Use
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Problem, Reason, Role, Step, Where
from porting.flow.domain.syntax import is_plain
from porting.flow.domain.values import Str, Value, has_kind, without_none
from porting.flow.knowledge.traits import takes_binary


@dataclass(frozen=True)
class FileUse:
    """What happens to a file opened at one of `origins`, or to what was read from it.

    `kind` is what the file must be of for that; None where nobody knows what happens to it.
    `function` is the one that takes it, "" where none does.
    """

    origins: frozenset[Place]
    kind: Kind | None
    node: ast.expr
    why: Step | None = None
    function: str = ""


@dataclass
class Judged:
    """What the uses of a module come to.

    `exits` are bytes to decode and `entries` text to encode, unless something better is done about
    their source. `wanted` are the kinds that an expression must be of, each with the file that it
    is for. `shown` are literals in names that are shown and may be bytes. `items` are what is done
    with items of bytes, `streams` with files in memory, `files` with other files or what was read
    from them. `uses` has the rest by what is done.
    """

    meetings: list[Meeting] = field(default_factory=list)
    exits: list[Use] = field(default_factory=list)
    entries: list[Use] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    files: list[FileUse] = field(default_factory=list)
    wanted: dict[ast.expr, list[tuple[Kind, Place | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    shown: set[Place] = field(default_factory=set)
    items: list[Use] = field(default_factory=list)
    streams: list[Use] = field(default_factory=list)
    uses: dict[Where, list[Use]] = field(default_factory=lambda: defaultdict(list))


class Shape(Enum):
    """What a value is where only one kind of string may go."""

    BYTES = auto()
    TORN = auto()
    """Bytes on one path, text on another."""
    PERHAPS_BYTES = auto()
    PERHAPS_BYTES_NAMED = auto()
    """The same in a name, of which it is known what it is behind a test."""
    LITERAL = auto()
    TEXT = auto()
    UNKNOWN = auto()


class Verdict(Enum):
    """What comes of a use."""

    CONVERT = auto()
    """The value is decoded, or encoded, at the place or before it."""
    CONVERT_SHOWN = auto()
    """The same, and the literals that it may be are shown as they are."""
    PIN = auto()
    """The literals that it may be are of the kind that the place takes."""
    PIN_AND_CONVERT = auto()
    ASK = auto()
    """A person must decide."""
    FINE = auto()


VERDICTS = {
    (Kind.TEXT, Shape.BYTES): Verdict.PIN_AND_CONVERT,
    (Kind.TEXT, Shape.TORN): Verdict.CONVERT,
    (Kind.TEXT, Shape.PERHAPS_BYTES_NAMED): Verdict.CONVERT_SHOWN,
    (Kind.TEXT, Shape.PERHAPS_BYTES): Verdict.ASK,
    (Kind.TEXT, Shape.LITERAL): Verdict.PIN,
    (Kind.BYTES, Shape.LITERAL): Verdict.PIN,
    (Kind.BYTES, Shape.TEXT): Verdict.CONVERT,
    (Kind.BYTES, Shape.TORN): Verdict.CONVERT,
}
"""What comes of a value of a shape where only strings of a kind may go; else it is fine."""


def judge(seen: Iterable[Use | Meeting | Clash]) -> Judged:
    """Judge all that was seen in a module, in the order in which it was come upon."""
    judged = Judged()
    for each in seen:
        if isinstance(each, Meeting):
            judged.meetings.append(each)
        elif isinstance(each, Clash):
            judged.clashes.append(each)
        elif (judge_one := _JUDGES.get(each.sink.where.role)) is not None:
            judge_one(each, judged)
        else:
            judged.uses[each.sink.where].append(each)
    return judged


def _judge_sink(use: Use, judged: Judged) -> None:
    is_text = use.sink.where.demand is Kind.TEXT
    (_judge_text if is_text else _judge_bytes)(use, judged)


def _judge_file(use: Use, judged: Judged) -> None:
    kind = use.sink.where.demand
    judged.files.append(FileUse(use.value.files, kind, use.node, use.why, use.sink.name))


def _judge_text(use: Use, judged: Judged) -> None:
    """Judge a value that goes where only text should."""
    node, value = use.node, use.value
    judged.wanted[node].append((Kind.TEXT, use.place))
    if value.files:
        judged.files.append(FileUse(value.files, Kind.TEXT, node))
    verdict = VERDICTS.get((Kind.TEXT, _shape_for_text(value, node)), Verdict.FINE)
    if verdict is Verdict.PIN:
        judged.meetings.append(Meeting(value.origins, Kind.TEXT, node, None, is_exit=True))
    elif verdict is Verdict.ASK:
        judged.clashes.append(Clash(node, Problem.MAY_BE_BYTES, value.why, use.sink))
    elif verdict is not Verdict.FINE:
        if verdict is Verdict.PIN_AND_CONVERT and value.origins:
            # What stands for the bytes on another path must be bytes as well.
            why = Step(Reason.MAY_BE_BYTES, node, value.why)
            judged.meetings.append(Meeting(value.origins, Kind.BYTES, node, why))
        if verdict is Verdict.CONVERT_SHOWN:
            judged.shown |= value.origins
        judged.exits.append(use)


def _shape_for_text(value: Value, node: ast.expr) -> Shape:
    if value.is_bytes and not value.has_numbers:
        return Shape.BYTES
    if value.kind is Kind.CONFLICT:
        return Shape.TORN
    if has_kind(value, Kind.BYTES):
        is_name = isinstance(node, ast.Name)
        return Shape.PERHAPS_BYTES_NAMED if is_name else Shape.PERHAPS_BYTES
    return Shape.LITERAL if value.origins else Shape.UNKNOWN


def _judge_bytes(use: Use, judged: Judged) -> None:
    """Judge a value that goes where only bytes may."""
    node, sink = use.node, use.sink
    judged.wanted[node].append((Kind.BYTES, None))
    value = without_none(use.value)
    use = use._replace(value=value)
    if value.is_open and not value.is_bytes and not takes_binary(sink.name):
        judged.entries.append(use)
    verdict = VERDICTS.get((Kind.BYTES, _shape_for_bytes(value, node)), Verdict.FINE)
    why = Step(Reason.TAKES_BYTES, node, value.why, sink)
    if verdict is Verdict.PIN:
        # A literal that may come here must be bytes, whatever else may come.
        is_torn = value.is_open or has_kind(value, Kind.BYTES)
        meeting = Meeting(value.origins, Kind.BYTES, node, why, part=node, is_torn=is_torn)
        judged.meetings.append(meeting)
    elif verdict is Verdict.CONVERT:
        if origins := origins_read(use):
            judged.files.append(FileUse(origins, Kind.BYTES, node, why))
        judged.entries.append(use)


def _shape_for_bytes(value: Value, node: ast.expr) -> Shape:
    if value.kind in (Kind.NATIVE, Kind.BYTES, None) and value.origins:
        return Shape.LITERAL
    if value.kind is Kind.TEXT:
        return Shape.TEXT
    return Shape.TORN if value.kind is Kind.CONFLICT and is_plain(node) else Shape.UNKNOWN


_JUDGES: dict[Role, Callable[[Use, Judged], None]] = {
    Role.SINK: _judge_sink,
    Role.FILE: _judge_file,
    Role.STREAM: lambda use, judged: judged.streams.append(use),
    Role.ITEM: lambda use, judged: judged.items.append(use),
}


def kind_of_stream(use: Use) -> Kind | None:
    """What a file in memory must be of for what is done with it; None where it does not matter."""
    if use.sink.where is Where.STREAM_WRITTEN:
        return Kind.BYTES if use.value.is_bytes else None
    return use.sink.where.demand


def origins_read(use: Use) -> frozenset[Place]:
    """The files that text was read from where bytes must go, if it all was."""
    if use.value.kind is not Kind.TEXT:
        return frozenset()
    origins = [atom.origins for atom in use.value if isinstance(atom, Str)]
    return frozenset[Place]().union(*origins) if all(origins) else frozenset()
