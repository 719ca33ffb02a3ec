"""All targets show what the originals showed under Python 2.7.18."""

from __future__ import annotations

import pytest

from porting.verify.compare import compare_transcripts
from porting.verify.scenario import Scenario
from porting.verify.scenarios import SCENARIOS
from porting.verify.transcript import Transcript
from tests.behaviour.targets import TRANSCRIPTS, load_transcript, run_python27

ALL = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)


@ALL
def test_the_target_does_what_the_original_did(transcript: Transcript, scenario: Scenario) -> None:
    verdict = compare_transcripts(load_transcript(scenario), transcript, scenario.freedom)
    assert verdict.is_same, f"{scenario.shows}:\n{verdict}"


@ALL
@pytest.mark.only_for("original")
def test_the_kept_transcript_is_what_python27_shows(python27: str, scenario: Scenario) -> None:
    kept, shown = load_transcript(scenario), run_python27(scenario)
    assert kept.python == "2.7.18"
    # The order in which threads ask the network is not the same in each run.
    assert compare_transcripts(kept, shown, scenario.freedom).differences == ()


def test_each_scenario_has_a_transcript_and_each_transcript_a_scenario() -> None:
    kept = {path.stem for path in TRANSCRIPTS.glob("*.json")}
    assert kept == {scenario.name for scenario in SCENARIOS}
