from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.packages import REPLACED
from porting.project.language import Language


class IndexPackages(ResolvedFixer):
    r"""Tell of packages from the index that have no release for Python 3.

    Most packages of the time of Python 2 go on under their name. Some were given up, or went on
    under another; the program does not start without them.

    Warned about, because another package took its place::

        from BeautifulSoup import BeautifulSoup

        print(BeautifulSoup(page).title)

    Left alone, because the file can do without::

        try:
            import psyco
        except ImportError:
            psyco = None

        print(psyco)

    Limits: it knows the packages of a table, `porting/fixers/questions/packages.py`, and no more.
    Source: https://pypi.org/
    """

    name = "index_packages"
    written_in = Language.PYTHON2
    triggers = frozenset(REPLACED)
    in_strings = False

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> cst.Import:
        for alias in original_node.names:
            self._tell(alias, name_of(alias.name))
        return updated_node

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        if original_node.module is not None and not original_node.relative:
            self._tell(original_node, name_of(original_node.module))
        return updated_node

    def _tell(self, node: Any, path: str) -> None:
        module = path.partition(".")[0]
        if module in REPLACED and not self.is_own(module) and not self.may_fail():
            advice, package = REPLACED[module]
            message = f"{module} has no release for Python 3: {advice}"
            self.note(node, message, self.when_it_raises(), package)
