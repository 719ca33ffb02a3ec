from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import Fixer, arguments, is_call_to
from porting.fixers.questions.own_names import is_own

_CALLABLE_AS_THEY_ARE = (cst.Name, cst.Attribute, cst.Call, cst.Subscript)


class ApplyCalls(Fixer):
    """Call what ``apply`` called where 2to3 leaves ``apply`` as it is.

    The builtin ``apply`` is gone from Python 3. 2to3 passes over a call of it that has no sequence
    of arguments, or something behind it.

    Before::

        page = apply(fetch)
        title = apply(fetch, args).title

    After::

        page = fetch()
        title = fetch(*args).title

    Left alone, because nothing tells what is called::

        page = apply(*order)

    Limits: an ``apply`` that comes from ``import *`` is taken for the builtin.
    Source: https://docs.python.org/2/library/functions.html#apply
    """

    name = "apply_calls"
    triggers = frozenset(["apply"])
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not is_call_to(original_node, "apply") or is_own(self, "apply"):
            return updated_node
        args = arguments(updated_node.args)
        if not 1 <= len(args) <= 3:
            return updated_node
        new = [cst.Arg(arg.value, star="*") for arg in args[1:2]]
        new += [cst.Arg(arg.value, star="**") for arg in args[2:]]
        func: Any = args[0].value
        if not (func.lpar or isinstance(func, _CALLABLE_AS_THEY_ARE)):
            func = func.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        return cst.Call(func, new, lpar=original_node.lpar, rpar=original_node.rpar)
