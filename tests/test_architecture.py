"""Imports run one way, and every fixer has its one place in the pipeline."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import porting
from porting.stages import STAGES

ROOT = Path(porting.__file__).parent
# What stands further down may import what stands above it, never the other way round.
ROOMS = [
    ["trees"],
    ["diff", "errors", "language", "result"],
    ["source", "evidence"],
    ["options"],
    ["project"],
    ["py2"],
    ["document", "index", "touches"],
    ["branches", "fixer", "flow", "looks", "looks_of_2to3"],
    ["audit"],
    ["engine", "example", "imported", "sessions"],
    ["fixers"],
    ["stages"],
    ["pipeline"],
    ["cache", "workers", "cluster", "progress"],
    ["batch", "doctests", "verify"],
    ["runs"],
    ["case_study", "console", "trace"],
    ["demo"],
    ["cli", "__init__", "__main__"],
]
FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}


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
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if room in ("__init__", "__main__"):
            continue
        for imported in imports_of(path):
            if FLOOR.get(imported, -1) > FLOOR[room]:
                upward.append(f"{path.relative_to(ROOT)} imports {imported}")
    assert upward == []


def test_every_fixer_file_stands_once_in_the_pipeline() -> None:
    listed = Counter(f"{stage.folder}/{name}" for stage in STAGES for name in stage.order)
    listed.update(f"corrections/{name}" for stage in STAGES for name in stage.corrections)
    present = {
        f"{path.parent.name}/{path.stem}"
        for path in (ROOT / "fixers").glob("*/*.py")
        if path.stem != "__init__"
    }
    assert set(listed) == present
    assert set(listed.values()) == {1}


def test_every_listed_file_has_one_fixer() -> None:
    for stage in STAGES:
        assert len(stage.corrected) == len(stage.order) + len(stage.corrections)
