"""What a port gives back: changes, warnings, and the text after each stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from porting.diff import unified

Safety = Literal["safe", "review"]
Shows = Literal["wrong result, no error", "fails when reached", "fails at import"]
"""How a problem shows itself if nobody acts, those first that are noticed last."""

SILENT: Shows = "wrong result, no error"
Strings = Literal["book", "boundary"]
Target = Literal["3", "six"]

CODES = {
    "bytes_meet_text": "Bytes meet text in Python 3 code: what porting audit reports.",
    "does_not_compile": "The port is not Python 3 yet: Python 3 does not compile it.",
    "not_python2": "The code for Python 2.7 and 3 does not compile in 2.7.",
    "stale_evidence": "The file has changed since it was traced: the evidence was not used.",
    "language": "The file may be Python 2 or Python 3: what differs in them was left alone.",
}
"""The codes of warnings that no fixer gives, and what they mean."""


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

    `line` counts from 1 and `column` from 0, in the text that was ported; `ported_line` and
    `ported_column` are the same place in the ported text. `shows` tells how the problem would show
    itself if nobody acted. `fixer` is the code of the warning: the name of the fixer that gives
    it, or one of `CODES`. `requires` is a package from the index that helps, as pip takes it, ""
    for none.
    """

    line: int
    column: int
    message: str
    shows: Shows = "fails when reached"
    fixer: str = ""
    stage: str = ""
    requires: str = ""
    ported_line: int = 0
    ported_column: int = 0


@dataclass(frozen=True)
class StageResult:
    """A stage's name, the text after it and its changes.

    `before` is the text that it was given; `filename` and `labels` head the diff of the two.
    `origins` has for each line of `code` the line of `before` that it came from, from 1, and 0
    for one that is new; it is empty where every line stands where it stood.
    """

    name: str
    code: str
    changes: tuple[Change, ...]
    before: str
    filename: str = "<string>"
    labels: tuple[str, str] = ("(original)", "(refactored)")
    origins: tuple[int, ...] = ()

    @cached_property
    def diff(self) -> str:
        """The unified diff of the text before and after, "" where they are the same."""
        return unified(self.before, self.code, self.filename, labels=self.labels)


@dataclass(frozen=True)
class Result:
    """The outcome of `porting.port_source`.

    `code` is the ported text, equal to the input where nothing applied. `stages` are in the
    order in which they ran. `changes` are those of all stages, in that order; `warnings` come in
    the order of the lines, one for each place and cause.
    """

    code: str
    stages: tuple[StageResult, ...]
    changes: tuple[Change, ...]
    warnings: tuple[Warning, ...]
