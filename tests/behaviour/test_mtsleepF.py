"""What mtsleepF does: threads that sleep, and share the screen and a set."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from porting.verify.scenario import Scenario
from porting.verify.scenarios import find_scenarios
from porting.verify.transcript import Transcript

TIME = r"\[(Wed Mar 30 22:11:\d\d 2011)\]"
NAME = r"Thread-\d+(?: \(loop\))?"
STARTED = re.compile(rf"{TIME} Started ({NAME})")
COMPLETED = re.compile(rf"{TIME} Completed ({NAME}) \((\d) secs\)")
REMAINING = re.compile(rf"    \(remaining: (NONE|{NAME}(?:, {NAME})*)\)")
DONE = re.compile(r"all DONE at: Wed Mar 30 22:11:\d\d 2011")

GUARDED = find_scenarios("mtsleepF") + find_scenarios("mtsleepF_with")
UNGUARDED = find_scenarios("mtsleepF_nolock")


def named(scenarios: tuple[Scenario, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("scenario", scenarios, ids=lambda scenario: scenario.name)


def seconds_between(start: str, end: str) -> float:
    layout = "%a %b %d %H:%M:%S %Y"
    return (datetime.strptime(end, layout) - datetime.strptime(start, layout)).total_seconds()


@named(GUARDED + UNGUARDED)
def test_each_thread_sleeps_for_as_long_as_it_says(transcript: Transcript) -> None:
    threads = transcript.by_thread[1:]
    assert 3 <= len(threads) <= 6
    for text in threads:
        first, second, third = text.splitlines()
        started, completed = STARTED.fullmatch(first), COMPLETED.fullmatch(second)
        assert started
        assert completed
        assert REMAINING.fullmatch(third)
        assert started[2] == completed[2], "the same thread"
        assert int(completed[3]) in (2, 3, 4)
        # In the guarded forms a thread may have to wait for the lock, but nobody holds it long.
        assert seconds_between(started[1], completed[1]) == int(completed[3])


@named(GUARDED + UNGUARDED)
def test_all_is_well_and_the_exit_handler_has_the_last_word(transcript: Transcript) -> None:
    assert DONE.fullmatch(transcript.stdout.splitlines()[-1])
    assert (transcript.status, transcript.stderr) == (0, "")


@named(GUARDED)
def test_a_lock_keeps_lines_whole(transcript: Transcript) -> None:
    assert transcript.torn_lines == ()


@named(GUARDED)
def test_the_set_holds_who_has_started_and_not_completed(transcript: Transcript) -> None:
    asleep: set[str] = set()
    lines = iter(transcript.stdout.splitlines())
    for line in lines:
        if started := STARTED.fullmatch(line):
            asleep.add(started[2])
        elif completed := COMPLETED.fullmatch(line):
            asleep.remove(completed[2])
            remaining = REMAINING.fullmatch(next(lines))
            assert remaining
            assert remaining[1] == "NONE" if not asleep else set(remaining[1].split(", ")) == asleep
        else:
            assert DONE.fullmatch(line)
    assert asleep == set(), "every thread that was started has completed"
    assert "(remaining: NONE)" in transcript.stdout.splitlines()[-2]


@named(UNGUARDED)
def test_without_a_lock_lines_tear(transcript: Transcript) -> None:
    assert transcript.torn_lines != ()
