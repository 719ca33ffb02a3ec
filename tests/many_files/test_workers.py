"""The same work in several processes: in order, as needed, and with nothing lost to a death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from porting.many_files import workers
from porting.many_files.workers import Task, Work, in_order, in_processes


def square(number: int) -> int:
    return number * number


def square_or_die(number: int) -> int:
    """Die of each number that ends in 7."""
    if number % 10 == 7:
        os._exit(9)
    return number * number


def sleep_first(number: int) -> int:
    if number == 0:
        time.sleep(0.5)
    return number * number


def fail(number: int) -> int:
    raise KeyError(number)


def lost(number: int) -> int:
    return -number


def tasks(count: int, size: int = 10_000) -> list[Task[int]]:
    return [Task(number, size=size) for number in range(count)]


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("size", [0, 10_000, 1_000_000])
def test_results_come_in_order(jobs: int, size: int) -> None:
    done = in_processes(Work(sleep_first, lost), tasks(300, size), jobs)
    assert list(in_order(done, range(300))) == [number * number for number in range(300)]


def test_what_is_known_is_not_done_again() -> None:
    known = [Task(number, number if number % 3 else None) for number in range(100)]
    done = in_processes(Work(square, lost), known, 2)
    assert dict(done) == {n: n if n % 3 else n * n for n in range(100)}


def test_no_process_is_started_where_all_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.Processes, "submit", None)
    done = in_processes(Work(square, lost), [Task(n, n) for n in range(500)], 2)
    assert [result for _, result in done] == list(range(500))


def test_items_are_made_ready_when_their_turn_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.Processes, "batches_ahead", 2)
    taken = []

    def watched(number: int, given: list[int]) -> int:
        taken.append(number)
        return number

    known = tasks(10_000, 100_000)
    done = in_processes(Work(square, lost, prepare=watched), known, 2)
    for _ in range(10):
        next(done)
    assert len(taken) <= 10 + 2 * 2 + 1
    done.close()  # type: ignore[attr-defined]


def add(number: int, given: list[int]) -> int:
    return number + sum(given)


def itself(done: int) -> int:
    return done


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_step_is_given_what_those_before_it_made(jobs: int) -> None:
    """Each is the sum of all before it, with one that is known and one that took its process down
    among them."""
    known = [
        Task(1, needs=tuple(range(number)), known=100 if number == 3 else None)
        for number in range(7)
    ]
    known[1] = Task(6, needs=(0,))
    do = square_or_die if jobs > 1 else square
    done = dict(in_processes(Work(do, lost, prepare=add, gives=itself), known, jobs))
    expected: list[int] = []
    for task in known:
        number = task.item + sum(expected[need] for need in task.needs)
        is_lost = jobs > 1 and number % 10 == 7
        expected.append(task.known or (-number if is_lost else number * number))
    assert done == dict(enumerate(expected))
    assert (expected[1] < 0) == (jobs > 1)


def test_a_death_costs_one_item_only() -> None:
    done = dict(in_processes(Work(square_or_die, lost), tasks(60), 2))
    assert done == {n: -n if n % 10 == 7 else n * n for n in range(60)}


def test_an_error_of_the_work_reaches_the_caller() -> None:
    with pytest.raises(KeyError):
        list(in_processes(Work(fail, lost), tasks(10), 2))


KEEPS_WORKING = """\
import multiprocessing, sys, time
sys.path[:0] = [{root!r}, {tests!r}]
from porting.many_files.workers import Work, new_pool
from test_workers import lost, sleep_long

if __name__ == "__main__":
    pool = new_pool(Work(sleep_long, lost), 3, {start!r})
    futures = [pool.submit(sleep_long, {seconds}) for _ in range(6)]
    while len(multiprocessing.active_children()) < 3:
        time.sleep(0.01)
    time.sleep({settle})
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(60)
"""


def sleep_long(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
@pytest.mark.parametrize("start", ["fork", "spawn", "forkserver"])
@pytest.mark.parametrize("seconds", [0, 60], ids=["idle", "at work"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_the_one_that_started_it(
    tmp_path: Path, start: str, seconds: int, end: signal.Signals
) -> None:
    script = tmp_path / "parent.py"
    tests = Path(__file__).parent
    script.write_text(
        KEEPS_WORKING.format(
            root=str(tests.parents[1]), tests=str(tests), start=start, seconds=seconds, settle=0.5
        )
    )
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(children) == 3
    parent.send_signal(end)
    parent.communicate(timeout=10)
    deadline = time.monotonic() + 10
    while (left := [pid for pid in children if is_running(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []


def is_running(pid: int) -> bool:
    """Whether a process is there and has not ended; one whose parent is gone may be a zombie."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
