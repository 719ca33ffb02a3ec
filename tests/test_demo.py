"""`porting demo` of a script of one's own, and step by step at a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.verify.run import find_python27

SHARES = """\
import sys
for name in sys.stdin.read().split():
    print name, 7 / 2, sys.argv[1:]
"""
MEETS_BYTES = """\
import sys
print "%s" % open(sys.argv[0], "rb").read(6)
"""
SCRIPT = """\
# -*- coding: latin-1 -*-
# T\xea
import sys
from StringIO import StringIO
print sys.argv[1:], sys.stdin.read().strip(), StringIO('x').read()
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    if find_python27() is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7: CI must have one")
        pytest.skip("no Python 2.7 here")
    path = tmp_path / "tea.py"
    path.write_text(SCRIPT, encoding="latin-1")
    return path


def demo(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["demo", *map(str, arguments)])


def test_a_script_of_ones_own_is_run_after_each_stage(script: Path) -> None:
    stdin = script.with_name("answers.txt")
    stdin.write_text("yes\n")
    result = demo(script, "--stdin", stdin, "--", "green")
    assert result.exit_code == 0, result.output
    assert result.output.count("  | ['green'] yes x") == 1 + result.output.count("Stage ")
    assert "-from StringIO import StringIO" in result.output
    assert "The port does what the original does, in this one run." in result.output


def test_a_port_that_differs_says_so(script: Path) -> None:
    script.write_text("print round(0.5)\n")
    result = demo(script)
    assert result.exit_code == 1
    assert "The port differs: output: line 1 should be `1.0` and is `0`" in result.output


def test_python_3_needs_nothing(script: Path) -> None:
    script.write_text("import sys\nsys.stdout.write('tea\\n')\n")
    result = demo(script)
    assert result.exit_code == 0
    assert "No stage changes anything in it" in result.output


def test_a_script_of_ones_own_is_shown_alone(script: Path) -> None:
    result = demo(script, "candy")
    assert result.exit_code == 2
    assert "name one file" in result.output


def test_input_is_for_ones_own_script(script: Path) -> None:
    result = demo("--stdin", script, "candy")
    assert result.exit_code == 2
    assert "name one file" in result.output


@pytest.fixture
def shares(tmp_path: Path) -> Path:
    path = tmp_path / "shares.py"
    path.write_text(SHARES)
    return path


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.txt"
    path.write_text("ann bob")
    return path


@pytest.fixture
def no_python27(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "PATH", "PYENV_ROOT"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("PYTHON27", raising=False)


needs_python27 = pytest.mark.skipif(find_python27() is None, reason="needs a Python 2.7")


@needs_python27
def test_a_script_of_ones_own_is_told_like_the_case_study(shares: Path, names: Path) -> None:
    result = demo("--stdin", names, shares, "--", "--all")
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    for told in (
        "  | ann 3 ['--all']",
        "Stage 2to3: What 2to3 does, to the letter.",
        "-    print name, 7 / 2, sys.argv[1:]",
        "The port does what the original does, in this one run.",
    ):
        assert told in lines
    assert result.exit_code == 0


@needs_python27
def test_what_a_stage_breaks_stands_beside_the_original(tmp_path: Path) -> None:
    script = tmp_path / "meets.py"
    script.write_text(MEETS_BYTES)
    result = demo(script)
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["1", "import", "|", "1", "b'import'"] in rows
    assert "differs: output: line 1 should be `import` and is `b'import'`" in result.stdout


@needs_python27
def test_a_port_that_differs_has_exit_status_1(tmp_path: Path) -> None:
    script = tmp_path / "version.py"
    script.write_text("import sys\nprint sys.version_info[0]\n")
    result = demo(script)
    assert "The port differs: output" in result.stdout
    assert "at version.py:2 of the port" in result.stdout
    assert result.exit_code == 1


def test_without_a_python_2_the_port_is_run_alone(
    shares: Path, names: Path, no_python27: None
) -> None:
    result = demo("--stdin", names, shares)
    assert "No Python 2.7 was found: the port is run alone" in result.stdout
    assert "  | ann 3 []" in result.stdout
    assert "The port runs alone: nothing tells whether it does the same." in result.stdout
    assert result.exit_code == 0


def test_what_is_no_python_is_told_with_its_place(tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text("print (\n")
    result = CliRunner().invoke(cli, ["demo", str(script)])
    assert result.exit_code == 3
    assert "broken.py:" in result.stderr


def test_the_help_says_that_the_script_is_executed() -> None:
    assert "EXECUTED" in demo("--help").stdout


def test_steps_wait_for_nobody_without_a_terminal() -> None:
    stepped, plain = demo("--step", "candy"), demo("candy")
    assert stepped.stdout == plain.stdout
    assert stepped.exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="drives a terminal of Unix")
def test_at_a_terminal_each_key_shows_one_thing() -> None:
    pexpect = pytest.importorskip("pexpect")
    terminal = pexpect.spawn(
        sys.executable, ["-m", "porting", "demo", "--step", "bookrank"],
        encoding="utf-8", timeout=60, dimensions=(50, 120),
    )  # fmt: skip
    for comes, key in (
        ("the original of bookrank", " "),
        ("the diff of stage 2to3", "\r"),
        ("what will it print", "x"),
    ):
        terminal.expect("Next:.* " + comes)
        assert "bytes-like" not in terminal.before
        terminal.send(key)
    terminal.expect("TypeError: cannot use")
    terminal.expect("Next:.* the diff of stage bytes-regex")
    terminal.send("q")
    terminal.expect(pexpect.EOF)
    assert "ranked b'" not in terminal.before
    terminal.close()
    assert terminal.exitstatus == 0
