"""The fixers that differ only in which names they replace by which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.own_names import builtin, is_no_variable, is_own, is_shadowed


class RenameName(Fixer):
    """Base of the fixers that replace a name wherever it stands, as 2to3 does.

    That is more than the builtin: an attribute, a keyword argument, a function's own name. Only
    where 2to3's own text is asked for are those renamed, too.
    """

    names: ClassVar[Mapping[str, str]]
    """The new name for each old one."""

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        new = self.names.get(original_node.value)
        if new is None or self.is_left(original_node):
            return updated_node
        if is_shadowed(self, new):
            lpar, rpar = updated_node.lpar, updated_node.rpar
            return builtin(self, new).with_changes(lpar=lpar, rpar=rpar)
        return updated_node.with_changes(value=new)

    def is_left(self, node: cst.Name) -> bool:
        """Whether the name is none of the builtin's: 2to3 never asks."""
        if self.document.context.is_faithful:
            return False
        is_target = isinstance(self.parent, cst.AssignTarget)
        return is_target or is_no_variable(node, self.parents) or is_own(self, node.value)
