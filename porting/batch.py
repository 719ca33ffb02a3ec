"""What is done to each of many files, so that none is lost to a bad one."""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from porting.cache import Cache, digest, tool_digest
from porting.diff import unified
from porting.errors import FixerBug, PortingError, SourceError
from porting.evidence import Evidence
from porting.project import Project
from porting.reach import Reach
from porting.result import Result, Strings, Warning
from porting.source import (
    Source,
    decode_source,
    is_text_file,
    neighbours,
    read_bytes,
    told,
    with_coding_line,
)
from porting.workers import Step, Work, in_processes, in_turn, on_cluster


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
    """A file as it was read, with what may be imported from its folder, for where no disk is.

    `place` is the file's absolute path. `error` says why it could not be read. `key` is its name
    in the cache.
    """

    path: Path
    place: Path = Path()
    data: bytes = b""
    neighbours: frozenset[str] = frozenset()
    error: PortingError | None = None
    key: bytes = b""


def port_files(
    paths: Sequence[Path],
    order: Order,
    jobs: int = 1,
    *,
    cluster: str | None = None,
    cache: Cache | None = None,
) -> Iterator[Outcome]:
    """Port files; outcomes come in the order of `paths`, and nothing is written.

    Args:
        jobs: how many processes share the work.
        cluster: the address of a Dask scheduler whose workers do it instead.
        cache: where outcomes are looked up first, and kept.
    """
    if cluster is None and cache is None and (jobs == 1 or len(paths) < 2):
        yield from (port(file, order) for file in _read_all(paths))
        return
    steps = _steps(paths, order, cache)
    work = Work(partial(port_parcel, order=order), _died_parcel)
    if cluster is not None:
        done = on_cluster(work, steps, cluster)
    elif len(paths) < 2:
        done = in_turn(work, steps)
    else:
        done = in_processes(work, steps, jobs)
    for file, parcel in done:
        outcome = unpack(parcel)
        if cache and file.key and _is_lasting(outcome):
            cache.put(file.key, parcel)
        yield outcome


def port(file: File, order: Order) -> Outcome:
    """Port a file that has been read."""
    if file.error is not None:
        return Failed(file.path, file.error)
    with told(os.path.dirname(str(file.path)), file.neighbours):
        return port_bytes(file.data, str(file.path), order, place=file.place)


def port_bytes(data: bytes, filename: str, order: Order, *, place: Path | None = None) -> Outcome:
    """Port a file that came another way than from disk; `place` is where it lies, if it does."""
    lines = data.count(b"\n")
    path = Path(filename)
    try:
        if is_text_file(path):
            return _port_text(data, path, order, lines)
        source = decode_source(data, filename=filename, encoding=order.encoding)
        return _port(source, order, place, lines)
    except PortingError as error:
        return Failed(path, error, lines)
    except Exception as error:  # Not to be hidden, but no reason to stop at the other files.
        return Failed(path, bug_in(filename, error), lines)


def port_parcel(file: File, order: Order) -> bytes:
    """Port a file, and pack the outcome for its way from process to process, or to disk."""
    return pack(port(file, order))


def pack(outcome: Outcome) -> bytes:
    """Make an outcome small."""
    return zlib.compress(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL), 1)


def unpack(parcel: bytes) -> Outcome:
    """Give back the outcome that was packed."""
    outcome: Outcome = pickle.loads(zlib.decompress(parcel))
    return outcome


def _read_all(paths: Sequence[Path]) -> Iterator[File]:
    """Read one file after another."""
    look = lru_cache(maxsize=100)(neighbours)
    for path in paths:
        try:
            yield File(path, path.resolve(), read_bytes(path), look(os.path.dirname(str(path))))
        except PortingError as error:
            yield File(path, error=error)


def _steps(paths: Sequence[Path], order: Order, cache: Cache | None) -> Iterator[Step[File, bytes]]:
    if cache is None:
        yield from (Step(file, size=len(file.data)) for file in _read_all(paths))
        return
    common = digest(tool_digest(), order)
    digest_names = lru_cache(maxsize=100)(digest)
    reach = Reach(order.project) if order.project is not None else None
    for file in _read_all(paths):
        if file.error is None:
            names = digest_names(file.neighbours)
            others = b"" if reach is None else reach.contents(file.data)
            key = digest(common, file.path, names, file.data, others)
            known = cache.get(key)
            # What is known is not carried further.
            file = replace(file, key=key) if known is None else File(file.path)
            yield Step(file, known, len(file.data))
        else:
            yield Step(file, pack(Failed(file.path, file.error)))


def _is_lasting(outcome: Outcome) -> bool:
    """Whether the outcome would be the same next time: a process may have died of other things."""
    return isinstance(outcome, Ported) or isinstance(outcome.error, SourceError)


def _port(source: Source, order: Order, place: Path | None, lines: int) -> Ported:
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


def _died(path: Path) -> Failed:
    return Failed(path, FixerBug(f"{path}: the process that ported it died"))


def _died_parcel(file: File) -> bytes:
    return pack(_died(file.path))


def bug_in(filename: str, error: Exception) -> FixerBug:
    """Word an error that nobody expected, with the place in our code."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    return FixerBug(
        f"{filename}: internal error, {type(error).__name__}: {error}\n"
        f"    in {frame.name}, {Path(frame.filename).name}, line {frame.lineno}\n"
        "hint: this is a bug in porting; please report it with the file"
    )
