"""What becomes of a value: does what receives it care whether it is a list?

2to3 wraps what used to be a list in ``list(...)`` unless it sees that the value is used up at
once. A value here is what a whole chain gives, as `porting.fixers.questions.chains` has it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import libcst as cst

from porting.fixer import Node
from porting.fixers.questions.chains import Chain, chain_of, links_before

CONSUMERS = frozenset(
    ("all", "any", "enumerate", "list", "max", "min", "set", "sorted", "sum", "tuple")
)
"""Builtins that use up their only argument."""

_ITERATOR_CONSUMERS = CONSUMERS - {"max", "min"} | {"iter"}


@dataclass(frozen=True)
class Call(cst.Call):
    """A call that a fixer made, and that is no consumer to those that follow.

    2to3 makes it with a list of one argument, which is not the same to it as one argument.
    """


def is_looped_over(chain: Chain) -> bool:
    """Whether a ``for``, of a statement or a comprehension, goes through the chain's value."""
    loop = chain.parent
    if isinstance(loop, cst.CompFor) and loop.asynchronous is not None:
        return False
    is_loop = isinstance(loop, (cst.For, cst.CompFor))
    return is_loop and chain.is_open and loop.iter is (chain.power or chain.whole)


def is_only_argument(chain: Chain, names: Collection[str] = CONSUMERS) -> bool:
    """Whether the value is the only argument of one of these builtins."""
    call = _call_around(chain)
    return call is not None and _has_one_argument(call) and _is_call_to(call, chain, names)


def takes_an_iterator(chain: Chain) -> bool:
    """Whether an iterator would do where the value stands.

    It does in a loop, as the only argument of a builtin or of the first ``.join`` of a chain, and
    as the first argument of ``sorted`` and ``enumerate`` with others or a comma behind it.
    """
    if is_looped_over(chain) or is_only_argument(chain, _ITERATOR_CONSUMERS):
        return True
    call = _call_around(chain)
    if call is None:
        return False
    if call.args[0] is chain.parent and _is_call_to(call, chain, ("enumerate", "sorted")):
        return True
    return _has_one_argument(call) and _is_first_join(call)


def _call_around(chain: Chain) -> cst.Call | None:
    """The call of which the chain, as it is, is an argument: neither starred nor named."""
    arg = chain.parent
    if not isinstance(arg, cst.Arg) or arg.star or arg.keyword or not chain.is_open:
        return None
    call = chain.parents[-2]
    return call if isinstance(call, cst.Call) else None


def _has_one_argument(call: cst.Call) -> bool:
    """Whether a call has one argument and no comma behind it."""
    if isinstance(call, Call):
        return False
    return len(call.args) == 1 and not isinstance(call.args[0].comma, cst.Comma)


def _is_call_to(call: cst.Call, chain: Chain, names: Collection[str]) -> bool:
    """Whether the call around a chain is to one of these names."""
    func = call.func
    if not isinstance(func, cst.Name) or func.value not in names or func.lpar:
        return False
    return chain_of(call, chain.parents[:-2]).is_plain


def _is_first_join(call: cst.Call) -> bool:
    """Whether a call is to a method ``join``, and no call to one with arguments leads to it."""
    if not _is_join(call.func):
        return False
    before = (node for node in links_before(call.func) if isinstance(node, cst.Call))
    return not any(node.args and _is_join(node.func) for node in before)


def _is_join(func: Node) -> bool:
    return isinstance(func, cst.Attribute) and func.attr.value == "join" and not func.lpar
