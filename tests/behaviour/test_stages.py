"""What a run shows after each stage: the failures of the chapter, and where they end."""

from __future__ import annotations

import pytest

from porting.verify.compare import compare_transcripts
from porting.verify.scenario import Scenario
from porting.verify.scenarios import find_scenarios
from porting.verify.transcript import Transcript
from tests.behaviour.targets import load_transcript, port_original, run_text

BOOKRANK = find_scenarios("bookrank")[0]
ENOUGH_AFTER_2TO3 = [
    scenario
    for script in ("mtsleepF_nolock", "mtsleepF", "mtsleepF_with", "candy")
    for scenario in find_scenarios(script)
]


pytestmark = pytest.mark.only_for("generated")


def run_after(stage: str, scenario: Scenario) -> Transcript:
    codes = {each.name: each.code for each in port_original(scenario.script).stages}
    return run_text(codes[stage], scenario)


def test_after_2to3_alone_each_thread_of_bookrank_ends_in_a_type_error() -> None:
    shown = run_after("2to3", BOOKRANK)
    error = "TypeError: cannot use a string pattern on a bytes-like object"
    assert shown.stderr.splitlines()[1::2] == [error] * 3
    assert all(line.startswith("Exception in thread") for line in shown.stderr.splitlines()[::2])
    assert len(shown.stdout.splitlines()) == 2, "start and end, no ranking"


def test_after_bytes_regex_alone_bookrank_shows_bytes_as_if_they_were_text() -> None:
    shown = run_after("bytes-regex", BOOKRANK)
    ranks = {"b'87,118'", "b'851,816'", "b'184,735'"}
    assert shown.stderr == ""
    assert {line.rpartition(" ")[2] for line in shown.stdout.splitlines()[1:-1]} == ranks


def test_after_str_decode_bookrank_does_what_the_original_did() -> None:
    shown = run_after("str-decode", BOOKRANK)
    verdict = compare_transcripts(load_transcript(BOOKRANK), shown, BOOKRANK.freedom)
    assert verdict.is_same, str(verdict)


@pytest.mark.parametrize("scenario", ENOUGH_AFTER_2TO3, ids=lambda scenario: scenario.name)
def test_for_the_other_scripts_2to3_is_enough(scenario: Scenario) -> None:
    shown = run_after("2to3", scenario)
    verdict = compare_transcripts(load_transcript(scenario), shown, scenario.freedom)
    assert verdict.is_same, str(verdict)
