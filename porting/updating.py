"""Ports a changed original onto a port that was finished by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from porting.errors import PortingError
from porting.files import read_file
from porting.git import merge_file
from porting.many_files.schedule import port_files
from porting.many_files.tasks import Failed, Order
from porting.project.graph import find_project
from porting.source import find_sources

Fate = Literal["same", "merged", "conflicts", "new", "gone", "kept", "failed"]
_START = b"<<<<<<< "


@dataclass(frozen=True)
class Update:
    """What becomes of one file of a port.

    Attributes:
        name: its path below the folders, with slashes.
        fate: "same": nothing to do. "merged" and "conflicts": both sides' changes are in `data`.
            "new": only the new original has it. "gone": it left the original, and nobody had
            touched the port: it is to be removed. "kept": a person must decide, see `message`.
            "failed": the new original cannot be ported, see `message`.
        data: the whole file as it should be, None where it stays as it is.
        conflicts: the lines of `data`, from 1, at which conflicts begin.
        message: what a person must know, "" for nothing.
    """

    name: str
    fate: Fate
    data: bytes | None = None
    conflicts: tuple[int, ...] = ()
    message: str = ""


def plan_update(base: Path, new: Path, ported: Path) -> Iterator[Update]:
    """Find out what an update makes of each file, in the order of their names; nothing is written.

    Args:
        base: the old original, from which `ported` was made: a file or folder.
        new: the new original.
        ported: the port, with what was changed by hand.

    Raises:
        GitError: git, which merges, is not installed.
    """
    old_ports, new_ports = _ports(base), _ports(new)
    mine = {name: read_file(path) for name, path in _files(ported).items()}
    for name in sorted({*old_ports, *new_ports}):
        yield _update(name, old_ports.get(name), new_ports.get(name), mine.get(name))


def merge(mine: bytes, old: bytes, new: bytes) -> tuple[bytes, tuple[int, ...]]:
    """Merge two descendants of a text, as ``git merge-file`` does.

    Returns:
        The merged text, and the lines at which conflicts begin, each between markers of git's.

    Raises:
        GitError: git is not installed, or the files are binary.
    """
    labels = ("port", "old original, ported", "new original, ported")
    merged, conflicts = merge_file(mine, old, new, labels)
    start = _START + labels[0].encode()
    lines = merged.splitlines() if conflicts else []
    return merged, tuple(number for number, line in enumerate(lines, 1) if line == start)


def _update(
    name: str,
    old: bytes | PortingError | None,
    new: bytes | PortingError | None,
    mine: bytes | None,
) -> Update:
    for which, port in (("new", new), ("old", old)):
        if isinstance(port, PortingError):
            message = f"the {which} original cannot be ported: {port}"
            return Update(name, "failed", message=message)
    assert not isinstance(old, PortingError)
    assert not isinstance(new, PortingError)
    if new in (old, mine):
        return Update(name, "same")
    if new is None:
        if mine is None:
            return Update(name, "same")
        if mine == old:
            return Update(name, "gone")
        return Update(name, "kept", message="left the original, but was changed by hand: kept")
    if mine is None:
        if old is None:
            return Update(name, "new", new)
        message = "changed in the original, but was removed from the port: not made again"
        return Update(name, "kept", message=message)
    if old is None:
        message = "new in the original, but the port has another file of that name: kept"
        return Update(name, "kept", message=message)
    if mine == old:
        return Update(name, "merged", new)
    if b"\0" in mine + old + new:
        return Update(name, "kept", message="no text, and changed on both sides: kept")
    data, conflicts = merge(mine, old, new)
    return Update(name, "conflicts" if conflicts else "merged", data, conflicts)


def _files(root: Path) -> dict[str, Path]:
    """The files of a folder by their paths below it, but for hidden ones; a file by its name."""
    if root.is_file():
        return {root.name: root}
    found = {}
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        is_hidden = any(part.startswith(".") or part == "__pycache__" for part in place.parts)
        if path.is_file() and not is_hidden and path.suffix not in (".pyc", ".pyo"):
            found[place.as_posix()] = path
    return found


def _ports(root: Path) -> Mapping[str, bytes | PortingError]:
    """Each file of an original, ported if it is Python."""
    files = _files(root)
    ports: dict[str, bytes | PortingError] = {name: read_file(path) for name, path in files.items()}
    names = {path.resolve(): name for name, path in files.items()}
    sources = [path for path in find_sources([root]) if path.resolve() in names]
    for outcome in port_files(sources, Order(project=find_project(sources))):
        name = names[outcome.path.resolve()]
        ports[name] = outcome.error if isinstance(outcome, Failed) else outcome.data
    return ports
