from __future__ import annotations

import re
from dataclasses import dataclass

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Fixer, Options, dotted, name_of
from porting.fixers.questions.chains import ends_chain, is_in_expression
from porting.fixers.questions.names import add_import
from porting.fixers.questions.own_names import is_not_imported
from porting.py2.spaces import NO_SPACE, comma_space


@dataclass(frozen=True)
class Successor:
    """What is called instead: a function of `operator` ("operator.mul"), ``callable``, or
    ``isinstance`` with a class that the module `imported` defines."""

    function: str
    imported: str = ""
    class_name: str = ""


FUNCTIONS = {
    "irepeat": Successor("operator.imul"),
    "isCallable": Successor("callable"),
    "isMappingType": Successor("isinstance", "collections.abc", "Mapping"),
    "isNumberType": Successor("isinstance", "numbers", "Number"),
    "isSequenceType": Successor("isinstance", "collections.abc", "Sequence"),
    "repeat": Successor("operator.mul"),
    "sequenceIncludes": Successor("operator.contains"),
}


class Operator(Fixer):
    r"""Replace the functions that ``operator`` lost.

    Some repeated what has a better name (``repeat`` is ``mul``), the others asked for
    a kind of object, which Python 3 does through abstract base classes.

    Before::

        import operator

        if operator.isSequenceType(value):
            rows = operator.repeat(value, 2)

    After::

        import operator
        import collections.abc

        if isinstance(value, collections.abc.Sequence):
            rows = operator.mul(value, 2)

    Left alone, because it is passed, not called::

        found = filter(operator.isCallable, handlers)

    Warned about, because the name may not be the one of ``operator``::

        from operator import isCallable
        isCallable(handler)

    Limits: what follows the call must not belong to it: ``operator.repeat(a, 2)[0]`` stays.
    Source: https://docs.python.org/2/library/operator.html
    """

    name = "operator"
    triggers = frozenset(FUNCTIONS)
    in_strings = False
    form = re.compile(rf"\b(?:{'|'.join(FUNCTIONS)})\s*\(")

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.used: dict[str, None] = {}

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        module, _, function = name_of(func).rpartition(".")
        successor = FUNCTIONS.get(function)
        if successor is None or module not in ("", "operator") or not original_node.args:
            return updated_node
        first = func.value if isinstance(func, cst.Attribute) else func
        if getattr(first, "lpar", ()) or not self._stands_alone(original_node):
            return updated_node
        if is_not_imported(self, module or function):
            return updated_node
        if not module:
            text = cst.Module([]).code_for_node(_call(successor, updated_node))
            self.note(original_node, f"You should use '{text}' here.", "fails when reached")
            return updated_node
        if successor.imported:
            self.used[successor.imported] = None
        if successor.function.startswith("operator."):
            function = successor.function.partition(".")[2]
            attribute = updated_node.func.with_changes(attr=cst.Name(function))
            return updated_node.with_changes(func=attribute)
        return _call(successor, updated_node).with_changes(
            lpar=updated_node.lpar, rpar=updated_node.rpar
        )

    def _stands_alone(self, node: cst.Call) -> bool:
        return ends_chain(node, self.parents) and is_in_expression(node, self.parents)

    def finish(self) -> None:
        for module in self.used:
            add_import(self.document, None, module)


def _call(successor: Successor, call: cst.Call) -> cst.Call:
    """The successor's call with the arguments of the old one."""
    args = list(call.args)
    last = args[-1].with_changes(whitespace_after_arg=NO_SPACE)
    if successor.imported:
        args[-1] = last.with_changes(comma=comma_space())
        args.append(cst.Arg(dotted(f"{successor.imported}.{successor.class_name}")))
    elif isinstance(last.comma, cst.Comma):
        args[-1] = last.with_changes(comma=last.comma.with_changes(whitespace_after=NO_SPACE))
    else:
        args[-1] = last
    return cst.Call(
        dotted(successor.function), args, whitespace_before_args=call.whitespace_before_args
    )
