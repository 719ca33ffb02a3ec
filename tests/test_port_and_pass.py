"""The runner of benchmarks/port_and_pass: what it runs, counts and says."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from porting.verify.run import find_python27

FOLDER = Path(__file__).parent.parent / "benchmarks/port_and_pass"
TESTS = """\
import unittest

class T(unittest.TestCase):
    def test_good(self): pass
    def test_bad(self): raise ValueError(b"\\xff")
    def test_skipped(self): raise unittest.SkipTest("")

class TestPlain:
    def setUp(self): self.one = 1
    def test_method(self): assert self.one == 1

def test_function(): pass

def test_many():
    def check(number): assert number < 2
    for number in range(3): yield check, number
"""


@pytest.fixture(autouse=True, scope="module")
def on_the_path() -> Iterator[None]:
    sys.path.insert(0, str(FOLDER))
    yield
    sys.path.remove(str(FOLDER))


def load(name: str) -> ModuleType:
    return importlib.import_module(name)


@pytest.mark.parametrize("is_old", [False, True], ids=["Python 3", "Python 2.7"])
def test_tests_of_each_kind_are_run(tmp_path: Path, is_old: bool) -> None:
    python = find_python27() if is_old else sys.executable
    if python is None:
        pytest.skip("no Python 2.7 here")
    (tmp_path / "m.py").write_text(TESTS)
    out = tmp_path / "out"
    command = [str(python), str(FOLDER / "run_tests.py"), str(out), "unittest", "m", str(tmp_path)]
    subprocess.run(command, check=True)
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert {line["test"]: line["outcome"] for line in lines} == {
        "m.T.test_good": "pass",
        "m.T.test_bad": "error",
        "m.T.test_skipped": "skip",
        "m.TestPlain.test_method": "pass",
        "m.test_function": "pass",
        "m.test_many[0]": "pass",
        "m.test_many[1]": "pass",
        "m.test_many[2]": "fail",
    }


def test_what_does_not_import_is_said(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text("import nowhere\n")
    out = tmp_path / "out"
    command = [sys.executable, str(FOLDER / "run_tests.py"), str(out), "unittest", "m"]
    subprocess.run([*command, str(tmp_path)], check=True)
    (line,) = map(json.loads, out.read_text().splitlines())
    assert (line["test"], line["outcome"], line["exception"]) == (
        "",
        "import",
        "ModuleNotFoundError",
    )


def test_only_tests_that_passed_before_count() -> None:
    table = load("table")
    before = {"a": {"outcome": "pass"}, "b": {"outcome": "pass"}, "c": {"outcome": "fail"}}
    failed = {"outcome": "error", "exception": "NameError", "message": "name 'cmp' is not defined"}
    count, good, failures = table.compare(before, {"a": {"outcome": "pass"}, "b": failed}, "m")
    assert (count, good, [each.reason for each in failures]) == (2, 1, ["no name cmp"])


def test_a_module_that_does_not_import_loses_all_its_tests() -> None:
    table = load("table")
    message = "No module named 'sets'"
    gone = {"outcome": "import", "exception": "ModuleNotFoundError", "message": message}
    before = {"a": {"outcome": "pass"}, "b": {"outcome": "pass"}}
    count, good, failures = table.compare(before, {"": gone}, "m")
    assert (count, good, table.reasons_of(failures)) == (2, 0, [("no sets", 2)])


def test_the_table() -> None:
    table = load("table")
    ours = table.Column("porting", [table.Score("mox", 204, 127), table.Score("x", 10, 5)])
    peer = table.Column("lib2to3", [table.Score("mox", 204, 0, (), "exit status 1")])
    again = table.Column.from_data("lib2to3", peer.as_data())
    assert table.table_of([ours, again]).splitlines() == [
        "| package | 2.7 | porting | lib2to3 |",
        "|---|--:|--:|--:|",
        "| mox | 204 | 127 | 0* |",
        "| x | 10 | 5 |  |",
        "| **all** | 214 | **132** (61.7 %) | **0** (0.0 %) |",
    ]


def test_of_many_tests_the_same_are_taken() -> None:
    run = load("run")
    many = [{f"t{number}": {"outcome": "pass"} for number in range(90)} for _ in range(10)]
    taken = run.at_most(100, many)
    assert [len(tests) for tests in taken] == [10] * 10
    assert taken == run.at_most(100, many)
    assert run.at_most(900, many) == many


def test_a_command_that_hangs_is_ended(tmp_path: Path) -> None:
    pythons = load("pythons")
    assert pythons.run([sys.executable, "-c", "while True: pass"], 0.5) == (None, "")


def test_the_lists_can_be_read() -> None:
    packages = load("packages")
    listed = packages.read_packages(FOLDER / "packages.json")
    assert all(len(each.sha256) == 64 and each.version for each in listed)
    assert len(packages.library_packages(FOLDER / "library.json")) >= 40
