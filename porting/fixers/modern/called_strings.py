from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Fixer, in_parentheses
from porting.flow.knowledge.formats import conversions_of


class CalledStrings(Fixer):
    r"""Write the ``%`` that is missing between a literal and what is to be formatted.

    A string cannot be called: where that line is reached, it ends in a ``TypeError``. Python 3.8
    and later warn of it already when they compile the file.

    Before::

        if a != b:
            raise TypeError("%s and %s differ" (a, b))

    After::

        if a != b:
            raise TypeError("%s and %s differ" % (a, b))

    Before::

        print("%s: %s" (name, price).rstrip())

    After::

        print(("%s: %s" % (name, price)).rstrip())

    Left alone, because the literal takes another number of values::

        print("%s and %s" (name,))

    Limits: a literal without conversions, or with a mapping, is left as it is.
    Source: https://docs.python.org/3/whatsnew/3.8.html#changes-in-python-behavior
    """

    name = "called_strings"
    pattern = re.compile(r"%[^\n]*['\"]\s*\(")
    form = re.compile(r"'\s*\(")
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        literal, arguments = original_node.func, original_node.args
        if not isinstance(literal, cst.SimpleString) or not isinstance(
            literal.evaluated_value, str
        ):
            return updated_node
        wanted = conversions_of(literal.evaluated_value)
        is_plain = all(each.keyword is None and not each.star for each in arguments)
        if not wanted or len(wanted) != len(arguments) or not is_plain:
            return updated_node
        elements = [cst.Element(each.value, each.comma) for each in updated_node.args]
        if len(elements) == 1:
            elements = [cst.Element(elements[0].value, cst.Comma())]
        whole = cst.Tuple(elements, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        text = cst.BinaryOperation(
            updated_node.func,
            cst.Modulo(),
            whole,
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )
        binds = isinstance(self.parent, (cst.Attribute, cst.Subscript, cst.BinaryOperation))
        return in_parentheses(text) if binds and not text.lpar else text
