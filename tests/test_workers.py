"""The same work in several processes: in order, as needed, and with nothing lost to a death."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from porting import workers
from porting.workers import Step, Work, in_processes


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


def steps(count: int, size: int = 10_000) -> Iterator[Step[int, int]]:
    return (Step(number, size=size) for number in range(count))


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("size", [0, 10_000, 1_000_000])
def test_results_come_in_order(jobs: int, size: int) -> None:
    done = in_processes(Work(sleep_first, lost), steps(300, size), jobs)
    assert list(done) == [(number, number * number) for number in range(300)]


def test_what_is_known_is_not_done_again() -> None:
    known = (Step(number, number if number % 3 else None) for number in range(100))
    done = in_processes(Work(square, lost), known, 2)
    assert list(done) == [(n, n if n % 3 else n * n) for n in range(100)]


def test_no_process_is_started_where_all_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.Processes, "submit", None)
    done = in_processes(Work(square, lost), (Step(n, n) for n in range(500)), 2)
    assert [result for _, result in done] == list(range(500))


def test_steps_are_taken_as_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LOCAL_BATCHES_AHEAD", 2)
    taken = []

    def watched() -> Iterator[Step[int, int]]:
        for step in steps(10_000, 100_000):
            taken.append(step.item)
            yield step

    done = in_processes(Work(square, lost), watched(), 2)
    for _ in range(10):
        next(done)
    assert len(taken) <= 10 + 2 * 2 + 1
    done.close()


def test_a_death_costs_one_item_only() -> None:
    done = dict(in_processes(Work(square_or_die, lost), steps(60), 2))
    assert done == {n: -n if n % 10 == 7 else n * n for n in range(60)}


def test_an_error_of_the_work_reaches_the_caller() -> None:
    with pytest.raises(KeyError):
        list(in_processes(Work(fail, lost), steps(10), 2))
