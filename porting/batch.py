"""Ports many files, one after another or several at a time, and loses none to a bad one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from porting.diff import unified
from porting.errors import FixerBug, PortingError
from porting.evidence import Evidence
from porting.project import Project
from porting.result import Result, Strings, Warning
from porting.source import Source, decode_source, read_source, with_coding_line


@dataclass(frozen=True)
class Order:
    """What to do to every file.

    `stages` are the names of those to run, `None` for all. `encoding` is for files that name none,
    and for the data that the ported code decodes. `strings` and `evidence` are as for
    `port_source`; evidence is used for the files that it is about.
    `project` is what is known of all the files of the run.
    """

    stages: tuple[str, ...] | None = None
    encoding: str | None = None
    project: Project | None = None
    strings: Strings = "book"
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Ported:
    """A file that went through the pipeline.

    `data` is what to write, in the file's own encoding. `coding_diff` shows the coding line that
    it was given before anything else, "" where it needed none.
    """

    path: Path
    result: Result
    data: bytes
    coding_diff: str
    is_changed: bool


@dataclass(frozen=True)
class Failed:
    """A file that could not be processed."""

    path: Path
    error: PortingError


Outcome = Ported | Failed

STALE_EVIDENCE = Warning(
    1,
    0,
    "the evidence is about another version of this file and was not used: trace it again",
    "late",
)

Name = TypeVar("Name")
Done = TypeVar("Done")


def port_files(paths: Sequence[Path], order: Order, jobs: int = 1) -> Iterator[Outcome]:
    """Port the files at `paths` in `jobs` processes; outcomes come in the order of `paths`."""
    return in_processes(partial(port_file, order=order), paths, jobs, _died)


def in_processes(
    work: Callable[[Name], Done], names: Sequence[Name], jobs: int, died: Callable[[Name], Done]
) -> Iterator[Done]:
    """Do the same work for each file in `jobs` processes; what is done comes in the files' order.

    Args:
        work: what to do, given a file's name; it and what it returns must be picklable.
        died: what to return for a file over which a process died.
    """
    if jobs == 1 or len(names) < 2:
        yield from map(work, names)
        return
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    done = 0
    # What is the same for all files, the work, goes to each process once.
    pool = ProcessPoolExecutor(min(jobs, len(names)), initializer=_learn, initargs=(work,))
    try:
        for future in [pool.submit(_do, name) for name in names]:
            yield future.result()
            done += 1
    except BrokenProcessPool:
        pass  # A process died, over this file or over one of the next.
    finally:
        pool.shutdown(cancel_futures=True)
    if done < len(names):
        yield _do_alone(work, names[done], died)
        yield from in_processes(work, names[done + 1 :], jobs, died)


_work: Callable[[Any], Any]


def _learn(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _do(name: Any) -> Any:
    return _work(name)


def port_file(path: Path, order: Order) -> Outcome:
    """Read the file at `path` and port it; nothing is written."""
    try:
        source = read_source(path, encoding=order.encoding)
    except PortingError as error:
        return Failed(path, error)
    return _port(path, source, order)


def port_bytes(data: bytes, filename: str, order: Order) -> Outcome:
    """Port a file that came another way than from disk."""
    try:
        source = decode_source(data, filename=filename, encoding=order.encoding)
    except PortingError as error:
        return Failed(Path(filename), error)
    return _port(Path(filename), source, order)


def _port(path: Path, source: Source, order: Order) -> Outcome:
    from porting.pipeline import port_source

    named = with_coding_line(source)
    labels = ("(original)", "(with a coding line)")
    coding_diff = unified(source.text, named.text, source.filename, labels=labels)
    evidence = order.evidence.about(source.encode()) if order.evidence else None
    if evidence and named is not source:
        evidence = evidence.shifted(1)
    try:
        result = port_source(
            named.text,
            filename=source.filename,
            stages=order.stages,
            strings=order.strings,
            encoding=order.encoding or "utf-8",
            evidence=evidence,
            project=order.project,
        )
        if order.evidence and not evidence and order.evidence.knows(path):
            result = replace(result, warnings=(STALE_EVIDENCE, *result.warnings))
        data = named.encode(result.code)
        return Ported(path, result, data, coding_diff, is_changed=result.code != source.text)
    except PortingError as error:
        return Failed(path, error)
    except Exception as error:  # Not to be hidden, but no reason to stop at the other files.
        return Failed(path, bug_in(source.filename, error))


def _do_alone(work: Callable[[Name], Done], name: Name, died: Callable[[Name], Done]) -> Done:
    """Do the work for one file in a process of its own, which it may take down."""
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(work, name).result()
        except BrokenProcessPool:
            return died(name)


def _died(path: Path) -> Failed:
    return Failed(path, FixerBug(f"{path}: the process that ported it died"))


def bug_in(filename: str, error: Exception) -> FixerBug:
    """Word an error that nobody expected, with the place in our code."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    return FixerBug(
        f"{filename}: internal error, {type(error).__name__}: {error}\n"
        f"    in {frame.name}, {Path(frame.filename).name}, line {frame.lineno}\n"
        "hint: this is a bug in porting; please report it with the file"
    )
