from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Node, in_parentheses, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_DROPS_FIRST = re.compile(r"\[1:\]|\.pop\(0\)|\bdel\s+[\w.]+\[0\]")
_OF_BOUND = re.compile(r"\b(?:__self__|__func__|im_\w+)\b")


class UnboundMethods(ResolvedFixer):
    r"""Leave ``self`` out of the arguments of a method also where its class gave it.

    In Python 2 a class gave methods, which `inspect.ismethod` knew. In Python 3 it gives plain
    functions, and who takes away the first argument of methods alone counts ``self`` as one to be
    given.

    Before::

        import inspect

        names = inspect.getfullargspec(f).args
        if inspect.ismethod(f):
            names = names[1:]

    After::

        import inspect

        names = inspect.getfullargspec(f).args
        if inspect.ismethod(f) or inspect.isfunction(f) and f.__code__.co_varnames[:1] == ("self",):
            names = names[1:]

    Left alone, because the object that the method is bound to is wanted::

        import inspect

        def owner_of(function):
            if inspect.ismethod(function):
                return function.__self__

    Limits: what takes something else than ``self`` first is not known for a method.
    Source: https://docs.python.org/3/whatsnew/3.0.html#operators-and-special-methods
    """

    name = "unbound_methods"
    triggers = frozenset(["ismethod"])
    in_strings = False
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        if self.path_of(original_node.func) != "inspect.ismethod" or not self.is_dropped():
            return updated_node
        value = updated_node.args[0].value
        if not name_of(value) or any(map(_reverses, self.parents)):
            return updated_node
        is_function = cst.Call(self.spell("inspect:isfunction"), [cst.Arg(value)])
        code = cst.Module([]).code_for_node(value)
        has_self = cst.parse_expression(f'{code}.__code__.co_varnames[:1] == ("self",)')
        is_unbound = cst.BooleanOperation(is_function, cst.And(), has_self)
        test = cst.BooleanOperation(updated_node, cst.Or(), is_unbound)
        return test if isinstance(self.parent, cst.If) else in_parentheses(test)

    def is_dropped(self) -> bool:
        """Whether what runs for methods takes the first of something away, and no more."""
        is_asked = "co_varnames" in self.statement.words
        if is_asked or self.statement.first_word not in ("if", "elif"):
            return False
        statements = self.document.statements
        inner = statements[self.index : self.document.block_end(self.index)]
        text = "".join(statement.text for statement in inner)
        return _DROPS_FIRST.search(text) is not None and _OF_BOUND.search(text) is None


def _reverses(node: Node) -> bool:
    return isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not)
