"""The targets of the behaviour suite, and how each is run."""

from __future__ import annotations

import functools
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import six

import porting
from porting.case_study import find_case_study
from porting.result import Result, Strings, Target
from porting.verify.program import find_program
from porting.verify.run import Interpreter, find_python27, play
from porting.verify.scenario import Scenario
from porting.verify.scenarios import SCENARIOS, curated_of
from porting.verify.transcript import Transcript

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPTS = Path(__file__).with_name("transcripts")
STUDY = find_case_study()
TARGETS = ("original", "generated", "boundary", "curated", "six", "six-2.7")


@functools.cache
def run_target(target: str, scenario: Scenario) -> Transcript:
    """Run a target, once however many tests look at it."""
    if target == "original":
        return run_python27(scenario) if find_python27() else load_transcript(scenario)
    if target in ("generated", "boundary"):
        strings: Strings = "book" if target == "generated" else "boundary"
        return run_text(port_original(scenario.script, strings).code, scenario, "-bb")
    if target == "six":
        return run_text(port_original(scenario.script, target="six").code, scenario, "-bb")
    if target == "six-2.7":
        return run_six_under_python27(scenario)
    code = (ROOT / "modern_py3" / curated_of(scenario)).read_text(encoding="utf-8")
    return run_text(code, scenario, "-bb", "-W", "error")


@functools.cache
def run_python27(scenario: Scenario) -> Transcript:
    """Run the original under the Python 2.7 of this machine."""
    return STUDY.run_original(scenario)


def run_text(code: str, scenario: Scenario, *options: str) -> Transcript:
    """Run some port of the scenario's script."""
    return STUDY.run_code(code, scenario, interpreter_options=options).transcript


@functools.cache
def port_original(name: str, strings: Strings = "book", target: Target = "3") -> Result:
    """What the pipeline makes of an original at this moment."""
    source = (ROOT / "legacy_py2" / name).read_bytes()
    return porting.port_source(source, filename=name, strings=strings, target=target)


def run_six_under_python27(scenario: Scenario) -> Transcript:
    """Run the code for 2.7 and 3 under 2.7, which gets six beside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        code = port_original(scenario.script, target="six").code
        (folder / scenario.script).write_text(code, encoding="utf-8")
        shutil.copy(six.__file__, folder / "six.py")
        played = replace(scenario, cassette=STUDY.cassette(scenario))
        run = play(find_program(folder), played, Interpreter.python27())
    if run.misses:
        raise run.misses[0]
    return run.transcript


def load_transcript(scenario: Scenario) -> Transcript:
    """What the original showed under 2.7.18 when it was kept."""
    return Transcript.load(TRANSCRIPTS / f"{scenario.name}.json")


def record_transcripts() -> None:
    """Run all originals under Python 2.7, and keep what they show."""
    TRANSCRIPTS.mkdir(exist_ok=True)
    for scenario in SCENARIOS:
        run_python27(scenario).save(TRANSCRIPTS / f"{scenario.name}.json")
