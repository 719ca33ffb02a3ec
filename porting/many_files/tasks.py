"""What is done to each of many files, so that none is lost to a bad one."""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from porting import plain
from porting.diff import unified
from porting.errors import FixerBug, PortingError, SourceError
from porting.evidence import Evidence
from porting.files import digest_of
from porting.flow.knowledge.library import Entry, Facts, has_source
from porting.project.graph import Project
from porting.result import Result, Strings, Target, Warning
from porting.source import (
    Source,
    decode_source,
    is_text_file,
    told,
    with_coding_line,
)

if TYPE_CHECKING:
    from porting.flow.follow.summary import Summary

# The stages that must have been through a module before it is known what it gives.
FOLLOWED = ("2to3", "bytes-regex", "str-decode")


@dataclass(frozen=True)
class Order:
    """What to do to every file: together with a file, all that its outcome depends on.

    `stages` are the names of those to run, `None` for all. `encoding` is for files that name none,
    and for the data that the ported code decodes. `strings`, `evidence`, `modernize`, `enable`,
    `disable`, `target`, `target_version` and `from_version` are as for `port_source`; evidence is
    used for the files that it is about. `knowledge` is what a project adds to that of the library:
    see `porting.flow.knowledge.rows`. `project` is what is known of all the files of the run.
    """

    stages: tuple[str, ...] | None = None
    encoding: str | None = None
    project: Project | None = None
    strings: Strings = "book"
    evidence: Evidence | None = None
    modernize: bool = False
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    target: Target = "3"
    target_version: str | None = None
    from_version: str | None = None
    knowledge: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def is_followed(self) -> bool:
        """Whether it matters what the modules give that a file imports."""
        return self.evidence is None and self.stages != ("2to3",)


@dataclass(frozen=True)
class Ported:
    """A file that went through the pipeline.

    `data` is what to write, in the file's own encoding. `coding_diff` shows the coding line that
    it was given before anything else, "" where it needed none, and `added_line` its number; the
    lines of warnings are those of the file without it. `lines` counts those of the file, and `was`
    is the digest of what it held.
    """

    path: Path
    result: Result
    data: bytes
    coding_diff: str
    is_changed: bool
    lines: int = 0
    was: bytes = b""
    added_line: int = 0

    def line_in_file(self, line: int) -> int:
        """The number in the file of a line in the text that the first stage was given."""
        return line - (0 < self.added_line < line)


@dataclass(frozen=True)
class Failed:
    """A file that could not be processed."""

    path: Path
    error: PortingError
    lines: int = 0


Outcome = Ported | Failed

STALE_EVIDENCE = Warning(
    1,
    0,
    "the evidence is about another version of this file and was not used: trace it again",
    "fails when reached",
    "stale_evidence",
    ported_line=1,
)


@dataclass(frozen=True)
class File:
    """A file as it was read, and all that there is to know about it where no disk is.

    `place` is its absolute path, `neighbours` what may be imported from its folder, `given` what
    the modules that it imports give, by their paths. It is ported only as far as it takes to know
    what it gives itself where not the `outcome` is wanted; `gives` tells whether that is asked for.
    """

    path: Path
    place: Path
    data: bytes = b""
    neighbours: frozenset[str] = frozenset()
    given: Mapping[str, Summary] = field(default_factory=dict)
    is_wanted: bool = True
    gives: bool = False
    error: PortingError | None = None
    """Why it could not be read."""
    is_current: bool = True
    """Whether it still is as it was when the run began."""


@dataclass(frozen=True)
class Done:
    """What became of a file, packed for its way from process to process or to disk, and what it
    gives to those that import it. `parcel` is of this version of the program alone."""

    parcel: bytes
    summary: Summary
    lines: int
    is_lasting: bool
    """Whether it would be the same next time: a process may have died of other things, and a file
    may have been changed while the run was on."""


def port(file: File, order: Order) -> Done:
    """Port a file that has been read."""
    summary: Summary = {}
    if file.error is not None:
        return replace(done_with(Failed(file.path, file.error)), is_lasting=False)
    if not file.is_wanted:
        order = replace(order, stages=FOLLOWED, modernize=False)
    name = str(file.path)
    with told(os.path.dirname(name), file.neighbours):
        outcome = port_bytes(file.data, name, order, place=file.place, given=file.given)
        if file.gives and isinstance(outcome, Ported):
            summary = _summary(outcome.result, str(file.place), order, file.given)
    done = done_with(outcome, summary)
    return done if file.is_current else replace(done, is_lasting=False)


def died(file: File) -> Done:
    """What is said of a file whose process died."""
    error = FixerBug(f"{file.path}: the process that ported it died")
    return done_with(Failed(file.path, error))


def done_with(outcome: Outcome, summary: Summary | None = None) -> Done:
    return Done(pack(outcome), summary or {}, outcome.lines, is_lasting(outcome))


def is_lasting(outcome: Outcome) -> bool:
    """Whether the same file would have the same outcome next time."""
    return isinstance(outcome, Ported) or isinstance(outcome.error, SourceError)


