import re

from porting.fixer import Fixer
from porting.py2.tokens import Kind

_OLD_OCTAL = re.compile(r"0(?!0+\Z)\d+")


class Numliterals(Fixer):
    r"""Write integers without ``L``, and octal ones with ``0o``.

    Python 3 has one type of integer, of any size, so the ``L`` of Python 2's ``long``
    is gone. A leading zero, which made a number octal unseen, is spelt ``0o``.

    Before::

        os.chmod(path, 0644)
        limit = 4294967296L

    After::

        os.chmod(path, 0o644)
        limit = 4294967296

    Left alone, because these mean the same in both::

        ratio = 007.5 + 0x1F + 0o17 + 0

    Limits: a number with both, ``0777L``, only loses its ``L``.
    Source: https://peps.python.org/pep-3127/
    """

    name = "numliterals"
    literals = Kind.NUMBER
    # It begins with what is rare: `re` looks for that first.
    form = pattern = re.compile(r"[0-9](?<![\w.].)(?:[\da-fA-FxXoO]*[lL]|(?<=0)[0-7])")

    def rewrite_literal(self, text: str) -> str:
        if text[-1] in "lL":
            return text[:-1]
        return f"0o{text[1:]}" if _OLD_OCTAL.fullmatch(text) else text
