"""The folder of a program: copied for each run, and ported."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from porting.errors import PortingError

# What no program needs beside it.
PASSED_OVER = frozenset(["__pycache__", "node_modules", "CVS"])
MOST_FILES = 5000
MOST_BYTES = 200 << 20

_SOURCES = (".py", ".pyw", ".pth", ".cfg", ".ini", ".toml")


@dataclass(frozen=True)
class ProgramFolder:
    """A program on disk.

    `root` is the folder that a run gets a copy of. `notes` say what a reader should know of it.
    """

    root: Path
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = field(default=(), repr=False)

    def copy_to(self, target: Path) -> None:
        """Copy the files into a folder, which may be there already."""
        for path in self.files:
            place = target / path.relative_to(self.root)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)


def find_program(root: Path) -> ProgramFolder:
    """List what belongs to the program in a folder: all but hidden files, caches and environments.

    Where that is too much to copy, its Python files and settings alone.

    Raises:
        PortingError: the folder cannot be read, or its Python files alone are too many.
    """
    root = root.resolve()
    files = []
    sizes = {}
    for path in _walk(root):
        files.append(path)
        sizes[path] = path.stat().st_size
        if len(files) > MOST_FILES * 20:
            break
    notes: tuple[str, ...] = ()
    if len(files) > MOST_FILES or sum(sizes.values()) > MOST_BYTES:
        everything = len(files)
        files = [path for path in files if path.suffix in _SOURCES]
        if len(files) > MOST_FILES or sum(sizes[path] for path in files) > MOST_BYTES:
            raise PortingError(
                f"{root}: holds too many files to copy them for each run\n"
                "hint: put the script, and the modules that it needs, into a folder of their own"
            )
        notes = (
            f"{root} holds {everything} files: only Python files were copied; name what else the "
            "program reads in a scenario, as `files`",
        )
    return ProgramFolder(root, notes, tuple(files))


def _walk(root: Path) -> Iterator[Path]:
    for home, folders, names in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in PASSED_OVER
            and not Path(home, name, "pyvenv.cfg").exists()
        )
        for name in sorted(names):
            path = Path(home, name)
            if not name.startswith(".") and not name.endswith((".pyc", ".pyo")) and path.is_file():
                yield path
