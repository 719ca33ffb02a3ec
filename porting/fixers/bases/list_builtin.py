"""What the fixers of ``map``, ``filter`` and ``zip`` share: they gave lists and give iterators."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import libcst as cst

from porting.fixer import Fixer, is_call_to, without_parentheses
from porting.fixers.questions.chains import Chain, chain_of
from porting.fixers.questions.consumers import takes_an_iterator
from porting.fixers.questions.names import is_bound
from porting.fixers.questions.own_names import as_list, is_own
from porting.py2.spaces import NO_SPACE


class ListBuiltin(Fixer):
    """Wraps calls of the builtin `name` in ``list(...)`` where an iterator would not do.

    A subclass may have a better way to write the call: see `as_expression`.
    """

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> Any:
        chain = self.chain_of_builtin(original_node)
        if chain is None:
            return updated_node
        new = self.as_expression(original_node, updated_node, chain)
        if new is updated_node:
            return updated_node
        return new.with_changes(lpar=original_node.lpar, rpar=original_node.rpar)

    def chain_of_builtin(self, node: cst.Call) -> Chain | None:
        """The chain that begins with a call of the builtin; None where 2to3 looks for none."""
        if not is_call_to(node, self.name) or node.func.lpar:
            return None
        if is_own(self, self.name):
            return None
        chain = chain_of(node, self.parents)
        if not chain.is_plain or chain.power or self.is_already_lazy:
            return None
        return chain

    @cached_property
    def is_already_lazy(self) -> bool:
        """Whether the file imports Python 3's builtin."""
        return is_bound(self.document, "future_builtins", self.name)

    def as_expression(self, original: cst.Call, updated: cst.Call, chain: Chain) -> Any:
        """What to write in the place of a call, without its parentheses; itself to leave it."""
        del original
        if takes_an_iterator(chain):
            return updated
        return as_list(self, without_parentheses(updated))


def function_and_iterable(args: Sequence[cst.Arg]) -> tuple[Any, Any] | None:
    """The values of exactly two arguments, of which no name, star or trailing comma tells."""
    if len(args) != 2 or isinstance(args[1].comma, cst.Comma):
        return None
    if any(arg.star or arg.keyword for arg in args):
        return None
    return args[0].value, args[1].value


def is_none(arg: cst.Arg) -> bool:
    """Whether an argument is a plain ``None``."""
    value = arg.value
    if arg.star or arg.keyword or not isinstance(value, cst.Name):
        return False
    return value.value == "None" and not value.lpar


def without_space(arg: cst.Arg) -> cst.Arg:
    """The argument without the white space behind it."""
    return arg.with_changes(whitespace_after_arg=NO_SPACE)


def only_parameter(node: Any) -> str:
    """The name of a lambda's parameter: "" where it is not one plain name, or no lambda.

    ``lambda (x): x`` counts; a lambda in parentheses does not.
    """
    if not isinstance(node, cst.Lambda) or node.lpar:
        return ""
    if len(node.params.params) != 1:
        return ""
    (parameter,) = node.params.params
    if parameter.default is not None or isinstance(parameter.comma, cst.Comma):
        return ""
    pattern = getattr(parameter.name, "pattern", parameter.name)
    is_plain = isinstance(pattern, cst.Name) and len(pattern.lpar) == (
        pattern is not parameter.name
    )
    return pattern.value if is_plain else ""


def comprehension(
    item: cst.BaseExpression,
    name: str,
    iterable: cst.BaseExpression,
    condition: cst.BaseExpression | None = None,
) -> cst.ListComp:
    """The list ``[item for name in iterable if condition]``."""
    conditions = () if condition is None else (cst.CompIf(condition),)
    return cst.ListComp(item, cst.CompFor(cst.Name(name), iterable, conditions))
