from __future__ import annotations

import re
import sys
from functools import cached_property
from typing import Any

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

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
    removed_in = (3, 12)
    written_in = Language.PYTHON3
    triggers = frozenset(["distutils"])
    in_strings = False

    @cached_property
    def first_import(self) -> int:
        """The index of the first import of setuptools; behind every file where there is none."""
        statements = self.document.statements
        found = (n for n, each in enumerate(statements) if _SETUPTOOLS.match(each.text))
        return next(found, sys.maxsize)

    @cached_property
    def done_in(self) -> set[Statement | None]:
        """The blocks that import it by now, by their headers; None is for the whole file."""
        return set()

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        header = self.document.header_of(self.index)
        block = None if header is None else self.document.statements[header]
        if self.done_in & {block, None} or self.first_import <= self.index:
            return updated_node
        if self.is_own("distutils"):
            return updated_node
        if not any(map(_imports_distutils, original_node.body)) or self.may_fail():
            return updated_node
        self.done_in.add(block)
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
