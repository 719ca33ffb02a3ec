from __future__ import annotations

import re
from itertools import pairwise

from porting.engine.document import Statement
from porting.fixer import Fixer
from porting.py2.tokens import Kind, tokenize

_GLUED = re.compile(r"(?<![\w.])\.?\d[\w.]*?(?:if|else|or|and|in|is|not|for)\b")


class NumberSpaces(Fixer):
    r"""Put a space between a number and the word behind it.

    ``1if ready else 0`` is read as it was, but Python 3.12 warns of it: ``0x1for x in y`` shows
    why, as it means ``0x1f or x in y``.

    Before::

        count = 1if ready else 2or 3

    After::

        count = 1 if ready else 2 or 3

    Left alone, because there is a space, or no number::

        count = x1if if ready else 0
        hint = "1if"

    Limits: none known.
    Source: https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals
    """

    name = "number_spaces"
    pattern = _GLUED

    def may_change(self, statement: Statement) -> bool:
        """The tokens tell in the end: nothing is parsed."""
        return False

    def finish(self) -> None:
        for statement in self.document.statements:
            if not _GLUED.search(statement.text):
                continue
            text = statement.text
            tokens = list(tokenize(text, 0, len(text)))
            places = [
                word.start
                for number, word in pairwise(tokens)
                if number.kind is Kind.NUMBER
                and word.kind is Kind.NAME
                and number.end == word.start
            ]
            if places:
                for place in reversed(places):
                    text = f"{text[:place]} {text[place:]}"
                self.rewrite(statement, text)
