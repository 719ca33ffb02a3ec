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


def call_with(kind: cst.BaseExpression, value: cst.BaseExpression) -> cst.Call:
    """The call of an exception's class with a value: what is in it are the arguments if it is a
    tuple, or 2to3 takes it for one."""
    if not is_compound_in_parentheses(value):
        return cst.Call(kind, [cst.Arg(value)])
    if isinstance(value, cst.Tuple) and len(value.lpar) == 1:
        args = [cst.Arg(element.value, comma=element.comma) for element in value.elements]
    else:
        args = [cst.Arg(value.with_changes(lpar=value.lpar[1:], rpar=value.rpar[:-1]))]
    return cst.Call(kind, args, whitespace_before_args=value.lpar[0].whitespace_after)


def with_traceback(exception: cst.BaseExpression, traceback: cst.BaseExpression) -> cst.Call:
    """The exception with the traceback that it is to show."""
    return cst.Call(cst.Attribute(exception, cst.Name("with_traceback")), [cst.Arg(traceback)])
