"""`porting compare` through its entry point: pairs, diffs, status."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {
        "old/candy.py": "print 1\n",
        "old/same.py": "x = 1\n",
        "old/gone.py": "",
        "new/candy3.py": "print(1)\n",
        "new/same3.py": "x = 1\n",
        "new/sub/extra.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def compare(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["compare", *arguments], catch_exceptions=False)


CANDY = """\
--- old/candy.py
+++ new/candy3.py
@@ -1 +1 @@
-print 1
+print(1)
"""


def test_folders(folders: Path) -> None:
    result = compare("old", "new")
    assert result.exit_code == 1
    assert result.stdout == CANDY + "only in old: old/gone.py\nonly in new: new/sub/extra.py\n"


def test_a_3_is_but_a_second_choice(folders: Path) -> None:
    for name in ("old/same3.py", "old/candy3.py"):
        (folders / name).write_text("x = 3\n")
    assert compare("old", "new").stdout.splitlines()[:4] == [
        "only in old: old/candy.py",
        "--- old/candy3.py",
        "+++ new/candy3.py",
        "@@ -1 +1 @@",
    ]


@pytest.mark.parametrize(
    ("a", "b"),
    [("old/candy.py", "new/candy3.py"), ("old/candy.py", "new"), ("old", "new/candy3.py")],
)
def test_files(folders: Path, a: str, b: str) -> None:
    result = compare(a, b)
    assert (result.exit_code, result.stdout) == (1, CANDY)


def test_a_file_without_namesake(folders: Path) -> None:
    result = compare("old/gone.py", "new")
    assert (result.exit_code, result.stdout) == (1, "only in old/gone.py: old/gone.py\n")


def test_the_same(folders: Path) -> None:
    result = compare("old/same.py", "new/same3.py")
    assert (result.exit_code, result.output) == (0, "")


def test_side_by_side(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = compare("--side-by-side", "old/candy.py", "new/candy3.py")
    assert result.exit_code == 1
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["old/candy.py", "new/candy3.py"] in lines
    assert ["1", "print", "1", "|", "1", "print(1)"] in lines


def test_an_unreadable_file(folders: Path) -> None:
    (folders / "old/candy.py").write_bytes(b"\xff\xfe\0")
    result = compare("old", "new")
    assert result.exit_code == 3
    assert "candy.py: is UTF-16" in result.stderr
    assert "only in old: old/gone.py" in result.stdout


def test_a_path_that_is_not_there(folders: Path) -> None:
    result = compare("old", "newer")
    assert result.exit_code == 2
    assert "there is no file or folder 'newer'." in result.stderr


def test_the_case_study_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ported = compare("original", "generated")
    assert ported.exit_code == 1
    assert "--- original/candy.py\n+++ generated/candy.py\n" in ported.stdout
    assert "+++ curated/candy3.py\n" in compare("generated", "curated").stdout
    assert compare("curated", "curated").exit_code == 0
