from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Fixer, is_call_to
from porting.fixers.questions.chains import chain_of
from porting.fixers.questions.names import add_import
from porting.fixers.questions.own_names import is_own


class Reduce(Fixer):
    r"""Import ``reduce`` from ``functools``.

    Python 3 has no builtin ``reduce``: a loop is easier to read most of the time. The function
    is where Python 2.6 put it as well.

    Before::

        import operator

        product = reduce(operator.mul, factors, 1)

    After::

        import operator
        from functools import reduce

        product = reduce(operator.mul, factors, 1)

    Left alone, because it is imported already::

        from functools import reduce

        product = reduce(operator.mul, factors, 1)

    Left alone, because only calls are looked at, with two or three arguments and nothing behind::

        fold = reduce
        first = reduce(merge, pages)[0]

    Limits: a ``reduce`` that the file itself defines is taken for the builtin.
    Source: https://docs.python.org/3/library/functools.html#functools.reduce
    """

    name = "reduce"
    triggers = frozenset(["reduce"])
    in_strings = False
    form = re.compile(r"\breduce\s*\(")

    is_used = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        is_builtin = is_call_to(original_node, "reduce") and not is_own(self, "reduce")
        if is_builtin and not original_node.func.lpar:
            chain = chain_of(original_node, self.parents)
            is_whole = chain.is_plain and chain.is_only(original_node)
            self.is_used |= is_whole and _has_right_arguments(original_node)
        return updated_node

    def finish(self) -> None:
        if self.is_used:
            add_import(self.document, "functools", "reduce")


def _has_right_arguments(call: cst.Call) -> bool:
    """Whether there are two or three arguments, none by name, and no comma behind the last."""
    if len(call.args) not in (2, 3) or isinstance(call.args[-1].comma, cst.Comma):
        return False
    return not any(arg.keyword for arg in call.args)
