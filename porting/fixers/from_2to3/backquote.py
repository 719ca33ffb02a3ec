import re

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.own_names import builtin
from porting.py2 import nodes
from porting.py2.spaces import NO_SPACE


class Backquote(Fixer):
    r"""Turn backticks into a call of ``repr``.

    In Python 2 an expression in backticks gave its ``repr``. They are easily missed
    beside quotes, and Python 3 did without them. 2to3 calls this fixer ``repr``.

    Before::

        message = "not a title: " + `title`
        print `row, column`

    After::

        message = "not a title: " + repr(title)
        print repr((row, column))

    Left alone, because in a string they are plain characters::

        hint = "type `help` for help"

    Limits: nothing is put between a word and the backtick that follows it directly, and a
    comment before the closing backtick is lost.
    Source: https://docs.python.org/3/whatsnew/3.0.html#removed-syntax
    """

    name = "repr"
    form = pattern = re.compile("`")

    def leave_Backquote(
        self, original_node: nodes.Backquote, updated_node: nodes.Backquote
    ) -> cst.Call:
        space, value = updated_node.whitespace_before_value, updated_node.value
        if isinstance(value, cst.Tuple) and not value.lpar:
            opening = cst.LeftParen(whitespace_after=space)
            space = NO_SPACE
            value = value.with_changes(lpar=[opening], rpar=[cst.RightParen()])
        return cst.Call(
            func=builtin(self, "repr"),
            args=[cst.Arg(value)],
            whitespace_before_args=space,
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )
