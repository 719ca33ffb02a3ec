from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Fixer


class AssertTuple(Fixer):
    r"""Take the ``assert`` off a tuple, which is always true.

    ``assert (test, message)`` holds whatever the test says: the parentheses make both one value.
    Python warns of it. What is left is the value; whether the test was meant to hold, a person
    must find out.

    Before::

        assert (price > 0, "no price")

    After::

        (price > 0, "no price")

    Left alone, because the test stands by itself::

        assert (price > 0), "no price"

    Limits: none known.
    Source: https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement
    """

    name = "assert_tuple"
    triggers = frozenset(["assert"])
    form = re.compile(r"\bassert\s*\(")
    safety = "review"

    def leave_Assert(
        self, original_node: cst.Assert, updated_node: cst.Assert
    ) -> cst.Assert | cst.Expr:
        test = original_node.test
        if original_node.msg is not None or not isinstance(test, cst.Tuple) or not test.elements:
            return updated_node
        return cst.Expr(updated_node.test, semicolon=updated_node.semicolon)
