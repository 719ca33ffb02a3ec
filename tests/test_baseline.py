"""`porting run --baseline`: known warnings are not told again, wherever their lines have moved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli

MEAN = "print 1\ndef mean(v):\n    return sum(v) / len(v)\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file that has a warning, known in a baseline; it is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_text(MEAN)
    result = porting("--update-baseline")
    assert "a.py:3:12: division" in result.stderr
    return tmp_path


def porting(*arguments: str) -> Result:
    arguments = ("run", "--no-diffs", "--no-cache", "--baseline", "known.json", *arguments)
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_what_is_known_is_not_told(project: Path) -> None:
    assert porting().stderr == "1 file: 1 would change; 1 known warning not told\n"


def test_a_line_that_has_moved_is_known(project: Path) -> None:
    (project / "a.py").write_text("# A line more.\n\n" + MEAN.replace("    ", "        "))
    assert porting().stderr.endswith("1 known warning not told\n")


@pytest.mark.parametrize(
    "code", [MEAN.replace("sum(v)", "max(v)"), MEAN + "    return sum(v) / len(v)\n"]
)
def test_what_is_new_is_told(project: Path, code: str) -> None:
    (project / "a.py").write_text(code)
    assert "division" in porting().stderr


def test_another_file_with_the_same_line_is_new(project: Path) -> None:
    (project / "b.py").write_text(MEAN)
    told = porting().stderr
    assert "b.py:3:12" in told
    assert "a.py:3:12" not in told


def test_it_is_renewed_for_the_files_of_the_run(project: Path) -> None:
    (project / "b.py").write_text(MEAN)
    porting("--update-baseline", "b.py")
    assert "2 known warnings not told" in porting().stderr
    (project / "b.py").unlink()
    porting("--update-baseline", "a.py")
    rows = json.loads((project / "known.json").read_text())["warnings"]
    assert [(row["file"], row["code"]) for row in rows] == [("a.py", "division")]


def test_other_programs_are_told_the_same(project: Path) -> None:
    assert json.loads(porting("--format", "json").stdout)["files"][0]["warnings"] == []


@pytest.mark.parametrize("text", ["", "[]", '{"version": 9}', '{"version": 1, "warnings": [{}]}'])
def test_what_is_no_baseline_is_refused(project: Path, text: str) -> None:
    (project / "known.json").write_text(text)
    result = porting()
    assert result.exit_code == 2
    assert "known.json" in result.stderr


def test_one_that_is_missing_is_refused(project: Path) -> None:
    (project / "known.json").unlink()
    result = porting()
    assert (result.exit_code, "--update-baseline" in result.stderr) == (2, True)
