from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Note, Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.reaching import outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.project.language import Language
from porting.trees import nodes_below

_CATCHERS = ("StopIteration", "Exception", "BaseException")
_ENDLESS = ("count", "cycle")


class GeneratorEnds(AnalysedFixer):
    r"""End a generator with ``return``, not by ``StopIteration``.

    In Python 2 a generator was over, too, when a ``StopIteration`` came out of it: one that it
    raised, or one of a ``next`` that it called. Since Python 3.7 that is a ``RuntimeError``.

    Before::

        def pairs(values):
            values = iter(values)
            while True:
                first = next(values)
                if first is None:
                    raise StopIteration
                yield first, next(values)

    After::

        def pairs(values):
            values = iter(values)
            while True:
                try:
                    first = next(values)
                except StopIteration:
                    return
                if first is None:
                    return
                try:
                    yield first, next(values)
                except StopIteration:
                    return

    Left alone, because nothing comes out of it::

        def firsts(rows):
            for row in rows:
                try:
                    yield next(row)
                except StopIteration:
                    pass

    Warned about, because nothing can be put around a part of a condition::

        def firsts(rows):
            while next(rows):
                yield 1

    Limits: functions from other modules are not taken for such that raise it, and of methods
    the name must tell.
    Source: https://peps.python.org/pep-0479/
    """

    name = "generator_ends"
    triggers = frozenset(["yield"])
    safety = "review"
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        self.ends: set[int] = set()
        self.guarded: set[int] = set()
        super().__init__(document, options)

    def is_needed(self) -> bool:
        return super().is_needed() and not {"StopIteration", "next"}.isdisjoint(self.document.words)

    def is_wanted(self, statement: Any) -> bool:
        start = self.starts.get(statement)
        if start is None:
            return not self.starts
        end = start + len(statement.text)
        return any(start <= place < end for place in (*self.ends, *self.guarded))

    def analyse(self, syntax: Syntax) -> None:
        functions = [node for node in syntax.nodes if isinstance(node, FUNCTIONS)]
        is_generator = {each: any(map(_is_yield, _own(each))) for each in functions}
        raising = {
            each.name
            for each in functions
            if not is_generator[each] and any(_may_end(syntax, node, set()) for node in _own(each))
        }
        raising -= {"next", "__next__", "__iter__"}
        for function in functions:
            if is_generator[function]:
                for node in _own(function):
                    self._look_at(syntax, node, raising)

    def _look_at(self, syntax: Syntax, node: Any, raising: set[str]) -> None:
        if not _may_end(syntax, node, raising):
            return
        start = syntax.start_of(syntax.statement_of(node))
        if isinstance(node, ast.Raise):
            self.ends.add(start)
        else:
            self.guarded.add(start)

    def leave_Raise(
        self, original_node: cst.Raise, updated_node: cst.Raise
    ) -> cst.Raise | cst.Return:
        if self.offset_of(original_node) not in self.ends:
            return updated_node
        return cst.Return(semicolon=updated_node.semicolon)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        if not any(self.offset_of(part) in self.guarded for part in original_node.body):
            return updated_node
        self.guarded -= {self.offset_of(part) or 0 for part in original_node.body}
        end = cst.SimpleStatementLine([cst.Return()])
        handler = cst.ExceptHandler(self._block(end), cst.Name("StopIteration"))
        return cst.Try(self._block(updated_node), [handler])

    def leave_SimpleStatementSuite(
        self, original_node: cst.SimpleStatementSuite, updated_node: cst.SimpleStatementSuite
    ) -> cst.BaseSuite:
        """What stands in one line with its header gets a line of its own."""
        if not any(self.offset_of(part) in self.guarded for part in original_node.body):
            return updated_node
        self.guarded -= {self.offset_of(part) or 0 for part in original_node.body}
        line = cst.SimpleStatementLine(
            updated_node.body, trailing_whitespace=updated_node.trailing_whitespace
        )
        end = cst.SimpleStatementLine([cst.Return()])
        handler = cst.ExceptHandler(self._block(end), cst.Name("StopIteration"))
        return self._block(cst.Try(self._block(line), [handler]))

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        """What is still to be guarded here is in the header of a block, or in one line with it."""
        start = self.starts.get(self.statement)
        if start is not None:
            end = start + len(self.statement.text)
            for place in sorted(self.guarded):
                if start <= place < end:
                    self.notes.append(self._note(place - start))
        return updated_node

    def _note(self, offset: int) -> Note:
        return Note(
            offset,
            "a StopIteration that comes out of a generator is a RuntimeError since Python 3.7: "
            "catch it and return",
            "fails when reached",
        )

    def _block(self, line: Any) -> cst.IndentedBlock:
        return cst.IndentedBlock([line], indent=self.indent_unit)


def _own(function: Any) -> list[Any]:
    """The nodes of a function without those of functions in it."""
    return [node for statement in function.body for node in outside_functions(statement)]


def _is_yield(node: ast.AST) -> bool:
    return isinstance(node, (ast.Yield, ast.YieldFrom))


def _may_end(syntax: Syntax, node: Any, raising: set[str]) -> bool:
    """Whether a StopIteration may come from a node, and leave the function around it."""
    if isinstance(node, ast.Raise):
        kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if kind is None:
            outer = (each for each in syntax.around(node) if isinstance(each, ast.ExceptHandler))
            kind = next((each.type for each in outer), None)
        found = isinstance(kind, ast.Name) and kind.id == "StopIteration"
    elif isinstance(node, ast.Call):
        func = node.func
        name = func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")
        is_next = name == "next" and isinstance(func, ast.Name) and len(node.args) == 1
        is_method = name == "__next__" and not node.args
        is_own = isinstance(func, ast.Name) or (
            isinstance(func, ast.Attribute)
            and isinstance(func.value, ast.Name)
            and func.value.id == "self"
        )
        found = (is_next or is_method or (name in raising and is_own)) and not (
            is_next and _is_endless(syntax, node.args[0])
        )
    else:
        return False
    return found and not _is_caught(syntax, node)


def _is_caught(syntax: Syntax, node: ast.AST) -> bool:
    """Whether a ``try`` in the same function catches a StopIteration from a node."""
    child = node
    for outer in syntax.around(node):
        if isinstance(outer, (ast.Lambda, ast.GeneratorExp)):
            return True
        if isinstance(outer, FUNCTIONS):
            return False
        if isinstance(outer, ast.Try) and child in outer.body:
            for handler in outer.handlers:
                if handler.type is None:
                    return True
                names = [
                    each.id for each in nodes_below(handler.type) if isinstance(each, ast.Name)
                ]
                if not set(names).isdisjoint(_CATCHERS):
                    return True
        child = outer
    return False


def _is_endless(syntax: Syntax, node: ast.AST) -> bool:
    """Whether an iterator is one of those of itertools that never end."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return name in _ENDLESS
    if not isinstance(node, ast.Name):
        return False
    values = [
        each.value
        for each in syntax.nodes
        if isinstance(each, ast.Assign)
        for target in each.targets
        if isinstance(target, ast.Name) and target.id == node.id
    ]
    return bool(values) and all(
        isinstance(value, ast.Call) and _is_endless(syntax, value) for value in values
    )
