"""A teacher sees who is stuck, and hands out a folder that installs without a network."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.workshop.exercises import own_set
from porting.workshop.progress import Progress, Steps


def workshop(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["workshop", *map(str, arguments)])


def learner(folder: Path, name: str, **steps: Steps) -> Path:
    folder.mkdir()
    Progress(name, "", "", dict(steps)).save(folder)
    return folder


def test_who_is_stuck_comes_first(tmp_path: Path) -> None:
    passed = Steps(is_passed=True, tries=1)
    ada = learner(tmp_path / "ada", "Ada", first_print=passed, candy=passed, bookrank=passed)
    ben = learner(tmp_path / "ben", "", first_print=passed, candy=Steps(tries=6, hints=3))
    cem = learner(tmp_path / "cem", "Cem", first_print=Steps(is_given_up=True))
    result = workshop("class", "status", ada, ben / "progress.json", cem)
    assert [line.split() for line in result.output.splitlines()] == [
        "STUCK ben 1 of 30 passed: The candy machine, 6 tries, 3 hints".split(),
        "Cem 0 of 30 passed, 1 looked up: The candy machine".split(),
        "Ada 3 of 30 passed: The receipt".split(),
    ]
    places = json.loads(workshop("class", "status", "--format", "json", ben).output)
    assert [(place["learner"], place["is_stuck"]) for place in places] == [("ben", True)]


def test_a_set_that_is_not_here_is_taken_from_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "dana"
    folder.mkdir()
    steps = {"honey": Steps(is_passed=True), "hive": Steps(tries=2)}
    Progress("Dana", "/nowhere/bees", "", steps).save(folder)
    output = workshop("class", "status", folder).output
    assert output.split() == "Dana 1 of 2 passed: hive, 2 tries, 0 hints".split()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What pip is asked for; it puts an empty wheel where ours belongs."""
    asked: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command[5:])
        if command[5] == "wheel":
            Path(command[command.index("--wheel-dir") + 1], "porting-1-py3-none-any.whl").touch()
        return subprocess.CompletedProcess(command, "broken" in command[-1], "", "no network")

    monkeypatch.setattr("porting.workshop.bundle.subprocess.run", run)
    return asked


def test_a_bundle_has_wheels_for_each_target_a_set_and_a_readme(
    asked: list[list[str]], tmp_path: Path
) -> None:
    folder = tmp_path / "class"
    targets = ["--for", "3.12:win_amd64", "--for", "3.13:any"]
    result = workshop("bundle", folder, "--set", own_set(), *targets)
    assert result.exit_code == 0
    assert [each[0] for each in asked] == ["wheel", "download", "download"]
    assert asked[1][-4:] == ["--python-version", "3.12", "--platform", "win_amd64"]
    readme = (folder / "README.txt").read_text("utf-8")
    assert "with Python 3.12 (win_amd64) or Python 3.13 (any):" in readme
    assert "--no-index --find-links wheels porting" in readme
    assert "workshop new lessons --set exercises" in readme
    assert (folder / "exercises" / "set.toml").is_file()


def test_what_pip_says_is_told(asked: list[list[str]], tmp_path: Path) -> None:
    result = workshop("bundle", tmp_path / "class", "--for", "3.12:broken")
    assert result.exit_code == 3
    assert "pip download failed: no network" in result.output


@pytest.mark.parametrize("target", ["3.12", ":any", "3.12:"])
def test_a_target_is_a_version_and_a_platform(target: str, tmp_path: Path) -> None:
    result = workshop("bundle", tmp_path / "class", "--for", target)
    assert result.exit_code == 2
    assert "is not VERSION:PLATFORM" in result.output
