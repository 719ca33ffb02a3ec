from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Fixer, is_call_to
from porting.fixers.from_2to3.types import WholeTuple
from porting.fixers.questions.chains import chain_of
from porting.fixers.questions.commas import keep_items
from porting.project.language import Language

_TUPLE = re.compile(r",\s*\(")


class Isinstance(Fixer):
    r"""Name each type once in the second argument of ``isinstance``.

    Other fixers turn ``long`` into ``int`` and ``unicode`` into ``str``, which leaves a type
    twice where Python 2 asked for either. So this fixer runs behind them.

    Before::

        if isinstance(price, (int, int, float)):
            total += price
        if isinstance(name, (str, str)):
            names.append(name)

    After::

        if isinstance(price, (int, float)):
            total += price
        if isinstance(name, str):
            names.append(name)

    Left alone, because each type is there once::

        if isinstance(price, (int, float)):
            total += price

    Left alone, because 2to3 compares plain names only::

        if isinstance(day, (datetime.date, datetime.date)):
            days.append(day)

    Limits: a tuple with a comma behind its last type loses the comma.
    Source: https://docs.python.org/3/library/functions.html#isinstance
    """

    name = "isinstance"
    written_in = Language.UNDECIDED
    triggers = frozenset(["isinstance"])
    in_strings = False
    form = _TUPLE

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not is_call_to(original_node, "isinstance") or original_node.func.lpar:
            return updated_node
        chain = chain_of(original_node, self.parents)
        args = updated_node.args
        if not chain.is_plain or not chain.is_only(original_node) or len(args) != 2:
            return updated_node
        types = args[1]
        if types.star or types.keyword or isinstance(types.comma, cst.Comma):
            return updated_node
        if not isinstance(types.value, cst.Tuple) or len(types.value.lpar) != 1:
            return updated_node
        if isinstance(types.value, WholeTuple):
            return updated_node
        shorter = _without_repeats(types.value)
        return updated_node.with_changes(args=[args[0], types.with_changes(value=shorter)])


def _without_repeats(types: cst.Tuple) -> cst.BaseExpression:
    """The tuple with each name once, or the only type; itself where it has nothing to lose."""
    seen: set[str] = set()

    def is_new(element: cst.BaseElement) -> bool:
        value = element.value
        if not isinstance(value, cst.Name) or value.lpar:
            return True
        is_first = value.value not in seen
        seen.add(value.value)
        return is_first

    (opening,) = types.lpar
    kept, space = keep_items(types.elements, is_new, opening.whitespace_after)
    if not types.elements:
        return types
    if len(kept) == 1:
        return kept[0].value
    return types.with_changes(elements=kept, lpar=[opening.with_changes(whitespace_after=space)])
