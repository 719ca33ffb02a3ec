from __future__ import annotations

import re
from dataclasses import dataclass

import libcst as cst

from porting.fixer import Fixer, Node, name_of
from porting.fixers.questions.chains import Chain, chain_of
from porting.fixers.questions.consumers import is_looped_over, is_only_argument
from porting.fixers.questions.own_names import as_list, builtin, is_own, is_shadowed
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE


@dataclass(frozen=True)
class Name(cst.Name):
    """The name ``range`` where ``xrange`` stood, for the fixer ``zip``."""


_CALL = r"\bx?range\s*\("
# The loop over a range that is fine as it is.
_ARGUMENTS = rf"(?:(?!{_CALL})[^()]|\((?:(?!{_CALL})[^()])*\))*"
_LOOP = rf"\s*for\b[\w\s,()]+\bin\s+range\s*\({_ARGUMENTS}\)\s*:[^()]*"


class Xrange(Fixer):
    r"""Rename ``xrange`` to ``range``, and make a list of what ``range`` gave.

    In Python 2 ``range`` builds a list and ``xrange`` counts as it goes. Python 3 has only the
    second, under the first's name: it can be indexed, but neither sorted nor changed.

    Before::

        rows = range(10)
        rows.reverse()
        for page in xrange(pages):
            fetch(page)

    After::

        rows = list(range(10))
        rows.reverse()
        for page in range(pages):
            fetch(page)

    Left alone, because numbers one after the other are all that is asked for::

        for row in range(10):
            total += sum(range(row))

    Left alone, because the numbers are only compared with one::

        is_success = code in range(200, 300)

    Limits: ``xrange`` that is not called keeps its name, and so does any ``range`` of your own,
    which gets a list around it.
    Source: https://docs.python.org/3/whatsnew/3.0.html#views-and-iterators-instead-of-lists
    """

    name = "xrange"
    written_in = Language.HALF
    triggers = frozenset(["range", "xrange"])
    in_strings = False
    form = re.compile(rf"\A(?!{_LOOP}\Z)[\s\S]*?{_CALL}")

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        name = name_of(original_node.func)
        if name not in self.triggers or original_node.func.lpar or not original_node.args:
            return updated_node
        chain = chain_of(original_node, self.parents)
        if not chain.is_plain or is_own(self, name):
            return updated_node
        if name == "xrange":
            is_own_range = is_shadowed(self, "range")
            return updated_node.with_changes(
                func=builtin(self, "range") if is_own_range else Name("range")
            )
        if self.document.context.language is not Language.PYTHON2:
            return updated_node
        return in_list(self, updated_node, chain)


def in_list(fixer: Fixer, call: cst.Call, chain: Chain) -> cst.BaseExpression:
    """A call of ``range`` with a list around it, or itself where numbers will do."""
    if is_looped_over(chain) or is_only_argument(chain) or _is_looked_into(chain):
        return call
    return as_list(fixer, _tightened(call)).with_changes(lpar=call.lpar, rpar=call.rpar)


def _is_looked_into(chain: Chain) -> bool:
    """Whether the value is what the first operator of a comparison, an ``in``, looks into."""
    target = chain.parent
    if not isinstance(target, cst.ComparisonTarget) or not isinstance(target.operator, cst.In):
        return False
    return chain.is_open and chain.parents[-2].comparisons[0] is target


def _tightened(call: cst.Call) -> Node:
    """The call without its parentheses, and as 2to3 has it: no white space before the opening
    and the closing parenthesis of its arguments."""
    last = call.args[-1]
    if isinstance(last.comma, cst.Comma):
        last = last.with_deep_changes(last.comma, whitespace_after=NO_SPACE)
    last = last.with_changes(whitespace_after_arg=NO_SPACE)
    return call.with_changes(
        args=[*call.args[:-1], last], whitespace_after_func=NO_SPACE, lpar=(), rpar=()
    )
