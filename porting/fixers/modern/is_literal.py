from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import Fixer

_NUMBERS = (cst.Integer, cst.Float, cst.Imaginary)
_LITERALS = (*_NUMBERS, cst.SimpleString, cst.ConcatenatedString)


class IsLiteral(Fixer):
    r"""Compare with a literal by ``==``, not by ``is``.

    Whether two equal numbers or strings are one object is up to Python, and since 3.8 it warns
    of code that relies on it.

    Before::

        if answer is "yes" or count is not 0:
            print(count)

    After::

        if answer == "yes" or count != 0:
            print(count)

    Left alone, because there is one ``None``, and one ``True``::

        if answer is None or ready is True:
            print(answer)

    Limits: where one of two equal objects was not meant, the condition now holds for both.
    Source: https://docs.python.org/3/whatsnew/3.8.html#changes-in-python-behavior
    """

    name = "is_literal"
    triggers = frozenset(["is"])
    # A string, a number or a tuple of such on either side.
    form = re.compile(
        r"\bis\b\s*(?:not\b\s*)?[-+~(]*\s*(?:\w{0,2}'|\.?\d|\(\s*\))"
        r"|(?:'|\b\d[\w.]*?|\b\d+\.|(?:'|\d)\s*,?\s*\)+|(?<![\w)\]])\(\s*\))\s*is\b"
    )
    safety = "review"

    def leave_Comparison(
        self, original_node: cst.Comparison, updated_node: cst.Comparison
    ) -> cst.Comparison:
        left: Any = original_node.left
        targets = []
        for old, new in zip(original_node.comparisons, updated_node.comparisons):
            if _is_literal(left) or _is_literal(old.comparator):
                new = new.with_changes(operator=_equality(new.operator))
            targets.append(new)
            left = old.comparator
        if all(new is old for new, old in zip(targets, updated_node.comparisons)):
            return updated_node
        return updated_node.with_changes(comparisons=targets)


def _is_literal(node: Any) -> bool:
    if isinstance(node, cst.UnaryOperation):
        return isinstance(node.expression, _NUMBERS)
    if isinstance(node, cst.Tuple):
        return all(_is_literal(element.value) for element in node.elements)
    return isinstance(node, _LITERALS)


def _equality(operator: Any) -> Any:
    if isinstance(operator, cst.Is):
        new: Any = cst.Equal()
    elif isinstance(operator, cst.IsNot):
        new = cst.NotEqual()
    else:
        return operator
    return new.with_changes(
        whitespace_before=operator.whitespace_before, whitespace_after=operator.whitespace_after
    )
