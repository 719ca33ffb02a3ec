import re

from porting.fixer import Fixer
from porting.project.language import Language
from porting.py2.tokens import Kind


class TextPrefixes(Fixer):
    r"""Drop the ``u`` before literals in code that is Python 3 already.

    Python 3.3 took the prefix back in so that code could serve both; it says nothing. Where code is
    Python 2 the fixer ``unicode`` drops it.

    Before::

        price = u"%s EUR" % U'12'

    After::

        price = "%s EUR" % '12'

    Left alone, because these say something::

        magic = b"shop"
        path = r"c:\users"

    Limits: none known.
    Source: https://peps.python.org/pep-0414/
    """

    name = "text_prefixes"
    written_in = Language.PYTHON3
    literals = Kind.STRING
    pattern = re.compile(r"\b[uU][\"']")

    def rewrite_literal(self, text: str) -> str:
        return text[1:] if text[0] in "uU" else text
