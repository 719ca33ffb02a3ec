"""`porting workshop break` tells which runs notice a withheld fixer, and makes exercises of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.verify.run import find_python27

PROGRAM = """\
import sys

words = zip(sys.argv[1:], 'abc')
if words:
    print '%d words' % len(sys.argv[1:])
else:
    print 'no words'
print sys.stdin.read().strip(), {}.has_key(1)
"""
SCENARIOS = """\
[[scenario]]
name = "no words"
command = "words.py"
stdin = "\u00e9\\n"

[[scenario]]
name = "two words"
command = "words.py tea milk"
"""


def workshop(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["workshop", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_python27() is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7: CI must have one")
        pytest.skip("no Python 2.7 here")
    folder = tmp_path_factory.mktemp("program")
    (folder / "words.py").write_text(PROGRAM, encoding="utf-8")
    (folder / "proof.toml").write_text(SCENARIOS, encoding="utf-8")
    return folder


def test_silent_bugs_become_exercises(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "bugs"
    result = workshop("break", "-o", output, folder / "proof.toml")
    assert result.exit_code == 0, result.output
    assert "without zip: shows in no words; not in two words" in result.output
    assert "without has_key: shows in every run" in result.output
    assert f"{output}: 1 exercise" in result.output
    checked = workshop("dev", "check", "--set", output)
    assert checked.output == "1 exercise checked, 0 problems\n"
    desk = tmp_path / "desk"
    workshop("new", desk, "--set", output)
    checked = workshop("-C", desk, "check")
    assert "ok      two words" in checked.output
    assert "yours     | 0 words" in checked.output


def test_where_no_bug_is_silent_no_set_is_written(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "bugs"
    result = workshop("break", "-o", output, folder / "words.py", "--", "tea")
    assert "no exercises: no broken port is wrong in some runs only" in result.output
    assert not output.exists()
