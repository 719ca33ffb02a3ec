"""One suite for three targets: the originals, their generated ports, their curated ports.

``pytest tests/behaviour --target curated`` runs it for one; the option may be repeated, and
without it all three are tested. Where no Python 2.7 is found, the kept transcripts of the
originals stand in for them; ``--record-transcripts`` makes these anew.
"""

from __future__ import annotations

import os

import pytest
from targets import TARGETS, record_transcripts, run_target

from porting.verify.run import find_python27
from porting.verify.scenarios import Scenario
from porting.verify.transcript import Transcript


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--target", action="append", choices=TARGETS, help="what to test; repeatable")
    parser.addoption(
        "--record-transcripts",
        action="store_true",
        help="first run the originals under Python 2.7, and keep what they show",
    )


def pytest_report_header() -> str:
    return f"Python 2.7: {find_python27() or 'not found, kept transcripts stand in for originals'}"


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--record-transcripts", default=False):
        record_transcripts()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "target" in metafunc.fixturenames:
        # Not known to a run that came here from another folder.
        wanted = metafunc.config.getoption("--target", default=None) or TARGETS
        metafunc.parametrize("target", [each for each in TARGETS if each in wanted])


@pytest.fixture
def transcript(target: str, scenario: Scenario) -> Transcript:
    """What the target shows in the scenario."""
    return run_target(target, scenario)


@pytest.fixture
def python27() -> str:
    """A Python 2.7; where there is none, a visible skip here, an error in CI."""
    found = find_python27()
    if found is None:
        text = "no Python 2.7 here to check the originals against"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(f"{text}: CI must have one")
        pytest.skip(text)
    return found
