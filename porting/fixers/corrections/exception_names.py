from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.fresh_names import FreshNames
from porting.fixers.questions.reaching import Reaching, outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.project.language import Language


class ExceptionNames(AnalysedFixer):
    r"""Keep the exception where its name is read behind the ``except`` clause.

    Python 3 deletes the name at the end of the clause: an exception holds its traceback, and that
    everything that was in use. A second name for it stays.

    Before::

        try:
            page = fetch(url)
        except IOError, problem:
            page = ""
        if not page:
            print problem

    After::

        try:
            page = fetch(url)
        except IOError, caught:
            problem = caught
            page = ""
        if not page:
            print problem

    Left alone, because nothing reads the name later::

        try:
            page = fetch(url)
        except IOError, problem:
            print problem

    Limits: names read through ``locals()``, by code in strings, or from another module are not
    seen.
    Source: https://peps.python.org/pep-3110/
    """

    name = "exception_names"
    triggers = frozenset(["except"])
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        self.clauses: set[int] = set()
        super().__init__(document, options)
        self.fresh = FreshNames(document)
        self.caught = ""

    def places(self) -> Iterable[int]:
        return self.clauses

    def analyse(self, syntax: Syntax) -> None:
        scopes = (ast.Module, ast.ClassDef, *FUNCTIONS)
        for scope in syntax.nodes:
            if isinstance(scope, scopes):
                self._analyse_scope(syntax, scope)

    def _analyse_scope(self, syntax: Syntax, scope: Any) -> None:
        names = {
            node.name
            for statement in scope.body
            for node in outside_functions(statement)
            if isinstance(node, ast.ExceptHandler) and node.name
        }
        if not names:
            return
        reaching = Reaching(syntax, scope, names)
        for use, bindings in reaching.uses.items():
            inner = set(syntax.around(use))
            for each in bindings:
                if isinstance(each, ast.ExceptHandler) and each not in inner:
                    self.clauses.add(syntax.start_of(each))
        for use in reaching.captured:
            if not hasattr(builtins, use.id):
                self._look_at_captured(syntax, use, reaching.bound[use.id])

    def _look_at_captured(self, syntax: Syntax, use: ast.Name, bindings: set[Any]) -> None:
        """A function may run when the clause is over: one that is defined in it, and not handed
        on at once, or any other if nothing but clauses binds the name."""
        clauses = [each for each in bindings if isinstance(each, ast.ExceptHandler)]
        function = next(
            each for each in syntax.around(use) if isinstance(each, (ast.Lambda, *FUNCTIONS))
        )
        around = list(syntax.around(function))
        inside = [each for each in clauses if each in around]
        is_handed_on = isinstance(around[0], (ast.Call, ast.keyword))
        if inside:
            found = [] if is_handed_on else inside[:1]
        else:
            found = clauses if len(clauses) == len(bindings) else []
        self.clauses.update(map(syntax.start_of, found))

    def leave_ExceptHandler(
        self, original_node: cst.ExceptHandler, updated_node: cst.ExceptHandler
    ) -> cst.ExceptHandler:
        target = original_node.name and original_node.name.name
        if not isinstance(target, cst.Name) or self._start() not in self.clauses:
            return updated_node
        self.caught = self.caught or self.fresh.make("caught")
        new = updated_node.with_deep_changes(target, value=self.caught)
        body = updated_node.body
        if isinstance(body, cst.SimpleStatementSuite):
            assign = cst.Assign([cst.AssignTarget(cst.Name(target.value))], cst.Name(self.caught))
            return new.with_changes(body=body.with_changes(body=[assign, *body.body]))
        # The body of the node is a stand-in: the statements are in the document.
        first = self.document.statements[self.index + 1]
        text = f"{first.indent}{target.value} = {self.caught}{self.document.newline}"
        self.document.insert(self.index + 1, text, first.depth, above_comments=True)
        return new

    def _start(self) -> int | None:
        """Where the clause begins in the text that was analysed."""
        statement = self.statement
        start = self.starts.get(statement)
        return None if start is None else start + len(statement.indent)
