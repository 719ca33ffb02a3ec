"""`porting run --commit`: git commits for each stage or fixer, with nobody else's work in them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.stages import all_fixers

SHOP = b"""\
import urllib2

def show(d):
    if d.has_key("a"):
        print "a", d["a"]
    return sorted(d, cmp=lambda a, b: cmp(a, b))
"""


def git(*arguments: str) -> str:
    run = subprocess.run(["git", *arguments], capture_output=True, check=True)
    return run.stdout.decode()


def porting(*arguments: str) -> Result:
    arguments = ("run", "-w", "--no-diffs", "--no-cache", *arguments)
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def subjects() -> list[str]:
    return git("log", "--reverse", "--format=%s").splitlines()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two files in one commit, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.com")
    (tmp_path / "shop.py").write_bytes(SHOP)
    (tmp_path / "notes.txt").write_bytes(b"one\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    return tmp_path


def test_each_stage_has_its_commit_with_the_reason(project: Path) -> None:
    result = porting("--commit", ".")
    assert result.exit_code == 0
    assert subjects() == ["first", "Port to Python 3, stage 2to3", "Port to Python 3, stage modern"]
    reason = " ".join(all_fixers()["has_key"].reason().replace("``", "").split())
    assert f"has_key (1): {reason}" in " ".join(git("log", "--format=%b").split())
    assert "Port to Python 3, stage modern" in result.stderr
    assert git("status", "--porcelain") == ""
    assert "print(" in git("show", "HEAD~1:shop.py")
    assert "cmp=lambda" in git("show", "HEAD~1:shop.py")
    assert git("show", "HEAD:shop.py").encode() == (project / "shop.py").read_bytes()


def test_each_fixer_has_its_commit(project: Path) -> None:
    porting("--commit-by", "fixer", ".")
    assert subjects() == [
        "first",
        *(f"Port to Python 3: {name}" for name in ("has_key", "print", "urllib", "sort_cmp")),
    ]
    assert git("show", "HEAD~3:shop.py") == SHOP.decode().replace('d.has_key("a")', '"a" in d')
    assert git("diff", "HEAD") == ""


def test_a_coding_line_has_its_commit(project: Path) -> None:
    (project / "old.py").write_bytes(b"print 'caf\xe9'\n")
    git("add", ".")
    git("commit", "-q", "-m", "second")
    porting("--commit", "--encoding", "latin-1", "old.py")
    assert subjects()[2] == "Port to Python 3: name the encoding of files"
    assert (project / "old.py").read_bytes().endswith(b"print('caf\xe9')\n")
    assert git("status", "--porcelain") == ""


def test_it_refuses_what_is_in_no_commit(project: Path) -> None:
    (project / "notes.txt").write_bytes(b"two\n")
    result = porting("--commit", ".")
    assert result.exit_code == 3
    assert "has changes that are in no commit: notes.txt" in result.stderr
    assert (project / "shop.py").read_bytes() == SHOP


def test_other_files_with_changes_can_be_left_out(project: Path) -> None:
    (project / "notes.txt").write_bytes(b"two\n")
    git("add", "notes.txt")
    assert porting("--commit", "--allow-dirty", ".").exit_code == 0
    assert git("log", "-2", "--name-only", "--format=").split() == ["shop.py", "shop.py"]
    assert git("status", "--porcelain") == "M  notes.txt\n"


@pytest.mark.parametrize("name", ["shop.py", "new.py"])
def test_what_is_ported_must_be_in_a_commit(project: Path, name: str) -> None:
    (project / name).write_bytes(SHOP + b"print 2\n")
    result = porting("--commit", "--allow-dirty", ".")
    assert result.exit_code == 3
    assert name in result.stderr
    assert (project / name).read_bytes() == SHOP + b"print 2\n"
    assert subjects() == ["first"]


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_bytes(b"print 1\n")
    result = porting("--commit", ".")
    assert result.exit_code == 3
    assert "in no git repository" in result.stderr
    assert (tmp_path / "a.py").read_bytes() == b"print 1\n"


@pytest.mark.parametrize(
    "arguments", [["--commit"], ["-w", "--allow-dirty"], ["-w", "--commit", "-"]]
)
def test_options_that_do_not_go_together(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, ["run", *arguments]).exit_code == 2
