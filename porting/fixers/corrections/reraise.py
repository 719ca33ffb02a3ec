from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import Fixer, name_of
from porting.fixers.questions.raising import with_traceback
from porting.py2 import nodes


class Reraise(Fixer):
    r"""Raise the exception itself again, wherever its class, it and its traceback came from.

    What comes as three, whose last is a traceback, came from ``sys.exc_info()`` in the end: the
    value is an exception of this class already. 2to3 calls the class with it, which makes a second
    one, or fails where the class wants other arguments. What ``sys.exc_info()`` itself gave is seen
    to by ``raise_forms``.

    Before::

        kind, error, traceback = report.exc_info
        raise kind, error, traceback

    After::

        kind, error, traceback = report.exc_info
        raise error.with_traceback(traceback)

    Before::

        self.kind, self.error = sys.exc_info()[:2]
        raise self.kind, self.error

    After::

        self.kind, self.error = sys.exc_info()[:2]
        raise self.error

    Left alone, because the value is of another origin than the class::

        kind, error, traceback = report.exc_info
        raise IOError, error, traceback

    Limits: where the value may be ``None``, raise the class.
    Source: https://peps.python.org/pep-3109/
    """

    name = "reraise"
    safety = "review"
    triggers = frozenset(["raise"])
    in_strings = False

    def leave_RaiseArgs(
        self, original_node: nodes.RaiseArgs, updated_node: nodes.RaiseArgs
    ) -> cst.Raise | nodes.RaiseArgs:
        values = [arg.value for arg in updated_node.args]
        if not self._come_together(values):
            return updated_node
        exception = values[1]
        if len(values) == 3:
            exception = with_traceback(exception, values[2])
        space: Any = updated_node.whitespace_after_raise
        return cst.Raise(exception, whitespace_after_raise=space, semicolon=updated_node.semicolon)

    def _come_together(self, values: list[Any]) -> bool:
        """Whether the names are given their values in one assignment."""
        names = [name_of(value) for value in values]
        if not all(names) or any(value.lpar for value in values) or "None" in names:
            return False
        row = r"\s*,\s*".join(rf"(?<![\w.]){re.escape(name)}\b" for name in names)
        behind = (
            r"\s*\)?\s*=(?!=)" if len(names) == 3 else r"\s*(?:,\s*\w+\s*)?\)?\s*=.*\bexc_info\b"
        )
        wanted = re.compile(row + behind)
        return any(
            names[0].rpartition(".")[2] in statement.words and wanted.search(statement.text)
            for statement in self.document.statements
        )
