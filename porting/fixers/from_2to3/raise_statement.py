import re
from typing import Any, cast

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.raising import (
    NO_STRINGS,
    call_with,
    is_compound_in_parentheses,
    is_string,
    with_traceback,
)
from porting.py2 import nodes
from porting.py2.spaces import SPACE

# A class, or a call of it: what most statements raise.
_CALL = r"\s*raise\b(?:\s+\w[\w.\s]*(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*)?)?\s*"


class RaiseStatement(Fixer):
    r"""Raise one exception instead of a class, a value and a traceback.

    In Python 3 ``raise`` takes an exception only: what stood behind the class are its
    arguments, and the traceback goes to ``with_traceback``. 2to3 calls this fixer ``raise``.

    Before::

        raise ValueError, "no price"
        raise IOError, (404, "not found"), traceback

    After::

        raise ValueError("no price")
        raise IOError(404, "not found").with_traceback(traceback)

    Left alone, because this is an exception already::

        raise ValueError("no price")

    Warned about, because a string cannot be raised any more::

        raise "no price"

    Limits: a value that is an exception already is wrapped in another one of its class.
    Of a class in parentheses only the first part is kept, as 2to3 has it: right for Python 2's
    ``raise (E1, E2), v``, wrong for ``raise (errors.Missing), v`` and ``raise (Missing(v))``.
    Source: https://peps.python.org/pep-3109/
    """

    name = "raise"
    triggers = frozenset(["raise"])
    in_strings = False
    form = re.compile(rf"\A(?!{_CALL}\Z)[\s\S]*?\braise\b")

    def leave_RaiseArgs(
        self, original_node: nodes.RaiseArgs, updated_node: nodes.RaiseArgs
    ) -> cst.Raise | nodes.RaiseArgs:
        kind, value, *traceback = (arg.value for arg in updated_node.args)
        if is_string(kind):
            self.cannot_convert(original_node, NO_STRINGS)
            return updated_node
        first = _first_part(kind)
        space: Any = SPACE
        if first is kind:
            space = updated_node.whitespace_after_raise
        exception = first if traceback and _is_none(value) else call_with(first, value)
        if traceback:
            exception = with_traceback(exception, *traceback)
        return cst.Raise(exception, whitespace_after_raise=space, semicolon=updated_node.semicolon)

    def leave_Raise(self, original_node: cst.Raise, updated_node: cst.Raise) -> cst.Raise:
        kind = updated_node.exc
        if kind is None or updated_node.cause is not None:
            return updated_node
        if is_string(kind):
            self.cannot_convert(original_node, NO_STRINGS)
            return updated_node
        first = _first_part(kind)
        if first is kind:
            return updated_node
        return updated_node.with_changes(exc=first, whitespace_after_raise=SPACE)


def _is_none(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "None" and not node.lpar


def _first_part(node: cst.BaseExpression) -> cst.BaseExpression:
    """What 2to3 takes out of parentheses: the first item of a tuple, and again of that one."""
    while is_compound_in_parentheses(node) and len(node.lpar) == 1:
        if isinstance(node, cst.Tuple) and node.elements:
            node = node.elements[0].value
        elif isinstance(node, (cst.Attribute, cst.Call, cst.Subscript)):
            node = _without_trailers(node)
        else:
            break
    return node


def _without_trailers(node: Any) -> cst.BaseExpression:
    """The ``a`` of ``a.b(c)[d]``."""
    while True:
        node = node.func if isinstance(node, cst.Call) else node.value
        if node.lpar or not isinstance(node, (cst.Attribute, cst.Call, cst.Subscript)):
            return cast(cst.BaseExpression, node)
