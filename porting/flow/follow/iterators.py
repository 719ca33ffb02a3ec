"""What the functions of `itertools` give: the items of what they are given, in other orders."""

from __future__ import annotations

import ast
from collections.abc import Callable

from porting.flow.domain.values import (
    NONE,
    OTHER,
    UNKNOWN,
    Row,
    Value,
    many,
    one,
    union,
)

# Gives the items of a value, taken at a node.
ItemsOf = Callable[[Value, ast.expr], Value]

_SAME_ITEMS = {"cycle": 0, "islice": 0, "takewhile": 1, "dropwhile": 1, "filterfalse": 1}
_SELECTIONS = frozenset(("combinations", "permutations", "combinations_with_replacement"))


def iterated(
    name: str,
    node: ast.Call,
    arguments: list[Value],
    items_of: ItemsOf,
    key_of: Callable[[Value, Value], Value],
    starred: Callable[[ast.expr], Value],
) -> Value:
    """What a function of `itertools` gives.

    Args:
        name: that of the function, "chain.from_iterable" for this one.
        node: the call, and `arguments` what it is given.
        items_of: gives what iterating over a value gives.
        key_of: gives what a function gives, and an item.
        starred: gives what an expression behind a star may be.
    """
    parts = list(zip(node.args, arguments))
    index = _SAME_ITEMS.get(name)
    if name == "chain":
        return many(union(_chained(each, value, items_of, starred) for each, value in parts))
    if not parts or any(isinstance(each, ast.Starred) for each in node.args):
        return UNKNOWN
    part, value = parts[0]
    if index is not None and index < len(parts):
        part, value = parts[index]
        return many(items_of(value, part))
    if name == "chain.from_iterable":
        return many(items_of(items_of(value, part), part))
    if name == "groupby":
        items = items_of(value, part)
        keys = [keyword.value for keyword in node.keywords if keyword.arg == "key"]
        function = arguments[1] if len(parts) > 1 else starred(keys[0]) if keys else None
        key = items if function is None else key_of(function, items)
        return many(one(Row((key, many(items)))))
    if name == "repeat":
        return many(value)
    if name in _SELECTIONS:
        return many(many(items_of(value, part), "tuple"))
    if name in ("product", "zip_longest") and not node.keywords:
        rest = NONE if name == "zip_longest" else Value()
        return many(one(Row(tuple(items_of(each, at) | rest for at, each in parts))))
    if name == "tee":
        return many(many(items_of(value, part)))
    return many(OTHER) if name == "count" else UNKNOWN


def _chained(
    node: ast.expr, value: Value, items_of: ItemsOf, starred: Callable[[ast.expr], Value]
) -> Value:
    if isinstance(node, ast.Starred):
        return items_of(items_of(starred(node.value), node.value), node.value)
    return items_of(value, node)
