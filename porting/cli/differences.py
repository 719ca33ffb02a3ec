"""How `porting compare` tells what it finds: diffs, counts, columns, or one document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import click

from porting.console import colour_diff
from porting.errors import PortingError, SourceError

if TYPE_CHECKING:
    from porting.comparing.blocks import Block, Level, Unit
    from porting.comparing.credit import Credit, Original
    from porting.comparing.definitions import Finding

_SIDES = {"a": "A alone", "b": "B alone", "both": "each in its own way"}


@dataclass(frozen=True)
class Pair:
    """Two files, and how they differ.

    Attributes:
        names: what to call them.
        texts: what they hold.
        level: what counts as a difference.
        original: what both were made of, if that is known.
        only: the side whose changes are looked at alone: see `Credit.side`.
    """

    names: tuple[str, str]
    texts: tuple[str, str]
    level: Level
    original: Original | None = None
    only: str | None = None

    @property
    def differ(self) -> bool:
        return bool(self.findings if self.level == "tree" else self.blocks)

    @cached_property
    def units(self) -> tuple[list[Unit], list[Unit]]:
        from porting.comparing.blocks import units_of

        left, right = (
            self._named(name, units_of, text) for name, text in zip(self.names, self.texts)
        )
        return left, right

    def _named(self, name: str, units_of: Any, text: str) -> list[Unit]:
        try:
            units: list[Unit] = units_of(text, with_layout=self.level == "text")
        except SourceError as error:
            error.filename = name
            raise
        return units

    @cached_property
    def text_blocks(self) -> list[Block]:
        """The places that differ as text."""
        from porting.comparing.blocks import blocks_of, units_of

        if self.texts[0] == self.texts[1]:
            return []
        left, right = (units_of(text, with_layout=True) for text in self.texts)
        return blocks_of(left, right)

    @cached_property
    def blocks(self) -> list[Block]:
        """The places that differ at the level, and on the side, that was asked for."""
        return [block for block, _ in self.credited]

    @cached_property
    def credited(self) -> list[tuple[Block, Credit | None]]:
        """The same, each with what it is due to where the original is known."""
        from porting.comparing.blocks import blocks_of

        if self.texts[0] == self.texts[1]:
            return []
        blocks = blocks_of(*self.units)
        if self.original is None:
            return [(block, None) for block in blocks] if self.only is None else []
        credits = self.original.credits(*self.texts, blocks)
        return [
            (block, credit)
            for block, credit in zip(blocks, credits)
            if self.only in (None, credit.side)
        ]

    @cached_property
    def findings(self) -> list[Finding]:
        """The definitions that differ."""
        from porting.comparing.definitions import findings
        from porting.trees import own_tree_of

        trees = []
        for name, text in zip(self.names, self.texts):
            tree = own_tree_of(text)
            if tree is None:
                raise SourceError(
                    "cannot be read as Python 3",
                    filename=name,
                    hint="--level layout compares Python 2, too",
                )
            trees.append(tree)
        return findings(*trees)

    @cached_property
    def only_layout(self) -> int:
        """How many lines differ in their layout alone."""
        from porting.comparing.blocks import blocks_of, units_of

        left, right = (units_of(text, with_layout=False) for text in self.texts)
        real = blocks_of(left, right)
        rows = (
            {row for block in real for row in range(block.a, block.a_end)},
            {row for block in real for row in range(block.b, block.b_end)},
        )
        return sum(
            block.size
            - max(
                len(rows[0].intersection(range(block.a, block.a_end))),
                len(rows[1].intersection(range(block.b, block.b_end))),
            )
            for block in self.text_blocks
        )

    @cached_property
    def counts(self) -> Counts:
        """How many lines differ, and why."""
        due: Counter[tuple[str, str]] = Counter()
        if self.original is not None:
            for block, credit in self.credited:
                if credit:
                    due["+".join(credit.fixers), credit.side] += block.size
        lines = sum(block.size for block in self.blocks)
        layout = 0
        if self.level == "text" and self.only is None and lines:
            try:
                layout = self.only_layout
            except SourceError:  # What no Python can read has no layout to set apart.
                layout = 0
        return Counts(lines, layout, due)

    def diff(self) -> str:
        """The differences of the level and side that were asked for, "" for none."""
        from porting.comparing.blocks import diff_of
        from porting.diff import unified

        if not self.blocks:
            return ""
        if self.level == "text" and self.only is None:
            return unified(*self.texts, *self.names, labels=("", ""))
        head = f"--- {self.names[0]}\n+++ {self.names[1]}\n"
        if self.only is None:
            return head + "".join(diff_of(*self.texts, *self.units))
        return head + "".join(self._lone(block) for block in self.blocks)

    def _lone(self, block: Block) -> str:
        from porting.engine.places import split_lines

        sides = (("-", block.a, block.a_end), ("+", block.b, block.b_end))
        shown = [f"@@ -{block.a + 1},{block.a_end - block.a} +{block.b + 1},"]
        shown.append(f"{block.b_end - block.b} @@\n")
        for (mark, start, end), text in zip(sides, self.texts):
            shown += (f"{mark}{line}\n" for line in split_lines(text)[start:end])
        return "".join(shown)


@dataclass(frozen=True)
class Counts:
    """How many lines differ; how many of them in their layout alone; how many are due to what
    fixers ("" for none) on which side, layout included."""

    lines: int
    layout: int
    due: Counter[tuple[str, str]]

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.lines + other.lines, self.layout + other.layout, self.due + other.due)

    def in_words(self) -> str:
        told = "1 line differs" if self.lines == 1 else f"{self.lines} lines differ"
        parts = [f"{self.layout} only in layout"] if self.layout else []
        parts += (
            f"{count} {fixers or 'no fixer'} ({_SIDES[side]})"
            for (fixers, side), count in self.due.most_common()
        )
        return f"{told}: {', '.join(parts)}" if parts else told

    def as_data(self) -> dict[str, Any]:
        return {
            "lines": self.lines,
            "only_layout": self.layout,
            "due_to": [
                {"fixers": fixers.split("+") if fixers else [], "side": side, "lines": count}
                for (fixers, side), count in self.due.most_common()
            ],
        }


NOTHING = Counts(0, 0, Counter())


class Show(Protocol):
    """Tells of pairs of files, one after the other; `differ` is whether any of them do."""

    differ: bool

    def alone(self, left: str | None, right: str | None) -> None:
        """Tell of a file that has no partner."""

    def pair(self, pair: Pair) -> None:
        """Tell of two files."""

    def failed(self, left: str, right: str, error: PortingError) -> None:
        """Tell of two files of which one could not be read."""

    def end(self) -> None:
        """Tell what there is to be told of all."""


class Text:
    """Diffs or counts for a person."""

    def __init__(self, left: str, right: str, *, with_diffs: bool) -> None:
        self.differ = False
        self._sides = (left, right)
        self._with_diffs = with_diffs
        self._total = NOTHING
        self._same = self._different = self._alone = 0

    def alone(self, left: str | None, right: str | None) -> None:
        self.differ = True
        self._alone += 1
        click.echo(f"only in {self._sides[0] if left else self._sides[1]}: {left or right}")

    def pair(self, pair: Pair) -> None:
        if not pair.differ:
            self._same += 1
            return
        self.differ = True
        self._different += 1
        if pair.level == "tree":
            for finding in pair.findings:
                click.echo(_told(finding, pair.names))
        elif self._with_diffs:
            click.echo(colour_diff(pair.diff()), nl=False)
        else:
            self._total += pair.counts
            click.echo(f"{pair.names[1]}: {pair.counts.in_words()}")

    def failed(self, left: str, right: str, error: PortingError) -> None:
        """Nothing more than the error is said."""

    def end(self) -> None:
        if self._with_diffs:
            return
        files = f"{self._different} differ, {self._same} the same, {self._alone} without a partner"
        click.echo(f"files: {files}")
        if self._total.lines:
            click.echo(f"in all: {self._total.in_words()}")


class Columns:
    """Two columns for a person."""

    def __init__(self, left: str, right: str) -> None:
        self.differ = False
        self._sides = (left, right)

    def alone(self, left: str | None, right: str | None) -> None:
        self.differ = True
        click.echo(f"only in {self._sides[0] if left else self._sides[1]}: {left or right}")

    def pair(self, pair: Pair) -> None:
        if pair.texts[0] == pair.texts[1]:
            return
        from rich.console import Console

        from porting.console import columns
        from porting.diff import side_by_side

        self.differ = True
        Console().print(columns(side_by_side(*pair.texts), *pair.names))

    def failed(self, left: str, right: str, error: PortingError) -> None:
        """Nothing more than the error is said."""

    def end(self) -> None:
        """There is nothing more."""


class Json:
    """One document for other programs, on standard output."""

    def __init__(self, left: str, right: str, level: str) -> None:
        self.differ = False
        self._document: dict[str, Any] = {"version": 1, "a": left, "b": right, "level": level}
        self._files: list[dict[str, Any]] = []
        self._total = NOTHING

    def alone(self, left: str | None, right: str | None) -> None:
        self.differ = True
        status = "only in a" if left else "only in b"
        self._files.append({"a": left, "b": right, "status": status})

    def pair(self, pair: Pair) -> None:
        entry: dict[str, Any] = {"a": pair.names[0], "b": pair.names[1]}
        entry["status"] = "differs" if pair.differ else "same"
        self.differ |= pair.differ
        if pair.level == "tree":
            entry["definitions"] = [
                {
                    "kind": each.kind,
                    "name": each.name,
                    "a": _span(each.a),
                    "b": _span(each.b),
                    "detail": each.detail,
                }
                for each in pair.findings
            ]
        else:
            self._total += pair.counts
            entry |= pair.counts.as_data()
            entry["blocks"] = [_block(block, credit) for block, credit in pair.credited]
        self._files.append(entry)

    def failed(self, left: str, right: str, error: PortingError) -> None:
        self._files.append({"a": left, "b": right, "status": "failed", "error": str(error)})

    def end(self) -> None:
        statuses = Counter(each["status"] for each in self._files)
        self._document |= {
            "files": self._files,
            "summary": {"files": dict(statuses), **self._total.as_data()},
        }
        click.echo(json.dumps(self._document, indent=2, ensure_ascii=False))


def _span(lines: Sequence[int]) -> list[int] | None:
    return list(lines) if any(lines) else None


def _block(block: Block, credit: Credit | None) -> dict[str, Any]:
    """A block with its first and last lines, from 1; the last is before the first for none."""
    data: dict[str, Any] = {
        "a": [block.a + 1, block.a_end],
        "b": [block.b + 1, block.b_end],
    }
    if credit:
        data |= {"fixers": list(credit.fixers), "side": credit.side}
    return data


def _told(finding: Finding, names: Iterable[str]) -> str:
    """A line about a definition, which begins with its place."""
    left, right = names
    place = f"{right}:{finding.b[0]}" if finding.b[0] else f"{left}:{finding.a[0]}"
    detail = f" ({finding.detail})" if finding.detail else ""
    other = f" [{left}:{finding.a[0]}]" if finding.a[0] and finding.b[0] else ""
    kind = finding.kind.replace("only in a", f"only in {left}").replace(
        "only in b", f"only in {right}"
    )
    return f"{place}: {finding.name}: {kind}{detail}{other}"
