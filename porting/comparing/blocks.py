"""Where two texts differ, line by line, or but for how they are laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from porting.engine.places import split_lines
from porting.py2.tokens import logical_lines, tokenize

Level = Literal["text", "layout", "tree"]
_INDENT = re.compile(r"[ \t\f]*")


@dataclass(frozen=True)
class Block:
    """The lines from `a` up to `a_end` of one text, in whose place the other has those from `b`
    up to `b_end`, all from 0."""

    a: int
    a_end: int
    b: int
    b_end: int

    @property
    def size(self) -> int:
        """How many lines differ: those of the longer side."""
        return max(self.a_end - self.a, self.b_end - self.b)


class Unit(NamedTuple):
    """Lines from `first` up to `end` that are compared as one, by their `key`."""

    key: object
    first: int
    end: int


def units_of(text: str, *, with_layout: bool) -> list[Unit]:
    """Cut a text into what is compared.

    With its layout that is each line. Without it is each logical line and each comment: how deep
    it is indented, and its tokens, whatever white space and line ends are between them.

    Raises:
        SourceError: a text whose layout is not to count, and that no Python could read.
    """
    if with_layout:
        return [Unit(line, row, row + 1) for row, line in enumerate(split_lines(text))]
    rows = _Rows(text)
    units: list[Unit] = []
    indents = [0]
    position = 0
    for line in logical_lines(text):
        units += _comments(text, position, line.start, rows)
        position = line.end
        width = len(text[line.start : line.code].expandtabs(8))
        while indents[-1] > width:
            indents.pop()
        if indents[-1] < width:
            indents.append(width)
        tokens = [token.text for token in tokenize(text, line.code, line.end)]
        if tokens:
            notes = _inner_comments(text, line.code, line.end)
            key = (len(indents), *_without_last_commas(tokens), *notes)
            units.append(Unit(key, rows.of(line.code), rows.of(line.end - 1) + 1))
    units += _comments(text, position, len(text), rows)
    return units


def blocks_of(a: Sequence[Unit], b: Sequence[Unit]) -> list[Block]:
    """The places where two sequences of units differ."""
    return [
        Block(*_lines(a, start, end), *_lines(b, first, last))
        for kind, start, end, first, last in _matcher(a, b).get_opcodes()
        if kind != "equal"
    ]


def diff_of(a_text: str, b_text: str, a: Sequence[Unit], b: Sequence[Unit]) -> Iterator[str]:
    """A diff to read, without a header, that has equal units as they are in the first text."""
    a_lines, b_lines = split_lines(a_text), split_lines(b_text)
    for group in _matcher(a, b).get_grouped_opcodes(3):
        start, end = _lines(a, group[0][1], group[-1][2])
        first, last = _lines(b, group[0][3], group[-1][4])
        yield f"@@ -{start + 1},{end - start} +{first + 1},{last - first} @@\n"
        for kind, a_start, a_end, b_start, b_end in group:
            mark = " " if kind == "equal" else "-"
            yield from _shown(mark, a_lines, a[a_start:a_end])
            if kind != "equal":
                yield from _shown("+", b_lines, b[b_start:b_end])


def _shown(mark: str, lines: Sequence[str], units: Iterable[Unit]) -> Iterator[str]:
    for unit in units:
        yield from (f"{mark}{line}\n" for line in lines[unit.first : unit.end])


def _matcher(a: Sequence[Unit], b: Sequence[Unit]) -> SequenceMatcher[object]:
    return SequenceMatcher(None, [unit.key for unit in a], [unit.key for unit in b], False)


def _lines(units: Sequence[Unit], start: int, end: int) -> tuple[int, int]:
    """The lines of units[start:end]; for none of them the place where they would stand."""
    if start < end:
        return units[start].first, units[end - 1].end
    place = units[start].first if start < len(units) else units[-1].end if units else 0
    return place, place


def _comments(text: str, start: int, end: int, rows: _Rows) -> Iterator[Unit]:
    """The comments that stand on lines of their own."""
    first = rows.of(start)
    for row, line in enumerate(split_lines(text[start:end]), first):
        if "#" in line:
            yield Unit(("#", line.strip()), row, row + 1)


_STRING_OR_COMMENT = re.compile(
    r"\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''"
    r"|\"(?:\\.|[^\\\"\n])*\"|'(?:\\.|[^\\'\n])*'|(?P<comment>#[^\r\n]*)",
    re.DOTALL,
)


def _inner_comments(text: str, start: int, end: int) -> list[str]:
    found = _STRING_OR_COMMENT.finditer(text, start, end)
    return [each["comment"].strip() for each in found if each["comment"]]


def _without_last_commas(tokens: Sequence[str]) -> Iterator[str]:
    """Tokens without the comma before a bracket that closes, but for that of ``(x,)``."""
    depth_commas: list[int] = []
    for token, following in zip(tokens, [*tokens[1:], ""]):
        if token in "([{":
            depth_commas.append(0)
        elif token in ")]}" and depth_commas:
            depth_commas.pop()
        elif token == "," and depth_commas:
            depth_commas[-1] += 1
            if following in (")", "]", "}") and depth_commas[-1] > 1:
                continue
        yield token


class _Rows:
    """The line, from 0, that an offset of a text lies in."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(each.end() for each in re.finditer(r"\r\n|\n|\r", text))]

    def of(self, offset: int) -> int:
        from bisect import bisect_right

        return bisect_right(self._starts, max(offset, 0)) - 1
