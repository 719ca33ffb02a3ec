import re

import libcst as cst

from porting.fixer import Fixer


class Paren(Fixer):
    r"""Put parentheses around what a comprehension loops over.

    Python 2 let a list comprehension loop over items that have only commas between them.
    Python 3 wants a tuple there as anywhere else, with parentheses.

    Before::

        prices = [fetch(book) for book in "0132269937", "0132356139"]

    After::

        prices = [fetch(book) for book in ("0132269937", "0132356139")]

    Left alone, because the loop statement may do without::

        for book in "0132269937", "0132356139":
            fetch(book)

    Limits: as with 2to3, only the first ``for`` of a comprehension is looked at, and only if it
    has a single name.
    Source: https://docs.python.org/3/whatsnew/3.0.html#changed-syntax
    """

    name = "paren"
    triggers = frozenset(["for"])
    # A comma somewhere behind a loop in brackets.
    form = re.compile(r"\A[^\[(]*[\[(][\s\S]*?\bfor[\s\\]+\w+[\s\\]+in\b[\s\S]*?,")

    def leave_ListComp(
        self, original_node: cst.ListComp, updated_node: cst.ListComp
    ) -> cst.ListComp:
        del original_node
        return updated_node.with_changes(for_in=_with_parentheses(updated_node.for_in))

    def leave_GeneratorExp(
        self, original_node: cst.GeneratorExp, updated_node: cst.GeneratorExp
    ) -> cst.GeneratorExp:
        if not original_node.lpar:
            return updated_node
        return updated_node.with_changes(for_in=_with_parentheses(updated_node.for_in))


def _with_parentheses(loop: cst.CompFor) -> cst.CompFor:
    is_bare = isinstance(loop.iter, cst.Tuple) and not loop.iter.lpar
    if not is_bare or not isinstance(loop.target, cst.Name) or loop.target.lpar:
        return loop
    items = loop.iter.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return loop.with_changes(iter=items)
