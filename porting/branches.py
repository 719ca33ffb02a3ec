"""Which branches of a file are for one version of Python alone, as far as their condition says."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from porting.document import Document
from porting.language import PYTHON2_ATTRIBUTES, Language
from porting.py2.tokens import code_in

# What a program may ask to learn in which Python it runs; and what it names the answer.
_PYTHON2: Mapping[str, Any] = {
    "version_info": (2, 7, 18, "final", 0),
    "hexversion": 0x020712F0,
    "version": "2.7.18 (default)",
    "PY2": True,
    "PY3": False,
}
_PYTHON3: Mapping[str, Any] = {
    "version_info": (3, 13, 0, "final", 0),
    "hexversion": 0x030D00F0,
    "version": "3.13.0 (main)",
    "PY2": False,
    "PY3": True,
}
_ALIASES = {
    **dict.fromkeys(("py2", "py2k", "PY2K", "IS_PY2", "is_py2", "IS_PYTHON2"), "PY2"),
    **dict.fromkeys(("py3", "py3k", "PY3K", "IS_PY3", "is_py3", "IS_PYTHON3"), "PY3"),
}
_QUESTION = re.compile(rf"if\b.*\b(?:{'|'.join((*_PYTHON2, *_ALIASES))})\b", re.IGNORECASE)
_HEADER = re.compile(r"\s*(?:el)?if\b(.*?):\s*(?:#[^\n]*)?(?:pass\s*)?\Z", re.DOTALL)
_ONLY_PYTHON2 = re.compile(rf"\.\s*(?:{'|'.join(PYTHON2_ATTRIBUTES)})\s*\(")
_COMPARISONS: Mapping[type, Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def is_for_python3(document: Document, index: int) -> bool:
    """Whether a statement is run in Python 3 alone, and was written in it.

    A branch in which something stands that only Python 2 has was to go through 2to3 as well.
    """
    if not _asks(document.source):
        return False
    version, outer = _decided(document, index)
    return version is Language.PYTHON3 and not _is_for_2to3(*_span_of_block(document, outer))


@lru_cache(maxsize=4)
def _asks(text: str) -> bool:
    """Whether a text may ask in which Python it runs."""
    return _QUESTION.search(text) is not None


def version_of(document: Document, index: int) -> Language:
    """The one version of Python in which a statement is run; `UNDECIDED` where that is not said."""
    return _decided(document, index)[0]


def _decided(document: Document, index: int) -> tuple[Language, int]:
    """The version in which a statement is run, and the header or clause that says so."""
    outer = document.header_of(index)
    while outer is not None:
        is_python2, is_python3 = (_is_run(document, outer, known) for known in (_PYTHON2, _PYTHON3))
        if is_python3 is False:
            return Language.PYTHON2, outer
        if is_python2 is False:
            return Language.PYTHON3, outer
        outer = document.header_of(outer)
    return Language.UNDECIDED, index


def _span_of_block(document: Document, index: int) -> tuple[str, int, int]:
    """A header with its block, in the text that the document was made from."""
    end = document.block_end(index)
    is_last = end == len(document.statements)
    stop = len(document.source) if is_last else document.statements[end].offset
    return document.source, document.statements[index].offset, stop


@lru_cache(maxsize=16)
def _is_for_2to3(text: str, start: int, stop: int) -> bool:
    """Whether a part of a text calls methods that only Python 2 has."""
    return _ONLY_PYTHON2.search(code_in(text[start:stop])) is not None


def _is_run(document: Document, index: int, known: Mapping[str, Any]) -> bool | None:
    """Whether the body of a clause is run in a version; `None` where it cannot be told."""
    word = document.statements[index].first_word
    if word in ("elif", "else"):
        before = _clause_before(document, index)
        value = None if before is None else _value_of(before, known)
        if value:
            return False
        if word == "else":
            return None if value is None else True
    if word in ("if", "elif"):
        value = _value_of(document.statements[index].text, known)
        return None if value is None else bool(value)
    return None


def _clause_before(document: Document, index: int) -> str | None:
    """The text of the ``if`` or ``elif`` before an ``elif`` or ``else``."""
    depth = document.statements[index].depth
    for before in range(index - 1, -1, -1):
        statement = document.statements[before]
        if statement.depth == depth:
            return statement.text if statement.first_word in ("if", "elif") else None
    return None


@lru_cache(maxsize=256)
def _condition_in(header: str) -> ast.expr | None:
    found = _HEADER.match(header)
    if not found or not any(name in found[1] for name in ("version", "2", "3")):
        return None
    try:
        return ast.parse(f"({found[1]})", mode="eval").body
    except (SyntaxError, ValueError):
        return None


def _value_of(header: str, known: Mapping[str, Any]) -> Any:
    """What the condition of a header is in a version, `None` where it cannot be told."""
    condition = _condition_in(header)
    return None if condition is None else _evaluate(condition, known)


def _evaluate(node: ast.expr, known: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.BoolOp):
        values = [_evaluate(value, known) for value in node.values]
        decisive = isinstance(node.op, ast.Or)
        if any(value is not None and bool(value) is decisive for value in values):
            return decisive
        return None if None in values else not decisive
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        value = _evaluate(node.operand, known)
        return None if value is None else not value
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = _evaluate(node.left, known), _evaluate(node.comparators[0], known)
        compare = _COMPARISONS.get(type(node.ops[0]))
        if left is None or right is None or compare is None:
            return None
        try:
            return compare(left, right)
        except TypeError:
            return None
    return _operand(node, known)


def _operand(node: ast.expr, known: Mapping[str, Any]) -> Any:
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
    except (ValueError, TypeError):
        return None


def _index(node: ast.expr) -> Any:
    """A number, or a slice of numbers."""
    if isinstance(node, ast.Slice):
        lower, upper = (each and ast.literal_eval(each) for each in (node.lower, node.upper))
        return slice(lower, upper)
    return ast.literal_eval(node)
