import re

import libcst as cst

from porting.document import Document
from porting.fixer import Fixer, Options
from porting.language import Language

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

    Limits: none known.
    Source: https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
    """

    name = "named_escapes"
    pattern = re.compile(r"\\N")
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_unicode = "unicode_literals" in document.source

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        if original_node.prefix or self.is_unicode:
            return updated_node
        return updated_node.with_changes(value=_NAMED.sub(r"\1\\\\N", original_node.value))
