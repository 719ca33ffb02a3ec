"""Shared by the tests of porting/verify: the shop, scripts in files, a Python 2.7."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from porting.verify.run import find_python27


@pytest.fixture
def write_script(tmp_path: Path) -> Callable[[str], Path]:
    """Puts the text of a script, without its common indentation, into a file."""

    def write(text: str) -> Path:
        path = tmp_path / "script.py"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    return write


@pytest.fixture
def python27() -> str:
    """A Python 2.7; where there is none, a visible skip here, an error in CI."""
    found = find_python27()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7: CI must have one")
        pytest.skip("no Python 2.7 here")
    return found


@pytest.fixture
def cassette_path() -> Path:
    """Three books, each asked for once."""
    return Path(__file__).resolve().parents[2] / "cassettes" / "bookrank-ascii.yaml"
