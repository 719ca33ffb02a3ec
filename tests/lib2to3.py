"""Finds a Python that still has lib2to3, and runs its 2to3."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

_MINORS = (12, 11, 10)
_PROGRAM = """\
import sys
sys.path.pop(0)  # the current folder
from lib2to3.main import main
sys.argv[0] = "2to3"
sys.exit(main("lib2to3.fixes"))
"""


@cache
def find_lib2to3() -> str | None:
    """The newest Python from 3.10 to 3.12 on the PATH or in pyenv's root, if there is one."""
    return next((python for python in _candidates() if _has_lib2to3(python)), None)


def run_2to3(
    arguments: Sequence[str], folder: Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run the real 2to3 in a folder; skip the test where there is none (under CI: fail)."""
    python = find_lib2to3()
    if python is None:
        reason = "no Python 3.10 to 3.12 with lib2to3 here"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}; CI needs one")
        pytest.skip(reason)
    return subprocess.run(
        [python, "-W", "ignore", "-c", _PROGRAM, *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        timeout=120,
        check=False,
    )


def _candidates() -> Iterator[str]:
    names = [f"python3.{minor}" for minor in _MINORS]
    for name in names:
        if found := shutil.which(name):
            yield found
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for minor in _MINORS:
        for folder in sorted(root.glob(f"versions/3.{minor}.*"), reverse=True):
            yield str(folder / "bin" / "python")


def _has_lib2to3(python: str) -> bool:
    # A shim of pyenv is on the PATH even where it refuses to run.
    command = [python, "-W", "ignore", "-c", "import lib2to3.refactor"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
