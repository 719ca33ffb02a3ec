"""benchmarks/golden_decisions.py sees what two checkouts decide otherwise."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "benchmarks" / "golden_decisions.py"
SOURCE = """\
import urllib2
page = urllib2.urlopen('http://example.org/').read()
print page.split('#')[1]
"""
NAME = "rank.py (book)"


def run(folder: Path, *arguments: object) -> tuple[int, list[str]]:
    command = [sys.executable, str(PROGRAM), *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, (done.stdout or done.stderr).splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("golden")
    (made / "rank.py").write_text(SOURCE)
    assert run(made, "record", "old.json", "rank.py") == (0, [])
    return made


def changed(folder: Path, what: str, place: int, value: object) -> list[str]:
    """What is told of a record in which one thing about the first change or warning is another."""
    record: dict[str, Any] = json.loads((folder / "old.json").read_text())
    new = copy.deepcopy(record)
    new["files"][NAME][what][0][place] = value
    (folder / "new.json").write_text(json.dumps(new))
    status, lines = run(folder, "compare", "old.json", "new.json")
    assert status == (len(lines) > 1)
    return lines


def test_a_record_has_the_decisions_of_both_policies(folder: Path) -> None:
    record = json.loads((folder / "old.json").read_text())
    assert record["files"].keys() == {NAME, "rank.py (boundary)"}
    first, last = record["files"][NAME]["changes"]
    assert first[:7] == [
        *("bytes-regex", "literal_bytes", 3, 17),
        *("print(page.split('#')[1])", "print(page.split(b'#')[1])", "safe"),
    ]
    assert last[:2] == ["str-decode", "decode_exit"]
    assert first[7] == [3, 2]


def test_a_record_is_compared_with_itself(folder: Path) -> None:
    status, (line,) = run(folder, "compare", "old.json", "old.json")
    assert status == 0
    assert line.endswith(": no differences")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param(1, "regex_bytes", id="fixer"),
        pytest.param(3, 4, id="column"),
        pytest.param(5, "print(page)", id="text"),
        pytest.param(6, "review", id="safety"),
        pytest.param(7, [3, 2, 1], id="chain"),
    ],
)
def test_a_difference_is_told(folder: Path, place: int, value: object) -> None:
    old, new, _ = changed(folder, "changes", place, value)
    assert old.startswith(f"{NAME}: - change [")
    assert new.startswith(f"{NAME}: + change [")
    assert json.dumps(value) in new


def test_words_are_no_difference(folder: Path) -> None:
    assert len(changed(folder, "changes", 8, "told better")) == 1


def test_a_checkout_beside_itself(folder: Path) -> None:
    status, lines = run(folder, "beside", ROOT, ROOT, "rank.py")
    assert status == 0
    assert lines[0] == "2 records with 3 changes and 0 warnings: no differences"
    assert lines[1].startswith("CPU: ")


def test_a_path_that_is_not_there(folder: Path) -> None:
    assert run(folder, "record", "x.json", "gone.py")[1] == ["gone.py: no such file or folder"]
