"""All nodes of a tree, in one pass: several rooms ask for them."""

from __future__ import annotations

import ast
from functools import lru_cache


@lru_cache(maxsize=2)
def nodes_of(tree: ast.AST) -> tuple[ast.AST, ...]:
    """The node and all nodes below it, outer ones first."""
    found: list[ast.AST] = [tree]
    add = found.append
    for node in found:
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, ast.AST):
                        add(item)
            elif isinstance(value, ast.AST) and not isinstance(value, _PLAIN):
                add(value)
    return tuple(found)


# What has no nodes below it, and tells what the node above it tells as well.
_PLAIN = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
