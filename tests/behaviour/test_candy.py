"""What candy does: a machine that never holds more than it can, nor less than nothing."""

from __future__ import annotations

import re

import pytest

from porting.verify.scenarios import find_scenarios
from porting.verify.transcript import Transcript

MAX = 5
TIME = r"Wed Mar 30 22:11:\d\d 2011"

pytestmark = pytest.mark.parametrize(
    "scenario", find_scenarios("candy"), ids=lambda scenario: scenario.name
)


def test_starts_with_the_time_and_a_full_machine(transcript: Transcript) -> None:
    first, second = transcript.stdout.splitlines()[:2]
    assert re.fullmatch(rf"starting at: {TIME}", first)
    assert second == "THE CANDY MACHINE (full with 5 bars)!"


def test_holds_between_none_and_five_bars(transcript: Transcript) -> None:
    bars = MAX
    for line in transcript.stdout.splitlines()[2:-1]:
        if line == "Buying candy... OK":
            bars -= 1
        elif line == "Refilling candy... OK":
            bars += 1
        elif line == "Buying candy... empty, skipping":
            assert bars == 0
        else:
            assert line == "Refilling candy... full, skipping"
            assert bars == MAX
        assert 0 <= bars <= MAX


def test_both_threads_do_all_their_rounds(transcript: Transcript) -> None:
    _, consumer, producer = (text.splitlines() for text in transcript.by_thread)
    assert all(line.startswith("Buying candy...") for line in consumer)
    assert all(line.startswith("Refilling candy...") for line in producer)
    assert 2 <= len(producer) <= 5
    assert len(producer) <= len(consumer) < len(producer) + MAX + 2


def test_no_line_is_torn(transcript: Transcript) -> None:
    assert transcript.torn_lines == ()


def test_all_is_well_and_the_exit_handler_has_the_last_word(transcript: Transcript) -> None:
    assert re.fullmatch(rf"all DONE at: {TIME}", transcript.stdout.splitlines()[-1])
    assert (transcript.status, transcript.stderr) == (0, "")
