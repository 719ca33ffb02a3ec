from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_OCTAL = 'an octal number is written 0o17 where it was 017: "0%o" % n writes that'


class NumberText(ResolvedFixer):
    r"""Cut from the text of numbers what Python 3 writes around them, and tell of octal ones.

    ``hex`` of a long integer ended with ``L``, which was cut off; now a digit would be. And
    ``oct(15)`` was ``017``, which is ``0o17`` today.

    Before::

        key = hex(number)[2:-1]
        mode = oct(bits)[1:]

    After::

        key = hex(number)[2:]
        mode = oct(bits)[2:]

    Left alone, because it is the end that counts::

        mode = oct(bits)[-3:]

    Warned about, because someone may read it::

        print(oct(bits))

    Limits: what gets a name first is not followed. ``oct(0)`` was ``0``.
    Source: https://docs.python.org/3/whatsnew/3.0.html#integers
    """

    name = "number_text"
    triggers = frozenset(["hex", "oct"])
    in_strings = False
    safety = "review"
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"

    def leave_Subscript(
        self, original_node: cst.Subscript, updated_node: cst.Subscript
    ) -> cst.BaseExpression:
        kind = self._kind(original_node.value)
        part: Any = original_node.slice[0].slice if len(original_node.slice) == 1 else None
        if not kind or not isinstance(part, cst.Slice) or part.step is not None:
            return updated_node
        lower, upper = _number(part.lower), _number(part.upper)
        if kind == "hex" and upper == "-1" and lower in ("", "2"):
            new = cst.Slice(part.lower, None)
        elif kind == "oct" and lower == "1" and not upper:
            new = cst.Slice(cst.Integer("2"), None)
        else:
            return updated_node
        return updated_node.with_changes(slice=[cst.SubscriptElement(new)])

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        is_cut = isinstance(self.parent, cst.Subscript) and self.parent.value is original_node
        if self._kind(original_node) == "oct" and not is_cut:
            self.note(original_node, _OCTAL, "wrong result, no error")
        return updated_node

    def _kind(self, node: Any) -> str:
        path = self.path_of(node.func) if isinstance(node, cst.Call) else ""
        return path.removeprefix("builtins.") if path in ("builtins.hex", "builtins.oct") else ""


def _number(node: Any) -> str:
    """The digits of a bound of a slice, "" for none."""
    if node is None:
        return ""
    return cst.Module([]).code_for_node(node)
