"""A run over many files: what there is to do, in which order, and what is known already."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from porting.errors import PortingError
from porting.files import digest_of
from porting.many_files.cache import Cache, digest, tool_digest
from porting.many_files.import_order import Imports, Turn
from porting.many_files.tasks import (
    Done,
    File,
    Order,
    Outcome,
    Ported,
    died,
    from_row,
    is_lasting,
    port,
    to_row,
    unpack,
)
from porting.many_files.workers import Task, Work, in_order, in_processes, spread
from porting.plain import Misfit
from porting.project.graph import Project
from porting.source import neighbours, read_bytes

if TYPE_CHECKING:
    from porting.flow.follow.summary import Summary


def port_files(
    paths: Sequence[Path],
    order: Order,
    jobs: int = 1,
    *,
    cluster: str | None = None,
    cache: Cache | None = None,
    advance: Callable[[Path, int], None] = lambda path, lines: None,
) -> Iterator[Outcome]:
    """Port files; outcomes come in the order of `paths`, and nothing is written.

    Args:
        paths: of files, each once.
        jobs: how many processes share the work.
        cluster: the address of a Dask scheduler whose workers do it instead.
        cache: where outcomes are looked up first, and kept.
        advance: is told of each file, and how many lines it has, as soon as it is done.
    """
    tasks = _tasks(paths, order, cache)
    work = Work(partial(port, order=order), died, _read, _summary_of)
    if cluster is not None:
        found = _on_cluster(work, tasks, cluster)
    else:
        found = in_processes(work, tasks, jobs if len(tasks) > 1 else 1)

    passing: set[int] = set()

    def kept() -> Iterator[tuple[int, Done]]:
        for number, done in found:
            task = tasks[number]
            ask: Ask = task.item
            if not done.is_lasting or not passing.isdisjoint(task.needs):
                passing.add(number)
            elif cache and task.known is None:
                cache.put(ask.key, to_row(done))
            if ask.is_wanted:
                advance(ask.path, done.lines)
            yield number, done

    numbers = {task.item.path: number for number, task in enumerate(tasks) if task.item.is_wanted}
    for path, done in zip(paths, in_order(kept(), [numbers[path] for path in paths]), strict=True):
        try:
            yield _outcome(done, tasks[numbers[path]])
        except Misfit:
            if cache:
                cache.drop(tasks[numbers[path]].item.key)
            yield from port_files([path], order)


def _on_cluster(
    work: Work[File, Done], tasks: Sequence[Task[Done]], address: str
) -> Iterator[tuple[int, Done]]:
    """Do the work on the Dask cluster whose scheduler is at `address`.

    What a lost worker had, others do again. A file that takes down every worker it comes to is
    tried once more here, in a process of its own.

    Raises:
        PortingError: Dask is not installed, or no scheduler answers.
    """
    try:
        from porting.many_files.cluster import Cluster
    except ImportError:
        raise PortingError(
            "--dask needs Dask, which is not installed\nhint: pip install 'porting[dask]'"
        ) from None
    return spread(work, tasks, Cluster(work, address))


def _outcome(done: Done, task: Task[Done]) -> Outcome:
    """What became of a file.

    Raises:
        Misfit: what was kept of it is about something else.
    """
    outcome = unpack(done.parcel)
    ask: Ask = task.item
    is_other = isinstance(outcome, Ported) and outcome.was != ask.turn.digest
    is_known = task.known is not None
    if is_known and (is_other or outcome.path != ask.path or not is_lasting(outcome)):
        raise Misfit
    return outcome


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of a file: to be ported where it `is_wanted`, else only what it gives to those
    that import it. `key` is its name in the cache."""

    path: Path
    turn: Turn
    is_wanted: bool
    gives: bool
    key: bytes = b""


def _tasks(paths: Sequence[Path], order: Order, cache: Cache | None) -> list[Task[Done]]:
    """The turns that it takes; what is known, and what only that would need, is not done again."""
    wanted = {os.path.abspath(path): path for path in paths}
    imports = Imports(order.project or Project(), order.is_followed, order.knowledge)
    turns = list(imports.turns(wanted))
    givers = {need for turn in turns for need in turn.needs}
    common = digest(tool_digest(), order) if cache else b""
    digest_names = lru_cache(maxsize=100)(digest)
    needed: set[tuple[str, bool]] = set()
    tasks: dict[tuple[str, bool], Task[Done]] = {}
    for turn in reversed(turns):
        is_wanted = turn.path in wanted and not turn.is_early
        if not is_wanted and turn.name not in needed:
            continue
        path = wanted.get(turn.path, Path(turn.path))
        ask = Ask(path, turn, is_wanted, turn.name in givers)
        known = None
        if cache:
            names = digest_names(neighbours(os.path.dirname(path)))
            key = digest(common, path, turn.is_early, is_wanted, ask.gives, names, turn.reach)
            ask = replace(ask, key=key)
            known = _known(cache, key)
        if known is None:
            needed.update(turn.needs)
        tasks[turn.name] = Task(ask, known, _size(path))
    numbers = {name: number for number, name in enumerate(reversed(tasks))}
    return [
        task
        if task.known
        else replace(task, needs=tuple(numbers[need] for need in task.item.turn.needs))
        for task in reversed(tasks.values())
    ]


def _known(cache: Cache, key: bytes) -> Done | None:
    row = cache.get(key)
    try:
        return None if row is None else from_row(row)
    except Misfit:
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _read(ask: Ask, given: list[Summary]) -> File:
    """The file, with what the turns that it needs gave."""
    names = neighbours(os.path.dirname(ask.path))
    summaries = {path: each for (path, _), each in zip(ask.turn.needs, given, strict=True)}
    file = File(ask.path, ask.path.resolve(), b"", names, summaries, ask.is_wanted, ask.gives)
    try:
        data = read_bytes(ask.path)
        return replace(file, data=data, is_current=digest_of(data) == ask.turn.digest)
    except PortingError as error:
        return replace(file, error=error)


def _summary_of(done: Done) -> Summary:
    return done.summary
