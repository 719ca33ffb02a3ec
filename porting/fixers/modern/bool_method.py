from __future__ import annotations

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import Fixer, is_call_to
from porting.fixers.questions.own_names import call_of_builtin
from porting.py2.spaces import SPACE

_CALLS = ("bool", "isinstance", "issubclass", "hasattr", "callable", "any", "all")


class BoolMethod(Fixer):
    r"""Return a truth value from ``__bool__``.

    As ``__nonzero__`` the method could return a number as well. ``__bool__`` may not: anything
    but ``True`` and ``False`` is a ``TypeError``.

    Before::

        class Shelf:
            def __bool__(self):
                return len(self.books)

    After::

        class Shelf:
            def __bool__(self):
                return bool(len(self.books))

    Left alone, because it is a truth value::

        class Shelf:
            def __bool__(self):
                return self.size > 0 and not self.is_closed

    Limits: what another method returns is not followed: the call of ``bool`` may be needless.
    Source: https://docs.python.org/3/reference/datamodel.html#object.__bool__
    """

    name = "bool_method"
    triggers = frozenset(["return"])
    in_strings = False

    def is_needed(self) -> bool:
        return "__bool__" in self.document.text

    def may_change(self, statement: Statement) -> bool:
        is_method = "__bool__" in statement.text or self._is_in_bool()
        return is_method and super().may_change(statement)

    def leave_Return(self, original_node: cst.Return, updated_node: cst.Return) -> cst.Return:
        value = updated_node.value
        if value is None or _is_truth_value(value) or not self._is_in_bool():
            return updated_node
        call = call_of_builtin(self, "bool", value.with_changes(lpar=(), rpar=()))
        if isinstance(value, (cst.Tuple, cst.GeneratorExp)):
            call = call_of_builtin(self, "bool", value)
        space = updated_node.whitespace_after_return
        if isinstance(space, cst.SimpleWhitespace) and not space.value:
            return updated_node.with_changes(value=call, whitespace_after_return=SPACE)
        return updated_node.with_changes(value=call)

    def _is_in_bool(self) -> bool:
        """Whether the function around the statement is the method ``__bool__``."""
        for parent in reversed(self.parents):
            if isinstance(parent, cst.FunctionDef):
                return parent.name.value == "__bool__"
        index: int | None = self.index
        while index is not None:
            index = self.document.header_of(index)
            header = None if index is None else self.document.statements[index]
            if header is not None and header.first_word in ("def", "async", "class"):
                return header.first_word == "def" and "__bool__" in header.text.split("(")[0]
        return False


def _is_truth_value(node: cst.BaseExpression) -> bool:
    if isinstance(node, cst.BooleanOperation):
        return _is_truth_value(node.left) and _is_truth_value(node.right)
    if isinstance(node, cst.UnaryOperation):
        return isinstance(node.operator, cst.Not)
    if isinstance(node, cst.Name):
        return node.value in ("True", "False", "NotImplemented")
    return isinstance(node, cst.Comparison) or is_call_to(node, *_CALLS)
