from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer, Node, arguments, is_call_to
from porting.fixers.questions.chains import chain_of
from porting.fixers.questions.own_names import is_own
from porting.py2 import nodes

_CALLABLE_AS_THEY_ARE = (
    cst.Attribute,
    cst.Call,
    cst.ConcatenatedString,
    cst.Dict,
    cst.DictComp,
    cst.List,
    cst.ListComp,
    cst.Name,
    cst.Set,
    cst.SetComp,
    cst.Subscript,
    nodes.Backquote,
)


class Apply(Fixer):
    r"""Call with ``*`` and ``**`` instead of ``apply``.

    The builtin ``apply`` is gone from Python 3. Since Python 2.0 a call itself can take its
    arguments from a sequence and a dictionary.

    Before::

        page = apply(fetch, args)
        apply(self.report, (page,) + args, options)

    After::

        page = fetch(*args)
        self.report(*(page,) + args, **options)

    Left alone, because ``apply`` wants the arguments in a sequence::

        page = apply(fetch)

    Left alone, because 2to3 does not look at a call with something behind it::

        title = apply(fetch, args).title

    Limits: an ``apply`` of your own is taken for the builtin.
    Source: https://docs.python.org/3/whatsnew/3.0.html#builtins
    """

    name = "apply"
    triggers = frozenset(["apply"])
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not is_call_to(original_node, "apply") or original_node.func.lpar:
            return updated_node
        if is_own(self, "apply"):
            return updated_node
        chain = chain_of(original_node, self.parents)
        args = arguments(updated_node.args)
        if not chain.is_plain or not chain.is_only(original_node) or len(args) not in (2, 3):
            return updated_node
        func = _callable(args[0].value, updated_node.whitespace_before_args)
        new = [cst.Arg(args[1].value, star="*")]
        new += [cst.Arg(arg.value, star="**") for arg in args[2:]]
        return cst.Call(func, new, lpar=original_node.lpar, rpar=original_node.rpar)


def _callable(func: Node, space: cst.BaseParenthesizableWhitespace) -> Node:
    """The expression, in parentheses unless it can be called without."""
    if func.lpar or isinstance(func, _CALLABLE_AS_THEY_ARE):
        return func
    return func.with_changes(lpar=[cst.LeftParen(space)], rpar=[cst.RightParen()])
