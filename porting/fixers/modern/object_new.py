from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, name_of
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.syntax import Syntax


class ObjectNew(AnalysedFixer):
    r"""Call ``object.__new__`` with the class alone.

    Further arguments were ignored in Python 2, with a warning at most. In Python 3 they are a
    ``TypeError``.

    Before::

        class Shelf(object):
            def __new__(cls, *args, **options):
                return object.__new__(cls, *args, **options)

    After::

        class Shelf(object):
            def __new__(cls, *args, **options):
                return object.__new__(cls)

    Left alone, because another class may need them::

        class Shelf(Base):
            def __new__(cls, *args, **options):
                return super(Shelf, cls).__new__(cls, *args, **options)

    Limits: a class that comes between by multiple inheritance is not seen.
    Source: https://docs.python.org/3/reference/datamodel.html#object.__new__
    """

    name = "object_new"
    triggers = frozenset(["__new__"])
    in_strings = False
    safety = "review"

    def __init__(self, document: Document, options: Options) -> None:
        self.plain: set[str] = set()
        super().__init__(document, options)

    def analyse(self, syntax: Syntax) -> None:
        for node in syntax.by_type[ast.ClassDef]:
            if not node.keywords:
                bases = [ast.unparse(base) for base in node.bases]
                if bases in ([], ["object"]):
                    self.plain.add(node.name)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        args = updated_node.args
        if not isinstance(func, cst.Attribute) or func.attr.value != "__new__" or len(args) < 2:
            return updated_node
        if not self._is_object(func.value) or args[0].star or args[0].keyword:
            return updated_node
        first = args[0].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return updated_node.with_changes(args=[first])

    def _is_object(self, node: Any) -> bool:
        """Whether what is asked for ``__new__`` is ``object``, by its name or as the base."""
        if isinstance(node, cst.Call) and name_of(node.func) == "super" and len(node.args) == 2:
            return name_of(node.args[0].value) in self.plain
        return name_of(node) == "object"
