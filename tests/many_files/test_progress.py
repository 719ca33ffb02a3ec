"""The bar is there for a person at a terminal, and for nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for number in range(12):
        (tmp_path / f"m{number}.py").write_bytes(b"print 1\n" * 200)
    return tmp_path


def run(project: Path, *arguments: str, is_terminal: bool = True, **variables: str) -> str:
    """What `porting run` writes to standard error."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}
    environment.pop("CI", None)
    reader, writer = pty.openpty() if is_terminal else os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "porting", "run", "--no-cache", *arguments, "."],
        cwd=project,
        env=environment | variables,
        stdout=subprocess.DEVNULL,
        stderr=writer,
    )
    os.close(writer)
    text = b""
    try:
        while piece := os.read(reader, 4096):
            text += piece
    except OSError:  # How a terminal ends on Linux.
        pass
    os.close(reader)
    assert process.wait() == 0
    return text.decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_terminal_gets_files_speed_and_time_left(project: Path, jobs: str) -> None:
    text = run(project, "--jobs", jobs)
    assert "0/12 files" in text
    assert "12/12 files" in text
    assert "lines/s" in text
    assert " left" in text
    assert text.endswith("12 files: 12 would change\r\n")


def test_the_bar_is_gone_when_the_run_is_over(project: Path) -> None:
    last = run(project).split("12/12 files")[-1]
    assert "\x1b[2K" in last  # The line is erased.
    assert "\x1b[?25h" in last  # The cursor is back.


@pytest.mark.parametrize(
    ("is_terminal", "variables"),
    [
        pytest.param(False, {}, id="a pipe"),
        pytest.param(True, {"CI": "true"}, id="a build"),
        pytest.param(True, {"TERM": "dumb"}, id="a terminal that cannot redraw"),
    ],
)
def test_others_get_none(project: Path, is_terminal: bool, variables: dict[str, str]) -> None:
    text = run(project, is_terminal=is_terminal, **variables)
    assert text.replace("\r\n", "\n") == "12 files: 12 would change\n"


def test_one_file_needs_no_bar(project: Path) -> None:
    for path in list(project.iterdir())[1:]:
        path.unlink()
    assert run(project) == "1 file: 1 would change\r\n"
