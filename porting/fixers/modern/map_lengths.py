from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import arguments, name_of
from porting.fixers.resolved import ResolvedFixer
from porting.language import Language

_NOTE = (
    "map ends with the shortest of these in Python 3, and does not go on with None: "
    "itertools.zip_longest does, if they are not equally long"
)
_RECKONING = frozenset(
    "builtins.divmod builtins.pow operator.add operator.floordiv operator.mod operator.mul "
    "operator.pow operator.sub operator.truediv operator.xor".split()
)
_DICT_PARTS = ("items", "keys", "values")


class MapLengths(ResolvedFixer):
    r"""Tell of ``map`` with a function and several lists that may not be equally long.

    Python 2 went on to the end of the longest, with ``None`` for what was missing. Python 3 stops
    at the end of the shortest, and says nothing.

    Warned about, because there may be more titles than prices::

        lines = map(line, titles, prices)

    Left alone, because ``None`` would have been an error::

        totals = map(lambda price, tax: price + tax, prices, taxes)

    Left alone, because they are equally long::

        lines = map(line, books.keys(), books.values())

    Limits: lists are not counted, except where they stand in the call.
    Source: https://docs.python.org/3/library/functions.html#map
    """

    name = "map_lengths"
    triggers = frozenset(["map"])
    in_strings = False
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = [arg.value for arg in arguments(original_node.args)]
        if len(args) < 3 or self.path_of(original_node.func) != "builtins.map":
            return updated_node
        function, *lists = args
        if not self._fails_on_none(function) and len({_length(each) for each in lists}) > 1:
            self.note(original_node, _NOTE, "silently")
        return updated_node

    def _fails_on_none(self, function: Any) -> bool:
        """Whether a function reckons with all that it is given."""
        if isinstance(function, cst.Lambda):
            names = {param.name.value for param in function.params.params}
            return names <= _reckoned_with(function.body)
        return self.path_of(function) in _RECKONING


def _reckoned_with(node: Any) -> set[str]:
    """The names in an expression that are used as ``None`` cannot be, whatever comes of it."""
    if isinstance(node, (cst.BooleanOperation, cst.IfExp, cst.Lambda)):
        return set()
    found = {name for child in node.children for name in _reckoned_with(child)}
    if isinstance(node, cst.BinaryOperation) and not isinstance(node.left, cst.BaseString):
        found |= {name_of(node.left), name_of(node.right)}
    return found


def _length(node: Any) -> str:
    """What two lists have in common that are equally long."""
    if isinstance(node, (cst.List, cst.Tuple)) and not any(
        isinstance(each, cst.StarredElement) for each in node.elements
    ):
        return str(len(node.elements))
    while isinstance(node, cst.Call):
        inner = arguments(node.args)
        name = name_of(node.func)
        if name in ("list", "len", "range", "sorted", "reversed") and len(inner) == 1:
            node = inner[0].value
        elif isinstance(node.func, cst.Attribute) and node.func.attr.value in _DICT_PARTS:
            node = node.func.value
        else:
            break
    return cst.Module([]).code_for_node(node)
