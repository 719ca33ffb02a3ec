"""What a port gives back: changes, warnings, and the text after each stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from porting.diff import unified

Safety = Literal["safe", "review"]
Shows = Literal["silently", "late", "at once"]
Strings = Literal["book", "boundary"]


@dataclass(frozen=True)
class Change:
    """One rewrite of one statement.

    `line` counts from 1 and `column` from 0, both in the text that the stage was given.
    `before` and `after` are the whole logical lines, without their indentation.
    `why` is the fixer's explanation; where the data was followed it ends with the chain of
    steps that led to the change, one per line.
    """

    fixer: str
    stage: str
    line: int
    column: int
    before: str
    after: str
    why: str
    safety: Safety = "safe"


@dataclass(frozen=True)
class Warning:
    """Something that a person must decide.

    `line` counts from 1 and `column` from 0, in the text that the stage was given.
    `shows` tells how the problem would show itself if nobody acted: "silently" (a wrong
    result), "late" (an exception on that path only) or "at once" (at import).
    `requires` is a package from the index that helps, as pip takes it, "" for none.
    """

    line: int
    column: int
    message: str
    shows: Shows = "late"
    fixer: str = ""
    stage: str = ""
    requires: str = ""


@dataclass(frozen=True)
class StageResult:
    """A stage's name, the text after it and its changes.

    `before` is the text that it was given; `filename` and `labels` head the diff of the two.
    """

    name: str
    code: str
    changes: tuple[Change, ...]
    before: str
    filename: str = "<string>"
    labels: tuple[str, str] = ("(original)", "(refactored)")

    @cached_property
    def diff(self) -> str:
        """The unified diff of the text before and after, "" where they are the same."""
        return unified(self.before, self.code, self.filename, labels=self.labels)


@dataclass(frozen=True)
class Result:
    """The outcome of `porting.port_source`.

    `code` is the ported text, equal to the input where nothing applied. `stages` are in the
    order in which they ran. `changes` and `warnings` are those of all stages, in that order.
    """

    code: str
    stages: tuple[StageResult, ...]
    changes: tuple[Change, ...]
    warnings: tuple[Warning, ...]
