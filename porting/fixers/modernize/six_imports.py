from typing import Any

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_LIBRARIES = frozenset(["six", "six.moves", "future.utils", "past.builtins", "past.utils"])


class SixImports(ResolvedFixer):
    r"""Drop what is imported from ``six``, ``future`` or ``past`` and no longer used.

    Before::

        from six import iteritems, PY2

        for name, price in prices.items():
            print(PY2, name, price)

    After::

        from six import PY2

        for name, price in prices.items():
            print(PY2, name, price)

    Left alone, because a string may name it::

        from six import iteritems

        __all__ = ["iteritems"]

    Limits: what another file takes from this one is kept if that file is known.
    Source: https://six.readthedocs.io/
    """

    name = "six_imports"
    written_in = Language.PYTHON3
    triggers = frozenset(["six", "future", "past"])
    in_strings = False

    def is_wanted(self, statement: Statement) -> bool:
        return statement.first_word == "from" and super().is_wanted(statement)

    def leave_ImportFrom(self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom) -> Any:
        names = updated_node.names
        is_theirs = name_of(original_node.module) in _LIBRARIES and not original_node.relative
        if not is_theirs or isinstance(names, cst.ImportStar) or self.may_fail():
            return updated_node
        used = [alias for alias in names if self._is_used(alias)]
        if len(used) == len(names):
            return updated_node
        if not used:
            return cst.Pass() if self.statement.depth else cst.RemoveFromParent()
        used[-1] = used[-1].with_changes(comma=names[-1].comma)
        return updated_node.with_changes(names=used)

    def _is_used(self, alias: cst.ImportAlias) -> bool:
        local = name_of(alias.asname.name) if alias.asname else name_of(alias.name)
        return (
            local in self.origins.names
            or local in self.origins.strings
            or not self.origins.is_readable
            or self.project.is_exported(self.document.context.filename, local)
        )

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        return updated_node if updated_node.body else cst.RemoveFromParent()
