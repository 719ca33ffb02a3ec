from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Fixer


class KeywordParentheses(Fixer):
    r"""Take the parentheses off the name of an argument.

    Python 2 took ``f((x)=1)`` for ``f(x=1)``. Python 3.8 and later do not compile it.

    Before::

        show((title)="Shelf")

    After::

        show(title="Shelf")

    Left alone, because the value is what stands in them::

        show(title=("Shelf"))

    Limits: none known.
    Source: https://docs.python.org/3/whatsnew/3.8.html#changes-in-python-behavior
    """

    name = "keyword_parentheses"
    pattern = re.compile(r"\w[ \t]*\)[ \t]*=(?!=)")

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        keyword = updated_node.keyword
        if keyword is None or not keyword.lpar:
            return updated_node
        return updated_node.with_changes(keyword=keyword.with_changes(lpar=(), rpar=()))
