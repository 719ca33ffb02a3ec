"""The base of the fixers for methods of the library that have another name today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import libcst as cst

from porting.fixer import Fixer, name_of
from porting.fixers.questions.own_names import is_own_attribute, maker_of


class RenamedMethods(Fixer):
    """Renames methods, whether they are called or handed on.

    Which object has a method, nobody can know for sure. So this is only for names that nothing
    but the library's classes is likely to have; those that the program binds itself it leaves.
    """

    in_strings = False
    knows_by = "name"

    methods: ClassVar[Mapping[str, str]] = {}
    """The new name of each method."""

    kept_by: ClassVar[frozenset[str]] = frozenset()
    """The classes of the library that still have such a method by the old name."""

    def __init_subclass__(cls) -> None:
        if "triggers" not in vars(cls):
            cls.triggers = frozenset(cls.methods)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        name = original_node.attr.value
        if name not in self.methods or self.is_others(original_node):
            return updated_node
        return updated_node.with_changes(attr=cst.Name(self.methods[name]))

    def is_others(self, node: cst.Attribute) -> bool:
        """Whether a method is none of those that were renamed."""
        maker = maker_of(self.document, name_of(node.value)).rpartition(".")[2]
        return maker in self.kept_by or is_own_attribute(self, node.value, node.attr.value)
