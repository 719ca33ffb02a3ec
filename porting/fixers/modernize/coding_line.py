import re

from porting.fixer import Fixer
from porting.project.language import Language

_NEWLINE = r"(?:\r\n|\r|\n)"
_FIRST_LINE = rf"\ufeff?(?:#(?![^\r\n]*coding[:=])[^\r\n]*{_NEWLINE})?"
_CODING = re.compile(
    rf"({_FIRST_LINE})[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)[^\r\n]*{_NEWLINE}"
)
_UTF8 = re.compile(r"utf[-_]?8", re.IGNORECASE)


class CodingLine(Fixer):
    r"""Drop the line that names UTF-8 as the encoding of the file.

    Python 2 took a file for ASCII unless a line told otherwise. Python 3 takes it for UTF-8.

    Before::

        # -*- coding: utf-8 -*-
        # The shop.
        author = "Zoë"

    After::

        # The shop.
        author = "Zoë"

    Left alone, because it says something else::

        # -*- mode: python -*-
        author = "Zoe"

    Limits: another encoding stays, as the file is written in it. What else the line says goes with
    it, such as settings for editors.
    Source: https://peps.python.org/pep-3120/
    """

    name = "coding_line"
    written_in = Language.PYTHON3

    def is_needed(self) -> bool:
        return False

    def finish(self) -> None:
        found = _CODING.match(self.head)
        if found and _UTF8.fullmatch(found.group(2)):
            self.rewrite_head(found.group(1) + self.head[found.end() :])
