"""The same work for many files: in one process, in several, or on the machines of a cluster."""

from __future__ import annotations

import os
import signal
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

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
class Task(Generic[Done]):
    """A file on its way: what is to be done, what of it is known already, and its size.

    `needs` are the numbers of the tasks, all before it, that give something to it.
    """

    item: Any
    known: Done | None = None
    size: int = 0
    needs: tuple[int, ...] = ()


def _as_it_is(item: Any, given: list[Any]) -> Any:
    return item


def _nothing(done: Any) -> None:
    return None


@dataclass(frozen=True)
class Work(Generic[Item, Done]):
    """What to do for each file. All functions and what they return must be picklable.

    `died` words what to return for a file that took its process down. When the turn of a task has
    come, `prepare` makes of its item, and of what the tasks that it needs give, what is handed
    over; `gives` takes that from what they returned.
    """

    do: Callable[[Item], Done]
    died: Callable[[Item], Done]
    prepare: Callable[[Any, list[Any]], Item] = _as_it_is
    gives: Callable[[Done], Any] = _nothing


def in_processes(
    work: Work[Item, Done], tasks: Sequence[Task[Done]], jobs: int
) -> Iterator[tuple[int, Done]]:
    """Do the work in `jobs` processes, for one in this.

    What is done comes as soon as it is, with the number of its task. No process is started where
    all is known.
    """
    return spread(work, tasks, Here(work) if jobs == 1 else Processes(work, jobs))


def in_order(found: Iterable[tuple[int, Done]], numbers: Iterable[int]) -> Iterator[Done]:
    """Of what is done, that with these numbers, in their order: each as soon as it can be."""
    waiting: dict[int, Done] = {}
    pending = iter(found)
    for number in numbers:
        while number not in waiting:
            other, done = next(pending)
            waiting[other] = done
        yield waiting.pop(number)


class Workers(Protocol):
    """Where batches of files go. What is the same for all, the work, is there already."""

    batch_bytes: int
    batches_ahead: int
    """How many batches each worker may have, done or waiting for their turn."""
    losses: tuple[type[BaseException], ...]
    """What a future raises whose batch was lost with its process."""

    def count(self) -> int:
        """How many batches can be done at once."""
        ...

    def submit(self, items: list[Any]) -> Future[list[Any]]:
        """Have a batch worked on."""
        ...

    def first(self, futures: Iterable[Future[list[Any]]]) -> Future[list[Any]]:
        """Wait until one of them is done."""
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


class _Past:
    """A future that is there at once: to import the real ones takes longer than many a file."""

    def __init__(self, done: list[Any]) -> None:
        self.done = done

    def result(self) -> list[Any]:
        return self.done


class Here:
    """This process, which does one file after the other."""

    batch_bytes = 0
    batches_ahead = 1
    losses: tuple[type[BaseException], ...] = ()

    def __init__(self, work: Work[Any, Any]) -> None:
        self.work = work

    def count(self) -> int:
        return 1

    def submit(self, items: list[Any]) -> Future[list[Any]]:
        return cast("Future[list[Any]]", _Past([self.work.do(item) for item in items]))

    def first(self, futures: Iterable[Future[list[Any]]]) -> Future[list[Any]]:
        return next(iter(futures))

    def is_to_be_submitted_again(self, future: Future[list[Any]]) -> bool:
        return False

    def recover(self) -> None:
        pass

    def apart(self) -> Executor:
        return new_pool(self.work, 1)

    def close(self) -> None:
        pass


class Processes:
    """A pool of processes, started when first needed and anew after one died."""

    batch_bytes = LOCAL_BATCH_BYTES
    batches_ahead = LOCAL_BATCHES_AHEAD

    def __init__(self, work: Work[Any, Any], jobs: int) -> None:
        from concurrent.futures.process import BrokenProcessPool

        self.work = work
        self.jobs = jobs
        self.losses: tuple[type[BaseException], ...] = (BrokenProcessPool,)
        self._pool: Executor | None = None

    def count(self) -> int:
        return self.jobs

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

    def first(self, futures: Iterable[Future[list[Any]]]) -> Future[list[Any]]:
        from concurrent.futures import FIRST_COMPLETED, wait

        return next(iter(wait(futures, return_when=FIRST_COMPLETED).done))

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
    """Tell a process once what it will be asked to do again and again.

    It ends when the process that started it does, however that ends; Ctrl-C is for that one.
    """
    global _learnt
    _learnt = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do_all(items: list[Any]) -> list[Any]:
    return [_learnt.do(item) for item in items]


