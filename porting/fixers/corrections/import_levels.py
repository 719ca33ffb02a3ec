from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import Fixer, is_call_to

_LEVEL = 4


class ImportLevels(Fixer):
    r"""Drop the level ``-1`` of ``__import__``, which looked in the package first.

    It was what Python 2 did by itself. Python 3 takes no level below 0, and says so:
    ``ValueError: level must be >= 0``. Where the package is to be looked in, `import_calls` tells.

    Before::

        prices = __import__("prices", globals(), locals(), [], -1)
        shelf = __import__(name, level=-1)

    After::

        prices = __import__("prices", globals(), locals(), [])
        shelf = __import__(name)

    Left alone, because it names another level::

        prices = __import__("prices", globals(), locals(), [], 0)

    Limits: a level that does not stand in the call is not seen.
    Source: https://docs.python.org/3/library/functions.html#import__
    """

    name = "import_levels"
    triggers = frozenset(["__import__"])
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = list(updated_node.args)
        if not is_call_to(original_node, "__import__") or len(args) < 2:
            return updated_node
        *others, last = args
        is_level = last.keyword.value == "level" if last.keyword else len(others) == _LEVEL
        if not is_level or last.star or any(arg.star for arg in others):
            return updated_node
        if not _is_minus_one(last.value):
            return updated_node
        others[-1] = others[-1].with_changes(comma=last.comma)
        return updated_node.with_changes(args=others)


def _is_minus_one(node: Any) -> bool:
    is_negative = isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus)
    return is_negative and isinstance(node.expression, cst.Integer) and node.expression.value == "1"
