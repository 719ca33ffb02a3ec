"""The rooms of porting/flow: imports run one way, and nothing is built into a tower."""

from __future__ import annotations

import ast
import importlib
import inspect
from enum import Enum
from pathlib import Path

import pytest

import porting.flow

ROOT = Path(porting.flow.__file__).parent
# What stands further to the right may import what stands further to the left.
ROOMS = ["domain", "knowledge", "follow", "decide", "audit"]
MODULES = [path for path in sorted(ROOT.rglob("*.py")) if path.stem != "__init__"]


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def test_there_are_just_these_rooms() -> None:
    assert {room_of(path) for path in MODULES} == {*ROOMS}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    floor = ROOMS.index(room_of(path))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("porting.flow."):
            room = str(node.module).split(".")[2]
            assert ROOMS.index(room) <= floor, node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_class_is_more_than_one_base_deep(path: Path) -> None:
    name = ".".join(["porting.flow", *path.relative_to(ROOT).with_suffix("").parts])
    for _, kind in inspect.getmembers(importlib.import_module(name), inspect.isclass):
        if kind.__module__ == name and not issubclass(kind, (Enum, tuple)):
            own = [base for base in kind.__mro__[1:] if base.__module__.startswith("porting.")]
            assert len(own) <= 1, kind
