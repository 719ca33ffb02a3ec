from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language


class NextNames(AnalysedFixer):
    r"""Give iterators ``__next__`` where 2to3 would lose it.

    2to3 renames ``def next``, and that alone: another way to define the method stays.

    Before::

        class Pages(object):
            def __iter__(self):
                return self
            next = fetch_page

    After::

        class Pages(object):
            def __iter__(self):
                return self
            __next__ = fetch_page

    Left alone, because it is no iterator::

        class Page(object):
            next = None

    Limits: a base with ``__iter__`` in another module is not seen.
    Source: https://peps.python.org/pep-3114/
    """

    name = "next_names"
    triggers = frozenset(["next"])
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        self.renamed: set[int] = set()
        super().__init__(document, options)

    def is_wanted(self, statement: Any) -> bool:
        return super().is_wanted(statement) and "=" in statement.text

    def places(self) -> Iterable[int]:
        return self.renamed

    def analyse(self, syntax: Syntax) -> None:
        for node in syntax.by_type[ast.ClassDef]:
            self._look_at(syntax, node)

    def _look_at(self, syntax: Syntax, node: ast.ClassDef) -> None:
        methods = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
        for statement in node.body:
            if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
                continue
            names = (_name(statement.targets[0]), _name(statement.value))
            if (
                names[0] == "next"
                and names[1] != "__next__"
                and "__iter__" in methods
                and "__next__" not in methods
            ):
                self.renamed.add(syntax.start_of(statement))

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> cst.Assign:
        start = self.offset_of(original_node)
        target = updated_node.targets[0]
        if start in self.renamed:
            new = target.with_changes(target=cst.Name("__next__"))
            return updated_node.with_changes(targets=[new])
        return updated_node


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
