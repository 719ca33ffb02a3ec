"""One suite for all targets: the originals, their generated ports (bytes inside, or decoded at
the boundary), their curated ports, and what is made of them for 2.7 and 3, under each.

``pytest tests/behaviour --target curated`` runs it for one; the option may be repeated, and
without it all are tested. Where no Python 2.7 is found, the kept transcripts of the
originals stand in for them; ``--record-transcripts`` makes these anew.
"""

from __future__ import annotations

import os

import pytest

from porting.verify.run import find_python27
from porting.verify.scenario import Scenario
from porting.verify.transcript import Transcript
from tests.behaviour.targets import TARGETS, record_transcripts, run_target


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
    config.addinivalue_line("markers", "only_for(target): a test that is about this target alone")
    if config.getoption("--record-transcripts", default=False):
        record_transcripts()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "target" in metafunc.fixturenames:
        is_there = find_python27() is not None or bool(os.environ.get("CI"))
        skip = pytest.mark.skipif(not is_there, reason="no Python 2.7 here")
        metafunc.parametrize(
            "target",
            [
                pytest.param(target, marks=[skip] if target == "six-2.7" else [])
                for target in wanted_targets(metafunc.config)
            ],
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = wanted_targets(config)
    unwanted = []
    for item in items:
        marker = item.get_closest_marker("only_for")
        if marker and marker.args[0] not in wanted:
            unwanted.append(item)
    if unwanted:
        config.hook.pytest_deselected(items=unwanted)
        items[:] = [item for item in items if item not in unwanted]


def wanted_targets(config: pytest.Config) -> list[str]:
    """Those that --target names, or all; a run of all tests does not know the option."""
    wanted = config.getoption("--target", default=None) or TARGETS
    return [target for target in TARGETS if target in wanted]


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
        if os.environ.get("CI"):
            pytest.fail(f"{text}: CI must have one")
        pytest.skip(text)
    return found
