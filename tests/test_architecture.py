"""Imports run one way, and every fixer has its one place in the pipeline."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import porting
from porting.stages import ALL_STAGES

ROOT = Path(porting.__file__).parent
# The exercises of the workshop are data.
FILES = [path for path in sorted(ROOT.rglob("*.py")) if ROOT / "exercises" not in path.parents]
# What stands further down may import what stands above it, never the other way round.
ROOMS = [
    ["trees"],
    ["diff", "errors", "result"],
    ["files", "git", "hunks", "plain"],
    ["source", "evidence"],
    ["options", "py2"],
    ["project"],
    ["fixer", "engine", "flow"],
    ["audit"],
    ["example"],
    ["fixers"],
    ["stages", "six_branches"],
    ["left"],
    ["pipeline"],
    ["config", "doctests", "many_files", "requirements", "updating"],
    ["baseline", "commits", "formats", "verify"],
    ["case_study", "console", "proof", "trace"],
    ["replay"],
    ["comparing", "demo", "workshop"],
    ["report"],
    ["playground"],
    ["cli", "__init__", "__main__"],
]
FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}

# Who writes a file without `porting.files`, which is careful with what belongs to somebody else.
TEMPORARY = "into a temporary folder of its own"
NEW_FOLDER = "into a folder that it made, or that is empty"
OWN_FILE = "a file of ours, in a place of ours"
AS_TOLD = "what the command that runs it has checked"
WRITES_ITSELF: Mapping[str, str] = {
    "case_study": TEMPORARY,
    "cli/__init__": "opens the null device",
    "cli/compare": TEMPORARY,
    "cli/prove": TEMPORARY,
    "cli/update": "removes what left the original, where nobody had touched the port",
    "comparing/tools": TEMPORARY,
    "git": TEMPORARY,
    "many_files/cache": OWN_FILE,
    "proof/by_stage": TEMPORARY,
    "proof/mutate": TEMPORARY,
    "proof/ported": TEMPORARY,
    "replay/player": "onto its standard output",
    "replay/players": TEMPORARY,
    "replay/record": TEMPORARY,
    "replay/recorder": AS_TOLD,
    "replay/tree": TEMPORARY,
    "report/proven": TEMPORARY,
    "trace/tracer": AS_TOLD,
    "verify/compare": TEMPORARY,
    "verify/player": TEMPORARY,
    "verify/program": TEMPORARY,
    "verify/record": TEMPORARY,
    "verify/run": TEMPORARY,
    "workshop/author": "removes what an exercise expects of a run that it no longer has",
    "workshop/broken_set": NEW_FOLDER,
    "workshop/bundle": NEW_FOLDER,
    "workshop/desk": "never over what is there",
    "workshop/progress": OWN_FILE,
}


def room_of(module: str) -> str:
    return module.split(".")[1]


def imports_of(path: Path) -> set[str]:
    """The rooms that a file imports when it is loaded or (in a function) later."""
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        rooms |= {room_of(name) for name in names if name.startswith("porting.")}
    return rooms


def test_no_import_goes_up() -> None:
    upward = []
    for path in FILES:
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if room in ("__init__", "__main__"):
            continue
        for imported in imports_of(path):
            if FLOOR.get(imported, -1) > FLOOR[room]:
                upward.append(f"{path.relative_to(ROOT)} imports {imported}")
    assert upward == []


def runtime_imports(path: Path, modules: Mapping[str, Path]) -> set[str]:
    """The modules that a file imports, in functions too, but for what only types need."""
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found.update(name if name in modules else node.module for name in names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        waiting += ast.iter_child_nodes(node)
    return found & set(modules)


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = {
        ".".join(path.relative_to(ROOT.parent).with_suffix("").parts): path
        for path in FILES
        if path.stem not in ("__init__", "__main__")
    }
    graph = {name: runtime_imports(path, modules) for name, path in modules.items()}
    TopologicalSorter(graph).prepare()


def test_every_fixer_file_stands_once_in_the_pipeline() -> None:
    listed = Counter(f"{stage.folder}/{name}" for stage in ALL_STAGES for name in stage.order)
    listed.update(f"corrections/{name}" for stage in ALL_STAGES for name in stage.corrections)
    present = {
        f"{path.parent.name}/{path.stem}"
        for path in (ROOT / "fixers").glob("*/*.py")
        if path.stem != "__init__" and path.parent.name not in ("bases", "questions")
    }
    assert set(listed) == present
    assert set(listed.values()) == {1}


def test_every_listed_file_has_one_fixer() -> None:
    for stage in ALL_STAGES:
        assert len(stage.corrected) == len(stage.order) + len(stage.corrections)


def in_words(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def test_a_fixer_its_class_and_its_file_have_one_name() -> None:
    """But for the names of 2to3 that are words of Python, or say less than the file's."""
    for stage in ALL_STAGES:
        for fixer in {*stage.fixers, *stage.corrected}:
            *_, folder, file = fixer.__module__.split(".")
            assert in_words(fixer.__name__) == file
            assert fixer.name == file or folder == "from_2to3"


def writes_of(path: Path) -> list[str]:
    """The calls in a file that write, move or remove a file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            modes = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            is_open = called.endswith(("open", "fdopen")) and any(
                isinstance(mode, str) and re.fullmatch("[rwax]b?[+]?b?", mode) and mode[0] != "r"
                for mode in modes
            )
            other = r"os\.(open|replace|remove|rename|unlink)|shutil\.(copy|move|rm)\w*"
            other += r"|.*\.(write_text|write_bytes|unlink|rename)"
            if is_open or re.fullmatch(other, called, re.DOTALL):
                found.append(called)
    return found


def test_files_are_written_through_one_writer() -> None:
    writing = {
        path.relative_to(ROOT).with_suffix("").as_posix() for path in FILES if writes_of(path)
    }
    assert writing - {"files"} == WRITES_ITSELF.keys()
