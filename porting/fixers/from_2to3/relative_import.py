from __future__ import annotations

import re
from functools import cached_property

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import Fixer, name_of
from porting.fixers.questions.futures import future_features
from porting.project.language import Language
from porting.py2.spaces import SPACE
from porting.source import modules_beside

_IMPORT = re.compile(r"(?:\A|[:;])\s*(?:from\s+(\w+)|import\b([^;]*))")
_MODULE = re.compile(r"(?:\A|,)\s*(\w+)")


class RelativeImport(Fixer):
    r"""Write imports of modules of the same package as relative imports.

    Python 2 looked for a module in the package of the file first, so that
    ``import string`` could get either. In Python 3 an import is absolute, and a
    neighbour is asked for with a dot. 2to3 calls this fixer ``import``; it looks for
    the module among the files beside the one that is ported, if that is in a package.

    Before::

        from catalogue import Shelf
        import prices

    After::

        from .catalogue import Shelf
        from . import prices

    Left alone, because there is no such module in the package::

        import os

    Warned about, because a part of it must become relative, and a part must not::

        import os, prices

    Limits: ``import prices.eu`` becomes ``from . import prices.eu``, as 2to3 has it, which
    is no Python. Nothing is done where ``absolute_import`` is imported from ``__future__``.
    In the whole pipeline `package_imports` takes its place.
    Source: https://peps.python.org/pep-0328/
    """

    name = "import"
    written_in = Language.UNDECIDED
    triggers = frozenset(["import"])
    in_package = True
    form = re.compile(r"(?:\A|[:;])\s*(?:import|from)\b")
    safety = "review"

    def is_needed(self) -> bool:
        return self.document.context.is_faithful and bool(self.beside)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The modules of the package; none where the file says that its imports are absolute."""
        if "absolute_import" in future_features(self.document.text):
            return frozenset()
        return modules_beside(self.document.context.filename)

    def may_change(self, statement: Statement) -> bool:
        if not super().may_change(statement):
            return False
        imports = _IMPORT.findall(statement.code)
        return any(
            module in self.beside
            for package, names in imports
            for module in ([package] if package else _MODULE.findall(names))
        )

    def leave_Import(
        self, original_node: cst.Import, updated_node: cst.Import
    ) -> cst.Import | cst.ImportFrom:
        beside = [self._is_beside(name_of(alias.name)) for alias in original_node.names]
        if not any(beside):
            return updated_node
        if not all(beside):
            self.note(original_node, "absolute and local imports together", "fails at import")
            return updated_node
        return cst.ImportFrom(
            module=None,
            names=updated_node.names,
            relative=[cst.Dot()],
            whitespace_after_from=SPACE,
            whitespace_before_import=SPACE,
            whitespace_after_import=updated_node.whitespace_after_import,
            semicolon=updated_node.semicolon,
        )

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        if original_node.relative or not self._is_beside(name_of(original_node.module)):
            return updated_node
        return updated_node.with_changes(relative=[cst.Dot()])

    def _is_beside(self, module: str) -> bool:
        return module.partition(".")[0] in self.beside
