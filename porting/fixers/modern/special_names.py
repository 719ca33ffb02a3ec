from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.own_names import class_binds

NAMES = {
    "__nonzero__": "__bool__",
    "__div__": "__truediv__",
    "__idiv__": "__itruediv__",
    "__rdiv__": "__rtruediv__",
}


class SpecialNames(Fixer):
    r"""Rename special methods wherever their old names stand.

    Python 3 asks ``__bool__`` for a truth value, and ``__truediv__`` for what ``/`` gives. 2to3
    renames ``def __nonzero__`` alone: not what refers to it, nor another way to define it. The
    methods for division it leaves.

    Before::

        class Price(Number):
            def __div__(self, other):
                return Price(self.cents / other)

            __rdiv__ = None
            __nonzero__ = Number.__nonzero__

    After::

        class Price(Number):
            def __truediv__(self, other):
                return Price(self.cents / other)

            __rtruediv__ = None
            __bool__ = Number.__bool__

    Left alone, because the class has a method of the new name, too::

        class Price(object):
            def __truediv__(self, other):
                return Price(self.cents / other)

            __div__ = __truediv__

    Limits: names in strings, as for ``getattr``, are not looked at.
    Source: https://docs.python.org/3/whatsnew/3.0.html#operators-and-special-methods
    """

    name = "special_names"
    triggers = frozenset(NAMES)
    in_strings = False

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        old = original_node.value
        new = NAMES.get(old)
        if new is None or self._is_second_name(new):
            return updated_node
        if class_binds(self.document, self.index, old, new):
            return updated_node
        return updated_node.with_changes(value=new)

    def _is_second_name(self, new: str) -> bool:
        """Whether the statement gives the method of the new name the old one as well."""
        return f"= {new}" in self.statement.text
