"""The command line as a whole: entry points, version, help, colour."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from porting.cli import cli
from porting.errors import SourceError


def test_python_m_porting() -> None:
    command = [sys.executable, "-m", "porting", "--version"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.startswith("porting 0.")


def test_commands_are_listed_in_the_order_of_the_work() -> None:
    result = CliRunner().invoke(cli, ["-h"])
    listed = result.output.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == list(cli.commands)


@pytest.mark.parametrize("name", [name for name in cli.commands if name != "2to3"])
def test_each_command_of_ours_has_help_with_examples(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output


def test_our_errors_end_a_command_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise SourceError("is broken", filename="a.py", hint="mend it")

    monkeypatch.setattr(cli.commands["run"], "callback", lambda **_: fail(_))
    result = CliRunner().invoke(cli, ["run"])
    assert (result.exit_code, result.stderr) == (3, "a.py: is broken\nhint: mend it\n")


def test_colour_is_for_terminals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("a.py", "x = 1\n"), ("b.py", "x = 2\n")):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    command = ["compare", "a.py", "b.py"]
    assert "\x1b[32m+x = 2\n\x1b[0m" in CliRunner().invoke(cli, command, color=True).output
    assert "\x1b" not in CliRunner().invoke(cli, command).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(cli, command, color=True).output


def test_starting_up_loads_nothing_heavy() -> None:
    heavy = ["libcst", "rich", "vcr", "pathspec", "yaml", "asyncio"]
    code = f"import sys, porting.cli; print([n for n in {heavy} if n in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert printed == "[]\n"
