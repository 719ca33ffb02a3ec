from __future__ import annotations

import re

from porting.engine.document import Document
from porting.fixer import Fixer, Options
from porting.fixers.questions.futures import future_features
from porting.project.language import Language
from porting.py2.tokens import Kind

_ESCAPE = re.compile(r"\\(?:([4-7][0-7][0-7])|[\s\S])")


class WideOctals(Fixer):
    r"""Write octal escapes beyond ``\377`` as what they meant.

    A byte cannot hold them, so Python 2 cut off the ninth bit in a plain literal; in a Unicode
    literal it did not. Python 3.12 warns of them, and later ones will not read them.

    Before::

        space = "\440"
        letter = u"\401"

    After::

        space = "\040"
        letter = u"\u0101"

    Left alone, because they fit::

        last = "\377"

    Limits: none known.
    Source: https://docs.python.org/3/whatsnew/3.12.html#other-language-changes
    """

    name = "wide_octals"
    literals = Kind.STRING
    pattern = re.compile(r"\\[4-7][0-7][0-7]")
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_unicode = "unicode_literals" in future_features(document.source)

    def rewrite_literal(self, text: str) -> str:
        prefix = text[: len(text) - len(text.lstrip("rRbBuU"))].lower()
        if "r" in prefix:
            return text
        is_unicode = prefix == "u" or (self.is_unicode and not prefix)
        return _ESCAPE.sub(_as_unicode if is_unicode else _in_eight_bits, text)


def _as_unicode(found: re.Match[str]) -> str:
    octal = found.group(1)
    return f"\\u{int(octal, 8):04x}" if octal else found.group()


def _in_eight_bits(found: re.Match[str]) -> str:
    octal = found.group(1)
    return f"\\{int(octal, 8) & 0o377:03o}" if octal else found.group()
