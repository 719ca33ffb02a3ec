from typing import Any

import libcst as cst

from porting.fixer import Fixer, dotted, name_of
from porting.fixers.questions.names import add_import
from porting.project.language import Language


class ReraiseFunction(Fixer):
    r"""Raise an exception with a traceback by ``six.reraise``.

    Python 2 has no ``with_traceback``, and Python 3 no ``raise`` with commas.

    Before::

        raise ValueError("no price").with_traceback(traceback)

    After::

        import six
        six.reraise(ValueError, ValueError("no price"), traceback)

    What may be an exception of the class already is not made another.

    Before::

        raise kind(value).with_traceback(traceback)

    After::

        import six
        six.reraise(kind, value if isinstance(value, BaseException) else kind(value), traceback)

    Left alone, because there is no traceback::

        raise ValueError("no price")

    Limits: none known.
    Source: https://six.readthedocs.io/#six.reraise
    """

    name = "reraise_function"
    written_in = Language.UNDECIDED
    triggers = frozenset(["with_traceback"])
    in_strings = False

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.is_used = False

    def leave_Raise(self, original_node: cst.Raise, updated_node: cst.Raise) -> Any:
        call = updated_node.exc
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute):
            return updated_node
        if call.func.attr.value != "with_traceback" or len(call.args) != 1 or updated_node.cause:
            return updated_node
        exception = call.func.value
        if isinstance(exception, cst.Call) and name_of(exception.func):
            kind: Any = exception.func
            exception = _itself_or(exception)
        else:
            kind = cst.Call(cst.Name("type"), [cst.Arg(exception)])
        self.is_used = True
        arguments = [cst.Arg(kind), cst.Arg(exception), call.args[0]]
        new = cst.Call(dotted("six.reraise"), arguments)
        return cst.Expr(new, semicolon=updated_node.semicolon)

    def finish(self) -> None:
        if self.is_used:
            add_import(self.document, None, "six")


def _itself_or(call: cst.Call) -> cst.BaseExpression:
    """What a class is called with, where that is an exception already; else the call."""
    if len(call.args) != 1 or call.args[0].star or call.args[0].keyword:
        return call
    value = call.args[0].value
    if not isinstance(value, (cst.Attribute, cst.Name, cst.Subscript)):
        return call
    arguments = [cst.Arg(value), cst.Arg(cst.Name("BaseException"))]
    return cst.IfExp(cst.Call(cst.Name("isinstance"), arguments), value, call)
