"""Calls of a small program, recorded under 2.7, for the tests that replay them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from porting.replay.calls import Calls, read_calls
from tests.trace.conftest import python27  # noqa: F401  (a fixture)

Traced = Callable[..., Calls]


def porting(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run porting in a folder; what it makes for a while goes below that, into `temporary`."""
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "porting", *arguments],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def traced(tmp_path: Path, python27: str) -> Traced:  # noqa: F811
    """Trace a module `shop`, whose functions a script calls; gives the calls that were kept.

    The calls are in `calls.json`, in the test's folder.
    """

    def trace(module: str, script: str, *options: str) -> Calls:
        (tmp_path / "shop.py").write_text(module, encoding="utf-8")
        (tmp_path / "use.py").write_text(f"from shop import *\n{script}", encoding="utf-8")
        run = porting(tmp_path, "trace", "--calls", "-o", "calls.json", *options, "use.py")
        assert run.returncode == 0, run.stderr
        return read_calls(tmp_path / "calls.json")

    return trace
