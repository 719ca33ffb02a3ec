"""What a run has to tell of each file, as plain data in one versioned form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from porting.result import Safety, Shows

if TYPE_CHECKING:
    from porting.errors import PortingError
    from porting.many_files.tasks import Ported

VERSION = 1
"""Goes up when a field is dropped or gets another meaning; new fields may come any time."""

Status = Literal["changed", "unchanged", "failed"]


@dataclass(frozen=True)
class Spot:
    """A place in a text. Lines and columns count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class ChangeEntry:
    """One rewrite of one statement, with its place in the file as it was and in the port."""

    fixer: str
    stage: str
    original: Spot
    ported: Spot
    before: str
    after: str
    why: str
    safety: Safety


@dataclass(frozen=True)
class WarningEntry:
    """What a person must decide, with its place in the file as it was and in the port.

    `requires` is a package of the index that helps, `stage` the stage that told; "" for none.
    """

    code: str
    message: str
    risk: Shows
    stage: str
    original: Spot
    ported: Spot
    requires: str


@dataclass(frozen=True)
class ErrorEntry:
    """Why a file could not be processed; `place` is `None` where that is the whole file."""

    message: str
    place: Spot | None
    hint: str


@dataclass(frozen=True)
class FileEntry:
    """One file: `path` as the run was given it, `output` where its port was written, if it was.

    The status "changed" says that the port differs from the file, written or not.
    """

    path: str
    output: str | None
    status: Status
    changes: tuple[ChangeEntry, ...] = ()
    warnings: tuple[WarningEntry, ...] = ()
    errors: tuple[ErrorEntry, ...] = ()

    @property
    def shown(self) -> str:
        """The path of the text that is there when the run is over."""
        return self.output or self.path

    def spot(self, entry: ChangeEntry | WarningEntry) -> Spot:
        """A place in that text."""
        return entry.ported if self.output else entry.original


@dataclass(frozen=True)
class Summary:
    """A whole run. `written` tells whether ports were written, `check` whether there should be
    nothing to port; `requirements` are the packages that the ports need from the index."""

    files: int
    changed: int
    unchanged: int
    failed: int
    warnings: int
    requirements: tuple[str, ...]
    written: bool
    check: bool
    exit_status: int


def entry_of(ported: Ported, output: str | None) -> FileEntry:
    """What there is to tell of a file that was ported."""
    warnings = tuple(
        WarningEntry(
            each.fixer,
            one_line(each.message),
            each.shows,
            each.stage,
            Spot(each.line, each.column + 1),
            Spot(each.ported_line, each.ported_column + 1),
            each.requires,
        )
        for each in ported.result.warnings
    )
    status: Status = "changed" if ported.is_changed else "unchanged"
    changes = tuple(_changes(ported))
    return FileEntry(str(ported.path), output, status, changes, warnings)


def _changes(ported: Ported) -> Iterator[ChangeEntry]:
    from porting.engine.places import Places

    places = Places(ported.result.stages)
    for each in ported.result.changes:
        place = each.stage, each.line, each.column
        (line, column), (ported_line, ported_column) = (
            places.original(*place),
            places.ported(*place),
        )
        yield ChangeEntry(
            each.fixer,
            each.stage,
            Spot(ported.line_in_file(line), column + 1),
            Spot(ported_line, ported_column + 1),
            each.before,
            each.after,
            each.why,
            each.safety,
        )


def failed_entry(path: object, error: PortingError) -> FileEntry:
    """What there is to tell of a file that could not be processed."""
    message = getattr(error, "message", None) or str(error)
    line, column = getattr(error, "line", 0), getattr(error, "column", 0)
    place = Spot(line, column + 1) if line else None
    entry = ErrorEntry(message, place, getattr(error, "hint", ""))
    return FileEntry(str(path), None, "failed", errors=(entry,))


def one_line(message: str) -> str:
    """A message without the line that 2to3 breaks it in."""
    head, _, reason = message.rpartition("\n")
    return " ".join((f"{head}: {reason}" if head else reason).split())
