"""The same work for many files: in one process, in several, or on the machines of a cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from porting.errors import PortingError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Done = TypeVar("Done")

# A batch is some tenths of a second of work, so that handing it over costs next to nothing and
# the last one does not keep the others waiting. What waits for its turn stays within a few MiB.
LOCAL_BATCH_BYTES = 48 * 1024
LOCAL_BATCHES_AHEAD = 24
MOST_FILES = 100


@dataclass(frozen=True)
class Step(Generic[Item, Done]):
    """A file on its way: what is to be done, what of it is known already, and its size."""

    item: Item
    known: Done | None = None
    size: int = 0


@dataclass(frozen=True)
class Work(Generic[Item, Done]):
    """What to do for each file; both functions and all that they return must be picklable.

    `died` words what to return for a file that took its process down.
    """

    do: Callable[[Item], Done]
    died: Callable[[Item], Done]


def in_turn(
    work: Work[Item, Done], steps: Iterable[Step[Item, Done]]
) -> Iterator[tuple[Item, Done]]:
    """Do the work in this process."""
    for step in steps:
        yield step.item, work.do(step.item) if step.known is None else step.known


def in_processes(
    work: Work[Item, Done], steps: Iterable[Step[Item, Done]], jobs: int
) -> Iterator[tuple[Item, Done]]:
    """Do the work in `jobs` processes; what is done comes in the order of `steps`.

    The steps are taken as they are needed, and no process is started where all is known.
    """
    if jobs == 1:
        return in_turn(work, steps)
    return _spread(work, steps, Processes(work, jobs))


def on_cluster(
    work: Work[Item, Done], steps: Iterable[Step[Item, Done]], address: str
) -> Iterator[tuple[Item, Done]]:
    """Do the work on the Dask cluster whose scheduler is at `address`, in the order of `steps`.

    What a lost worker had, others do again. A file that takes down every worker it comes to is
    tried once more here, in a process of its own.

    Raises:
        PortingError: Dask is not installed, or no scheduler answers.
    """
    try:
        from porting.cluster import Cluster
    except ImportError:
        raise PortingError(
            "--dask needs Dask, which is not installed\nhint: pip install 'porting[dask]'"
        ) from None
    return _spread(work, steps, Cluster(work, address))


class Place(Protocol):
    """Where batches of files go. What is the same for all, the work, is there already."""

    batch_bytes: int
    losses: tuple[type[BaseException], ...]
    """What a future raises whose batch was lost with its process."""

    def batches_ahead(self) -> int:
        """How many batches may be under way or wait for their turn."""
        ...

    def submit(self, items: list[Any]) -> Future[list[Any]]:
        """Have a batch worked on."""
        ...

    def wait(self, future: Future[list[Any]]) -> list[Any]:
        """Give back what was done."""
        ...

    def is_to_be_submitted_again(self, future: Future[list[Any]]) -> bool:
        """Whether a batch went down through no fault of its own, after another was lost."""
        ...

    def recover(self) -> None:
        """Get ready for more after a loss."""
        ...

    def apart(self) -> Executor:
        """A process that may die."""
        ...

    def close(self) -> None:
        """Give up what is still under way."""
        ...


class Processes:
    """A pool of processes, started when first needed and anew after one died."""

    batch_bytes = LOCAL_BATCH_BYTES

    def __init__(self, work: Work[Any, Any], jobs: int) -> None:
        from concurrent.futures.process import BrokenProcessPool

        self.work = work
        self.jobs = jobs
        self.losses: tuple[type[BaseException], ...] = (BrokenProcessPool,)
        self._pool: Executor | None = None

    def batches_ahead(self) -> int:
        return LOCAL_BATCHES_AHEAD * self.jobs

    def submit(self, items: list[Any]) -> Future[list[Any]]:
        if self._pool is None:
            self._pool = new_pool(self.work, self.jobs)
        try:
            return self._pool.submit(_do_all, items)
        except self.losses:  # The one who waits for the batch that was lost has yet to see it.
            from concurrent.futures import Future

            failed: Future[list[Any]] = Future()
            failed.set_exception(self.losses[0]())
            return failed

    def wait(self, future: Future[list[Any]]) -> list[Any]:
        return future.result()

    def is_to_be_submitted_again(self, future: Future[list[Any]]) -> bool:
        return isinstance(future.exception(), self.losses)

    def recover(self) -> None:
        self.close()
        self._pool = None

    def apart(self) -> Executor:
        return new_pool(self.work, 1)

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def new_pool(work: Work[Any, Any], jobs: int, start: str | None = None) -> Executor:
    from concurrent.futures.process import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, get_context(start), initializer=_learn, initargs=(work,))


_learnt: Work[Any, Any]


def _learn(work: Work[Any, Any]) -> None:
    """Tell a process once what it will be asked to do again and again."""
    global _learnt
    _learnt = work


def _do_all(items: list[Any]) -> list[Any]:
    return [_learnt.do(item) for item in items]


@dataclass
class _Batch(Generic[Item, Done]):
    steps: list[Step[Item, Done]]
    future: Future[list[Done]] | None = None

    def to_do(self) -> list[Item]:
        return [step.item for step in self.steps if step.known is None]

    def merge(self, done: Iterable[Done]) -> Iterator[tuple[Item, Done]]:
        news = iter(done)
        for step in self.steps:
            yield step.item, next(news) if step.known is None else step.known


def _spread(
    work: Work[Item, Done], steps: Iterable[Step[Item, Done]], place: Place
) -> Iterator[tuple[Item, Done]]:
    batches = _in_batches(steps, place.batch_bytes)
    under_way: deque[_Batch[Item, Done]] = deque()
    with closing(place):
        most = place.batches_ahead()
        while True:
            while len(under_way) < most and (batch := next(batches, None)):
                if items := batch.to_do():
                    batch.future = place.submit(items)
                under_way.append(batch)
            if not under_way:
                return
            batch = under_way.popleft()
            try:
                done = place.wait(batch.future) if batch.future else []
            except place.losses:
                place.recover()
                done = _do_carefully(work, batch.to_do(), place)
                for other in under_way:
                    if other.future and place.is_to_be_submitted_again(other.future):
                        other.future = place.submit(other.to_do())
            yield from batch.merge(done)


def _in_batches(steps: Iterable[Step[Item, Done]], most_bytes: int) -> Iterator[_Batch[Item, Done]]:
    """Group steps in their order; a batch ends where the work in it is enough."""
    group: list[Step[Item, Done]] = []
    size = 0
    for step in steps:
        group.append(step)
        size += step.size if step.known is None else 0
        if size >= most_bytes or len(group) == MOST_FILES:
            yield _Batch(group)
            group, size = [], 0
    if group:
        yield _Batch(group)


def _do_carefully(work: Work[Item, Done], items: list[Item], place: Place) -> list[Done]:
    """Do the work for one file after another in a process apart, which any may take down."""
    from concurrent.futures.process import BrokenProcessPool

    done: list[Done] = []
    while len(done) < len(items):
        with place.apart() as pool:
            try:
                for item in items[len(done) :]:
                    done += pool.submit(_do_all, [item]).result()
            except BrokenProcessPool:
                done.append(work.died(items[len(done)]))
    return done
