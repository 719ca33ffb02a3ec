"""`porting run --format`: a run told to other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from porting import __version__
from porting.cli import cli
from porting.formats import FORMATS
from porting.stages import all_fixers

SHOP = b"""\
def f((a, b)):
    print a / b
import telnetlib
telnetlib.Telnet("localhost")
"""
DIVISION = "Python 2 truncated this division if both operands are ints; use // to keep that"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with two warnings, one that is fine and one that cannot be read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a, b.py").write_bytes(SHOP)
    (tmp_path / "broken.py").write_bytes(b"def f(:\n")
    (tmp_path / "fine.py").write_bytes(b"x = 1\n")
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(cli, ["run", *arguments], input=stdin, catch_exceptions=False)


def document(*arguments: str) -> Any:
    return json.loads(run("--format", "json", *arguments).stdout)


def test_json(project: Path) -> None:
    result = run("--format", "json", ".")
    assert result.exit_code == 3
    assert result.stderr.startswith("3 files: 1 would change, 1 unchanged, 1 could not be proc")
    told = json.loads(result.stdout)
    assert list(told) == ["schema_version", "porting", "files", "summary"]
    assert (told["schema_version"], told["porting"]) == (1, __version__)
    shop, broken, fine = told["files"]
    assert {key: shop[key] for key in ("path", "output", "status", "errors")} == {
        "path": "a, b.py",
        "output": None,
        "status": "changed",
        "errors": [],
    }
    assert shop["warnings"][0] == {
        "code": "division",
        "message": DIVISION,
        "risk": "wrong result, no error",
        "stage": "2to3",
        "original": {"line": 2, "column": 11},
        "ported": {"line": 3, "column": 11},
        "requires": "",
    }
    assert shop["warnings"][1]["requires"] == "standard-telnetlib"
    (change,) = (each for each in shop["changes"] if each["fixer"] == "print")
    assert change.pop("why").startswith("Turn the print statement into a call")
    assert change == {
        "fixer": "print",
        "stage": "2to3",
        "original": {"line": 2, "column": 5},
        "ported": {"line": 3, "column": 5},
        "before": "print a / b",
        "after": "print(a / b)",
        "safety": "safe",
    }
    assert broken == {
        "path": "broken.py",
        "output": None,
        "status": "failed",
        "changes": [],
        "warnings": [],
        "errors": [
            {
                "message": "'(' is never closed",
                "place": {"line": 1, "column": 6},
                "hint": "",
            }
        ],
    }
    assert (fine["path"], fine["status"], fine["changes"]) == ("fine.py", "unchanged", [])
    assert told["summary"] == {
        "files": 3,
        "changed": 1,
        "unchanged": 1,
        "failed": 1,
        "warnings": 2,
        "requirements": ["standard-telnetlib"],
        "written": False,
        "check": False,
        "exit_status": 3,
    }


def test_json_of_nothing(project: Path) -> None:
    (project / "empty").mkdir()
    told = document("empty")
    assert told["files"] == []
    assert (told["summary"]["files"], told["summary"]["exit_status"]) == (0, 0)


def test_what_was_written_where(project: Path) -> None:
    told = document("-o", "out", "fine.py", "a, b.py")
    assert [each["output"] for each in told["files"]] == ["out/fine.py", "out/a, b.py"]
    assert told["summary"]["written"]
    (shop,) = document("-w", "a, b.py")["files"]
    assert (shop["output"], shop["status"]) == ("a, b.py", "changed")
    assert b"print(" in (project / "a, b.py").read_bytes()


def test_places_are_those_of_the_file_also_where_it_gets_a_coding_line(project: Path) -> None:
    (project / "c.py").write_bytes(b"#!/usr/bin/python\nx = '\xe9'\nprint a / b, d.has_key(e)\n")
    (file,) = document("--encoding", "latin-1", "c.py")["files"]
    (warning,) = file["warnings"]
    assert (warning["original"]["line"], warning["ported"]["line"]) == (3, 4)
    places = {each["fixer"]: each["original"] for each in file["changes"]}
    assert places["has_key"] == {"line": 3, "column": 14}
    assert run("--encoding", "latin-1", "c.py").stderr.startswith("c.py:3:7: division: ")


def test_standard_input(project: Path) -> None:
    told = json.loads(run("--format", "json", "-", stdin=b"print 1\n").stdout)
    assert [each["path"] for each in told["files"]] == ["<stdin>"]
    result = run("--format", "json", "-w", "-", stdin=b"print 1\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "goes only with --format text" in result.stderr


def test_json_lines_have_the_same(project: Path) -> None:
    lines = [json.loads(line) for line in run("--format", "jsonl", ".").stdout.splitlines()]
    assert [line.pop("kind") for line in lines] == ["run", "file", "file", "file", "summary"]
    told = document(".")
    assert lines == [
        {"schema_version": 1, "porting": __version__},
        *told["files"],
        told["summary"],
    ]


def test_github(project: Path) -> None:
    result = run("--format", "github", ".")
    assert result.stdout.splitlines() == [
        f"::warning file=a%2C b.py,line=2,col=11,title=division::{DIVISION} "
        "[wrong result, no error]",
        "::warning file=a%2C b.py,line=3,col=1,title=backports::Python 3.13 has no module "
        "telnetlib: install the package standard-telnetlib, which has it [fails at import]",
        "::error file=broken.py,line=1,col=6,title=porting::'(' is never closed",
    ]
    last = run("--format", "github", "--check", ".").stdout.splitlines()[-1]
    assert last == (
        "::error file=a%2C b.py,title=porting::not ported yet: porting run shows what would change"
    )


def test_junit(project: Path) -> None:
    suites = ElementTree.fromstring(run("--format", "junit", ".").stdout)
    (suite,) = suites
    assert suite.attrib == {"name": "porting", "tests": "3", "errors": "1", "failures": "1"}
    shop, broken, fine = suite
    assert [case.get("name") for case in suite] == ["a, b.py", "broken.py", "fine.py"]
    (failure,) = shop
    assert failure.tag == "failure"
    assert failure.text is not None
    assert failure.text.splitlines()[0] == (
        f"a, b.py:2:11: division: {DIVISION} [wrong result, no error]"
    )
    assert broken[0].tag == "error"
    assert broken[0].get("message") == "broken.py:1:6: '(' is never closed"
    assert len(fine) == 0
    (project / "fine.py").write_bytes(b"print 'a'\n")
    checked = ElementTree.fromstring(run("--format", "junit", "--check", "fine.py").stdout)
    assert "not ported yet" in (checked[0][0][0].text or "")


def test_junit_holds_only_what_xml_can(project: Path) -> None:
    (project / "c.py").write_bytes(b"x = 'a\x01' + \n")
    text = run("--format", "junit", "c.py", "gone\x02.py").stdout
    assert len(ElementTree.fromstring(text)[0]) == 2


def test_sarif(project: Path) -> None:
    told = json.loads(run("--format", "sarif", "-o", "out", ".").stdout)
    assert told["version"] == "2.1.0"
    (ran,) = told["runs"]
    rules = {
        each["id"]: each["shortDescription"]["text"] for each in ran["tool"]["driver"]["rules"]
    }
    assert rules == {
        name: all_fixers()[name].title().replace("``", "") for name in ("backports", "division")
    }
    division, module = ran["results"]
    assert (division["ruleId"], division["level"]) == ("division", "warning")
    assert division["message"]["text"] == f"{DIVISION} [wrong result, no error]"
    assert division["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "out/a%2C%20b.py"},
        "region": {"startLine": 3, "startColumn": 11},
    }
    assert (module["ruleId"], module["level"]) == ("backports", "error")
    (invocation,) = ran["invocations"]
    assert not invocation["executionSuccessful"]
    (error,) = invocation["toolExecutionNotifications"]
    assert error["message"]["text"] == "'(' is never closed"


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_else_is_on_standard_output(project: Path, name: str) -> None:
    result = run("--format", name, "-v", ".")
    assert "---" not in result.stdout
    assert result.stderr.count("\n") == 1
    assert result.stdout.isascii()
