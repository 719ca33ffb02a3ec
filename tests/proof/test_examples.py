"""The example scenarios do what they are to show, and the guide lists what there is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from porting.verify.rules import ALL_RULES
from porting.verify.run import find_python27
from porting.verify.scenario import ScenarioReader, read_scenarios

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "proving"
NAMES = [scenario.name for scenario in read_scenarios(EXAMPLES / "proof.toml")]


def verified(scenarios: str, **environment: str) -> list[dict[str, Any]]:
    if find_python27() is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7: CI must have one")
        pytest.skip("no Python 2.7 here")
    run = subprocess.run(
        [sys.executable, "-m", "porting", "verify", "--format", "json", EXAMPLES / scenarios],
        capture_output=True,
        env={**os.environ, **environment},
    )
    proofs: list[dict[str, Any]] = json.loads(run.stdout)
    return proofs


@pytest.fixture(scope="module")
def proofs() -> dict[str, dict[str, Any]]:
    return {proof["scenario"]: proof for proof in verified("proof.toml")}


@pytest.mark.parametrize("name", NAMES)
def test_the_port_does_the_same(proofs: dict[str, dict[str, Any]], name: str) -> None:
    assert (proofs[name]["outcome"], proofs[name]["notes"]) == ("same", [])


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen that nobody sees."""
    if shutil.which("Xvfb") is None:
        pytest.skip("no Xvfb here")
    for python in (find_python27(), sys.executable):
        code = "try: import Tkinter\nexcept ImportError: import tkinter"
        if python and subprocess.run([python, "-c", code], capture_output=True).returncode:
            pytest.skip(f"{python} has no Tk")
    with tempfile.TemporaryFile() as told:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(told.fileno())],
            pass_fds=[told.fileno()],
            stderr=subprocess.DEVNULL,
        )
        try:
            until = time.monotonic() + 20
            number = ""
            while not number and time.monotonic() < until:
                time.sleep(0.1)
                number = os.pread(told.fileno(), 10, 0).decode().strip()
            yield f":{number}"
        finally:
            server.kill()
            server.wait()


def test_a_window(screen: str) -> None:
    (proof,) = verified("window.toml", DISPLAY=screen)
    assert (proof["outcome"], proof["notes"]) == ("same", [])


def test_the_guide_lists_all_rules_and_keys() -> None:
    guide = (ROOT / "docs" / "proving.md").read_text(encoding="utf-8")
    for rule in ALL_RULES.values():
        assert f"| `{rule.name}` | {rule.about} |" in guide
    for key in ScenarioReader("", Path()).readers:
        assert f"`{key}`" in guide
