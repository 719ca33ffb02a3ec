import libcst as cst
from libcst import MaybeSentinel

from porting.fixer import Fixer
from porting.fixers.questions.own_names import is_for_both
from porting.py2 import nodes


class Nonzero(Fixer):
    r"""Rename the method ``__nonzero__`` to ``__bool__``.

    Python asks an object with this method whether it is true. Python 3 looks for the new
    name only, and takes an object that has just the old one for true.

    Before::

        class Basket:
            def __nonzero__(self):
                return self.count > 0

    After::

        class Basket:
            def __bool__(self):
                return self.count > 0

    Left alone, because it is a function of its own::

        def __nonzero__(basket):
            return basket.count > 0

    Limits: only the definition is renamed, and as with 2to3 only where it stands in the body
    of the class itself, undecorated: not its calls, nor ``__nonzero__ = __len__``.
    Source: https://docs.python.org/3/reference/datamodel.html#object.__bool__
    """

    name = "nonzero"
    triggers = frozenset(["__nonzero__"])
    in_strings = False

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        if original_node.name.value != "__nonzero__" or not self._is_plain_method(original_node):
            return updated_node
        if is_for_both(self.document, self.index, "__bool__"):
            return updated_node
        return updated_node.with_changes(name=cst.Name("__bool__"))

    def _is_plain_method(self, node: cst.FunctionDef) -> bool:
        before = self.document.statements[self.index - 1]
        return (
            self.enclosing() == "class"
            and before.first_word != "@"
            and node.asynchronous is None
            and _has_one_plain_name(node.params)
        )


def _has_one_plain_name(params: cst.Parameters) -> bool:
    if len(params.params) != 1 or params.star_arg is not MaybeSentinel.DEFAULT or params.star_kwarg:
        return False
    (param,) = params.params
    return (
        not isinstance(param.name, nodes.Name)
        and param.default is None
        and param.annotation is None
        and not isinstance(param.comma, cst.Comma)
    )
