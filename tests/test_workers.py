"""The same work in several processes: in order, as needed, and with nothing lost to a death."""

from __future__ import annotations

import os
import time

import pytest

from porting import workers
from porting.workers import Step, Work, in_order, in_processes


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


def steps(count: int, size: int = 10_000) -> list[Step[int]]:
    return [Step(number, size=size) for number in range(count)]


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("size", [0, 10_000, 1_000_000])
def test_results_come_in_order(jobs: int, size: int) -> None:
    done = in_processes(Work(sleep_first, lost), steps(300, size), jobs)
    assert list(in_order(done, range(300))) == [number * number for number in range(300)]


def test_what_is_known_is_not_done_again() -> None:
    known = [Step(number, number if number % 3 else None) for number in range(100)]
    done = in_processes(Work(square, lost), known, 2)
    assert dict(done) == {n: n if n % 3 else n * n for n in range(100)}


def test_no_process_is_started_where_all_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.Processes, "submit", None)
    done = in_processes(Work(square, lost), [Step(n, n) for n in range(500)], 2)
    assert [result for _, result in done] == list(range(500))


def test_items_are_made_ready_when_their_turn_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.Processes, "batches_ahead", 2)
    taken = []

    def watched(number: int, given: list[int]) -> int:
        taken.append(number)
        return number

    known = steps(10_000, 100_000)
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
        Step(1, needs=tuple(range(number)), known=100 if number == 3 else None)
        for number in range(7)
    ]
    known[1] = Step(6, needs=(0,))
    do = square_or_die if jobs > 1 else square
    done = dict(in_processes(Work(do, lost, prepare=add, gives=itself), known, jobs))
    expected: list[int] = []
    for step in known:
        number = step.item + sum(expected[need] for need in step.needs)
        is_lost = jobs > 1 and number % 10 == 7
        expected.append(step.known or (-number if is_lost else number * number))
    assert done == dict(enumerate(expected))
    assert (expected[1] < 0) == (jobs > 1)


def test_a_death_costs_one_item_only() -> None:
    done = dict(in_processes(Work(square_or_die, lost), steps(60), 2))
    assert done == {n: -n if n % 10 == 7 else n * n for n in range(60)}


def test_an_error_of_the_work_reaches_the_caller() -> None:
    with pytest.raises(KeyError):
        list(in_processes(Work(fail, lost), steps(10), 2))
