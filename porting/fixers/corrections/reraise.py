from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import Fixer, name_of
from porting.fixers.raising import with_traceback
from porting.py2 import nodes


class Reraise(Fixer):
    r"""Raise the exception itself again, where its class, it and its traceback were at hand.

    ``sys.exc_info()`` and ``__exit__`` give all three. Python 2 saw that the value was an exception
    of this class already; 2to3 calls the class with it, which makes a second one, or fails where
    the class wants other arguments.

    Before::

        kind, error, traceback = sys.exc_info()
        clean_up()
        raise kind, error, traceback

    After::

        kind, error, traceback = sys.exc_info()
        clean_up()
        raise error.with_traceback(traceback)

    Before::

        info = sys.exc_info()
        raise info[0], info[1], info[2]

    After::

        info = sys.exc_info()
        raise info[1].with_traceback(info[2])

    Left alone, because these do not come together::

        raise IOError, message, traceback

    Limits: where the value may be ``None``, as in calls of ``throw``, raise the class.
    Source: https://peps.python.org/pep-3109/
    """

    name = "reraise"
    safety = "review"
    triggers = frozenset(["raise"])

    def leave_RaiseArgs(
        self, original_node: nodes.RaiseArgs, updated_node: nodes.RaiseArgs
    ) -> cst.Raise | nodes.RaiseArgs:
        values = [arg.value for arg in updated_node.args]
        if not (_are_items(values) or self._come_together(values)):
            return updated_node
        exception = values[1]
        if len(values) == 3:
            exception = with_traceback(exception, values[2])
        space: Any = updated_node.whitespace_after_raise
        return cst.Raise(exception, whitespace_after_raise=space, semicolon=updated_node.semicolon)

    def _come_together(self, values: list[Any]) -> bool:
        """Whether the names are given their values at once, or are parameters in a row."""
        names = [name_of(value) for value in values]
        if not all(names) or any(value.lpar for value in values) or "None" in names:
            return False
        row = r"\s*,\s*".join(rf"(?<![\w.]){re.escape(name)}\b" for name in names)
        behind = r"\s*\)?\s*=(?!=)" if len(names) == 3 else r"\s*(?:,\s*[\w.]+\s*)?\)?\s*=(?!=)"
        wanted = re.compile(row + behind)
        parameters = re.compile(rf"\bdef\s+\w+\s*\([^)]*{row}[^)]*\)\s*:")
        return any(
            wanted.search(statement.text)
            or (statement.first_word == "def" and parameters.search(statement.text))
            for statement in self.document.statements
            if statement is not self.statement
        )


def _are_items(values: list[Any]) -> bool:
    """Whether these are the first items of one object: ``x[0], x[1], x[2]``."""
    module = cst.Module([])
    if not all(isinstance(value, cst.Subscript) and not value.lpar for value in values):
        return False
    codes = [module.code_for_node(value) for value in values]
    owner = module.code_for_node(values[0].value)
    return [code.replace(" ", "") for code in codes] == [
        f"{owner}[{number}]" for number in range(len(values))
    ]
