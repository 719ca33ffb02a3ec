"""Files of evidence: read, joined, refused; and what `porting run --evidence` makes of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import porting
from porting.cli import cli
from porting.evidence import Evidence, FileEvidence, FunctionEvidence, read_evidence

BINARY = frozenset({"binary"})
UNICODE = frozenset({"unicode"})
OTHER = frozenset({"other"})


def write(path: Path, source: bytes, **entry: Any) -> Path:
    """A file of evidence about one source beside it."""
    known = {
        "sha256": hashlib.sha256(source).hexdigest(),
        "functions": [],
        "divisions": {},
        **entry,
    }
    everything = {"format": "porting evidence 1", "python": "2.7.18", "files": {"a.py": known}}
    path.write_text(json.dumps(everything))
    return path


def function(name: str, line: int, **entry: Any) -> dict[str, Any]:
    return {"name": name, "line": line, "calls": 1, "arguments": {}, "returns": ["other"], **entry}


LINES = b"def lines(data):\n    return data.split('\\n')\n"
SEEN = function("lines", 1, arguments={"data": ["ascii", "binary"]})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_bytes(LINES)
    return tmp_path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ["run", *arguments], catch_exceptions=False)


def test_it_decides_where_the_source_does_not_tell(project: Path) -> None:
    assert run("-w", "a.py").stderr == "1 file: 1 unchanged\n"
    write(project / "e.json", LINES, functions=[SEEN])
    result = run("--evidence", "e.json", "--verbose", "a.py")
    assert "+    return data.split(b'\\n')" in result.stdout
    assert (
        "line 1: `data` was str that is neither ASCII nor UTF-8 in a run under Python 2.7, "
        "in 1 call of `lines`" in result.stdout
    )


def test_what_rests_on_it_is_for_review(project: Path) -> None:
    evidence = read_evidence([write(project / "e.json", LINES, functions=[SEEN])])
    result = porting.port_source(LINES, evidence=evidence.about(LINES))
    assert [change.safety for change in result.changes] == ["review"]


def test_a_file_that_has_changed_since_gets_a_warning_and_no_more(project: Path) -> None:
    write(project / "e.json", LINES, functions=[SEEN])
    (project / "a.py").write_bytes(LINES + b"print lines('a')\n")
    result = run("--evidence", "e.json", "a.py")
    assert "b'" not in result.stdout
    assert result.stderr.splitlines()[0] == (
        "a.py:1:1: stale_evidence: the evidence is about another version of this file and was not "
        "used: trace it again [fails when reached]"
    )


def test_the_same_file_elsewhere_is_known_by_its_bytes(project: Path) -> None:
    write(project / "e.json", LINES, functions=[SEEN])
    (project / "copy").mkdir()
    (project / "copy" / "b.py").write_bytes(LINES)
    result = run("--evidence", "e.json", "copy")
    assert "+    return data.split(b'\\n')" in result.stdout


@pytest.mark.parametrize(
    ("divided", "source", "whole"),
    [
        pytest.param({"2": ["int"]}, "a / b", True, id="integers"),
        pytest.param({"2": ["int", "float"]}, "a / b", False, id="both"),
        pytest.param({"2": ["float"]}, "a / b", False, id="floats"),
        pytest.param({}, "a / b", False, id="it never ran"),
        pytest.param({"3": ["int"]}, "(a /\n  b)", True, id="the line of the right operand"),
        pytest.param({"2": ["int"]}, "a / b if a else b / a", False, id="which of the two ran?"),
        pytest.param({"2": ["int"], "3": ["int"]}, "(a / b,\n  b / a)", True, id="both ran"),
    ],
)
def test_divisions(project: Path, divided: dict[str, Any], source: str, whole: bool) -> None:
    text = f"def f(a, b):\n    return {source}\nprint 1\n".encode()
    (project / "a.py").write_bytes(text)
    write(project / "e.json", text, divisions=divided)
    result = run("--evidence", "e.json", "--verbose", "a.py")
    assert ("//" in result.stdout) is whole
    assert ("in a run under Python 2.7 this divided integers alone" in result.stdout) is whole
    assert (": division: " in result.stderr) is not whole


def test_divisions_behind_lines_that_are_no_more(project: Path) -> None:
    imports = b"import sets\nfrom types import (ListType,\n    IntType)\n"
    text = imports + b"def f(a, b):\n    return a / b\nprint 1\n"
    (project / "a.py").write_bytes(text)
    write(project / "e.json", text, divisions={"5": ["int"]})
    assert "+    return a // b" in run("--evidence", "e.json", "a.py").stdout


def test_a_coding_line_shifts_the_lines(project: Path) -> None:
    source = b"# \xe9\n" + LINES
    (project / "a.py").write_bytes(source)
    entry = function("lines", 2, arguments={"data": ["binary"]})
    write(project / "e.json", source, functions=[entry])
    result = run("--encoding", "latin-1", "--evidence", "e.json", "a.py")
    assert "+    return data.split(b'\\n')" in result.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{", "e.json: is not JSON: ", id="cut off"),
        pytest.param("[1]", "e.json: is not a file that `porting trace` wrote", id="another list"),
        pytest.param('{"a": 1}', "e.json: is not a file that `porting trace` wrote", id="another"),
        pytest.param(
            '{"format": "porting evidence 9", "files": {}}',
            "e.json: is 'porting evidence 9', this version of porting reads 'porting evidence 1'",
            id="newer",
        ),
        pytest.param('{"format": "porting evidence 1"}', "e.json: names no files", id="no files"),
        pytest.param(
            '{"format": "porting evidence 1", "files": {"a.py": {"sha256": "x"}}}',
            "e.json: what it says of a.py cannot be read: 'divisions' is missing",
            id="no divisions",
        ),
        pytest.param(
            '{"format": "porting evidence 1", "files": {"a.py": {"sha256": "x", "divisions": {},'
            ' "functions": [{"name": "f", "line": 1, "calls": 1, "arguments": {"a": ["x"]}}]}}}',
            "e.json: what it says of a.py cannot be read: unknown kind 'x'",
            id="unknown kind",
        ),
    ],
)
def test_a_file_that_is_none(project: Path, text: str, message: str) -> None:
    (project / "e.json").write_text(text)
    result = run("--evidence", "e.json", "a.py")
    assert result.exit_code == 3
    assert result.stderr.startswith(message)


def test_runs_are_joined() -> None:
    one = FunctionEvidence("f", 1, 2, {"a": UNICODE}, UNICODE)
    two = FunctionEvidence("f", 1, 1, {"a": BINARY, "b": UNICODE}, OTHER)
    evidence = Evidence(
        (
            FileEvidence(hashlib.sha256(b"x").hexdigest(), (one,), {1: frozenset({"int"})}),
            FileEvidence("of another file", (one, one), {9: frozenset({"int"})}),
            FileEvidence(hashlib.sha256(b"x").hexdigest(), (two,), {1: frozenset({"float"})}),
        )
    )
    found = evidence.about(b"x")
    assert found is not None
    assert found.divisions == {1: {"int", "float"}}
    (joined,) = found.functions
    assert joined.calls == 3
    assert joined.arguments == {"a": UNICODE | BINARY, "b": UNICODE | OTHER}
    assert joined.returns == UNICODE | OTHER


def port(source: str, *functions: FunctionEvidence) -> str:
    evidence = FileEvidence("", functions)
    stages = ["bytes-regex", "str-decode"]
    return porting.port_source(source, stages=stages, evidence=evidence, from_version="2").code


@pytest.mark.parametrize(
    ("kinds", "is_used"),
    [
        pytest.param({"binary"}, True, id="bytes"),
        pytest.param({"binary", "ascii", "utf-8"}, True, id="bytes, some of it like text"),
        pytest.param({"binary", "other"}, True, id="bytes or None: nothing is added to None"),
        pytest.param({"ascii"}, False, id="ASCII may be either"),
        pytest.param({"utf-8"}, False, id="UTF-8 may be either"),
        pytest.param({"unicode"}, False, id="text"),
        pytest.param({"binary", "unicode"}, False, id="both"),
        pytest.param({"other"}, False, id="no string"),
    ],
)
def test_what_decides(kinds: set[str], is_used: bool) -> None:
    source = "def f(data):\n    return data + 'x'\n"
    seen = FunctionEvidence("f", 1, 1, {"data": frozenset(kinds)})
    assert ("b'x'" in port(source, seen)) is is_used


def test_what_a_function_returns() -> None:
    source = (
        "from elsewhere import get\n"
        "class A:\n    def fetch(self):\n        return get()\n"
        "    def show(self):\n        print(self.fetch().split('\\n'))\n"
    )
    seen = FunctionEvidence("A.fetch", 3, 1, {}, BINARY)
    assert "split(b'\\n')" in port(source, seen)
    assert port(source, FunctionEvidence("B.fetch", 3, 1, {}, BINARY)) == source


def test_namesakes_are_told_apart_by_their_order() -> None:
    source = (
        "try:\n    import json\n    def f(x):\n        return x + 'a'\n"
        "except ImportError:\n    def f(x):\n        return x + 'b'\n"
    )
    first = FunctionEvidence("f", 1, 1, {"x": BINARY})
    second = FunctionEvidence("f", 9, 1, {"x": UNICODE})
    assert port(source, first, second) == source.replace("'a'", "b'a'")
    assert port(source, second, first) == source.replace("'a'", "b'a'")
    assert port(source, first) == source


def test_what_the_source_tells_comes_first() -> None:
    source = "def f(x):\n    return x + 'a'\nf('b')\n"
    assert port(source, FunctionEvidence("f", 1, 1, {"x": BINARY})) == source
