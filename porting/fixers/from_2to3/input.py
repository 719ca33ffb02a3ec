import re

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import ends_chain, is_call_of_bare_name
from porting.fixers.questions.own_names import builtin, is_own
from porting.project.language import Language

_CALL = re.compile(r"(?<![\w.])input\s*\(")


class Input(Fixer):
    r"""Wrap calls of ``input`` in ``eval``.

    Python 2's ``input`` ran what the user typed as an expression. Python 3's returns
    it as text, as Python 2's ``raw_input`` did, so ``eval`` does the rest. ``eval`` runs
    anything: where a number is expected, ``int(input(...))`` is what you want.

    Before::

        count = input("How many? ")

    After::

        count = eval(input("How many? "))

    Left alone, because it is evaluated already::

        count = eval(input("How many? "))

    Limits: a call that goes on is not seen, ``input().strip()``; a function of your own
    named ``input`` is taken for the builtin.
    Source: https://peps.python.org/pep-3111/
    """

    name = "input"
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"
    triggers = frozenset(["input"])
    in_strings = False
    form = _CALL
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not is_call_of_bare_name(original_node, "input", self.parents):
            return updated_node
        if is_own(self, "input"):
            return updated_node
        if not ends_chain(original_node, self.parents) or self._is_evaluated(original_node):
            return updated_node
        return cst.Call(
            func=builtin(self, "eval"),
            args=[cst.Arg(updated_node.with_changes(lpar=(), rpar=()))],
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )

    def _is_evaluated(self, node: cst.Call) -> bool:
        """Whether the call is all that an ``eval`` gets, and nothing follows that."""
        *outer, call, arg = [None, *self.parents]
        return (
            isinstance(arg, cst.Arg)
            and isinstance(call, cst.Call)
            and not (node.lpar or arg.keyword or arg.star or isinstance(arg.comma, cst.Comma))
            and is_call_of_bare_name(call, "eval", outer)
            and ends_chain(call, outer)
        )
