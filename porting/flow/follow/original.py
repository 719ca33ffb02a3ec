"""What the Python 2 source tells that stage ``2to3`` takes away: which literals were `unicode`.

``u''`` and ``''`` are the same once the prefix is gone, and so are ``unicode(x)`` and ``str(x)``.
The strings and names of both texts stand in the same order, so they can be laid side by side.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from porting.py2.tokens import STRING_PATTERN

_NAMES = {"str": "str", "unicode": "str", "chr": "chr", "unichr": "chr", "basestring": "str"}
_TEXT_NAMES = frozenset(("unicode", "unichr"))
_FUTURE = re.compile(r"^from\s+__future__\s+import\b[^;]*?\bunicode_literals\b", re.MULTILINE)
_HINT = re.compile(r"""\b[uU][rR]?['"]|\bunicode\b|\bunichr\b|\bunicode_literals\b""")
_MOST_TOKENS = 3000


@lru_cache(maxsize=4)
def text_places(text: str, original: str) -> frozenset[tuple[int, int]]:
    """Where text stands in Python 3 source, as its Python 2 original tells.

    Returns:
        The places (line and column, as `ast` counts them) of literals that were `unicode` and of
        the names ``str`` and ``chr`` that were ``unicode`` and ``unichr``.
    """
    if not _HINT.search(original):
        return frozenset()
    is_all_text = bool(_FUTURE.search(original))
    old = _marks(original, is_all_text)
    new = _marks(text, False)
    offsets = [new[there].offset for here, there in _pairs(old, new) if old[here].is_text]
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]
    places = set()
    line = 0
    for offset in sorted(offsets):
        while line + 1 < len(starts) and starts[line + 1] <= offset:
            line += 1
        start = max(starts[line], int(text.startswith("\ufeff")))
        places.add((line + 1, len(text[start:offset].encode())))
    return frozenset(places)


class _Mark:
    """A string or name: what it is in both texts, and whether it says that it is text."""

    __slots__ = ("is_text", "key", "offset")

    def __init__(self, key: str, offset: int, is_text: bool) -> None:
        self.key = key
        self.offset = offset
        self.is_text = is_text


_MARK = re.compile(rf"#[^\r\n]*|(?P<string>{STRING_PATTERN})|(?P<name>[^\W\d]\w*)|\d\w*")
_BETWEEN = re.compile(r"(?:[\s\\]|#[^\r\n]*(?![^\r\n]))*")


def _marks(text: str, is_all_text: bool) -> list[_Mark]:
    found: list[_Mark] = []
    end = -1
    for match in _MARK.finditer(text):
        if match.lastgroup == "string":
            word = match.group()
            start = min(word.find('"') % len(word), word.find("'") % len(word))
            prefix = word[:start].lower()
            is_text = "u" in prefix or (is_all_text and "b" not in prefix)
            if end >= 0 and _BETWEEN.fullmatch(text, end, match.start()):
                # Parts that are joined are one literal, and text where one of them is.
                found[-1].is_text = found[-1].is_text or is_text
                found[-1].key += word[start:]
            else:
                found.append(_Mark(word[start:], match.start(), is_text))
            end = match.end()
        elif match.lastgroup == "name":
            word = match.group()
            if word in _NAMES:
                found.append(_Mark(_NAMES[word], match.start(), word in _TEXT_NAMES))
            end = -1
    return found


def _pairs(old: list[_Mark], new: list[_Mark]) -> list[tuple[int, int]]:
    """The marks of both texts that are the same, by their places in the two lists."""
    first = 0
    while first < min(len(old), len(new)) and old[first].key == new[first].key:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last].key == new[-1 - last].key:
        last += 1
    pairs = [(index, index) for index in range(first)]
    pairs += [(len(old) - 1 - n, len(new) - 1 - n) for n in range(last)]
    keys = [mark.key for mark in old[first : len(old) - last]]
    others = [mark.key for mark in new[first : len(new) - last]]
    if keys and others and len(keys) + len(others) < _MOST_TOKENS:
        for block in SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks():
            pairs += [(first + block.a + n, first + block.b + n) for n in range(block.size)]
    return pairs