def _summary(result: Result, place: str, order: Order, given: Mapping[str, Summary]) -> Summary:
    """What a ported module gives to those that import it."""
    from porting.flow.follow.summary import summary_of

    module = order.project.module_of(place) if order.project else None
    facts = _facts(place, order, given)
    if module is None or facts is None:
        return {}
    followed = [stage.code for stage in result.stages if stage.name in FOLLOWED]
    return summary_of(followed[-1], module.name, facts) if followed else {}


def _facts(place: str, order: Order, given: Mapping[str, Summary]) -> Facts | None:
    """What is known of the modules that a file imports; None where that is not looked at."""
    if order.project is None or not order.is_followed:
        return Facts(order.knowledge) if order.knowledge else None
    from porting.flow.follow.summary import facts_from

    return facts_from(order.project, place, given, order.knowledge)


def port_bytes(
    data: bytes,
    filename: str,
    order: Order,
    *,
    place: Path | None = None,
    given: Mapping[str, Summary] | None = None,
) -> Outcome:
    """Port a file that came another way than from disk; `place` is where it lies, if it does."""
    lines = data.count(b"\n")
    path = Path(filename)
    try:
        if is_text_file(path):
            return replace(_port_text(data, path, order, lines), was=digest_of(data))
        source = decode_source(data, filename=filename, encoding=order.encoding)
        ported = _port(source, order, place, lines, given or {})
        return replace(ported, was=digest_of(data))
    except PortingError as error:
        return Failed(path, error, lines)
    except Exception as error:  # Not to be hidden, but no reason to stop at the other files.
        return Failed(path, bug_in(filename, error), lines)


_outcomes = plain.Form(Ported | Failed)
_heads = plain.Form(tuple[dict[str, Entry], int])


def pack(outcome: Outcome) -> bytes:
    """Make an outcome small."""
    return zlib.compress(_outcomes.dump(outcome), 1)


def unpack(parcel: bytes) -> Outcome:
    """Give back the outcome that was packed.

    Raises:
        Misfit: it is no such parcel.
    """
    try:
        outcome: Outcome = _outcomes.load(zlib.decompress(parcel))
    except zlib.error:
        raise plain.Misfit from None
    return outcome


def to_row(done: Done) -> bytes:
    """What is kept of a file between runs."""
    head = _heads.dump((done.summary, done.lines))
    return len(head).to_bytes(4, "big") + head + done.parcel


def from_row(row: bytes) -> Done:
    """Give back what was kept.

    Raises:
        Misfit: it is no such row.
    """
    size = int.from_bytes(row[:4], "big")
    summary, lines = _heads.load(row[4 : 4 + size])
    return Done(row[4 + size :], summary, lines, is_lasting=True)


def _port(
    source: Source,
    order: Order,
    place: Path | None,
    lines: int,
    given: Mapping[str, Summary],
) -> Ported:
    from porting.pipeline import port_source

    path = Path(source.filename)
    named = with_coding_line(source)
    labels = ("(original)", "(with a coding line)")
    coding_diff = unified(source.text, named.text, source.filename, labels=labels)
    evidence = order.evidence.about(source.encode()) if order.evidence else None
    if evidence and named is not source:
        evidence = evidence.shifted(1)
    is_source = has_source(source.text, order.knowledge)
    result = port_source(
        named.text,
        filename=source.filename,
        stages=order.stages,
        strings=order.strings,
        encoding=order.encoding or "utf-8",
        evidence=evidence,
        modernize=order.modernize,
        target=order.target,
        target_version=order.target_version,
        enable=order.enable,
        disable=order.disable,
        from_version=order.from_version,
        project=order.project,
        facts=_facts(str(place or path), order, given) if is_source else None,
    )
    added = 0 if named is source else named.coding_line
    if order.evidence and not evidence and order.evidence.knows(place or path):
        result = replace(result, warnings=(STALE_EVIDENCE, *result.warnings))
    data = named.encode(result.code)
    is_changed = result.code != source.text
    ported = Ported(path, result, data, coding_diff, is_changed, lines, added_line=added)
    if not added:
        return ported
    moved = (replace(each, line=ported.line_in_file(each.line)) for each in result.warnings)
    return replace(ported, result=replace(result, warnings=tuple(moved)))


def _port_text(data: bytes, path: Path, order: Order, lines: int) -> Ported:
    from porting.pipeline import port_text

    # Nothing but its sessions is changed: where it is no UTF-8, any other will do.
    try:
        encoding, text = "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        encoding, text = "latin-1", data.decode("latin-1")
    result = Result(text, (), (), ())
    if order.stages is None and order.target == "3":
        result = port_text(text, filename=str(path), project=order.project)
    return Ported(path, result, result.code.encode(encoding), "", result.code != text, lines)


def bug_in(filename: str, error: Exception) -> FixerBug:
    """Word an error that nobody expected, with the place in our code."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    return FixerBug(
        f"{filename}: internal error, {type(error).__name__}: {error}\n"
        f"    in {frame.name}, {Path(frame.filename).name}, line {frame.lineno}\n"
        "hint: this is a bug in porting; please report it with the file"
    )
