"""The syntax trees of `ast`: read once for all who ask, and gone through faster than by `ast.walk`.

Who asks for a tree shares it with others, and must not change it.
"""

from __future__ import annotations

import ast
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any

# Fields that hold no nodes, or such as tell nothing that the node above does not tell.
_PLAIN = frozenset(
    "arg attr asname conversion ctx id is_async kind kwd_attrs level lineno module name op ops "
    "rest simple str type_comment type_ignores".split()
)
_LEAVES = (ast.Constant, ast.Global, ast.MatchSingleton, ast.Name, ast.Nonlocal)

Fields = Callable[[Any], tuple[Any, ...]]


def _fields_of_dict(node: ast.Dict) -> tuple[Any, ...]:
    return [key for key in node.keys if key is not None], node.values


def _fields_of_arguments(node: ast.arguments) -> tuple[Any, ...]:
    defaults = [default for default in node.kw_defaults if default is not None]
    args = node.posonlyargs, node.args, node.vararg, node.kwonlyargs, defaults, node.kwarg
    return *args, node.defaults


class _FieldsByClass(dict[type, "Fields | None"]):
    """What gives the fields of a node in which others may be, for each class that has any."""

    def __missing__(self, kind: type[ast.AST]) -> Fields | None:
        names = [] if kind in _LEAVES else [name for name in kind._fields if name not in _PLAIN]
        found: Fields | None = attrgetter(*names) if len(names) > 1 else None
        if len(names) == 1:
            (name,) = names

            def found(node: Any) -> tuple[Any, ...]:
                return (getattr(node, name),)

        self[kind] = found
        return found


_FIELDS = _FieldsByClass({ast.Dict: _fields_of_dict, ast.arguments: _fields_of_arguments})


@lru_cache(maxsize=2)
def tree_of(text: str) -> ast.Module | None:
    """The tree of Python 3 source without its byte order mark; None where it cannot be read."""
    return own_tree_of(text)


def own_tree_of(text: str) -> ast.Module | None:
    """The same for who changes the tree: nobody else has it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text.removeprefix("\ufeff"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@lru_cache(maxsize=2)
def nodes_of(tree: ast.Module) -> list[ast.AST]:
    """All nodes of a whole tree, as `nodes_below` gives them."""
    return nodes_below(tree)


def nodes_below(*nodes: ast.AST) -> list[ast.AST]:
    """These nodes and all below them, outer ones first; contexts and operators are left out."""
    found = list(nodes)
    add, extend = found.append, found.extend
    for node in found:
        fields = _FIELDS[node.__class__]
        for value in fields(node) if fields else ():
            if value.__class__ is list:
                extend(value)
            elif value is not None:
                add(value)
    return found


def children_of(node: ast.AST) -> list[ast.AST]:
    """The nodes directly below one, in their order."""
    found: list[ast.AST] = []
    fields = _FIELDS[node.__class__]
    for value in fields(node) if fields else ():
        if value.__class__ is list:
            found += value
        elif value is not None:
            found.append(value)
    return found


def parents_in(nodes: Iterable[ast.AST]) -> dict[ast.AST, ast.AST]:
    """The node around each node that has one among these."""
    parents: dict[ast.AST, ast.AST] = {}
    for node in nodes:
        fields = _FIELDS[node.__class__]
        for value in fields(node) if fields else ():
            if value.__class__ is list:
                for item in value:
                    parents[item] = node
            elif value is not None:
                parents[value] = node
    return parents


@lru_cache(maxsize=2)
def types_in(tree: ast.Module) -> dict[type, list[Any]]:
    """The nodes of each class in a whole tree, outer ones first."""
    return nodes_by_type(nodes_of(tree))


def nodes_by_type(nodes: Iterable[ast.AST]) -> dict[type, list[Any]]:
    """The nodes of each class, in the order in which they come."""
    found: dict[type, list[Any]] = defaultdict(list)
    for node in nodes:
        found[node.__class__].append(node)
    return found
