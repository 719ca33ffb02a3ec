"""The runner of benchmarks/leave_alone: what it runs, counts and says."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
FOLDERS = [BENCHMARKS / "leave_alone", BENCHMARKS / "port_and_pass"]


@pytest.fixture(autouse=True, scope="module")
def on_the_path() -> Iterator[None]:
    sys.path[:0] = map(str, FOLDERS)
    yield
    del sys.path[: len(FOLDERS)]


def load(name: str) -> ModuleType:
    return importlib.import_module(name)


def load_run() -> ModuleType:
    """The program itself, under a name of its own: that of port_and_pass has the same."""
    spec = importlib.util.spec_from_file_location("leave_alone_run", FOLDERS[0] / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_what_the_tool_says_is_read() -> None:
    harm = load("harm")
    place = {"original": {"line": 2, "column": 1}}
    files = [
        {
            "path": "./a.py",
            "changes": [
                place | {"fixer": "print", "why": "Call print. Python 3 has no statement."}
            ],
            "warnings": [place | {"code": "division", "message": "truncated", "risk": "fails"}],
            "errors": [],
        },
        {
            "path": "b.py",
            "changes": [],
            "warnings": [],
            "errors": [{"message": "no Python", "place": None, "hint": ""}],
        },
    ]
    output = json.dumps({"schema_version": 1, "files": files}) + "1 file: 1 changed\n"
    assert [(each.kind, str(each)) for each in harm.told_by(output)] == [
        ("change", "a.py:2: print: Call print."),
        ("warning", "a.py:2: division: truncated [fails]"),
        ("error", "b.py:0: no Python"),
    ]
    assert harm.told_by("Traceback (most recent call last):\n") == []


def test_what_worked_and_does_not_is_broken() -> None:
    harm = load("harm")
    before = {"a": ("pass", ""), "b": ("pass", ""), "c": ("KeyError", "1"), "d": ("skip", "")}
    after = {"a": ("pass", ""), "b": ("NameError", "x"), "c": ("KeyError", "2")}
    broken = harm.broken_by(before, after | {"d": ("pass", "")})
    assert list(map(str, broken)) == ["b: NameError: x (before: pass)"]
    assert [each.name for each in harm.broken_by(before, after)] == ["b", "d"]


def test_the_bar() -> None:
    harm = load("harm")
    told = harm.Told("warning", "a.py", 1, "division", "truncated")
    good = harm.Harm("x", 999, {"a.py": ("print: so",)}, (told,), ())
    assert harm.is_met([good])
    assert "999 files: 0 broken" in harm.total_of([good])
    for bad in (
        harm.Harm("x", 999, {}, (told,), (told,)),
        harm.Harm("x", 999, {"a.py": ()}),
        harm.Harm("x", 999, dict.fromkeys(map(str, range(5)), ("why",))),
        harm.Harm("x", 999, {}, (), (), 1, (harm.Broken("m", "gone"),)),
        harm.Harm("x", 999, {}, (), (), 1, (), "it crashed"),
    ):
        assert harm.is_met([bad]) is False
        assert harm.total_of([bad]).endswith("not met")


def test_each_module_is_imported_whatever_the_others_do(tmp_path: Path) -> None:
    for name, text in {
        "good": "",
        "ends": "import os\nos._exit(3)\n",
        "exits": "raise SystemExit(2)\n",
        "lost": "import nowhere_at_all\n",
        "package/__init__": "",
        "package/__main__": "raise ValueError",
        "not-a-module": "",
    }.items():
        path = tmp_path / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    run = load_run()
    modules = list(load("trees").modules_of(tmp_path, ("g*.x",)))
    assert modules == ["ends", "exits", "good", "lost", "package"]
    outcomes = run.import_all(tmp_path, None, modules)
    assert {name: outcome for name, (outcome, _) in outcomes.items()} == {
        "ends": "died",
        "exits": "SystemExit",
        "good": "pass",
        "lost": "ModuleNotFoundError",
        "package": "pass",
    }


def test_a_run_over_a_tree_is_judged(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "old.py").write_text("print 'x'\nimport sets\n")
    (tree / "new.py").write_text("x: int = 1\n")
    run, trees = load_run(), load("trees")
    setting = run.Setting(trees.Lists((), (), (), (), {}), tmp_path, 1)
    found = run.look_at("t", tree, None, setting)
    assert (found.files, found.parts, found.broken, found.trouble) == (2, 2, (), "")
    assert [*found.changed] == ["old.py"]
    assert found.changed["old.py"][0].startswith("print: ")


def test_the_lists_can_be_read() -> None:
    lists = load("trees").read_lists(FOLDERS[0] / "lists.json")
    wheels = (*lists.wheels, *lists.tools)
    assert all(len(each) == 64 for wheel in wheels for each in wheel.sha256)
    names = {wheel.name for wheel in wheels}
    assert len(names) == len(wheels)
    assert all(names.issuperset(both.needs) for both in lists.both)


def test_pytest_runs_the_tests_of_a_module(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('x', [1, 2])\n"
        "def test_one(x): assert x == 1\n"
        "@pytest.mark.skip\n"
        "def test_skipped(): pass\n"
    )
    out = tmp_path / "out"
    command = [sys.executable, str(FOLDERS[1] / "run_tests.py"), str(out), "pytest", "m"]
    subprocess.run([*command, str(tmp_path)], check=True, cwd=tmp_path, capture_output=True)
    lines = map(json.loads, out.read_text().splitlines())
    assert {line["test"]: line["outcome"] for line in lines} == {
        "m.py::test_one[1]": "pass",
        "m.py::test_one[2]": "fail",
        "m.py::test_skipped": "skip",
    }
