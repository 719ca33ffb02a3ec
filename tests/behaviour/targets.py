"""The targets of the behaviour suite, and how each is run."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import porting
from porting.result import Result, Strings
from porting.verify.run import find_python27, run_original, run_port
from porting.verify.scenarios import SCENARIOS, Scenario
from porting.verify.transcript import Transcript

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPTS = Path(__file__).with_name("transcripts")
TARGETS = ("original", "generated", "boundary", "curated")


@functools.cache
def run_target(target: str, scenario: Scenario) -> Transcript:
    """Run a target, once however many tests look at it."""
    if target == "original":
        return run_python27(scenario) if find_python27() else load_transcript(scenario)
    if target in ("generated", "boundary"):
        strings: Strings = "book" if target == "generated" else "boundary"
        return run_text(port_original(scenario.original, strings).code, scenario, "-bb")
    script = ROOT / "modern_py3" / scenario.curated
    options = ("-bb", "-W", "error")
    return run_port(script, cassette(scenario), interpreter_options=options, seed=scenario.seed)


@functools.cache
def run_python27(scenario: Scenario) -> Transcript:
    """Run the original under the Python 2.7 of this machine."""
    script = ROOT / "legacy_py2" / scenario.original
    return run_original(script, cassette(scenario), seed=scenario.seed)


def run_text(code: str, scenario: Scenario, *options: str) -> Transcript:
    """Run some port of the scenario's script."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / scenario.original
        script.write_text(code, encoding="utf-8")
        return run_port(script, cassette(scenario), interpreter_options=options, seed=scenario.seed)


@functools.cache
def port_original(name: str, strings: Strings = "book") -> Result:
    """What the pipeline makes of an original at this moment."""
    source = (ROOT / "legacy_py2" / name).read_bytes()
    return porting.port_source(source, filename=name, strings=strings)


def cassette(scenario: Scenario) -> Path | None:
    """The file with the scenario's HTTP, None for a scenario without."""
    return ROOT / "cassettes" / scenario.cassette if scenario.cassette else None


def load_transcript(scenario: Scenario) -> Transcript:
    """What the original showed under 2.7.18 when it was kept."""
    return Transcript.load(TRANSCRIPTS / f"{scenario.name}.json")


def record_transcripts() -> None:
    """Run all originals under Python 2.7, and keep what they show."""
    TRANSCRIPTS.mkdir(exist_ok=True)
    for scenario in SCENARIOS:
        run_python27(scenario).save(TRANSCRIPTS / f"{scenario.name}.json")
