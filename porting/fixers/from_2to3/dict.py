from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Fixer, Node
from porting.fixers.questions.chains import chain_of, links_before
from porting.fixers.questions.consumers import is_looped_over, is_only_argument
from porting.fixers.questions.own_names import as_list, call_of_builtin, is_own_attribute
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE

_VIEWS = ("keys", "values", "items")

_CALL = re.compile(r"\.\s*(?:iter|view)?(?:keys|values|items)\s*\(\s*\)")


class Dict(Fixer):
    r"""Wrap what ``keys``, ``values`` and ``items`` give in a list, and drop the ``iter`` methods.

    In Python 2 ``d.keys()`` is a list of its own; in Python 3 it is a view, which cannot be
    sorted or indexed and which changes with the dictionary. ``d.iterkeys()`` and
    ``d.viewkeys()`` are gone: the view serves both.

    Before::

        names = scores.keys()
        names.sort()
        for name, score in scores.iteritems():
            ranks = scores.itervalues()

    After::

        names = list(scores.keys())
        names.sort()
        for name, score in scores.items():
            ranks = iter(scores.values())

    Left alone, because the caller goes through the keys at once and keeps no list::

        first = min(scores.keys())
        names = sorted(scores.keys())

    Left alone, because a dictionary's method takes no argument::

        rows = table.keys("index")

    Limits: any object's method of that name is taken for a dictionary's, and
    ``for name in scores.keys()`` gets a list, which it needs only where the loop changes
    the dictionary.
    Source: https://peps.python.org/pep-3106/
    """

    name = "dict"
    written_in = Language.HALF
    triggers = frozenset(prefix + view for prefix in ("", "iter", "view") for view in _VIEWS)
    in_strings = False
    safety = "review"
    knows_by = "receiver"
    form = _CALL

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        method = _view_method(original_node)
        if not method or any(map(_view_method, links_before(original_node))):
            return updated_node
        chain = chain_of(original_node, self.parents)
        if not chain.is_plain:
            return updated_node
        owner = cst.ensure_type(original_node.func, cst.Attribute).value
        if is_own_attribute(self, owner, method):
            return updated_node
        kind = method[:4] if method[:4] in ("iter", "view") else ""
        if not kind and self.document.context.language is not Language.PYTHON2:
            return updated_node
        is_used_up = is_only_argument(chain) or (
            kind == "iter" and (is_looped_over(chain) or is_only_argument(chain, ("iter",)))
        )
        is_enough = is_used_up and chain.is_only(original_node)
        if is_enough and not kind:
            return updated_node
        view: cst.BaseExpression = _rename_method(updated_node, method.removeprefix(kind))
        if not is_enough and kind != "view":
            view = call_of_builtin(self, "iter", view) if kind else as_list(self, view)
        return view.with_changes(lpar=original_node.lpar, rpar=original_node.rpar)


def _view_method(node: Node) -> str:
    """The method, of those looked for, that a node calls without an argument; else ""."""
    if not isinstance(node, cst.Call) or node.args or not isinstance(node.func, cst.Attribute):
        return ""
    method = node.func.attr.value
    return method if method in Dict.triggers and not node.func.lpar else ""


def _rename_method(call: Node, method: str) -> cst.Call:
    """The call without parentheses and without white space before the dot, as 2to3 has it."""
    func = call.func.with_changes(
        attr=call.func.attr.with_changes(value=method),
        dot=call.func.dot.with_changes(whitespace_before=NO_SPACE),
    )
    return cst.ensure_type(call.with_changes(func=func, lpar=(), rpar=()), cst.Call)
