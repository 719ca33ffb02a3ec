import re

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import Fixer

_PARTS = [re.compile(part) for part in (r"\[", r"\bfor\b", r"\bin\b", ",")]


class BareTuples(Fixer):
    r"""Put parentheses around a bare tuple in every loop of a list comprehension.

    ``[x for x in 1, 2]`` was allowed in Python 2 for lists alone. 2to3 sees the first loop of a
    comprehension and leaves those behind it.

    Before::

        pairs = [(x, y) for x in 1, 2 for y in 3, 4]

    After::

        pairs = [(x, y) for x in (1, 2) for y in (3, 4)]

    Left alone, because the tuple has its parentheses::

        pairs = [(x, y) for x in (1, 2) for y in (3, 4)]

    Limits: none known.
    Source: https://docs.python.org/3/whatsnew/3.0.html#changed-syntax
    """

    name = "bare_tuples"
    triggers = frozenset(["for"])
    in_strings = False

    def may_change(self, statement: Statement) -> bool:
        """Whether the parts of such a list follow each other. Each is looked for once: that costs
        no more than the length of the statement, as one pattern for all of them could."""
        position = 0
        for part in _PARTS:
            found = part.search(statement.code, position)
            if found is None:
                return False
            position = found.end()
        return True

    def leave_CompFor(self, original_node: cst.CompFor, updated_node: cst.CompFor) -> cst.CompFor:
        value = updated_node.iter
        if not isinstance(value, cst.Tuple) or value.lpar:
            return updated_node
        value = value.with_changes(lpar=(cst.LeftParen(),), rpar=(cst.RightParen(),))
        return updated_node.with_changes(iter=value)
