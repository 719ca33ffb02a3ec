"""What the runs found, as tables: tests that pass for each package, and why others do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

REASONS = 8

# The first pattern that is found in "Exception: message" gives the reason; else the text itself
# does, without what differs from test to test.
_KINDS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"^(Syntax|Indentation|Tab)Error", "does not compile"),
        (r"bytes|buffer API|^Unicode(De|En)codeError|Unicode-objects", "bytes and text"),
        (r"no attribute '(decode|encode)'|initial_value must be str", "bytes and text"),
        (r"^TypeError: '[<>]=?' not supported", "unlike types are not ordered"),
        (r"relative import|attempted relative", "relative imports"),
        (r"^TooLong|no answer in time", "took too long"),
    )
)
_MODULE = re.compile(r"No module named '?([\w.]+)|cannot import name '?(\w+)'? from '?([\w.]+)")
_NAME = re.compile(r"^NameError: (?:global )?name '(\w+)'")
_ATTRIBUTE = re.compile(r"^AttributeError: .*has no attribute '(\w+)'")
_DIFFERS = re.compile(r"0x[0-9a-fA-F]+|\d+|'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True)
class Failure:
    """A test that passed under Python 2.7 and does not now; `module` names what did not import."""

    test: str
    exception: str
    message: str
    module: str = ""

    @property
    def reason(self) -> str:
        """A short word for the cause, the same for failures of one kind."""
        text = f"{self.exception}: {self.message}"
        if found := _MODULE.search(text):
            return f"no {found[1]}" if found[1] else f"no {found[2]} in {found[3]}"
        if found := _NAME.search(text):
            return f"no name {found[1]}"
        for pattern, reason in _KINDS:
            if pattern.search(text):
                return reason
        if found := _ATTRIBUTE.search(text):
            return f"no attribute {found[1]}"
        if self.exception in ("AssertionError", "FailureException"):
            return "another result"
        first = text.partition("\n")[0]
        return _DIFFERS.sub("...", first)[:60]


@dataclass(frozen=True)
class Score:
    """How many tests of a package pass under 2.7, and how many of them once it was ported.

    `trouble` says what went wrong with the tool itself, "" for nothing.
    """

    package: str
    before: int
    after: int
    failures: tuple[Failure, ...] = ()
    trouble: str = ""
    seconds: float = 0.0


@dataclass
class Column:
    """What one tool reached."""

    tool: str
    scores: list[Score] = field(default_factory=list)

    @property
    def total(self) -> Score:
        before = sum(score.before for score in self.scores)
        return Score("all", before, sum(score.after for score in self.scores))

    def as_data(self) -> dict[str, Any]:
        """What is worth keeping, for JSON: the counts, and the leading reasons of each package."""
        return {
            score.package: {
                "before": score.before,
                "after": score.after,
                "trouble": score.trouble,
                "seconds": round(score.seconds, 1),
                "reasons": dict(reasons_of(score.failures)),
            }
            for score in self.scores
        }

    @classmethod
    def from_data(cls, tool: str, data: dict[str, Any]) -> Column:
        """The counts of an earlier run."""
        scores = (
            Score(name, each["before"], each["after"], (), each["trouble"], each["seconds"])
            for name, each in data.items()
        )
        return cls(tool, list(scores))


def percent(part: int, whole: int) -> str:
    """A share in percent, with one digit."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def table_of(columns: Sequence[Column]) -> str:
    """A table in Markdown: a line for each package, a column for each tool."""
    known = [{score.package: score for score in column.scores} for column in columns]
    lines = [
        "| package | 2.7 | " + " | ".join(column.tool for column in columns) + " |",
        "|---|--:|" + "--:|" * len(columns),
    ]
    for first in columns[0].scores:
        found = [scores.get(first.package) for scores in known]
        cells = (f"{score.after}{'*' if score.trouble else ''}" if score else "" for score in found)
        lines.append(f"| {first.package} | {first.before} | {' | '.join(cells)} |")
    totals = [column.total for column in columns]
    cells = (f"**{total.after}** ({percent(total.after, total.before)})" for total in totals)
    lines.append(f"| **all** | {totals[0].before} | {' | '.join(cells)} |")
    return "\n".join(lines)


def reasons_of(failures: Iterable[Failure], most: int = REASONS) -> list[tuple[str, int]]:
    """The leading reasons, each with the number of tests that it costs."""
    return Counter(failure.reason for failure in failures).most_common(most)


def compare(
    before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]], module: str
) -> tuple[int, int, list[Failure]]:
    """Count the tests of a module that passed before, and those that still do.

    Both are by the tests' names; "" stands for a module that could not be imported, or ended
    before its time.
    """
    wanted = [name for name, line in before.items() if line["outcome"] == "pass"]
    gone = after.get("", {"exception": "Missing", "message": "there is no such test any more"})
    failures = []
    for name in wanted:
        line = after.get(name, gone)
        if line.get("outcome") == "pass" and name in after:
            continue
        failures.append(
            Failure(
                name,
                line.get("exception", "Skipped"),
                line.get("message", ""),
                module if line is gone else "",
            )
        )
    return len(wanted), len(wanted) - len(failures), failures
