"""The base of the fixers for methods of the library that have another name today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import libcst as cst

from porting.document import Document
from porting.fixer import Fixer, Options


class MethodFixer(Fixer):
    """Knows methods by their names, and leaves alone those that the program defines itself.

    Which object has a method, nobody can know for sure. So this is only for names that nothing
    but the library's classes is likely to have; a function or method of the same name anywhere
    in the files of the run makes them the program's own.
    """

    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.own = {
            name
            for name in self.triggers
            if name in self.project.functions
            or any(
                name in statement.words
                and (statement.first_word == name or f"def {name}" in statement.text)
                for statement in document.statements
            )
        }


class RenamedMethods(MethodFixer):
    """Renames methods, whether they are called or handed on."""

    methods: ClassVar[Mapping[str, str]] = {}
    """The new name of each method."""

    def __init_subclass__(cls) -> None:
        if "triggers" not in vars(cls):
            cls.triggers = frozenset(cls.methods)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        name = original_node.attr.value
        if name not in self.methods or name in self.own:
            return updated_node
        return updated_node.with_changes(attr=cst.Name(self.methods[name]))
