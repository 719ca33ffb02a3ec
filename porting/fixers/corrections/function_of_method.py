from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer, Node, is_call_to
from porting.fixers.questions.own_names import builtin, is_own_attribute
from porting.project.language import Language
from porting.py2.spaces import comma_space


class FunctionOfMethod(Fixer):
    r"""Take a method out of its class whether it is a plain function there or not.

    In Python 2 a class gave unbound methods, each around a function that ``im_func`` gave. Python 3
    gives the function itself, which has no ``__func__``; a class method still has one.

    Before::

        class Shelf(object):
            def share(cls, name):
                setattr(cls, name, staticmethod(cls.show.im_func))

    After::

        class Shelf(object):
            def share(cls, name):
                setattr(cls, name, staticmethod(getattr(cls.show, "__func__", cls.show)))

    Left alone, because what is asked first is a method::

        function = self.show.im_func
        if inspect.ismethod(method):
            method = method.im_func

    Limits: what takes a call to find is left to 2to3, but for ``getattr``.
    Source: https://docs.python.org/3/whatsnew/3.0.html#operators-and-special-methods
    """

    name = "function_of_method"
    triggers = frozenset(["im_func"])
    safety = "review"
    knows_by = "name"
    written_in = Language.PYTHON2

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if original_node.attr.value != "im_func" or not _is_repeatable(original_node.value):
            return updated_node
        if self._is_method(original_node.value):
            return updated_node
        if is_own_attribute(self, original_node.value, "im_func"):
            return updated_node
        comma = comma_space()
        args = [
            cst.Arg(updated_node.value, comma=comma),
            cst.Arg(cst.SimpleString('"__func__"'), comma=comma),
            cst.Arg(updated_node.value),
        ]
        return cst.Call(
            builtin(self, "getattr"), args, lpar=updated_node.lpar, rpar=updated_node.rpar
        )

    def _is_method(self, node: Node) -> bool:
        """Whether a node is the method of an object, or was asked whether it is one."""
        if isinstance(node, cst.Attribute) and node.value.deep_equals(cst.Name("self")):
            return True
        around = [self.statement]
        outer = self.document.header_of(self.index)
        if outer is not None:
            around.append(self.document.statements[outer])
        return any({"ismethod", "hasattr", "MethodType"} & each.words for each in around)


def _is_repeatable(node: Node) -> bool:
    """Whether evaluating an expression twice does no harm."""
    while isinstance(node, cst.Attribute):
        node = node.value
    if is_call_to(node, "getattr"):
        return all(_is_repeatable(arg.value) for arg in node.args)
    return isinstance(node, (cst.Name, cst.SimpleString))
