from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer, Node, is_call_to
from porting.fixers.questions.chains import chain_of


class SetLiteral(Fixer):
    r"""Write a set in braces instead of making it from a list.

    Since Python 2.7 a set can be written down like a list, with braces around it, and so can a
    comprehension that makes one. Nothing forces the change, so it is made only on request.

    Before::

        known = set(["amazon", "ebay"])
        lengths = set([len(word) for word in words])

    After::

        known = {"amazon", "ebay"}
        lengths = {len(word) for word in words}

    Left alone, because empty braces are a dictionary::

        seen = set([])

    Left alone, because a variable or a generator may hold anything::

        known = set(names)
        lengths = set(len(word) for word in words)

    Limits: a ``set`` of your own is taken for the builtin; ``set([1]).pop()`` stays as it is.
    Source: https://docs.python.org/3/reference/expressions.html#set-displays
    """

    name = "set_literal"
    triggers = frozenset(["set"])
    in_strings = False
    explicit = True

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> Node:
        if not is_call_to(original_node, "set") or original_node.func.lpar:
            return updated_node
        chain = chain_of(original_node, self.parents)
        args = updated_node.args
        if not chain.is_plain or not chain.is_only(original_node) or len(args) != 1:
            return updated_node
        (items,) = args
        if items.star or items.keyword or isinstance(items.comma, cst.Comma):
            return updated_node
        new = _in_braces(items.value)
        if new is None:
            return updated_node
        return new.with_changes(lpar=original_node.lpar, rpar=original_node.rpar)


def _in_braces(items: Node) -> Node | None:
    """The set of the items that a list or tuple is written with; None for anything else."""
    if isinstance(items, cst.Tuple):
        if len(items.lpar) != 1 or not items.elements:
            return None
        opening, closing = items.lpar[0].whitespace_after, items.rpar[0].whitespace_before
        return _set(items.elements, opening, closing)
    if not isinstance(items, (cst.List, cst.ListComp)) or items.lpar:
        return None
    opening, closing = items.lbracket.whitespace_after, items.rbracket.whitespace_before
    if isinstance(items, cst.List):
        return _set(items.elements, opening, closing) if items.elements else None
    return cst.SetComp(
        items.elt, items.for_in, cst.LeftCurlyBrace(opening), cst.RightCurlyBrace(closing)
    )


def _set(elements: Node, opening: Node, closing: Node) -> cst.Set:
    """The set of these elements; a comma behind a single one is not needed any more."""
    if len(elements) == 1 and isinstance(elements[0].comma, cst.Comma):
        closing = elements[0].comma.whitespace_before
        elements = [elements[0].with_changes(comma=cst.MaybeSentinel.DEFAULT)]
    return cst.Set(elements, cst.LeftCurlyBrace(opening), cst.RightCurlyBrace(closing))
