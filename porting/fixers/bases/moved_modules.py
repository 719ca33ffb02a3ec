"""The base of the fixers that rename modules: 2to3's rules for imports and what uses them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import libcst as cst

from porting.engine.document import Document, Statement
from porting.fixer import Fixer, Options, dotted, name_of
from porting.fixers.questions.chains import holder_of
from porting.source import is_script_beside

# Where 2to3 does not see an expression that begins with a name.
_ELSEWHERE = (cst.Decorator, cst.Await, cst.ImportAlias, cst.ImportFrom)


class MovedModules(Fixer):
    """Renames modules where they are imported, and from there on where they are used.

    After ``import X`` any ``X.name`` in the rest of the file is taken for a use of it, whoever
    owns that X; not so after ``import X as Y`` or ``from X import Y``.
    """

    modules: ClassVar[Mapping[str, str]] = {}
    """The new name of each module."""

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.imported: dict[str, int] = {}

    def may_change(self, statement: Statement) -> bool:
        words = statement.words
        is_about_them = "import" in words or not words.isdisjoint(self.imported)
        return is_about_them and super().may_change(statement)

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> cst.Import:
        names = []
        for alias in updated_node.names:
            module = name_of(alias.name)
            if module in self.modules and not self.is_own(module) and not self.is_new(alias):
                alias = alias.with_changes(name=dotted(self.modules[module]))
                if alias.asname is None:
                    self.imported.setdefault(module, self.index)
            names.append(alias)
        return updated_node.with_changes(names=names)

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        new = self.modules.get(name_of(original_node.module))
        if new is None or original_node.relative or self.is_own(name_of(original_node.module)):
            return updated_node
        return updated_node.with_changes(module=dotted(new))

    def is_own(self, module: str) -> bool:
        """Whether it lies beside a file that is in no package: 2to3 never asks."""
        if self.document.context.is_faithful:
            return False
        return is_script_beside(self.document.context.filename, module)

    def is_new(self, alias: cst.ImportAlias) -> bool:
        """Whether ``dbm as anydbm`` says that it is the package that took that one's place."""
        if self.document.context.is_faithful or alias.asname is None:
            return False
        return name_of(alias.name) == "dbm" and name_of(alias.asname.name) in ("anydbm", "whichdb")

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        module = original_node.value
        if isinstance(module, cst.Name) and not module.lpar and self._is_use(original_node):
            return updated_node.with_changes(value=dotted(self.modules[module.value]))
        return updated_node

    def _is_use(self, node: cst.Attribute) -> bool:
        imported = self.imported.get(name_of(node.value))
        if imported is None:
            return False
        holder = holder_of(node, self.parents)
        if imported == self.index:
            # What stands deeper than the import in one line with it was dealt with before it.
            return isinstance(holder, cst.Expr)
        return not isinstance(holder, _ELSEWHERE)
