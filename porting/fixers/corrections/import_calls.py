from __future__ import annotations

from functools import cached_property
from typing import Any

import libcst as cst

from porting.fixer import Fixer, is_call_to, keyword_argument
from porting.fixers.questions.futures import future_features
from porting.project.language import Language
from porting.py2.spaces import comma_space

_GLOBALS, _LEVEL = 1, 4


class ImportCalls(Fixer):
    r"""Tell ``__import__`` to look in the package of the file first.

    Given the names of the file that calls it, ``__import__`` looked for a module in its package
    first, as any import of Python 2 did. Python 3 does so only where it is told how many levels
    up to begin. A module whose name is not known before it runs is looked for in both places.

    Before::

        prices = __import__("prices", globals())

        def load(name):
            module = __import__(name, globals(), locals())
            return module.Shelf

    After::

        prices = __import__("prices", globals(), level=1)

        def load(name):
            try:
                module = __import__(name, globals(), locals(), level=1)
            except ImportError:
                module = __import__(name, globals(), locals())
            return module.Shelf

    Left alone, because without ``globals()`` there is no package to look in::

        module = __import__(name)

    Limits: a call within a larger expression gets a warning where the name is not known.
    Source: https://docs.python.org/3/library/functions.html#import__
    """

    name = "import_calls"
    triggers = frozenset(["__import__"])
    safety = "review"
    written_in = Language.PYTHON2

    @cached_property
    def beside(self) -> frozenset[str]:
        """The modules that Python 2 would find in the package; none where the file says so."""
        if "absolute_import" in future_features(self.document.text):
            return frozenset()
        return self.project.names_beside(self.document.context.filename)

    def is_needed(self) -> bool:
        return super().is_needed() and bool(self.beside)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not self.is_implicit(original_node):
            return updated_node
        name = original_node.args[0].value
        if isinstance(name, cst.SimpleString):
            first = str(name.evaluated_value).partition(".")[0]
            return _at_level_one(updated_node) if first in self.beside else updated_node
        if self.owner is None and not self.is_in_ladder():
            self.note(original_node, "a module of the package is found with level=1 only")
        return updated_node

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        call = _call_in(original_node)
        if call is None or not self.is_implicit(call) or self.is_in_ladder():
            return updated_node
        if isinstance(call.args[0].value, cst.SimpleString):
            return updated_node
        indent = "\t" if "\t" in self.statement.indent else "    "
        body = cst.IndentedBlock(
            [original_node.with_deep_changes(call, args=_at_level_one(call).args)], indent=indent
        )
        handler = cst.ExceptHandler(
            cst.IndentedBlock([original_node], indent=indent), cst.Name("ImportError")
        )
        return cst.Try(body, [handler])

    @property
    def owner(self) -> cst.SimpleStatementLine | None:
        """The line that is rewritten as a whole for the call being left."""
        line = next((p for p in self.parents if isinstance(p, cst.SimpleStatementLine)), None)
        return line if line is not None and _call_in(line) is not None else None

    def is_in_ladder(self) -> bool:
        """Whether the line is what is tried after the package was looked in."""
        outer = self.document.header_of(self.index)
        if outer is None or not outer:
            return False
        before = self.document.statements[outer - 1].text
        is_clause = self.document.statements[outer].first_word == "except"
        return is_clause and "__import__" in before and "level=1" in before

    def is_implicit(self, call: cst.Call) -> bool:
        """Whether a call gets the names of the file, and no level."""
        args = call.args
        if not is_call_to(call, "__import__") or not _GLOBALS < len(args) <= _LEVEL:
            return False
        if any(arg.star or arg.keyword for arg in args):
            return False
        return is_call_to(args[_GLOBALS].value, "globals")


def _call_in(line: cst.SimpleStatementLine) -> cst.Call | None:
    """The call that is all the value of a line."""
    if len(line.body) != 1:
        return None
    value = getattr(line.body[0], "value", None)
    while isinstance(value, cst.Attribute):
        value = value.value
    return value if isinstance(value, cst.Call) and is_call_to(value, "__import__") else None


def _at_level_one(call: cst.Call) -> cst.Call:
    last = call.args[-1].with_changes(comma=comma_space())
    return call.with_changes(
        args=[*call.args[:-1], last, keyword_argument("level", cst.Integer("1"))]
    )
