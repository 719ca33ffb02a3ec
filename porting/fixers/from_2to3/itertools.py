from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import chain_of
from porting.fixers.questions.own_names import is_not_imported

BUILTINS = {"ifilter": "filter", "imap": "map", "izip": "zip"}
"""What is a builtin now, with the builtin."""

RENAMED = {"ifilterfalse": "filterfalse", "izip_longest": "zip_longest"}
"""What itertools still has, under another name."""


class Itertools(Fixer):
    r"""Turn ``itertools.imap`` and its like into the builtins.

    Python 2 kept the versions of ``map``, ``filter`` and ``zip`` that give iterators in
    ``itertools``. Since Python 3's builtins give iterators these are gone, and two others have
    lost their ``i``. The imports are left to the fixer ``itertools_imports``.

    Before::

        for name, score in itertools.izip(names, scores):
            report(name, score)
        widths = imap(len, words)
        odd = itertools.ifilterfalse(is_even, numbers)

    After::

        for name, score in zip(names, scores):
            report(name, score)
        widths = map(len, words)
        odd = itertools.filterfalse(is_even, numbers)

    Left alone, because only calls are changed, and only calls with nothing behind them::

        pair_up = itertools.izip
        first = itertools.imap(len, words).next()

    Limits: ``itertools`` under another name, ``import itertools as it``, is not known.
    Source: https://docs.python.org/3/whatsnew/3.0.html#views-and-iterators-instead-of-lists
    """

    name = "itertools"
    triggers = frozenset([*BUILTINS, *RENAMED])
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        chain = chain_of(original_node, self.parents)
        if func.lpar or not chain.is_plain or not chain.is_only(original_node):
            return updated_node
        if isinstance(func, cst.Name):
            new = BUILTINS.get(func.value) or RENAMED.get(func.value)
            if new and is_not_imported(self, func.value):
                return updated_node
            return updated_node.with_changes(func=cst.Name(new)) if new else updated_node
        if not isinstance(func, cst.Attribute) or not _is_itertools(func.value):
            return updated_node
        if is_not_imported(self, "itertools"):
            return updated_node
        if func.attr.value in BUILTINS:
            return updated_node.with_changes(func=cst.Name(BUILTINS[func.attr.value]))
        if func.attr.value in RENAMED:
            return updated_node.with_deep_changes(func.attr, value=RENAMED[func.attr.value])
        return updated_node


def _is_itertools(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "itertools" and not node.lpar
