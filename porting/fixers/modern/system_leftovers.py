from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_GONE = frozenset(["sys.exc_clear", "sys.setdefaultencoding"])
_RELOADS = frozenset(["importlib.reload", "imp.reload"])


class SystemLeftovers(ResolvedFixer):
    r"""Drop calls that set up what Python 3 has settled.

    The encoding of all conversions is UTF-8, and nobody can set another; ``reload(sys)`` was how to
    get at the function that could. An exception is forgotten at the end of its clause, without
    ``sys.exc_clear``.

    Before::

        import importlib
        import sys

        importlib.reload(sys)
        sys.setdefaultencoding("utf-8")
        start()

    After::

        import importlib
        import sys

        pass
        pass
        start()

    Left alone, because another module is loaded again::

        import importlib
        import shop

        importlib.reload(shop)

    Limits: a program that lived by another encoding than UTF-8 must say so where it converts.
    Source: https://docs.python.org/3/library/sys.html#sys.getdefaultencoding
    """

    name = "system_leftovers"
    written_in = Language.PYTHON3
    triggers = frozenset(["exc_clear", "setdefaultencoding", "reload"])
    in_strings = False
    safety = "review"

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> cst.Expr | cst.Pass:
        call: Any = original_node.value
        if not isinstance(call, cst.Call):
            return updated_node
        path = self.path_of(call.func)
        if isinstance(call.func, cst.Attribute) and call.func.attr.value == "setdefaultencoding":
            call = call.func.value  # What reload gives, in one breath.
        if path in _GONE or self._is_reload(call):
            return cst.Pass(semicolon=updated_node.semicolon)
        return updated_node

    def _is_reload(self, call: Any) -> bool:
        if not isinstance(call, cst.Call) or len(call.args) != 1:
            return False
        return self.path_of(call.func) in _RELOADS and self.path_of(call.args[0].value) == "sys"
