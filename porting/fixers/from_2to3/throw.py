import libcst as cst

from porting.fixer import Fixer, arguments
from porting.fixers.questions.chains import chain_of, links_before
from porting.fixers.questions.own_names import is_own_attribute
from porting.fixers.questions.raising import NO_STRINGS, call_with, is_string, with_traceback


class Throw(Fixer):
    r"""Throw one exception into a generator instead of a class, a value and a traceback.

    A generator's ``throw`` goes with the ``raise`` statement: in Python 3 it wants an exception
    that has its arguments and its traceback already.

    Before::

        pages.throw(ValueError, "no price")
        pages.throw(IOError, (404, "not found"), traceback)

    After::

        pages.throw(ValueError("no price"))
        pages.throw(IOError(404, "not found").with_traceback(traceback))

    Left alone, because this is an exception already::

        pages.throw(ValueError("no price"))

    Warned about, because a string cannot be thrown any more::

        pages.throw("no price")

    Limits: any method named ``throw`` is taken for a generator's, but as with 2to3 only where
    a plain name or something in parentheses stands before it and nothing comes behind it.
    Source: https://peps.python.org/pep-3109/
    """

    name = "throw"
    triggers = frozenset(["throw"])
    in_strings = False
    safety = "review"
    knows_by = "name"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = arguments(updated_node.args)
        if not self._is_throw(original_node) or not 1 <= len(args) <= 3:
            return updated_node
        if isinstance(args[-1].comma, cst.Comma):
            return updated_node
        kind, *values = (arg.value for arg in args)
        if is_string(kind):
            self.cannot_convert(original_node, NO_STRINGS)
        if is_string(kind) or not values:
            return updated_node
        exception = call_with(kind, values[0])
        if len(values) == 2:
            exception = with_traceback(exception, values[1])
        return updated_node.with_changes(
            args=[cst.Arg(exception, whitespace_after_arg=args[-1].whitespace_after_arg)]
        )

    def _is_throw(self, node: cst.Call) -> bool:
        func = node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "throw":
            return False
        chain = chain_of(node, self.parents)
        if not chain.is_plain or not chain.is_only(node):
            return False
        if is_own_attribute(self, func.value, "throw"):
            return False
        return bool(func.value.lpar) or not any(links_before(func.value))
