"""Trees of code that already works on Python 3: wheels from the index, and the library."""

from __future__ import annotations

import compileall
import hashlib
import json
import shutil
import sys
import sysconfig
import tempfile
import warnings as python_warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from platform import python_version
from typing import Any

import packages

LIBRARY = "library"


@dataclass(frozen=True)
class Wheel:
    """A wheel of the index; of a package with one for each platform, the hashes of some."""

    name: str
    version: str
    sha256: tuple[str, ...]


@dataclass(frozen=True)
class Both:
    """A package for 2 and 3, whose own tests must end as before.

    `python` runs them, the newest on which they do as they are. `needs` are wheels.
    """

    package: packages.Package
    python: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lists:
    """All that is looked at.

    `tools` are more wheels that tests need. `not_imported` has patterns of modules that are not
    imported, and `right` the warnings that a person found right: patterns of files, by tree and
    fixer.
    """

    wheels: tuple[Wheel, ...]
    tools: tuple[Wheel, ...]
    both: tuple[Both, ...]
    not_imported: tuple[str, ...]
    right: dict[str, dict[str, str]]

    def is_right(self, tree: str, file: str, fixer: str) -> bool:
        """Whether a person found that the warnings of a fixer in a file are right."""
        pattern = self.right.get(tree, {}).get(fixer)
        return pattern is not None and fnmatch(file, pattern)


def read_lists(path: Path) -> Lists:
    """Read what is to be looked at."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Lists(
        _wheels(data["wheels"]),
        _wheels(data["tools"]),
        tuple(_both(dict(entry)) for entry in data["both"]),
        tuple(data["not_imported"]),
        data["right"],
    )


def _wheels(entries: list[dict[str, Any]]) -> tuple[Wheel, ...]:
    return tuple(Wheel(one["name"], one["version"], tuple(one["sha256"])) for one in entries)


def _both(entry: dict[str, Any]) -> Both:
    python, needs = entry.pop("python"), tuple(entry.pop("needs", ()))
    fields = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Both(packages.Package(**fields), python, needs)


def fetch_wheel(wheel: Wheel, cache: Path) -> Path:
    """Have a wheel from the index, of a hash that is written down; unpack it."""
    folder = cache / "wheels" / f"{wheel.name}-{wheel.version}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as work:
            hashes = " ".join(f"--hash=sha256:{each}" for each in wheel.sha256)
            requirement = f"{wheel.name}=={wheel.version} {hashes}"
            archive = packages.download(requirement, "--only-binary", sys.executable, Path(work))
            packages.unpack(archive, Path(work, "tree"))
            shutil.move(Path(work, "tree"), folder)
    return folder


def merge(trees: Collection[Path], cache: Path) -> Path:
    """Copy trees into one from which all can be imported, with their bytecode."""
    names = "\n".join(sorted(tree.name for tree in trees))
    folder = cache / "sites" / hashlib.sha256(names.encode()).hexdigest()[:16]
    if not folder.exists():
        parts = _emptied(folder.with_name(f"{folder.name}.parts"))
        for tree in trees:
            shutil.copytree(tree, parts, symlinks=True, dirs_exist_ok=True)
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            compileall.compile_dir(parts, quiet=2)
        parts.rename(folder)
    return folder


def take_library(cache: Path) -> Path:
    """Copy the library of the Python that runs this, without what is installed into it."""
    folder = cache / f"{LIBRARY}-{python_version()}"
    if not folder.exists():
        parts = _emptied(folder.with_name(f"{folder.name}.parts"))
        ignored = shutil.ignore_patterns("site-packages", "__pycache__", "lib-dynload", "config-*")
        shutil.copytree(sysconfig.get_path("stdlib"), parts, ignore=ignored, symlinks=True)
        parts.rename(folder)
    return folder


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder


def modules_of(tree: Path, not_imported: tuple[str, ...]) -> Iterator[str]:
    """The dotted names of the modules that can be imported from a tree."""
    for path in sorted(tree.rglob("*.py")):
        parts = path.relative_to(tree).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        is_module = all(map(str.isidentifier, parts)) and parts[-1] != "__main__"
        if is_module and not any(fnmatch(name, pattern) for pattern in not_imported):
            yield name
