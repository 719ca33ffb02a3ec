"""Code for pages: coloured by pygments, with the words that changed marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from typing import Literal

from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers.python import Python2Lexer, PythonLexer
from pygments.lexers.special import TextLexer
from pygments.token import (
    Comment,
    Keyword,
    Name,
    Number,
    Operator,
    String,
    _TokenType,
    is_token_subtype,
)

from porting.engine.places import split_lines

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_CLASSES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "c"),
    (String, "s"),
    (Number, "m"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (Name.Builtin, "b"),
    (Name.Exception, "b"),
    (Name.Function, "f"),
    (Name.Class, "f"),
    (Name.Decorator, "f"),
)
# What would not be seen, or would show the characters behind it in another order.
_CONTROL: dict[int, int | str] = {
    **{number: 0x2400 + number for number in range(32) if number not in (9, 10)},
    127: 0x2421,
    **{
        number: f"⟨U+{number:04X}⟩"
        for first, last in ((0x80, 0xA0), (0x200B, 0x2010), (0x2028, 0x202F), (0x2066, 0x206A))
        for number in range(first, last)
    },
    0x61C: "⟨U+061C⟩",
    0xFEFF: "⟨U+FEFF⟩",
}

Language = Literal["python", "python2", "text"]
Piece = tuple[str, str]
"""A class of CSS, "" for none, and a text without line ends."""


@dataclass(frozen=True)
class Mark:
    """Characters of a text that changed, from `start` to `end`, at the stage of that number."""

    start: int
    end: int
    stage: int


def visible(text: str) -> str:
    """The text with a sign for each character that is not seen, or changes how others are."""
    return text.translate(_CONTROL).encode("utf-8", "backslashreplace").decode()


def coloured(text: str, language: Language) -> list[list[Piece]]:
    """The pieces of each line of a program, or of a text that is none."""
    lines: list[list[Piece]] = [[]]
    for _, kind, value in _lexer(language).get_tokens_unprocessed("\n".join(split_lines(text))):
        name = _class_of(kind)
        first, *rest = value.split("\n")
        for number, piece in enumerate((first, *rest)):
            if number:
                lines.append([])
            if piece:
                lines[-1].append((name, piece))
    return lines


@cache
def _lexer(language: Language) -> Lexer:
    lexer: Lexer = {"python": PythonLexer, "python2": Python2Lexer, "text": TextLexer}[language]()
    return lexer


@cache
def _class_of(kind: _TokenType) -> str:
    return next((name for known, name in _CLASSES if is_token_subtype(kind, known)), "")


def markup(pieces: Iterable[Piece], marks: Sequence[Mark] = (), tag: str = "ins") -> Markup:
    """A line as HTML. Marks count from its start, come in order and do not overlap."""
    parts: list[Markup] = []
    position = 0
    cuts = sorted({place for mark in marks for place in (mark.start, mark.end)})
    for name, text in pieces:
        end = position + len(text)
        places = [position, *(cut for cut in cuts if position < cut < end), end]
        for start, stop in pairwise(places):
            shown = escape(visible(text[start - position : stop - position]))
            if name:
                shown = Markup('<span class="{}">{}</span>').format(name, shown)
            mark = next((each for each in marks if each.start <= start < each.end), None)
            if mark is not None:
                shown = Markup('<{0} class="s{1}">{2}</{0}>').format(tag, mark.stage, shown)
            parts.append(shown)
        position = end
    return Markup("").join(parts)


def word_changes(before: str, after: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Which characters of `before` are gone, and which of `after` are new, as start and end."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    gone: list[tuple[int, int]] = []
    made: list[tuple[int, int]] = []
    old_place = new_place = 0
    for kind, first, end, start, stop in SequenceMatcher(None, old, new, False).get_opcodes():
        old_size, new_size = len("".join(old[first:end])), len("".join(new[start:stop]))
        if kind != "equal":
            if old_size:
                gone.append((old_place, old_place + old_size))
            if new_size:
                made.append((new_place, new_place + new_size))
        old_place += old_size
        new_place += new_size
    return gone, made


def moved(marks: Iterable[Mark], before: str, after: str) -> Iterator[Mark]:
    """Marks of `before` at the places in `after` that the same characters have."""
    matcher = SequenceMatcher(None, _WORD.findall(before), _WORD.findall(after), False)
    old, new = _starts(before), _starts(after)
    marks = list(marks)
    for first, start, count in matcher.get_matching_blocks():
        begin, end, shift = old[first], old[first + count], new[start] - old[first]
        for mark in marks:
            low, high = max(mark.start, begin), min(mark.end, end)
            if low < high:
                yield Mark(low + shift, high + shift, mark.stage)


def _starts(text: str) -> list[int]:
    """Where its words begin, and where the last one ends."""
    places = [0]
    for word in _WORD.findall(text):
        places.append(places[-1] + len(word))
    return places
