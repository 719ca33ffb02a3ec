"""Calls as pytest files, and calls with changed arguments."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.replay.conftest import Traced, porting
from tests.replay.test_replay import SHOP, USE


def run_tests(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


def test_exported_tests_run_alone_and_can_fail(traced: Traced, tmp_path: Path) -> None:
    traced(SHOP, USE)
    ported = tmp_path / "ported"
    porting(tmp_path, "run", "-o", "ported", "shop.py", "use.py")
    options = ("--calls", "calls.json", "--ported", "ported", "--export", "ported/tests")
    assert porting(tmp_path, "verify", *options).returncode == 0
    text = (ported / "tests" / "test_calls_shop.py").read_text(encoding="utf-8")
    assert "porting" not in text
    assert "def test_half_1():\n    assert shop.half(7) == 3\n" in text
    assert "    assert shop.pack(1) == b'\\x00\\x01'\n" in text
    good = run_tests(ported)
    assert good.returncode == 0, good.stdout
    module = ported / "shop.py"
    module.write_text(module.read_text(encoding="utf-8").replace("//", "/"), encoding="utf-8")
    bad = run_tests(ported)
    assert "3.5 == 3" in bad.stdout


def test_a_difference_that_only_other_arguments_show(traced: Traced, tmp_path: Path) -> None:
    module = "def clip(text, size):\n    return text * size\n"
    traced(module, "clip('abc', 2)\n")
    options = ("verify", "--calls", "calls.json", "shop.py")
    assert porting(tmp_path, *options, "--mutate").returncode == 0
    ported = tmp_path / "ported" / "shop.py"
    ported.parent.mkdir()
    ported.write_text("def clip(text, size):\n    return (text * size).encode('ascii').decode()\n")
    options = (*options, "--ported", "ported")
    assert porting(tmp_path, *options).returncode == 0
    run = porting(tmp_path, *options, "--mutate")
    assert run.returncode == 1
    assert "with a changed argument:" in run.stdout
    assert "UnicodeEncodeError" in run.stdout


def test_options_for_calls_need_calls(tmp_path: Path) -> None:
    run = porting(tmp_path, "verify", "--export", "tests")
    assert run.returncode == 2
    assert "--export goes with --calls" in run.stderr
