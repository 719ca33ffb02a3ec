import re

import libcst as cst

from porting.fixer import Fixer
from porting.py2 import nodes

# See `sys.int_info.default_max_str_digits`.
_MOST_DIGITS = 4300


class Integers(Fixer):
    r"""Keep an integer's value and its distance from what follows.

    2to3 takes the ``L`` off and no more: ``0777L`` became ``0777``, which Python 3 refuses, and
    ``0Lor 3`` became ``0or 3``, which it reads as an octal number. A decimal number of more than
    4300 digits, which Python 3.11 and later refuse, is written in base 16.

    Before::

        mode = 0777L
        size = 0Lor 3

    After::

        mode = 0o777
        size = (0)or 3

    Left alone, because Python 3 reads them as Python 2 did::

        mode = 0x1ff
        size = 0 or 3

    Limits: numbers in strings, as in ``int("0777", 0)``, are not looked at.
    Source: https://peps.python.org/pep-3127/
    """

    name = "integers"
    pattern = form = re.compile(rf"[0-9](?<![\w.].)(?:(?<=0)[0-7]|\w*?[lL]|\d{{{_MOST_DIGITS}}})")

    def leave_Integer(self, original_node: cst.Integer, updated_node: cst.Integer) -> cst.Integer:
        digits = original_node.value.rstrip("lL")
        is_long = len(digits) > _MOST_DIGITS and digits.isdecimal()
        if not is_long and not isinstance(original_node, nodes.Integer):
            return updated_node
        if re.fullmatch(r"0[0-7]*[1-7][0-7]*", digits):
            digits = "0o" + digits[1:].lstrip("0")
        elif is_long:
            digits = hex(_value_of(digits))
        _, end = self.span_of(original_node)
        after = self.statement.text[end : end + 1]
        is_glued = not original_node.lpar and (after.isidentifier() or after == ".")
        lpar = (cst.LeftParen(),) if is_glued else updated_node.lpar
        rpar = (cst.RightParen(),) if is_glued else updated_node.rpar
        return cst.Integer(digits, lpar=lpar, rpar=rpar)


def _value_of(digits: str) -> int:
    """The value of a decimal number, whatever its length."""
    value = 0
    for start in range(0, len(digits), _MOST_DIGITS):
        part = digits[start : start + _MOST_DIGITS]
        value = value * 10 ** len(part) + int(part)
    return value
