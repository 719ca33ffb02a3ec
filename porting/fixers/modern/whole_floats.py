from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.formats import conversions
from porting.fixers.questions.own_names import call_of_builtin
from porting.fixers.questions.regexes import text_in
from porting.project.language import Language

_PATHS = ("math.ceil", "math.floor")
_SHOWING = ("builtins.print", "builtins.repr", "builtins.str")


class WholeFloats(ResolvedFixer):
    r"""Show what ``math.floor`` and ``ceil`` give with the ``.0`` that it had.

    They gave floats in Python 2, and give integers in Python 3. Reckoning with them comes to the
    same; what is shown does not.

    Before::

        import math

        print("pages:", math.ceil(words / 250.0))
        line = "%s of %d" % (math.floor(share), 100)

    After::

        import math

        print("pages:", float(math.ceil(words / 250.0)))
        line = "%s of %d" % (float(math.floor(share)), 100)

    Left alone, because it is shown in the same way, or not at all::

        import math

        line = "%d pages" % math.ceil(words / 250.0)
        count = math.floor(words / 250.0) * 2

    Limits: what gets a name first is not followed; it shows without ``.0``.
    Source: https://docs.python.org/3/library/math.html#math.floor
    """

    name = "whole_floats"
    in_strings = False
    triggers = frozenset(["ceil", "floor"])
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if self.path_of(original_node.func) in _PATHS and self._is_shown(original_node):
            return call_of_builtin(self, "float", updated_node)
        return updated_node

    def _is_shown(self, node: cst.Call) -> bool:
        around: list[Any] = list(reversed(self.parents))
        if isinstance(around[0], cst.Arg):
            call: Any = around[1]
            is_method = isinstance(call, cst.Call) and isinstance(call.func, cst.Attribute)
            if is_method and call.func.attr.value == "format":
                return text_in(call.func.value) is not None
            return isinstance(call, cst.Call) and self.path_of(call.func) in _SHOWING
        place = 0
        if isinstance(around[0], cst.Element) and isinstance(around[1], cst.Tuple):
            place = around[1].elements.index(around[0])
            around = around[2:]
        whole = around[0]
        if not isinstance(whole, cst.BinaryOperation) or whole.left is node:
            return False
        kinds = conversions(text_in(whole.left) or "")
        return isinstance(whole.operator, cst.Modulo) and kinds[place : place + 1] in ("s", "r")
