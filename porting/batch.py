"""What is done to each of many files, so that none is lost to a bad one."""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from porting.diff import unified
from porting.errors import FixerBug, PortingError, SourceError
from porting.evidence import Evidence
from porting.flow.library import has_source
from porting.project import Project
from porting.result import Result, Strings, Warning
from porting.source import (
    Source,
    decode_source,
    is_text_file,
    told,
    with_coding_line,
)

if TYPE_CHECKING:
    from porting.flow.summary import ProjectFacts, Summary

# The stages that must have been through a module before it is known what it gives.
FOLLOWED = ("2to3", "bytes-regex", "str-decode")


@dataclass(frozen=True)
class Order:
    """What to do to every file: together with a file, all that its outcome depends on.

    `stages` are the names of those to run, `None` for all. `encoding` is for files that name none,
    and for the data that the ported code decodes. `strings`, `evidence` and `modernize`
    are as for `port_source`; evidence is used for the files that it is about.
    `project` is what is known of all the files of the run.
    """

    stages: tuple[str, ...] | None = None
    encoding: str | None = None
    project: Project | None = None
    strings: Strings = "book"
    evidence: Evidence | None = None
    modernize: bool = False

    @property
    def is_followed(self) -> bool:
        """Whether it matters what the modules give that a file imports."""
        return self.evidence is None and self.stages != ("2to3",)


@dataclass(frozen=True)
class Ported:
    """A file that went through the pipeline.

    `data` is what to write, in the file's own encoding. `coding_diff` shows the coding line that
    it was given before anything else, "" where it needed none. `lines` counts those of the file.
    """

    path: Path
    result: Result
    data: bytes
    coding_diff: str
    is_changed: bool
    lines: int = 0


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
    "late",
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


@dataclass(frozen=True)
class Done:
    """What became of a file, packed for its way from process to process or to disk, and what it
    gives to those that import it."""

    parcel: bytes
    summary: Summary
    lines: int
    is_lasting: bool
    """Whether it would be the same next time: a process may have died of other things."""


def port(file: File, order: Order) -> Done:
    """Port a file that has been read."""
    summary: Summary = {}
    if file.error is not None:
        return done_with(Failed(file.path, file.error))
    if not file.is_wanted:
        order = replace(order, stages=FOLLOWED, modernize=False)
    name = str(file.path)
    with told(os.path.dirname(name), file.neighbours):
        outcome = port_bytes(file.data, name, order, place=file.place, given=file.given)
        if file.gives and isinstance(outcome, Ported):
            summary = _summary(outcome.result, str(file.place), order, file.given)
    return done_with(outcome, summary)


def died(file: File) -> Done:
    """What is said of a file whose process died."""
    error = FixerBug(f"{file.path}: the process that ported it died")
    return done_with(Failed(file.path, error))


def done_with(outcome: Outcome, summary: Summary | None = None) -> Done:
    is_lasting = isinstance(outcome, Ported) or isinstance(outcome.error, SourceError)
    return Done(pack(outcome), summary or {}, outcome.lines, is_lasting)


def _summary(result: Result, place: str, order: Order, given: Mapping[str, Summary]) -> Summary:
    """What a ported module gives to those that import it."""
    from porting.flow.summary import summary_of

    module = order.project.module_of(place) if order.project else None
    facts = _facts(place, order, given)
    if module is None or facts is None:
        return {}
    followed = [stage.code for stage in result.stages if stage.name in FOLLOWED]
    return summary_of(followed[-1], module.name, facts) if followed else {}


def _facts(place: str, order: Order, given: Mapping[str, Summary]) -> ProjectFacts | None:
    """What is known of the modules that a file imports; None where that is not looked at."""
    if order.project is None or not order.is_followed:
        return None
    from porting.flow.summary import facts_from

    return facts_from(order.project, place, given)


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
            return _port_text(data, path, order, lines)
        source = decode_source(data, filename=filename, encoding=order.encoding)
        return _port(source, order, place, lines, given or {})
    except PortingError as error:
        return Failed(path, error, lines)
    except Exception as error:  # Not to be hidden, but no reason to stop at the other files.
        return Failed(path, bug_in(filename, error), lines)


def pack(outcome: Outcome) -> bytes:
    """Make an outcome small."""
    return zlib.compress(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL), 1)


def unpack(parcel: bytes) -> Outcome:
    """Give back the outcome that was packed."""
    outcome: Outcome = pickle.loads(zlib.decompress(parcel))
    return outcome


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
    result = port_source(
        named.text,
        filename=source.filename,
        stages=order.stages,
        strings=order.strings,
        encoding=order.encoding or "utf-8",
        evidence=evidence,
        modernize=order.modernize,
        project=order.project,
        facts=_facts(str(place), order, given) if place and has_source(source.text) else None,
    )
    if order.evidence and not evidence and order.evidence.knows(place or path):
        result = replace(result, warnings=(STALE_EVIDENCE, *result.warnings))
    data = named.encode(result.code)
    return Ported(path, result, data, coding_diff, result.code != source.text, lines)


def _port_text(data: bytes, path: Path, order: Order, lines: int) -> Ported:
    from porting.pipeline import port_text

    # Nothing but its sessions is changed: where it is no UTF-8, any other will do.
    try:
        encoding, text = "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        encoding, text = "latin-1", data.decode("latin-1")
    result = Result(text, (), (), ())
    if order.stages is None:
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
