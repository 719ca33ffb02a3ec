"""What a run did to code that was fine: per tree, and in all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# The bar: of the files so many may change, and so many warnings in 1,000 files may be wrong.
MOST_CHANGED = 0.005
MOST_FALSE = 1.0
PASS = "pass"

_SENTENCE = re.compile(r".*?[.:](?=\s|$)|.*", re.DOTALL)


@dataclass(frozen=True)
class Told:
    """What the tool said of a place in a file: `kind` is "change", "warning" or "error", `code` the
    name of the fixer, "" for an error."""

    kind: str
    file: str
    line: int
    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"

    @property
    def reason(self) -> str:
        """The text behind the fixer's name."""
        return f"{self.code}: {self.text}" if self.code else self.text


@dataclass(frozen=True)
class Broken:
    """What worked before a run and does not after it."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True)
class Harm:
    """What a run did to a tree. `parts` counts modules that were imported, or tests that ran."""

    tree: str
    files: int
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The files that changed, each with what the tool gave as reasons."""
    warnings: tuple[Told, ...] = ()
    false: tuple[Told, ...] = ()
    """Those warnings that no person has found right."""
    parts: int = 0
    broken: tuple[Broken, ...] = ()
    trouble: str = ""


def told_by(output: str) -> list[Told]:
    """Read what the tool says with ``--format json``; what follows it is not read."""
    start = output.find('{"schema_version"')
    if start < 0:
        return []
    data, _ = json.JSONDecoder().raw_decode(output, start)
    return [told for file in data["files"] for told in _told_of(file)]


def _told_of(file: dict[str, Any]) -> Iterator[Told]:
    path = file["path"].removeprefix("./")
    for change in file["changes"]:
        first = _SENTENCE.match(change["why"])
        yield Told(
            "change",
            path,
            change["original"]["line"],
            change["fixer"],
            first[0] if first else "",
        )
    for warning in file["warnings"]:
        text = f"{warning['message']} [{warning['risk']}]"
        yield Told("warning", path, warning["original"]["line"], warning["code"], text)
    for error in file["errors"]:
        yield Told("error", path, (error["place"] or {"line": 0})["line"], "", error["message"])


def broken_by(
    before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]
) -> list[Broken]:
    """Compare outcomes by name. An outcome is a word ("pass", the name of an error) and a text.

    What did not end with the same word as before is broken, unless it passes now.
    """
    found = []
    for name, (old, _) in before.items():
        new, message = after.get(name, ("gone", "it has no outcome any more"))
        if new not in (old, PASS):
            found.append(Broken(name, f"{new}: {message} (before: {old})"))
    return found


def table_of(harms: Sequence[Harm], what: str) -> str:
    """A table in Markdown with a line for each tree; `what` names the parts."""
    lines = [
        f"| package | files | changed | warnings | {what} | broken |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for each in harms:
        mark = "*" if each.trouble else ""
        counts = (len(each.changed), len(each.warnings), each.parts, len(each.broken))
        lines.append(f"| {each.tree}{mark} | {each.files} | {' | '.join(map(str, counts))} |")
    return "\n".join(lines)


def details_of(harm: Harm) -> list[str]:
    """Everything that a person has to look at, a line for each."""
    lines = [f"trouble: {harm.trouble}"] if harm.trouble else []
    lines += [f"broken: {part}" for part in harm.broken]
    for file, reasons in harm.changed.items():
        lines.append(f"changed: {file}: {'; '.join(reasons) or 'no reason given'}")
    for warning in harm.warnings:
        lines.append(f"{'false ' if warning in harm.false else ''}warning: {warning}")
    return [f"{harm.tree}: {line}" for line in lines]


def is_broken(harms: Iterable[Harm]) -> bool:
    """Whether anything works no more, or the tool could not do its work."""
    return any(each.broken or each.trouble for each in harms)


def is_met(harms: Sequence[Harm]) -> bool:
    """Whether code that is Python 3 was left alone as well as the bar asks."""
    files = sum(each.files for each in harms) or 1
    changed = sum(len(each.changed) for each in harms)
    false = sum(len(each.false) for each in harms)
    return (
        not is_broken(harms)
        and all(all(each.changed.values()) for each in harms)
        and changed / files < MOST_CHANGED
        and 1000 * false / files < MOST_FALSE
    )


def total_of(harms: Sequence[Harm]) -> str:
    """The line that sums up, with the bar."""
    files = sum(each.files for each in harms)
    changed = sum(len(each.changed) for each in harms)
    false = sum(len(each.false) for each in harms)
    return (
        f"{len(harms)} packages, {files} files: {sum(len(each.broken) for each in harms)} broken"
        f" (bar: 0), {changed} files changed, {100 * changed / (files or 1):.2f} %"
        f" (bar: under {100 * MOST_CHANGED} %), {false} false warnings,"
        f" {1000 * false / (files or 1):.2f} in 1,000 files (bar: under {MOST_FALSE:.0f}):"
        f" {'met' if is_met(harms) else 'not met'}"
    )


def total_of_tests(harms: Sequence[Harm]) -> str:
    """The line that sums up what became of tests."""
    return (
        f"{len(harms)} packages for 2 and 3, {sum(each.parts for each in harms)} tests:"
        f" {sum(len(each.broken) for each in harms)} broken (bar: 0):"
        f" {'not met' if is_broken(harms) else 'met'}"
    )
