"""Questions about where a chain stands: a name or other atom with its calls, attributes, indexes.

2to3 sees a chain and the ``**`` behind it as one piece, so what follows a call decides whether it
is the whole piece. Decorators and imports are no expressions to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import libcst as cst

_LINKS = {cst.Attribute: "value", cst.Call: "func", cst.Subscript: "value"}


def ends_chain(node: Any, parents: Sequence[Any]) -> bool:
    """Whether nothing is called on a node, looked up in it or raised to a power."""
    parent = parents[-1]
    if node.lpar:
        return True
    if isinstance(parent, cst.BinaryOperation) and isinstance(parent.operator, cst.Power):
        return parent.left is not node
    return not _is_link(node, parent)


def holder_of(node: Any, parents: Sequence[Any]) -> Any:
    """The node around the whole chain that a node begins or is part of; None for parentheses."""
    for parent in reversed(parents):
        if node.lpar:
            return None
        if not _is_link(node, parent):
            return parent
        node = parent
    return None


def is_in_expression(node: Any, parents: Sequence[Any]) -> bool:
    """Whether the chain of a node is neither a decorator nor a module's name in an import."""
    return not isinstance(
        holder_of(node, parents), (cst.Decorator, cst.ImportAlias, cst.ImportFrom)
    )


def is_call_of_bare_name(node: cst.Call, name: str, parents: Sequence[Any]) -> bool:
    """Whether a call begins with a name, and stands where 2to3 looks for one.

    It does not look behind an ``@`` or an ``await``, nor at a name in parentheses.
    """
    func = node.func
    if not isinstance(func, cst.Name) or func.value != name or func.lpar:
        return False
    return not isinstance(holder_of(node, parents), (cst.Decorator, cst.Await))


def _is_link(node: Any, parent: Any) -> bool:
    field = _LINKS.get(type(parent))
    return field is not None and getattr(parent, field) is node
