from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.list_builtin import ListBuiltin
from porting.fixers.from_2to3 import xrange
from porting.fixers.questions.chains import Chain, chain_of, links_before
from porting.fixers.questions.consumers import takes_an_iterator
from porting.fixers.questions.own_names import as_list
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE


class Zip(ListBuiltin):
    r"""Make a list of what ``zip`` gives.

    In Python 2 ``zip`` builds a list of tuples at once. In Python 3 it gives an iterator, which
    has no length and no index, and can be gone through only once.

    Before::

        pairs = zip(names, scores)
        winner = zip(names, scores)[0]

    After::

        pairs = list(zip(names, scores))
        winner = list(zip(names, scores))[0]

    Left alone, because the iterator is gone through once, and at once::

        by_score = sorted(zip(scores, names))
        for name, score in zip(names, scores):
            report(name, score)

    Left alone, because the file asks for Python 3's ``zip``::

        from future_builtins import zip
        pairs = zip(names, scores)

    Limits: ``dict(zip(names, scores))`` gets a list that it does not need. A ``zip`` of your own
    is taken for the builtin.
    Source: https://docs.python.org/3/whatsnew/3.0.html#views-and-iterators-instead-of-lists
    """

    name = "zip"
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"
    triggers = frozenset(["zip"])
    in_strings = False
    form = re.compile(r"\bzip\s*\(")

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.listed: set[cst.CSTNode] = set()

    # 2to3 copies what it wraps, which takes the white space out between what follows. It looks at
    # the copy anew, finds the ``range`` that was ``xrange``, and makes a list of that as well.

    def visit_Call(self, node: cst.Call) -> None:
        chain = self.chain_of_builtin(node)
        if chain is not None and not takes_an_iterator(chain):
            self.listed.add(node)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> Any:
        if self.is_behind_list(original_node):
            return updated_node.with_changes(whitespace_after_func=NO_SPACE)
        if isinstance(original_node.func, xrange.Name) and self.is_in_list():
            return xrange.in_list(self, updated_node, chain_of(original_node, self.parents))
        return super().leave_Call(original_node, updated_node)

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> Any:
        if self.is_behind_list(original_node):
            return updated_node.with_deep_changes(updated_node.dot, whitespace_before=NO_SPACE)
        return updated_node

    def leave_Subscript(self, original_node: cst.Subscript, updated_node: cst.Subscript) -> Any:
        if self.is_behind_list(original_node):
            return updated_node.with_changes(whitespace_after_value=NO_SPACE)
        return updated_node

    def as_expression(self, original: cst.Call, updated: cst.Call, chain: Chain) -> Any:
        if original not in self.listed:
            return updated
        call = updated.with_changes(whitespace_after_func=NO_SPACE, lpar=(), rpar=())
        return as_list(self, call)

    def is_in_list(self) -> bool:
        """Whether the node being left is an argument of such a list, or stands behind one."""
        around = self.parents
        return not self.listed.isdisjoint(around) or any(map(self.is_behind_list, around))

    def is_behind_list(self, node: cst.CSTNode) -> bool:
        """Whether a node is an index, attribute or call of a list that was made here."""
        return not self.listed.isdisjoint(links_before(node))
