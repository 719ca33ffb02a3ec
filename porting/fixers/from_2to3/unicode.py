import re
from collections.abc import Mapping
from typing import ClassVar

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.rename import RenameName
from porting.fixers.questions.futures import future_features
from porting.fixers.questions.literals import is_literal
from porting.project.language import Language
from porting.py2.tokens import Kind

_ESCAPE = re.compile(r"\\([\s\S])")


class Unicode(RenameName):
    r"""Turn ``unicode`` into ``str``, ``unichr`` into ``chr``, and drop the ``u`` of literals.

    All text of Python 3 is Unicode: what Python 2 called ``unicode`` is its ``str``, and
    a literal needs no ``u``. An escape ``\u20ac`` was six plain characters in a
    literal without ``u``; now it would be one, so its backslash is doubled.

    Before::

        price = u"%s EUR" % unicode(amount)
        dash = unichr(0x2014)
        path = "c:\users"

    After::

        price = "%s EUR" % str(amount)
        dash = chr(0x2014)
        path = "c:\\users"

    Left alone, because bytes and raw literals mean the same as before::

        magic = b"\u20ac"
        pattern = r"\d+ \u20ac"

    Limits: every name ``unicode`` or ``unichr`` is renamed, attributes, keyword
    arguments and your own functions included; two parameters may come to bear one name.
    Raw literals lose what ``ur"\u20ac"`` said, and ``\N{DASH}`` is not looked at.
    Source: https://docs.python.org/3/whatsnew/3.0.html#text-vs-data-instead-of-unicode-vs-8-bit
    """

    name = "unicode"
    written_in = Language.HALF
    triggers = frozenset(["unicode", "unichr"])
    in_strings = False
    literals = Kind.STRING
    pattern = re.compile(r"[uU](?:(?<=\\.)|(?<=\b.)[rR]?[\"'])")
    names: ClassVar[Mapping[str, str]] = {"unicode": "str", "unichr": "chr"}

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.has_plain_literals = "unicode_literals" not in future_features(document.source)

    def rewrite_literal(self, text: str) -> str:
        if text[0] in "uU":
            return text[1:]
        is_plain = text[0] in "\"'" and self.has_plain_literals
        if is_plain and self.document.context.language is not Language.PYTHON2:
            is_plain = not is_literal(text)
        return _ESCAPE.sub(_without_unicode, text) if is_plain else text


def _without_unicode(escape: re.Match[str]) -> str:
    return rf"\{escape.group()}" if escape.group(1) in "uU" else escape.group()
