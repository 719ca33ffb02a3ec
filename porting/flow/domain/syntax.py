"""Questions about single expressions."""

from __future__ import annotations

import ast


def is_plain(node: ast.expr) -> bool:
    """Whether this can be looked at twice: a name, attributes and items of one, a sum of such."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return all(
            isinstance(each, ast.Constant) or is_plain(each) for each in (node.left, node.right)
        )
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, (ast.Constant, ast.Name)):
            return False
        node = node.value
    return isinstance(node, ast.Name)
