"""Which statements hold what fixers look for: found by one look at the whole text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from porting.engine.document import Statement

Key = str | re.Pattern[str]

_LIKE_WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_IN_WORD = re.compile(r"\w")


class Index:
    """Which statements hold which of some words, and in which of them patterns are found.

    A pattern is searched for in a whole text, so it must not depend on where a statement begins.
    """

    def __init__(
        self, words: Collection[str] = (), patterns: Iterable[re.Pattern[str]] = ()
    ) -> None:
        self.words = frozenset(words)
        self.patterns = frozenset(patterns)
        self.holders: dict[Key, set[Statement]] = {}

    def read(self, text: str, statements: Sequence[Statement]) -> None:
        """Take in the statements of a text, which stand in it where their offsets say."""
        starts = [each.offset for each in statements]

        def take(key: Key, start: int, end: int) -> int:
            """Note the statement with this place; what to look at next begins at the result."""
            number = bisect_right(starts, start)
            statement = statements[number - 1]
            behind = statement.offset + len(statement.text)
            if number == 0 or start >= behind:
                return starts[number] if number < len(starts) else len(text)
            if end <= behind or (isinstance(key, re.Pattern) and key.search(statement.text)):
                self.holders.setdefault(key, set()).add(statement)
            return behind

        for word in self.words.intersection(_LIKE_WORD.findall(text)) if statements else ():
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                if _is_whole(text, start, end):
                    end = take(word, start, end)
                start = text.find(word, end)
        for pattern in self.patterns if statements else ():
            found = pattern.search(text)
            while found:
                found = pattern.search(text, take(pattern, *found.span()))

    def add(self, statement: Statement) -> None:
        """Take in a statement. Those that left the document do no harm."""
        keys: list[Key] = [*(self.words & statement.words)]
        keys += [pattern for pattern in self.patterns if pattern.search(statement.text)]
        for key in keys:
            self.holders.setdefault(key, set()).add(statement)


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (_IN_WORD.match(text[start - 1 : start]) or _IN_WORD.match(text[end : end + 1]))
