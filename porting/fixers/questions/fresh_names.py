"""The names that 2to3 invents, in the order in which it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import libcst as cst

from porting.engine.document import Document

TODO = "xxx_todo_changeme"
"""2to3's name for what a person should name."""

_CHAINS = (cst.Attribute, cst.Call, cst.Subscript)
_CLAUSES = (cst.BaseCompoundStatement, cst.Else, cst.ExceptHandler, cst.Finally)
_TWO_LEVELS = (cst.Dict, cst.DictComp, cst.ListComp, cst.SetComp)
_NO_LEVEL = (
    cst.Asynchronous,
    cst.BaseDictElement,
    cst.BaseElement,
    cst.ComparisonTarget,
    cst.Else,
    cst.Expr,
    cst.Finally,
    cst.From,
    cst.Index,
    cst.Param,
    cst.SubscriptElement,
    cst.WithItem,
)
_ROWS: tuple[set[type], ...] = (
    {cst.Or},
    {cst.And},
    {cst.BitOr},
    {cst.BitXor},
    {cst.BitAnd},
    {cst.LeftShift, cst.RightShift},
    {cst.Add, cst.Subtract},
    {cst.Multiply, cst.Divide, cst.FloorDivide, cst.Modulo, cst.MatrixMultiply},
)


class FreshNames:
    """Names that a file does not use yet; one instance serves one fixer on one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._taken: set[str] = set()
        self._count = 0

    def make(self, template: str = TODO) -> str:
        """The template itself where it is free; else with the next number behind it."""
        if not self._taken:
            self._taken.update(*(statement.words for statement in self._document.statements))
        name = template
        while name in self._taken:
            self._count += 1
            name = f"{template}{self._count}"
        self._taken.add(name)
        return name


def statement_depth(document: Document, index: int) -> int:
    """How deep 2to3's tree has a statement, given its line or, of a compound one, any clause.

    2to3 rewrites the deepest ones first, and numbers the names that it invents accordingly.
    """
    depth = 2 * document.statements[index].depth
    outer: int | None = index
    while outer is not None:
        header = document.statements[outer]
        depth += header.first_word == "async"
        depth += outer > 0 and document.statements[outer - 1].first_word == "@"
        outer = document.header_of(outer)
    return depth


def depth_in_statement(node: Any, parents: Sequence[Any]) -> int:
    """How much deeper than its statement 2to3's tree has an expression.

    `parents` are the nodes around it in the tree of its statement, the innermost last.
    """
    levels = len(node.lpar)
    for parent in reversed(parents):
        levels += _levels_between(parent, node)
        if isinstance(parent, cst.BaseExpression):
            levels += len(parent.lpar)
        if isinstance(parent, (cst.SimpleStatementLine, *_CLAUSES)):
            break
        node = parent
    return levels


def _levels_between(parent: Any, child: Any) -> int:
    """The levels that lie between two nodes, parentheses apart."""
    if isinstance(parent, _CHAINS):
        if child is (parent.func if isinstance(parent, cst.Call) else parent.value):
            return 0 if isinstance(child, _CHAINS) and not child.lpar else 1
        items: Any = parent.args if isinstance(parent, cst.Call) else getattr(parent, "slice", ())
        return 2 + _has_several(items)
    if isinstance(parent, cst.Arg):
        is_bare_generator = isinstance(child, cst.GeneratorExp) and not child.lpar
        return int(bool(parent.keyword or parent.star) and not is_bare_generator)
    if isinstance(parent, (cst.BinaryOperation, cst.BooleanOperation)):
        return int(bool(child.lpar) or not _is_same_level(parent, child))
    if isinstance(parent, cst.Decorator):
        return -1  # To 2to3 it holds a name and arguments, not a call.
    if isinstance(parent, (cst.List, cst.Set)):
        return 1 + _has_several(parent.elements)
    if isinstance(parent, cst.ClassDef):
        return 1 + _has_several(parent.bases)
    if isinstance(parent, cst.Parameters):
        return 1 + _has_several(parent.params)
    if isinstance(parent, cst.ExceptHandler):
        return 1 + (child is parent.type)
    if isinstance(parent, cst.WithItem):
        return int(parent.asname is not None)
    return 2 if isinstance(parent, _TWO_LEVELS) else int(not isinstance(parent, _NO_LEVEL))


def _has_several(items: Sequence[Any]) -> bool:
    return len(items) > 1 or any(isinstance(item.comma, cst.Comma) for item in items)


def _is_same_level(outer: Any, inner: Any) -> bool:
    """Whether 2to3 has two operations in one row: operators that bind alike."""
    if isinstance(outer.operator, cst.Power):
        return inner is outer.left and isinstance(inner, _CHAINS)
    if type(outer) is not type(inner):
        return False
    return any({type(outer.operator), type(inner.operator)} <= row for row in _ROWS)
