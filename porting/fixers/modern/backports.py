from __future__ import annotations

from functools import cached_property
from typing import Any

import libcst as cst

from porting.fixer import name_of
from porting.fixers.bases.moved_names import MovedNames
from porting.fixers.questions.packages import PACKAGES
from porting.project.language import Language

GONE = {
    module: f"install the package {package.partition('<')[0]}, which has it"
    for module, package in PACKAGES.items()
}


class Backports(MovedNames):
    r"""Name the package that brings back a module that left the library.

    Python 3.12 and 3.13 removed some thirty modules that hardly anybody used any more, or that
    others do better. Where nothing in the library does their work, a package from the index has
    them, under the same name; `porting run --requirements FILE` lists those that are needed.

    An import that nothing uses goes.

    Before::

        import os, cgitb

        print(os.getcwd())

    After::

        import os

        print(os.getcwd())

    Left alone, because the file can do without::

        try:
            import telnetlib
        except ImportError:
            telnetlib = None

    Warned about, because Python 3.13 has no such module::

        import telnetlib

        telnetlib.Telnet("example.org")

    Limits: a module's name in a string, as for ``__import__``, is not seen.
    Source: https://peps.python.org/pep-0594/
    """

    name = "backports"
    written_in = Language.PYTHON3
    gone = GONE

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> Any:
        for alias in original_node.names:
            if isinstance(alias.name, cst.Attribute):
                self._tell(original_node, name_of(alias.name))
        return super().leave_Import(original_node, updated_node)

    def _tell(self, node: Any, module: str) -> None:
        first = module.partition(".")[0]
        if first not in self.replacing or first in self.told or self.may_fail():
            return
        self.told.add(first)
        message = f"Python 3.13 has no module {first}: {self.gone[first]}"
        self.note(node, message, self.when_it_raises(), PACKAGES[first])

    @cached_property
    def told(self) -> set[str]:
        """The modules of which the file has been told."""
        return set()
