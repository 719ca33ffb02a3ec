from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import Fixer, is_call_to
from porting.project.language import Language

_ORDER = (cst.LessThan, cst.LessThanEqual, cst.GreaterThan, cst.GreaterThanEqual)
_WITHOUT_ORDER = frozenset(["None", "a dictionary"])


class UnlikeOrder(Fixer):
    r"""Tell of values that stand in the code, and have no order among each other.

    Python 2 ordered everything: ``None`` before numbers, those before strings, and dictionaries by
    their size. In Python 3 that is a ``TypeError``.

    Warned about, because the list cannot be sorted::

        prices = sorted([5, None, "sold out"])

    Warned about, because nothing is greater than ``None``::

        is_known = price > None

    Left alone, because numbers have an order::

        is_cheap = -1 < price < 5.0
        best = max(5, 7.0, price)

    Limits: names are not followed; see `none_order` for those that may be ``None``.
    Source: https://docs.python.org/3/whatsnew/3.0.html#ordering-comparisons
    """

    name = "unlike_order"
    triggers = frozenset(["None", "sorted", "max", "min"])
    in_strings = False
    written_in = Language.PYTHON2
    if_left = "fails when reached"

    def leave_Comparison(
        self, original_node: cst.Comparison, updated_node: cst.Comparison
    ) -> cst.Comparison:
        left = original_node.left
        for target in original_node.comparisons:
            if isinstance(target.operator, _ORDER):
                self._tell(original_node, [left, target.comparator])
            left = target.comparator
        return updated_node

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = original_node.args
        if not is_call_to(original_node, "sorted", "max", "min") or any(a.keyword for a in args):
            return updated_node
        values: list[Any] = [arg.value for arg in args if not arg.star]
        if len(values) == 1 and isinstance(values[0], (cst.List, cst.Tuple, cst.Set)):
            values = [element.value for element in values[0].elements]
        elif is_call_to(original_node, "sorted"):
            return updated_node
        self._tell(original_node, values)
        return updated_node

    def _tell(self, node: cst.BaseExpression, values: list[Any]) -> None:
        kinds = {kind for value in values if (kind := _kind_of(value))}
        if len(values) > 1 and (len(kinds) > 1 or kinds & _WITHOUT_ORDER):
            first, *others = sorted(kinds)
            known = f"{first} and {others[0]} have" if others else f"{first} has"
            self.note(node, f"{known} no order in Python 3: this is a TypeError")


def _kind_of(node: Any) -> str:
    """What a literal is, for its order; "" for anything else."""
    if isinstance(node, cst.UnaryOperation):
        node = node.expression
    if isinstance(node, (cst.Integer, cst.Float)):
        return "a number"
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        return "a string"
    if isinstance(node, (cst.Dict, cst.DictComp)):
        return "a dictionary"
    return "None" if isinstance(node, cst.Name) and node.value == "None" else ""
