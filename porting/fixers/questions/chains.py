"""Questions about where a chain stands: a name or other atom with its calls, attributes, indexes.

2to3 sees a chain and the ``**`` behind it as one piece, so what follows a call decides whether it
is the whole piece. Decorators and imports are no expressions to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import libcst as cst

_LINKS: dict[type, str] = {cst.Attribute: "value", cst.Call: "func", cst.Subscript: "value"}


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


@dataclass(frozen=True)
class Chain:
    """The whole chain that a node belongs to.

    `parents` are the nodes around it, the innermost last. `is_plain` says that it is an
    expression on its own: no decorator, nothing awaited. `power` is the chain with the ``**`` and
    what follows, where there is one.
    """

    whole: Any
    parents: Sequence[Any]
    is_plain: bool
    power: cst.BinaryOperation | None

    @property
    def parent(self) -> Any:
        """The node around the chain, its power included."""
        return self.parents[-1]

    @property
    def is_open(self) -> bool:
        """Whether the chain, its power included, stands without parentheses."""
        return not (self.power or self.whole).lpar

    def is_only(self, node: Any) -> bool:
        """Whether the chain ends with this node, and has no power."""
        return self.whole is node and self.power is None


def chain_of(node: Any, parents: Sequence[Any]) -> Chain:
    """The chain around a node with these parents (those of `Fixer.parents`)."""
    depth = len(parents)
    while not node.lpar and _is_link(node, parents[depth - 1]):
        depth -= 1
        node = parents[depth]
    if node.lpar:
        return Chain(node, parents[:depth], True, None)
    outer = parents[depth - 1]
    is_operand = isinstance(outer, cst.BinaryOperation) and outer.left is node
    if is_operand and isinstance(outer.operator, cst.Power):
        return Chain(node, parents[: depth - 1], True, outer)
    is_plain = not isinstance(outer, (cst.Await, cst.Decorator))
    return Chain(node, parents[:depth], is_plain, None)


def links_before(node: Any) -> Iterator[Any]:
    """The nodes of a chain that lead to one of its nodes, the nearest first.

    Parentheses end a chain: those around the node itself, as its last, do not matter here.
    """
    while type(node) in _LINKS:
        node = getattr(node, _LINKS[type(node)])
        if node.lpar:
            return
        yield node


def _is_link(node: Any, parent: Any) -> bool:
    field = _LINKS.get(type(parent))
    return field is not None and getattr(parent, field) is node
