"""A fixer is withheld, and the runs say whether anybody would notice."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from porting.errors import PortingError
from porting.proof.broken import BrokenPort, Outcome, broken_ports, port_whole
from porting.proof.mutate import Case
from porting.verify.program import find_program
from porting.verify.run import STRICT, Interpreter, find_python27
from porting.verify.scenario import Scenario

PROGRAM = """\
import sys

words = zip(sys.argv[1:], 'abc')
if words:
    print '%d words' % len(sys.argv[1:])
else:
    print 'no words'
if {}.has_key(1) or len(sys.argv) <> 9:
    assert sys.maxint
else:
    print sys.exc_type
"""
SILENT, SHOWN = "no words", "two words"


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, BrokenPort]:
    if find_python27() is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7: CI must have one")
        pytest.skip("no Python 2.7 here")
    folder = tmp_path_factory.mktemp("program")
    (folder / "words.py").write_text(PROGRAM, encoding="utf-8")
    cases = [
        Case(Scenario(SILENT, ("words.py",))),
        Case(Scenario(SHOWN, ("words.py", "tea", "milk"))),
    ]
    python = Interpreter(sys.executable, STRICT)
    output = tmp_path_factory.mktemp("port")
    whole = port_whole(find_program(folder), cases, output, python)
    assert len(whole.cases) == 2
    return {each.fixer: each for each in broken_ports(whole, python)}


def test_what_shows_in_some_runs_only_is_silent(broken: Mapping[str, BrokenPort]) -> None:
    silent = broken["zip"]
    assert silent.outcome is Outcome.SILENT
    assert silent.shows_in == (SILENT,)
    assert silent.hidden_in == (SHOWN,)
    assert silent.difference == "output: line 1 should be `no words` and is `0 words`"
    ((name, code),) = silent.files
    assert name == "words.py"
    assert b"words = zip(sys.argv[1:], 'abc')" in code


@pytest.mark.parametrize(
    ("fixer", "outcome"),
    [
        pytest.param("has_key", Outcome.LOUD, id="an AttributeError in every run"),
        pytest.param("ne", Outcome.REFUSED, id="<> is no Python 3"),
        pytest.param("sys_exc", Outcome.SURVIVES, id="no run gets to the line"),
        pytest.param("renames", Outcome.NEEDLESS, id="another fixer knows sys.maxint, too"),
    ],
)
def test_what_becomes_of_the_port(
    broken: Mapping[str, BrokenPort], fixer: str, outcome: Outcome
) -> None:
    assert broken[fixer].outcome is outcome
    assert broken[fixer].shows_in == ((SILENT, SHOWN) if outcome is Outcome.LOUD else ())


def test_a_port_that_is_wrong_in_every_run_cannot_be_broken(tmp_path: Path) -> None:
    if find_python27() is None:
        pytest.skip("no Python 2.7 here")
    program = tmp_path / "program"
    program.mkdir()
    (program / "half.py").write_text("print round(0.5)\n")
    cases = [Case(Scenario("half", ("half.py",)))]
    output = tmp_path / "port"
    output.mkdir()
    with pytest.raises(PortingError, match="differs from the original in every run"):
        port_whole(find_program(program), cases, output, Interpreter(sys.executable, STRICT))
