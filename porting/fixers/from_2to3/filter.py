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
)
from porting.fixers.questions.chains import Chain
from porting.project.language import Language


class Filter(ListBuiltin):
    r"""Make a list of what ``filter`` gives.

    In Python 2 ``filter`` builds a list at once. In Python 3 it gives an iterator, which has no
    length and no index, can be gone through only once, and calls the function only then. A
    ``lambda``, or ``None``, reads better as a list comprehension.

    Before::

        found = filter(is_open, shops)
        large = filter(lambda n: n > 99, numbers)
        words = filter(None, line.split(" "))

    After::

        found = list(filter(is_open, shops))
        large = [n for n in numbers if n > 99]
        words = [_f for _f in line.split(" ") if _f]

    Left alone, because the iterator is gone through once, and at once::

        line = ", ".join(filter(is_open, names))
        for shop in filter(is_open, shops):
            visit(shop)

    Left alone, because the file asks for Python 3's ``filter``::

        from future_builtins import filter
        found = filter(is_open, shops)

    Limits: in Python 2 a string or tuple that is filtered stays one; here it becomes a list.
    A ``filter`` of your own is taken for the builtin.
    Source: https://docs.python.org/3/whatsnew/3.0.html#views-and-iterators-instead-of-lists
    """

    name = "filter"
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"
    triggers = frozenset(["filter"])
    in_strings = False
    form = re.compile(r"\bfilter\s*\(")
    safety = "review"

    def as_expression(self, original: cst.Call, updated: cst.Call, chain: Chain) -> Any:
        pair = function_and_iterable(updated.args)
        if pair is not None:
            function, iterable = pair
            if is_none(updated.args[0]):
                return comprehension(cst.Name("_f"), "_f", iterable, cst.Name("_f"))
            if parameter := only_parameter(function):
                condition = function.body
                if isinstance(condition, cst.IfExp) and not condition.lpar:
                    condition = condition.with_changes(
                        lpar=[cst.LeftParen()], rpar=[cst.RightParen()]
                    )
                return comprehension(cst.Name(parameter), parameter, iterable, condition)
        return super().as_expression(original, updated, chain)
