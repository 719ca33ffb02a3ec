from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer, name_of
from porting.project.language import Language
from porting.py2 import nodes


class Future(Fixer):
    r"""Take out imports from ``__future__``.

    They asked Python 2 for what is the rule in Python 3. They do no harm there, but
    say nothing any more. This fixer is the last: others look for these imports.

    Before::

        "Divides."
        from __future__ import division, print_function
        print(2 / 3)

    After::

        "Divides."

        print(2 / 3)

    Left alone, because 2to3 does not look at names in parentheses::

        from __future__ import (division, print_function)

    Limits: the line stays, empty.
    Source: https://docs.python.org/3/library/__future__.html
    """

    name = "future"
    written_in = Language.PYTHON2
    triggers = frozenset(["__future__"])
    in_strings = False

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom | nodes.Blank:
        module = name_of(original_node.module)
        if module != "__future__" or original_node.relative or original_node.lpar:
            return updated_node
        return nodes.Blank(semicolon=updated_node.semicolon)
