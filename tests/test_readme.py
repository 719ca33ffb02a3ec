"""README.md keeps its promises: its commands exist, its example gives what it says."""

from __future__ import annotations

import re
from pathlib import Path

import porting
from porting.cli import cli

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_are_two_commands_for_a_fresh_machine() -> None:
    demo, tests = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert demo.endswith("/porting demo")
    assert tests.endswith("/tox")
    wanted = re.search(r"grep -E '(.*)' README\.md", (ROOT / ".ci/run").read_text())
    assert wanted is not None
    assert [line for line in README.splitlines() if re.search(wanted[1], line)] == [tests]


def test_its_commands_exist() -> None:
    for line in re.findall(r"^porting (.*?) +#", README, re.MULTILINE):
        name, *rest = line.partition(" -- ")[0].split()
        options = {option for each in cli.commands[name].params for option in each.opts}
        assert {word for word in rest if word.startswith("--")} <= options


def test_its_example() -> None:
    example = re.search(r"^result = (porting\..*)\nresult\.code +# (.*)$", README, re.MULTILINE)
    assert example is not None
    result = porting.port_source("print 'Hello'\n", filename="hello.py")
    assert example[1] == """porting.port_source("print 'Hello'\\n", filename="hello.py")"""
    assert example[2] == repr(result.code)
