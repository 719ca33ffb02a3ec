from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixers.bases.list_builtin import (
    ListBuiltin,
    comprehension,
    function_and_iterable,
    is_none,
    only_parameter,
    without_space,
)
from porting.fixers.questions import consumers
from porting.fixers.questions.chains import Chain
from porting.fixers.questions.own_names import as_list, builtin
from porting.project.language import Language

_PAIRS = (
    "cannot convert map(None, ...) with multiple arguments because map() now truncates to the "
    "shortest sequence"
)


class Map(ListBuiltin):
    r"""Make a list of what ``map`` gives.

    In Python 2 ``map`` builds a list at once. In Python 3 it gives an iterator, which has no
    length and no index, can be gone through only once, and calls the function only then. A
    ``lambda`` reads better as a list comprehension.

    Before::

        widths = map(len, words)
        squares = map(lambda n: n * n, numbers)
        copy = map(None, words)

    After::

        widths = list(map(len, words))
        squares = [n * n for n in numbers]
        copy = list(words)

    Left alone, because the iterator is gone through once, and at once::

        line = ", ".join(map(str, numbers))
        for width in map(len, words):
            total += width

    Left alone, because the file asks for Python 3's ``map``::

        from future_builtins import map
        widths = map(len, words)

    Warned about, because without a function Python 2 pairs the items and fills up what is
    shorter with None::

        pairs = map(None, names, scores)

    Limits: Python 2 fills up with None with a function, too, and Python 3 stops at the end of
    the shortest argument; only calls with two or more iterables are concerned. A ``map`` of your
    own is taken for the builtin.
    Source: https://docs.python.org/3/whatsnew/3.0.html#views-and-iterators-instead-of-lists
    """

    name = "map"
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"
    triggers = frozenset(["map"])
    in_strings = False
    form = re.compile(r"\bmap\s*\(")
    safety = "review"

    statement_chain: Any = None

    def as_expression(self, original: cst.Call, updated: cst.Call, chain: Chain) -> Any:
        if isinstance(chain.parent, cst.Expr) and chain.is_open:
            self.note(chain.whole, "You should use a for loop here")
            self.statement_chain = chain.whole
            return updated
        args = updated.args
        if len(args) > 1 and is_none(args[0]):
            if len(args) == 2:
                iterable = args[1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
                return consumers.Call(builtin(self, "list"), [without_space(iterable)])
            self.note(original, _PAIRS, shows="wrong result, no error")
            return updated
        pair = function_and_iterable(updated.args)
        if pair is not None and (parameter := only_parameter(pair[0])):
            return comprehension(pair[0].body, parameter, pair[1])
        return super().as_expression(original, updated, chain)

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> cst.Expr:
        if original_node.value is not self.statement_chain:
            return updated_node
        return updated_node.with_changes(value=as_list(self, updated_node.value))
