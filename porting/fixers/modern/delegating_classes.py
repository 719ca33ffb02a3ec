from __future__ import annotations

import ast

import libcst as cst

from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language

_NOTE = (
    "Python 3 does not ask __getattr__ for special methods, as Python 2 did for a class without a "
    "base: define those that are needed, such as __len__, __iter__ and __eq__"
)


class DelegatingClasses(ClassFixer):
    r"""Tell of classes that hand on special methods by ``__getattr__``.

    A class without a base asked ``__getattr__`` for all that it did not have, ``__len__`` and
    ``__eq__`` among it. Python 3 looks for special methods in the class alone: ``len(x)`` is an
    error, and ``x == y`` compares the objects themselves.

    Warned about, because ``len(Shelf(books))`` was the number of books::

        class Shelf:
            def __init__(self, books):
                self.books = books

            def __getattr__(self, name):
                return getattr(self.books, name)

    Left alone, because Python 2 did not ask it there either::

        class Shelf(object):
            def __getattr__(self, name):
                return getattr(self.books, name)

    Limits: a class with a base from another module is taken for a descendant of ``object``.
    Source: https://docs.python.org/3/reference/datamodel.html#special-method-lookup
    """

    name = "delegating_classes"
    triggers = frozenset(["__getattr__"])
    in_strings = False
    only_tells = True
    written_in = Language.PYTHON2

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        method = facts.methods.get("__getattr__")
        if method is None or "__metaclass__" in self.document.words:
            return
        if _hands_on(method) and not self.is_new_style(facts):
            self.told.add(syntax.start_of(method))

    def analyse(self, syntax: Syntax) -> None:
        self.told: set[int] = set()
        super().analyse(syntax)

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        if self.starts and self.offset_of(original_node) in self.told:
            self.note(original_node.name, _NOTE, "wrong result, no error")
        return updated_node


def _hands_on(method: ast.FunctionDef) -> bool:
    """Whether a method ends by asking another object for what it was asked for."""
    names = [arg.arg for arg in method.args.args]
    end: ast.stmt = method.body[-1]
    while isinstance(end, ast.Try):
        end = end.body[-1]
    call = end.value if isinstance(end, ast.Return) else None
    if len(names) != 2 or not isinstance(call, ast.Call) or len(call.args) < 2:
        return False
    whom, what = call.args[:2]
    is_getattr = isinstance(call.func, ast.Name) and call.func.id == "getattr"
    is_itself = isinstance(whom, ast.Name) and whom.id == names[0]
    return is_getattr and not is_itself and isinstance(what, ast.Name) and what.id == names[1]
