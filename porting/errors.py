"""The errors that porting raises on purpose: where, what, and what to do next."""

from __future__ import annotations


class PortingError(Exception):
    """Base of all errors that a user of the library may want to catch."""


class SourceError(PortingError):
    """Input that cannot be read as Python source.

    Attributes:
        message: what is wrong, without the place.
        filename: as given by the caller.
        line: counted from 1; 0 where the whole file is meant.
        column: counted from 0 in characters of the line (messages print it from 1).
        source_line: the offending line without its newline, "" where there is none.
        hint: what the user can do, "" where nothing is known.
    """

    def __init__(
        self,
        message: str,
        *,
        filename: str = "<string>",
        line: int = 0,
        column: int = 0,
        source_line: str = "",
        hint: str = "",
    ) -> None:
        self.message = message
        self.filename = filename
        self.line = line
        self.column = column
        self.source_line = source_line
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        place = self.filename
        if self.line:
            place += f":{self.line}:{self.column + 1}"
        text = f"{place}: {self.message}"
        if self.source_line.strip():
            text += f"\n    {self.source_line.strip()}"
        if self.hint:
            text += f"\nhint: {self.hint}"
        return text


class OutputError(PortingError):
    """A file that was not written, so that nothing is lost.

    Attributes:
        message: why, without the file's name.
        filename: as given by the caller.
        hint: what the user can do, "" where nothing is known.
    """

    def __init__(self, message: str, *, filename: str, hint: str = "") -> None:
        self.message = message
        self.filename = filename
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        text = f"{self.filename}: {self.message}"
        return f"{text}\nhint: {self.hint}" if self.hint else text


class CassetteError(PortingError):
    """A request that is not on the cassette, or a cassette that cannot be read."""


class EvidenceError(PortingError):
    """A file of evidence that cannot be read, or a trace that left none."""


class ConfigError(PortingError):
    """A pyproject.toml that cannot be read, or settings in it that mean nothing."""


class FixerBug(PortingError):
    """A rewrite of ours broke the code: a bug in porting, never in the input."""
