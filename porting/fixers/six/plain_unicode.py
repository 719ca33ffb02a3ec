import re

from porting.engine.document import Document
from porting.fixer import Fixer, Options
from porting.fixers.questions.futures import future_features
from porting.py2.tokens import Kind

_ESCAPE = re.compile(r"\\([\s\S])")
_RAW = re.compile(r"[uU][rR]")
_IN_RAW = re.compile(r"(?<!\\)(?:\\\\)*\\[uU]")


class PlainUnicode(Fixer):
    r"""Write strings so that Python 2 and 3 read the same in them.

    Python 3 knows ``u'...'``, but not ``ur'...'``. And in its strings without ``u`` an escape
    ``\u20ac`` is one character; in Python 2 it was six, so its backslash is doubled.

    Before::

        pattern = ur'\d+ EUR'
        path = "c:\users"

    After::

        pattern = u'\\d+ EUR'
        path = "c:\\users"

    Left alone, because both read the same::

        name = u'caf\xe9'
        magic = b"\u20ac"
        number = r"\d+"

    Limits: ``ur'\u20ac'``, in which the escape counts, is seen to by ``raw_unicode``.
    Source: https://peps.python.org/pep-0414/
    """

    name = "plain_unicode"
    literals = Kind.STRING
    pattern = re.compile(r"\b[uU][rR][\"']|\\[uU]")

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.has_unicode_literals = "unicode_literals" in future_features(document.source)

    def rewrite_literal(self, text: str) -> str:
        if _RAW.match(text):
            if _IN_RAW.search(text):
                return text
            return "u" + text[2:].replace("\\", "\\\\")
        is_plain = text[0] in "\"'" and not self.has_unicode_literals
        return _ESCAPE.sub(_doubled, text) if is_plain else text


def _doubled(escape: re.Match[str]) -> str:
    return rf"\{escape.group()}" if escape.group(1) in "uU" else escape.group()
