"""Batches of files on a running Dask cluster, through its `concurrent.futures` interface.

Imported only where a cluster is asked for: it needs Dask.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Any
from uuid import uuid4

from distributed import Client
from distributed.diagnostics.plugin import WorkerPlugin
from distributed.scheduler import KilledWorker

from porting.errors import PortingError
from porting.many_files.cache import tool_digest
from porting.many_files.workers import Work, new_pool

# About a second of work: a scheduler hands out some hundreds of tasks a second.
BATCH_BYTES = 256 * 1024
BATCHES_AHEAD = 8
FEWEST_WORKERS = 8
CONNECT_SECONDS = 10
LOOK_SECONDS = 5
WORKERLESS_SECONDS = 60

# What is done one file after the other in a process, whose threads share one interpreter anyway.
_alone = threading.Lock()
_learnt: dict[str, Work[Any, Any] | PortingError] = {}


class Lesson(WorkerPlugin):  # type: ignore[misc,unused-ignore]
    """What every worker is told once, also one that comes later: the work of a run."""

    def __init__(self, run: str, work: Work[Any, Any], tool: bytes) -> None:
        self.name = f"porting-{run}"
        self.run = run
        self.work = work
        self.tool = tool

    def setup(self, worker: Any) -> None:
        if self.tool == tool_digest():
            _learnt[self.run] = self.work
            return
        # An error raised here would be logged, and the worker be given files all the same.
        _learnt[self.run] = PortingError(
            f"the worker at {worker.address} has another version of porting, LibCST or Python\n"
            "hint: install the same on all machines"
        )

    def teardown(self, worker: Any) -> None:
        _learnt.pop(self.run, None)


def _do_batch(run: str, items: list[Any]) -> list[Any]:
    work = _learnt[run]
    if isinstance(work, PortingError):
        raise work
    with _alone:
        return [work.do(item) for item in items]


class Cluster:
    """The workers of a Dask scheduler.

    Dask does again what a lost worker had. A batch over which worker after worker is lost comes
    back, and its files are done one by one in a process of this machine.
    """

    batch_bytes = BATCH_BYTES
    batches_ahead = BATCHES_AHEAD
    losses: tuple[type[BaseException], ...] = (KilledWorker,)

    def __init__(self, work: Work[Any, Any], address: str) -> None:
        self.work = work
        self.address = address
        self.run = uuid4().hex
        try:
            self.client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise PortingError(
                f"no Dask scheduler answers at {address}: {error}\n"
                'hint: "dask scheduler" prints its address when it starts, as in tcp://host:8786'
            ) from None
        try:
            self.client.register_plugin(Lesson(self.run, work, tool_digest()))
        except BaseException:
            self.client.close()
            raise
        self.executor: Executor = self.client.get_executor(pure=False)

    def count(self) -> int:
        threads: int = sum(self.client.nthreads().values())
        return max(FEWEST_WORKERS, threads)  # More may come.

    def submit(self, items: list[Any]) -> Future[list[Any]]:
        return self.executor.submit(_do_batch, self.run, items)

    def first(self, futures: Iterable[Future[list[Any]]]) -> Future[list[Any]]:
        seen = time.monotonic()
        while not (done := wait(futures, LOOK_SECONDS, FIRST_COMPLETED).done):
            if self.client.nthreads():
                seen = time.monotonic()
            elif time.monotonic() - seen > WORKERLESS_SECONDS:
                raise PortingError(
                    f"the Dask scheduler at {self.address} has no workers (any more)"
                )
        future = next(iter(done))
        if future.cancelled():
            raise PortingError(f"the Dask scheduler at {self.address} was lost")
        return future

    def is_to_be_submitted_again(self, future: Future[list[Any]]) -> bool:
        return False  # The scheduler does that.

    def recover(self) -> None:
        pass

    def apart(self) -> Executor:
        return new_pool(self.work, 1, "spawn")  # Not a fork: the client has threads.

    def close(self) -> None:
        self.executor.shutdown(wait=False)
        try:
            self.client.unregister_worker_plugin(f"porting-{self.run}")
        except (OSError, ValueError):  # The scheduler is gone, and with it the plugin.
            pass
        finally:
            self.client.close()
