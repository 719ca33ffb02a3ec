from __future__ import annotations

import libcst as cst

from porting.fixer import arguments
from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "operator.getslice": "operator:getitem",
    "operator.setslice": "operator:setitem",
    "operator.delslice": "operator:delitem",
}


class OperatorSlices(MovedNames):
    r"""Hand a ``slice`` to ``operator.getitem`` where there was ``operator.getslice``.

    Python 2 had functions and special methods for slices alone. In Python 3 a slice is an index
    like any other.

    Before::

        import operator
        from operator import delslice

        first = operator.getslice(books, 0, 10)
        delslice(books, 0, 10)

    After::

        import operator
        from operator import delitem

        first = operator.getitem(books, slice(0, 10))
        delitem(books, slice(0, 10))

    Left alone, because it is a method::

        first = shelf.getslice(0, 10)

    Warned about, because without a call there is nothing to put the slice into::

        import operator

        cut = operator.getslice

    Limits: a negative index counted from the end once, and from the front when it was too small.
    Source: https://docs.python.org/2/library/operator.html#operator.getslice
    """

    name = "operator_slices"
    moved = MOVED

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if self.path_of(original_node.func) not in self.table or not self._is_plain(original_node):
            return updated_node
        owner, start, end, *value = updated_node.args
        args = [start, end.with_changes(comma=cst.MaybeSentinel.DEFAULT)]
        index = cst.Arg(cst.Call(cst.Name("slice"), args), comma=end.comma)
        return updated_node.with_changes(args=[owner, index, *value])

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if self.path_of(original_node) in self.table and not self._is_called(original_node):
            self.note(
                original_node, "Python 3 has no such function: use operator.getitem and slice"
            )
            return updated_node
        return super().leave_Attribute(original_node, updated_node)

    def renames(self, path: str) -> bool:
        return path in self.table

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if self.path_of(original_node) in self.table and not self._is_called(original_node):
            self.note(
                original_node, "Python 3 has no such function: use operator.getitem and slice"
            )
        return super().leave_Name(original_node, updated_node)

    def _is_called(self, node: cst.BaseExpression) -> bool:
        call = self.parent
        return isinstance(call, cst.Call) and call.func is node and self._is_plain(call)

    def _is_plain(self, call: cst.Call) -> bool:
        is_set = self.path_of(call.func) == "operator.setslice"
        return len(arguments(call.args)) == 3 + is_set
