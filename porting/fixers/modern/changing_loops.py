from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, without_parentheses
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.own_names import as_list
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language
from porting.trees import nodes_below

_LAZY = ("filter", "map", "zip")
_VIEWS = ("items", "keys", "values")
_CHANGES = frozenset(
    "add append clear discard extend insert pop popitem remove reverse setdefault sort "
    "update".split()
)


class ChangingLoops(AnalysedFixer):
    r"""Go through a list of its own where the loop changes what it goes through.

    ``filter`` and the keys of a dictionary were lists, made before the loop began. In Python 3 they
    look at what they were made of as the loop goes on, which then skips elements, or fails.

    Before::

        for title in filter(is_sold, titles):
            titles.remove(title)
        for number, title in enumerate(prices.keys()):
            del prices[title]

    After::

        for title in list(filter(is_sold, titles)):
            titles.remove(title)
        for number, title in enumerate(list(prices.keys())):
            del prices[title]

    Left alone, because the loop changes something else::

        for title in filter(is_sold, titles):
            prices.remove(title)

    Limits: what changes elsewhere is seen for attributes of ``self`` that methods may change.
    Source: https://docs.python.org/3/whatsnew/3.0.html#views-and-iterators-instead-of-lists
    """

    name = "changing_loops"
    triggers = frozenset(["for"])
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self.wrapped: set[int] = set()
        super().__init__(document, options)

    def is_wanted(self, statement: Any) -> bool:
        return super().is_wanted(statement) and not statement.words.isdisjoint((*_LAZY, *_VIEWS))

    def places(self) -> Iterable[int]:
        return self.wrapped

    def analyse(self, syntax: Syntax) -> None:
        for node in syntax.by_type[ast.For]:
            value: Any = node.iter
            while _is_call(value, ("enumerate",)) and value.args:
                value = value.args[0]
            owners = _owners(value, is_inside=value is not node.iter)
            if any(_changes(node.body, owner) for owner in owners):
                self.wrapped.add(syntax.end_of(value))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        if not self.wrapped:
            return updated_node
        start = self.starts.get(self.statement)
        if start is None or start + self.span_of(original_node)[1] not in self.wrapped:
            return updated_node
        func = original_node.func
        is_view = isinstance(func, cst.Attribute) and func.attr.value in _VIEWS
        if not is_view and not (isinstance(func, cst.Name) and func.value in _LAZY):
            return updated_node
        call = as_list(self, without_parentheses(updated_node))
        return call.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)


def _is_call(node: Any, names: tuple[str, ...]) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    return node.func.id in names


def _owners(node: Any, *, is_inside: bool) -> set[str]:
    """The dotted names of what a lazy value looks at as it goes on."""
    if is_inside and isinstance(node, ast.Call) and not node.args:
        func: Any = node.func
        is_view = isinstance(func, ast.Attribute) and func.attr in _VIEWS
        return {_spelled(func.value)} - {""} if is_view else set()
    if not _is_call(node, _LAZY):
        return set()
    found: set[str] = set()
    for value in node.args[0 if node.func.id == "zip" else 1 :]:
        view = _owners(value, is_inside=True)
        found |= view or {_spelled(value)} - {""}
    return found


def _changes(body: list[Any], owner: str) -> bool:
    """Whether code changes a collection, or may do so by a method of the same object."""
    for node in (inner for part in body for inner in nodes_below(part)):
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            if _spelled(node.value) == owner:
                return True
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            value = _spelled(node.func.value)
            if value == owner and node.func.attr in _CHANGES:
                return True
            if value == "self" and owner.startswith("self."):
                return True
    return False


def _spelled(node: Any) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        outer = _spelled(node.value)
        return f"{outer}.{node.attr}" if outer else ""
    return ""
