"""A file at all its stages as the rows of one table: the original on the left, the port beside it.

A slot is a line of the original with what became of it; what is new follows the line before it. So
a line keeps its row from stage to stage.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from markupsafe import Markup

from porting.engine.places import Origins, joined, split_lines
from porting.report.marked import Language, Mark, Piece, coloured, markup, moved, word_changes

CONTEXT = 4
"""So many unchanged lines are shown around what there is to look at."""
WHOLE = 120
"""Files of so many lines are shown whole."""


@dataclass(frozen=True)
class Row:
    """A line on each side, None where there is none; `right` is None, too, where it is the same."""

    left: Markup | None
    right: Markup | None
    is_same: bool = False


@dataclass(frozen=True)
class Variant:
    """What a slot looks like at some of the stages, whose numbers count from 1."""

    stages: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Slot:
    """A line of the original by its number, 0 for what is new before the first.

    One variant for all stages stands for a line that never changed.
    """

    line: int
    variants: tuple[Variant, ...]

    @property
    def is_same(self) -> bool:
        return len(self.variants) == 1 and all(row.is_same for row in self.variants[0].rows)


@dataclass(frozen=True)
class Block:
    """Slots that are shown, or folded away until somebody asks for them."""

    slots: tuple[Slot, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class Text:
    """A text after a stage, with the line of the original that each line came from, from 1, and 0
    for a new one; empty where each stands where it stood."""

    text: str
    origins: Origins
    lines: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, origins: Origins) -> Text:
        return cls(text, origins, split_lines(text))


def texts_of(stages: Iterable[tuple[str, Origins]], first: Origins = ()) -> list[Text]:
    """The texts after the stages; each comes with its origins in the one before, and `first` are
    those of the text that the first stage was given."""
    texts = []
    origins = first
    for text, each in stages:
        origins = joined(origins, each)
        texts.append(Text.of(text, origins))
    return texts


def blocks_of(
    original: str,
    texts: Sequence[Text],
    looked_at: Collection[int],
    *,
    language: Language = "python2",
) -> tuple[Block, ...]:
    """The rows of a file.

    Args:
        original: the text on the left.
        texts: those after the stages.
        looked_at: lines of the original that are never folded.
        language: what the original is: its port is in Python, or like it a text with sessions.
    """
    slots = list(_slots(original, texts, language))
    if len(slots) <= WHOLE:
        return (Block(tuple(slots)),)
    shown = [False] * len(slots)
    for index, slot in enumerate(slots):
        if slot.line in looked_at or not slot.is_same:
            first = max(index - CONTEXT, 0)
            shown[first : index + CONTEXT + 1] = [True] * len(shown[first : index + CONTEXT + 1])
    return tuple(_blocks(slots, shown))


def _blocks(slots: list[Slot], shown: list[bool]) -> Iterator[Block]:
    start = 0
    for index in range(1, len(slots) + 1):
        if index == len(slots) or shown[index] != shown[start]:
            is_folded = not shown[start] and index - start > CONTEXT
            yield Block(tuple(slots[start:index]), is_folded)
            start = index


def _slots(original: str, texts: Sequence[Text], language: Language) -> Iterator[Slot]:
    left_lines = split_lines(original)
    left = coloured(original, language)
    rights = [coloured(each.text, "text" if language == "text" else "python") for each in texts]
    spreads = [_spread(each, len(left_lines)) for each in texts]
    for line in range(len(left_lines) + 1):
        here = [spread[line] for spread in spreads]
        if line and all(
            [each.lines[index] for index in indexes] == [left_lines[line - 1]]
            for each, indexes in zip(texts, here)
        ):
            row = Row(markup(left[line - 1]), None, is_same=True)
            yield Slot(line, (Variant(tuple(range(1, len(texts) + 1)), (row,)),))
        elif line or any(here):
            old = [left[line - 1]] if line else []
            news = [[right[index] for index in indexes] for right, indexes in zip(rights, here)]
            yield Slot(line, tuple(_variants(old, news)))


def _spread(text: Text, count: int) -> list[list[int]]:
    """The indexes of the lines that belong to each line of the original, and to 0."""
    found: list[list[int]] = [[] for _ in range(count + 1)]
    current = 0
    for index in range(len(text.lines)):
        origin = text.origins[index] if index < len(text.origins) else 0
        if not text.origins:
            origin = index + 1
        current = max(current, min(origin, count))
        found[current].append(index)
    return found


def _variants(old: list[list[Piece]], news: list[list[list[Piece]]]) -> Iterator[Variant]:
    left = _plain(old)
    before, gone, made = left, list[Mark](), list[Mark]()
    numbers: list[int] = []
    for number, new in enumerate(news, 1):
        right = _plain(new)
        if right != before or number == 1:
            now_gone, now_made = word_changes(left, right)
            gone = _kept(now_gone, gone, number)
            made = _kept(now_made, list(moved(made, before, right)), number)
            before = right
        numbers.append(number)
        if number == len(news) or _plain(news[number]) != right:
            yield Variant(tuple(numbers), tuple(_rows(old, new, gone, made)))
            numbers = []


def _plain(lines: list[list[Piece]]) -> str:
    return "\n".join("".join(text for _, text in line) for line in lines)


def _kept(spans: list[tuple[int, int]], earlier: list[Mark], stage: int) -> list[Mark]:
    """Marks for the spans; what was marked by an earlier stage keeps its number."""
    marks: list[Mark] = []
    for start, end in spans:
        position = start
        for mark in sorted(earlier, key=lambda each: each.start):
            low, high = max(mark.start, position), min(mark.end, end)
            if low < high:
                if position < low:
                    marks.append(Mark(position, low, stage))
                marks.append(Mark(low, high, mark.stage))
                position = high
        if position < end:
            marks.append(Mark(position, end, stage))
    return marks


def _rows(
    old: list[list[Piece]], new: list[list[Piece]], gone: list[Mark], made: list[Mark]
) -> Iterator[Row]:
    is_same = _plain(old) == _plain(new) and len(old) == len(new)
    lefts = [markup(line, marks, "del") for line, marks in _by_line(old, gone)]
    rights = [markup(line, marks, "ins") for line, marks in _by_line(new, made)]
    for left, right in zip_longest(lefts, rights):
        yield Row(left, right, is_same)


def _by_line(
    lines: list[list[Piece]], marks: list[Mark]
) -> Iterator[tuple[list[Piece], list[Mark]]]:
    position = 0
    for line in lines:
        size = sum(len(text) for _, text in line)
        here = [
            Mark(max(mark.start - position, 0), min(mark.end - position, size), mark.stage)
            for mark in marks
            if mark.start < position + size and position < mark.end
        ]
        yield line, here
        position += size + 1
