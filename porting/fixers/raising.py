"""How 2to3 puts an exception together from a class, a value and a traceback."""

from __future__ import annotations

import libcst as cst

NO_STRINGS = "Python 3 does not support string exceptions"

_LEAVES = (
    cst.Name,
    cst.BaseNumber,
    cst.SimpleString,
    cst.FormattedString,
)


def is_string(node: cst.BaseExpression) -> bool:
    """Whether the node is one string, without parentheses."""
    return isinstance(node, (cst.SimpleString, cst.FormattedString)) and not node.lpar


def is_compound_in_parentheses(node: cst.BaseExpression) -> bool:
    """Whether the node has parentheses, and in them is more than a name or literal.

    2to3 takes all of these for tuples.
    """
    if len(node.lpar) != 1:
        return bool(node.lpar)
    is_leaf = isinstance(node, _LEAVES) or (isinstance(node, cst.Yield) and node.value is None)
    return not is_leaf


def raised(
    kind: cst.BaseExpression,
    value: cst.BaseExpression | None,
    traceback: cst.BaseExpression | None = None,
) -> cst.BaseExpression:
    """The exception that Python 2 makes of what ``raise`` or ``throw`` got.

    A value that is a tuple holds the arguments; a ``None`` counts for none only where a
    traceback follows.
    """
    exception = kind
    is_none = isinstance(value, cst.Name) and value.value == "None" and not value.lpar
    if value is not None and not (is_none and traceback is not None):
        exception = _call(kind, value)
    if traceback is None:
        return exception
    method = cst.Attribute(exception, cst.Name("with_traceback"))
    return cst.Call(method, [cst.Arg(traceback)])


def _call(kind: cst.BaseExpression, value: cst.BaseExpression) -> cst.Call:
    if not is_compound_in_parentheses(value):
        return cst.Call(kind, [cst.Arg(value)])
    first_space = value.lpar[0].whitespace_after
    if isinstance(value, cst.Tuple) and len(value.lpar) == 1:
        args = [cst.Arg(element.value, comma=element.comma) for element in value.elements]
    else:
        args = [cst.Arg(value.with_changes(lpar=value.lpar[1:], rpar=value.rpar[:-1]))]
    return cst.Call(kind, args, whitespace_before_args=first_space)
