"""What a condition that asks for the version of Python is in Python 2.7 and in Python 3."""

from __future__ import annotations

import ast
import operator
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

Answers = Mapping[str, Any]

# What a program may ask to learn in which Python it runs; and what it names the answer.
PYTHON2: Answers = {
    "version_info": (2, 7, 18, "final", 0),
    "hexversion": 0x020712F0,
    "version": "2.7.18 (default)",
    "PY2": True,
    "PY3": False,
    "TYPE_CHECKING": False,
}
PYTHON3: Answers = {
    "version_info": (3, 13, 0, "final", 0),
    "hexversion": 0x030D00F0,
    "version": "3.13.0 (main)",
    "PY2": False,
    "PY3": True,
    "TYPE_CHECKING": False,
}
_ALIASES = {
    **dict.fromkeys("py2 py2k PY2K PY_2 IS_PY2 is_py2 IS_PYTHON2 python2 PYTHON2".split(), "PY2"),
    **dict.fromkeys("py3 py3k PY3K PY_3 IS_PY3 is_py3 IS_PYTHON3 python3 PYTHON3".split(), "PY3"),
}
_COMPARISONS: Mapping[type, Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
# What the library had when Python 3.0 came, or later, and has no more in 3.14.
_REMOVED_MODULES = frozenset(
    "aifc asynchat asyncore audioop binhex cgi cgitb chunk crypt distutils dummy_threading "
    "formatter imghdr imp lib2to3 macpath mailcap msilib nis nntplib ossaudiodev parser pipes "
    "smtpd sndhdr spwd sunau symbol telnetlib uu xdrlib".split()
)
NAMES = re.compile(rf"\b(?:{'|'.join((*PYTHON2, *_ALIASES))})\b")
"""What must stand in a condition that asks."""


def is_in_library(module: str) -> bool:
    """Whether every Python 3 so far has a module, or the package that it is in."""
    first = module.partition(".")[0]
    return first in sys.stdlib_module_names and first not in _REMOVED_MODULES


def separates(condition: ast.expr) -> bool:
    """Whether a condition holds, or fails, in one of the two versions alone."""
    answers = [evaluate(condition, known) for known in (PYTHON2, PYTHON3)]
    old, new = (None if answer is None else bool(answer) for answer in answers)
    return old is not new


def evaluate(node: ast.expr, known: Answers) -> Any:
    """The value of an expression where the answers are `known`, None where it cannot be told."""
    if isinstance(node, ast.BoolOp):
        values = [evaluate(value, known) for value in node.values]
        decisive = isinstance(node.op, ast.Or)
        if any(value is not None and bool(value) is decisive for value in values):
            return decisive
        return None if None in values else not decisive
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        value = evaluate(node.operand, known)
        return None if value is None else not value
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = evaluate(node.left, known), evaluate(node.comparators[0], known)
        compare = _COMPARISONS.get(type(node.ops[0]))
        if left is None or right is None or compare is None:
            return None
        try:
            return compare(left, right)
        except TypeError:
            return None
    return _operand(node, known)


def _operand(node: ast.expr, known: Answers) -> Any:
    if isinstance(node, ast.Attribute) and node.attr in ("major", "minor"):
        value = _operand(node.value, known)
        return value[node.attr == "minor"] if isinstance(value, tuple) else None
    if isinstance(node, (ast.Name, ast.Attribute)):
        name = node.id if isinstance(node, ast.Name) else node.attr
        is_module = isinstance(node, ast.Attribute) or name != "version"
        return known.get(_ALIASES.get(name, name)) if is_module else None
    if isinstance(node, ast.Subscript):
        value = _operand(node.value, known)
        try:
            return None if value is None else value[_index(node.slice)]
        except (TypeError, ValueError, IndexError):
            return None
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError):
        return None


def _index(node: ast.expr) -> Any:
    """A number, or a slice of numbers."""
    if isinstance(node, ast.Slice):
        lower, upper = (each and ast.literal_eval(each) for each in (node.lower, node.upper))
        return slice(lower, upper)
    return ast.literal_eval(node)
