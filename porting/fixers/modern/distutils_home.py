from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import libcst as cst

from porting.fixer import name_of
from porting.fixers.resolved import ResolvedFixer

_SETUPTOOLS = re.compile(r"\s*(?:import|from)\b.*\bsetuptools\b")


class DistutilsHome(ResolvedFixer):
    r"""Import ``setuptools`` before the first part of ``distutils``.

    Python 3.12 removed `distutils`. Setuptools has it, and lets others import it under its old
    name from the moment when it is imported itself.

    Before::

        import os
        from distutils.version import LooseVersion

    After::

        import os
        import setuptools
        from distutils.version import LooseVersion

    Left alone, because the file can do without::

        try:
            from distutils.version import LooseVersion
        except ImportError:
            LooseVersion = None

    Limits: setuptools has to be installed; ``backports`` says so.
    Source: https://setuptools.pypa.io/en/latest/deprecated/distutils-legacy.html
    """

    name = "distutils_home"
    triggers = frozenset(["distutils"])
    in_strings = False

    @cached_property
    def first_import(self) -> int:
        """The index of the first import of setuptools; one behind the file where there is none."""
        statements = self.document.statements
        found = (n for n, each in enumerate(statements) if _SETUPTOOLS.match(each.text))
        return next(found, len(statements))

    is_done = False

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        if self.is_done or self.is_own("distutils") or self.first_import <= self.index:
            return updated_node
        if not any(map(_imports_distutils, original_node.body)) or self.may_fail():
            return updated_node
        self.is_done = not self.statement.depth
        line = cst.SimpleStatementLine([cst.Import([cst.ImportAlias(cst.Name("setuptools"))])])
        return cst.FlattenSentinel([line, updated_node])


def _imports_distutils(node: Any) -> bool:
    if isinstance(node, cst.ImportFrom):
        names = [] if node.relative else [name_of(node.module)]
    elif isinstance(node, cst.Import):
        names = [name_of(alias.name) for alias in node.names]
    else:
        return False
    return any(name.partition(".")[0] == "distutils" for name in names)
