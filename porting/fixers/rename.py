"""The fixers that differ only in which names they replace by which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import libcst as cst

from porting.fixer import Fixer


class RenameName(Fixer):
    """Base of the fixers that replace a name wherever it stands, as 2to3 does.

    That is more than the builtin: an attribute, a keyword argument, a function's own name.
    """

    names: ClassVar[Mapping[str, str]]
    """The new name for each old one."""

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        new = self.names.get(original_node.value)
        return updated_node if new is None else updated_node.with_changes(value=new)
