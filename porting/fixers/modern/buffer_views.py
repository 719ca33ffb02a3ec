from __future__ import annotations

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import arguments
from porting.fixers.bases.resolved import ResolvedFixer


class BufferViews(ResolvedFixer):
    r"""Look at bytes through a ``memoryview`` in place of a ``buffer``.

    Both show a part of something without a copy; 2to3 leaves ``buffer`` unless it is asked. A
    second and a third argument said where the part begins and how long it is.

    Before::

        head = buffer(content)[:4]
        rest = buffer(content, 4)
        part = buffer(content, start, size)

    After::

        head = memoryview(content)[:4]
        rest = memoryview(content)[4:]
        part = memoryview(content)[start:][:size]

    Left alone, because the name is the file's own::

        def show(buffer):
            return buffer(4)

    Limits: text has no such view; encode it first.
    Source: https://docs.python.org/3/library/stdtypes.html#memoryview
    """

    name = "buffer_views"
    safety = "review"
    triggers = frozenset(["buffer"])

    def may_change(self, statement: Statement) -> bool:
        return self.refers_to(statement, ("builtins.buffer",))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        args = arguments(updated_node.args)
        if not self._is_buffer(original_node.func) or len(args) not in (2, 3):
            return updated_node
        first = args[0].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        lpar, rpar = updated_node.lpar, updated_node.rpar
        view: cst.BaseExpression = updated_node.with_changes(args=[first], lpar=(), rpar=())
        view = _part(view, cst.Slice(args[1].value, None))
        if len(args) == 3:
            view = _part(view, cst.Slice(None, args[2].value))
        return view.with_changes(lpar=lpar, rpar=rpar)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        if not self._is_buffer(original_node):
            return updated_node
        return updated_node.with_changes(value="memoryview")

    def _is_buffer(self, node: cst.BaseExpression) -> bool:
        found = self.reference_of(node)
        is_name = isinstance(node, cst.Name) and node.value == "buffer"
        is_builtin = found is not None and found.origin == "builtins.buffer"
        return is_name and is_builtin and "*" not in self.origins.bound


def _part(view: cst.BaseExpression, part: cst.Slice) -> cst.Subscript:
    return cst.Subscript(view, [cst.SubscriptElement(part)])
