import re

from porting.engine.document import Document
from porting.fixer import Fixer, Options
from porting.fixers.questions.literals import is_literal
from porting.project.language import Language
from porting.py2.tokens import Kind

_NAMED = re.compile(r"((?<!\\)(?:\\\\)*)\\N")


class NamedEscapes(Fixer):
    r"""Double the backslash of ``\N`` in a plain string, where it never was an escape.

    Only Unicode strings of Python 2 knew characters by name. In Python 3 every plain string does,
    and ``\N`` without a name in braces is a syntax error. 2to3 does the same for ``\u``.

    Before::

        print "\Noun", u"\N{BULLET}"

    After::

        print "\\Noun", u"\N{BULLET}"

    Left alone, because a raw string has no escapes::

        print r"\Noun"

    Limits: in a file that only Python 3 can read, what has a meaning there stays.
    Source: https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
    """

    name = "named_escapes"
    literals = Kind.STRING
    pattern = re.compile(r"\\N")
    written_in = Language.HALF
    if_left = "wrong result, no error"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_unicode = "unicode_literals" in document.source

    def rewrite_literal(self, text: str) -> str:
        is_plain = text[0] in "\"'" and not self.is_unicode
        if is_plain and self.document.context.language is Language.HALF:
            is_plain = not is_literal(text)
        return _NAMED.sub(r"\1\\\\N", text) if is_plain else text
