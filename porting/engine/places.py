"""Where a place in the text of one stage lies in the texts before and behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate

from porting.engine.document import Document, Statement
from porting.result import StageResult, Warning

Origins = tuple[int, ...]
Place = tuple[int, int]

_NEWLINE = re.compile(r"\r\n|\n|\r")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends; behind the last line end there is one more."""
    return _NEWLINE.split(text)


def origins_in(document: Document) -> Origins:
    """For each line of a document as it stands now, the line of its source that it came from.

    Lines count from 1; a line that is new has 0. The result is empty where every line stands
    where it stood.
    """
    origins: list[int] = []
    span, row, last = (-1, -1), 0, 0
    is_open = False  # Whether the last line so far goes on: only that of a file may have no end.
    for statement in document.statements:
        first = document.place(statement.offset)[0]
        count = _count(statement.gap)
        origins += (line if line > last else 0 for line in range(first - count, first))
        is_new = statement.offset == statement.end
        if not is_new and (statement.offset, statement.end) != span:
            span, row = (statement.offset, statement.end), first
            last = document.place(statement.end - 1)[0]
        elif not is_new:  # One of several that stand where there was one: a loop, an import.
            row = first + _row_of(statement, document.source[statement.offset : statement.end])
        is_open = not statement.text.endswith(("\n", "\r"))
        for _ in range(_count(statement.text) + is_open):
            origins.append(0 if is_new else min(row, last))
            row += not is_new
    total = document.place(len(document.source))[0]
    count = 0 if is_open else _count(document.tail) + 1
    origins += (line if line > last else 0 for line in range(total - count + 1, total + 1))
    return () if origins == list(range(1, total + 1)) else tuple(origins)


def _row_of(statement: Statement, source: str) -> int:
    """Which of the lines that it came from a statement begins with; the last if with none."""
    lines = [line.strip() for line in split_lines(source)]
    start = split_lines(statement.text)[0].strip()
    return lines.index(start) if start in lines else len(lines) - 1


def _count(text: str) -> int:
    """How many line ends there are."""
    return len(_NEWLINE.findall(text)) if "\r" in text else text.count("\n")


def origins_by_text(before: str, after: str) -> Origins:
    """The same, where nothing is known but the two texts."""
    old, new = split_lines(before), split_lines(after)
    origins: list[int] = []
    for kind, first, end, start, stop in SequenceMatcher(None, old, new, False).get_opcodes():
        for row in range(stop - start):
            origins.append(0 if kind == "insert" else min(first + row, end - 1) + 1)
    return () if origins == list(range(1, len(old) + 1)) else tuple(origins)


def joined(earlier: Origins, later: Origins) -> Origins:
    """The origins of lines that went through two changes, one after the other."""
    if not (earlier and later):
        return earlier or later
    return tuple(earlier[line - 1] if line else 0 for line in later)


def line_before(origins: Origins, line: int) -> int:
    """The line that a line came from; of a new one, that of the next line that is not."""
    if not origins:
        return line
    rest = (each for each in origins[line - 1 :] if each)
    return next(rest, 0) or max(origins, default=0) or 1


def lines_after(origins: Origins, line: int) -> list[int]:
    """The lines that came from a line, or the last that came from one above it if none did."""
    if not origins:
        return [line]
    here = [index for index, each in enumerate(origins, 1) if each == line]
    above = (index for index, each in enumerate(origins, 1) if 0 < each < line)
    return here or [max(above, default=1)]


def column_after(column: int, before: str, after: str) -> int:
    """Where a column of a line has gone in the line that was made of it."""
    if before == after:
        return column
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts, ends = ([0, *accumulate(map(len, tokens))] for tokens in (old, new))
    index = bisect_right(starts, column) - 1
    for kind, first, end, start, _ in SequenceMatcher(None, old, new).get_opcodes():
        if first <= index < end:
            if kind == "equal":
                return ends[start + index - first] + column - starts[index]
            return ends[start]
    return len(after)


def place_in_source(document: Document, statement: Statement, text: str, offset: int) -> Place:
    """The line and column in the source of an offset in a statement's text of now."""
    source = document.source[statement.offset : statement.end]
    if source == text:
        return document.place(statement.offset + offset)
    here = split_lines(text[:offset])
    lines = split_lines(source)
    row = min(len(here) - 1, max(len(lines) - 2, 0))
    line, column = document.place(statement.offset)
    now = split_lines(text)[len(here) - 1]
    start = column if row == 0 else 0
    return line + row, start + column_after(len(here[-1]), now, lines[row])


class Places:
    """Tells where a place in the text that a stage was given lies in other texts.

    Lines count from 1, columns from 0. A stage that did not run stands for the last text.
    """

    def __init__(self, stages: Sequence[StageResult]) -> None:
        self._stages = stages
        self._numbers = {stage.name: number for number, stage in enumerate(stages)}
        self._lines: dict[int, list[str]] = {}

    def original(self, stage: str, line: int, column: int) -> Place:
        """The same place in the text before the first stage."""
        return self._moved(self._number(stage), line, column, 0)

    def ported(self, stage: str, line: int, column: int) -> Place:
        """The same place in the text behind the last stage."""
        return self._moved(self._number(stage), line, column, len(self._stages))

    def _number(self, stage: str) -> int:
        return self._numbers.get(stage, len(self._stages))

    def _moved(self, number: int, line: int, column: int, to: int) -> Place:
        if number == to:
            return line, column
        row, text = line, self._line(number, line)
        for stage in reversed(self._stages[to:number]):
            row = line_before(stage.origins, row)
        for later, stage in enumerate(self._stages[number:to], number + 1):
            rows = lines_after(stage.origins, row)
            same = (each for each in rows if text.strip() in self._line(later, each))
            row = next(same, rows[0])
        return row, column_after(column, text, self._line(to, row))

    def _line(self, number: int, row: int) -> str:
        if number not in self._lines:
            is_last = number == len(self._stages)
            text = self._stages[-1].code if is_last else self._stages[number].before
            self._lines[number] = split_lines(text)
        return self._lines[number][row - 1]


def placed(warnings: Iterable[Warning], stages: Sequence[StageResult]) -> list[Warning]:
    """Warnings with their places in the text before the stages, and in that behind them.

    They come with the place in the text that their stage was given.
    """
    places = Places(stages)
    result = []
    for warning in warnings:
        place = warning.stage, warning.line, warning.column
        (line, column), (ported_line, ported_column) = (
            places.original(*place),
            places.ported(*place),
        )
        result.append(
            replace(
                warning,
                line=line,
                column=column,
                ported_line=ported_line,
                ported_column=ported_column,
            )
        )
    return result
