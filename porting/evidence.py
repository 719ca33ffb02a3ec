"""What a run under Python 2.7 showed of a program's functions and divisions, read from a file.

`porting trace` writes the file, JSON of this shape (paths start from the folder of the file)::

    {"format": "porting evidence 1", "python": "2.7.18", "files": {"shop.py": {
        "sha256": "...",
        "functions": [{"name": "Shop.rank", "line": 12, "calls": 3,
                       "arguments": {"page": ["binary"]}, "returns": ["ascii", "unicode"]}],
        "divisions": {"30": ["int"]}}}}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from porting.errors import EvidenceError
from porting.files import read_file

FORMAT = "porting evidence 1"
KINDS = frozenset({"ascii", "utf-8", "binary", "unicode", "other"})

Kinds = frozenset[str]


@dataclass(frozen=True)
class FunctionEvidence:
    """The strings that a function was seen to take and give.

    A set of kinds has "ascii", "utf-8" and "binary" for a ``str`` of ASCII, of UTF-8 that is not
    ASCII, and of neither; "unicode"; and "other" where something that is no string was seen as
    well. `arguments` has only those that held a string at least once. `line` is the function's
    first, a decorator's where it has one. `is_generator` tells that `returns` are what it yields.
    """

    name: str
    line: int
    calls: int = 0
    arguments: Mapping[str, Kinds] = field(default_factory=dict)
    returns: Kinds = frozenset()
    is_generator: bool = False

    def joined(self, other: FunctionEvidence) -> FunctionEvidence:
        """What both saw."""
        names = {**self.arguments, **other.arguments}
        return FunctionEvidence(
            self.name,
            self.line,
            self.calls + other.calls,
            {name: self.kinds_of(name) | other.kinds_of(name) for name in names},
            self.returns | other.returns,
            self.is_generator,
        )

    def kinds_of(self, argument: str) -> Kinds:
        """What an argument held: where it was no string, something else."""
        return self.arguments.get(argument, frozenset({"other"} if self.calls else ()))


@dataclass(frozen=True, eq=False)
class FileEvidence:
    """What was seen of one file, whose bytes had this SHA-256.

    `divisions` has for each line on which ``/`` divided as Python 2 does what it divided: "int",
    "float" or both. In an expression of several lines it is the line of the right operand.
    """

    sha256: str
    functions: tuple[FunctionEvidence, ...] = ()
    divisions: Mapping[int, Kinds] = field(default_factory=dict)

    def shifted(self, lines: int) -> FileEvidence:
        """The same for a text that has so many lines more before it."""
        functions = (
            FunctionEvidence(**{**vars(each), "line": each.line + lines}) for each in self.functions
        )
        divisions = {line + lines: kinds for line, kinds in self.divisions.items()}
        return FileEvidence(self.sha256, tuple(functions), divisions)

    def divided(self, first_line: int, last_line: int | None = None) -> Kinds:
        """What was seen to be divided on these lines (counted from 1, both included).

        ``{"int"}`` alone means that every division seen there was of integers; the empty set that
        none ran.
        """
        lines = range(first_line, (last_line or first_line) + 1)
        found: Kinds = frozenset()
        return found.union(*(self.divisions.get(line, ()) for line in lines))

    def joined(self, other: FileEvidence) -> FileEvidence:
        """What two runs of the same file showed."""
        functions = {(each.name, each.line): each for each in self.functions}
        for each in other.functions:
            known = functions.get((each.name, each.line))
            functions[each.name, each.line] = known.joined(each) if known else each
        divisions = dict(self.divisions)
        for line, kinds in other.divisions.items():
            divisions[line] = divisions.get(line, frozenset()) | kinds
        return FileEvidence(self.sha256, tuple(functions.values()), divisions)


@dataclass(frozen=True, eq=False)
class Evidence:
    """What was seen of a program, file by file; `paths` are absolute."""

    files: tuple[FileEvidence, ...] = ()
    paths: frozenset[str] = frozenset()

    def about(self, data: bytes) -> FileEvidence | None:
        """What is known of a file with these bytes, wherever it lies; None for nothing."""
        digest = hashlib.sha256(data).hexdigest()
        found: FileEvidence | None = None
        for each in self.files:
            if each.sha256 == digest:
                found = found.joined(each) if found else each
        return found

    def knows(self, path: Path) -> bool:
        """Whether the file at this path was traced, whatever it held then."""
        return str(path.resolve()) in self.paths


def read_evidence(paths: Iterable[Path]) -> Evidence:
    """Read files that `porting trace` wrote, of one program or several.

    Raises:
        EvidenceError: one cannot be opened, or is not such a file.
    """
    files: list[FileEvidence] = []
    traced: set[str] = set()
    for path in paths:
        for name, entry in _read(path).items():
            traced.add(str((path.resolve().parent / name).resolve()))
            try:
                files.append(_file(entry))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise EvidenceError(
                    f"{path}: what it says of {name} cannot be read: {_words(error)}\n"
                    "hint: write it anew with `porting trace`"
                ) from None
    return Evidence(tuple(files), frozenset(traced))


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_file(path).decode("utf-8"))
    except OSError as error:
        raise EvidenceError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise EvidenceError(f"{path}: is not JSON: {error}") from None
    if not isinstance(found, dict) or not str(found.get("format")).startswith("porting evidence"):
        raise EvidenceError(f"{path}: is not a file that `porting trace` wrote")
    if found["format"] != FORMAT:
        raise EvidenceError(
            f"{path}: is {found['format']!r}, this version of porting reads {FORMAT!r}\n"
            "hint: write it anew with `porting trace`"
        )
    files = found.get("files")
    if not isinstance(files, dict):
        raise EvidenceError(f"{path}: names no files\nhint: write it anew with `porting trace`")
    return files


def _file(entry: dict[str, Any]) -> FileEvidence:
    divisions = {int(line): frozenset(kinds) for line, kinds in entry["divisions"].items()}
    if not isinstance(entry["sha256"], str):
        raise TypeError("sha256 is no text")
    return FileEvidence(
        entry["sha256"], tuple(_function(each) for each in entry["functions"]), divisions
    )


def _function(entry: dict[str, Any]) -> FunctionEvidence:
    return FunctionEvidence(
        entry["name"],
        int(entry["line"]),
        int(entry["calls"]),
        {name: _kinds(kinds) for name, kinds in entry["arguments"].items()},
        _kinds(entry.get("returns", entry.get("yields", ()))),
        "yields" in entry,
    )


def _kinds(names: Iterable[str]) -> Kinds:
    kinds = frozenset(names)
    if not kinds <= KINDS:
        raise ValueError(f"unknown kind {min(kinds - KINDS)!r}")
    return kinds


def _words(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
