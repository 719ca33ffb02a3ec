from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import arguments, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language
from porting.py2.spaces import comma_space

_NOTE = (
    "map() now stops at the shortest argument instead of padding with None; use "
    "itertools.zip_longest if the lengths differ"
)
_RECKONING = frozenset(
    "builtins.divmod builtins.pow operator.add operator.floordiv operator.mod operator.mul "
    "operator.pow operator.sub operator.truediv operator.xor".split()
)
_DICT_PARTS = ("items", "keys", "values")


class MapLengths(ResolvedFixer):
    r"""Go on to the end of the longest list where ``map`` is given several.

    Python 2 went on to the end of the longest, with ``None`` for what was missing. Python 3 stops
    at the end of the shortest, and says nothing.

    Before::

        sums = map(lambda a, b: a + (b or 0), prices, taxes)
        rows = map(line, *columns)

    After::

        import itertools
        sums = itertools.starmap(lambda a, b: a + (b or 0), itertools.zip_longest(prices, taxes))
        rows = itertools.starmap(line, itertools.zip_longest(*columns))

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
    safety = "review"
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = updated_node.args
        if not args or self.path_of(original_node.func) != "builtins.map":
            return updated_node
        if any(arg.keyword or arg.star == "**" for arg in args):
            return updated_node
        if args[0].star:
            self.note(original_node, _NOTE, "wrong result, no error")
            return updated_node
        function, *lists = (arg.value for arg in original_node.args)
        has_star = any(arg.star for arg in args)
        if not lists:
            return updated_node
        if self._fails_on_none(function) or not (has_star or len({*map(_length, lists)}) > 1):
            return updated_node
        if has_star or _provides_for_none(function):
            longest = cst.Call(self.spell("itertools:zip_longest"), args[1:])
            first = args[0].with_changes(comma=comma_space())
            starmap = self.spell("itertools:starmap")
            return updated_node.with_changes(func=starmap, args=[first, cst.Arg(longest)])
        self.note(original_node, _NOTE, "wrong result, no error")
        return updated_node

    def _fails_on_none(self, function: Any) -> bool:
        """Whether a function reckons with all that it is given."""
        if isinstance(function, cst.Lambda):
            names = {param.name.value for param in function.params.params}
            return names <= _reckoned_with(function.body)
        return self.path_of(function) in _RECKONING


def _provides_for_none(function: Any) -> bool:
    """Whether a lambda looks whether it is given something."""
    if not isinstance(function, cst.Lambda):
        return False
    names = {param.name.value for param in function.params.params}
    return bool(names & _looked_at(function.body))


def _looked_at(node: Any) -> set[str]:
    """The names that an expression asks whether they are true, or compares with ``None``."""
    found = {name for child in node.children for name in _looked_at(child)}
    if isinstance(node, cst.BooleanOperation):
        found.add(name_of(node.left))
    elif isinstance(node, cst.IfExp):
        found.add(name_of(node.test))
    elif isinstance(node, cst.Comparison) and name_of(node.comparisons[0].comparator) == "None":
        found.add(name_of(node.left))
    return found - {""}


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
