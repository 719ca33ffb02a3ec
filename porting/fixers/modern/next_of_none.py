from __future__ import annotations

import ast
from collections.abc import Iterable

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.reaching import outside_functions
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language
from porting.py2.spaces import comma_space
from porting.trees import nodes_below


class NextOfNone(AnalysedFixer):
    r"""Catch a ``TypeError`` where ``next`` gets what is no iterator.

    ``x.next()`` of what had no such method was an ``AttributeError``. ``next(x)`` of what is no
    iterator is a ``TypeError``.

    Before::

        try:
            token = next(tokens)
        except (StopIteration, AttributeError):
            token = None

    After::

        try:
            token = next(tokens)
        except (StopIteration, AttributeError, TypeError):
            token = None

    Left alone, because nobody expected anything but an iterator::

        try:
            token = next(tokens)
        except StopIteration:
            token = None

    Limits: a clause is changed where the body of its ``try`` calls ``next`` itself.
    Source: https://peps.python.org/pep-3114/
    """

    name = "next_of_none"
    triggers = frozenset(["AttributeError"])
    safety = "review"
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self.clauses: set[int] = set()
        super().__init__(document, options)

    def places(self) -> Iterable[int]:
        return self.clauses

    def analyse(self, syntax: Syntax) -> None:
        for node in syntax.by_type[ast.Try]:
            calls = any(
                isinstance(each, ast.Call)
                and isinstance(each.func, ast.Name)
                and each.func.id == "next"
                and len(each.args) == 1
                for statement in node.body
                for each in outside_functions(statement)
            )
            caught = {
                each.id
                for clause in node.handlers
                if clause.type is not None
                for each in nodes_below(clause.type)
                if isinstance(each, ast.Name)
            }
            if calls and caught.isdisjoint(("TypeError", "Exception", "BaseException")):
                for clause in node.handlers:
                    self.clauses.add(syntax.start_of(clause))

    def leave_ExceptHandler(
        self, original_node: cst.ExceptHandler, updated_node: cst.ExceptHandler
    ) -> cst.ExceptHandler:
        start = self.starts.get(self.statement)
        if start is None or start + len(self.statement.indent) not in self.clauses:
            return updated_node
        kind = updated_node.type
        new = cst.Element(cst.Name("TypeError"))
        comma = comma_space()
        if isinstance(kind, cst.Tuple):
            names = [getattr(element.value, "value", "") for element in kind.elements]
            if "AttributeError" not in names:
                return updated_node
            *rest, last = kind.elements
            if not isinstance(last.comma, cst.Comma):
                last = last.with_changes(comma=comma)
            return updated_node.with_changes(type=kind.with_changes(elements=[*rest, last, new]))
        if isinstance(kind, cst.Name) and kind.value == "AttributeError":
            elements = [cst.Element(kind, comma=comma), new]
            return updated_node.with_changes(type=cst.Tuple(elements))
        return updated_node