class _Queue(Generic[Done]):
    """Which tasks can be done by now, those in front first, and what is given to them."""

    def __init__(self, work: Work[Any, Done], tasks: Sequence[Task[Done]]) -> None:
        self.work = work
        self.tasks = tasks
        self.missing = [len(task.needs) for task in tasks]
        self.users: dict[int, list[int]] = defaultdict(list)
        self.given: dict[int, Any] = {}
        self.ready: list[int] = []
        self.bytes = 0
        for number, task in enumerate(tasks):
            if task.known is None:
                for need in task.needs:
                    self.users[need].append(number)
                if not task.needs:
                    self.put(number)

    def put(self, number: int) -> None:
        heappush(self.ready, number)
        self.bytes += self.tasks[number].size

    def finish(self, number: int, done: Done) -> None:
        """Hand on what a task gives."""
        if number not in self.users:
            return
        self.given[number] = self.work.gives(done)
        for user in self.users[number]:
            self.missing[user] -= 1
            if not self.missing[user]:
                self.put(user)

    def take(self, most_bytes: int) -> dict[int, Any]:
        """A batch: the items of tasks by their numbers; it ends where the work in it is enough."""
        batch: dict[int, Any] = {}
        size = 0
        while self.ready and not (batch and size >= most_bytes) and len(batch) < MOST_FILES:
            number = heappop(self.ready)
            task = self.tasks[number]
            batch[number] = self.work.prepare(task.item, [self.given[need] for need in task.needs])
            size += task.size
            for need in task.needs:
                self.users[need].remove(number)
                if not self.users[need]:
                    del self.given[need]
        self.bytes -= size
        return batch


def spread(
    work: Work[Item, Done], tasks: Sequence[Task[Done]], workers: Workers
) -> Iterator[tuple[int, Done]]:
    """Give the tasks to workers, each as soon as those that it needs are done.

    Returns:
        What is done as soon as it is, with the number of its task.
    """
    queue = _Queue(work, tasks)
    under_way: dict[Future[list[Done]], dict[int, Item]] = {}
    with closing(workers):
        for number, task in enumerate(tasks):
            if task.known is not None:
                queue.finish(number, task.known)
                yield number, task.known
        count = workers.count() if queue.ready else 1
        while queue.ready or under_way:
            # Where nobody would have anything to do, less than a batch will do.
            while queue.ready and (
                len(under_way) <= count
                if queue.bytes < workers.batch_bytes
                else len(under_way) < count * workers.batches_ahead
            ):
                batch = queue.take(workers.batch_bytes)
                under_way[workers.submit(list(batch.values()))] = batch
            future = workers.first(under_way)
            batch = under_way.pop(future)
            try:
                done = future.result()
            except workers.losses:
                workers.recover()
                done = _do_carefully(work, list(batch.values()), workers)
                for other in list(under_way):
                    if workers.is_to_be_submitted_again(other):
                        items = under_way.pop(other)
                        under_way[workers.submit(list(items.values()))] = items
            for number, each in zip(batch, done, strict=True):
                queue.finish(number, each)
                yield number, each


def _do_carefully(work: Work[Item, Done], items: list[Item], workers: Workers) -> list[Done]:
    """Do the work for one file after another in a process apart, which any may take down."""
    from concurrent.futures.process import BrokenProcessPool

    done: list[Done] = []
    while len(done) < len(items):
        with workers.apart() as pool:
            try:
                for item in items[len(done) :]:
                    done += pool.submit(_do_all, [item]).result()
            except BrokenProcessPool:
                done.append(work.died(items[len(done)]))
    return done
