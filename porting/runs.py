"""A run over many files: what there is to do, in which order, and what is known already."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from porting.batch import Done, File, Order, Outcome, died, port, unpack
from porting.cache import Cache, digest, tool_digest
from porting.errors import PortingError
from porting.imported import Imports, Look
from porting.project import Project
from porting.source import neighbours, read_bytes
from porting.workers import Step, Work, in_order, in_processes, on_cluster

if TYPE_CHECKING:
    from porting.flow.summary import Summary


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
    steps = _steps(paths, order, cache)
    work = Work(partial(port, order=order), died, _read, _summary_of)
    if cluster is not None:
        found = on_cluster(work, steps, cluster)
    else:
        found = in_processes(work, steps, jobs if len(steps) > 1 else 1)

    def kept() -> Iterator[tuple[int, Done]]:
        for number, done in found:
            ask: Ask = steps[number].item
            if cache and steps[number].known is None and done.is_lasting:
                cache.put(ask.key, pickle.dumps(done, pickle.HIGHEST_PROTOCOL))
            if ask.is_wanted:
                advance(ask.path, done.lines)
            yield number, done

    numbers = {step.item.path: number for number, step in enumerate(steps) if step.item.is_wanted}
    for done in in_order(kept(), [numbers[path] for path in paths]):
        yield unpack(done.parcel)


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of a file: to be ported where it `is_wanted`, else only what it gives to those
    that import it. `key` is its name in the cache."""

    path: Path
    look: Look
    is_wanted: bool
    gives: bool
    key: bytes = b""


def _steps(paths: Sequence[Path], order: Order, cache: Cache | None) -> list[Step[Done]]:
    """The looks that it takes; what is known, and what only that would need, is not done again."""
    wanted = {os.path.abspath(path): path for path in paths}
    imports = Imports(order.project or Project(), order.is_followed)
    looks = list(imports.looks(wanted))
    givers = {need for look in looks for need in look.needs}
    common = digest(tool_digest(), order) if cache else b""
    digest_names = lru_cache(maxsize=100)(digest)
    needed: set[tuple[str, bool]] = set()
    steps: dict[tuple[str, bool], Step[Done]] = {}
    for look in reversed(looks):
        is_wanted = look.path in wanted and not look.is_early
        if not is_wanted and look.name not in needed:
            continue
        path = wanted.get(look.path, Path(look.path))
        ask = Ask(path, look, is_wanted, look.name in givers)
        parcel = None
        if cache:
            names = digest_names(neighbours(os.path.dirname(path)))
            key = digest(common, path, look.is_early, is_wanted, ask.gives, names, look.reach)
            ask = replace(ask, key=key)
            parcel = cache.get(key)
        if parcel is None:
            needed.update(look.needs)
        steps[look.name] = Step(ask, pickle.loads(parcel) if parcel else None, _size(path))
    numbers = {name: number for number, name in enumerate(reversed(steps))}
    return [
        step
        if step.known
        else replace(step, needs=tuple(numbers[need] for need in step.item.look.needs))
        for step in reversed(steps.values())
    ]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _read(ask: Ask, given: list[Summary]) -> File:
    """The file, with what the looks that it needs gave."""
    names = neighbours(os.path.dirname(ask.path))
    summaries = {path: each for (path, _), each in zip(ask.look.needs, given, strict=True)}
    file = File(ask.path, ask.path.resolve(), b"", names, summaries, ask.is_wanted, ask.gives)
    try:
        return replace(file, data=read_bytes(ask.path))
    except PortingError as error:
        return replace(file, error=error)


def _summary_of(done: Done) -> Summary:
    return done.summary
