from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.syntax import FUNCTIONS, Syntax

_WORDS = frozenset(["break", "return"])
_LOOPS = (ast.For, ast.While)


class FinallyExits(AnalysedFixer):
    r"""Tell of ``return`` and ``break`` that leave a ``finally`` clause.

    They take an exception that is on its way out of the ``try`` with them, and nobody hears of it.
    It was always so; Python 3.14 warns of it, as it is hardly ever meant. (``continue`` was an
    error there in Python 2.)

    Warned about, because no fault of ``count`` is ever seen::

        def total(books):
            result = 0
            try:
                result = count(books)
            finally:
                return result

    Left alone, because the loop is in the clause itself::

        try:
            count(books)
        finally:
            for book in books:
                if not book.close():
                    break

    Limits: ``except Exception`` before it says better what is to be passed over.
    Source: https://peps.python.org/pep-0765/
    """

    name = "finally_exits"
    removed_in = (3, 14)
    triggers = frozenset(["finally"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        self.found: set[int] = set()
        super().__init__(document, options)

    def is_needed(self) -> bool:
        statements = self.document.statements
        for index, statement in enumerate(statements):
            if statement.first_word == "finally":
                block = statements[index : self.document.block_end(index)]
                if any(not _WORDS.isdisjoint(each.words) for each in block):
                    return True
        return False

    def is_wanted(self, statement: Any) -> bool:
        start = self.starts.get(statement)
        if start is None:
            return not self.starts and super().is_wanted(statement)
        return any(start <= place < start + len(statement.text) for place in self.found)

    def analyse(self, syntax: Syntax) -> None:
        for node in syntax.nodes:
            if isinstance(node, ast.Try):
                self.found.update(map(syntax.start_of, _exits(node.finalbody, is_in_loop=False)))

    def leave_Return(self, original_node: cst.Return, updated_node: cst.Return) -> cst.Return:
        return self._told(original_node, updated_node)  # type: ignore[no-any-return]

    def leave_Break(self, original_node: cst.Break, updated_node: cst.Break) -> cst.Break:
        return self._told(original_node, updated_node)  # type: ignore[no-any-return]

    def _told(self, node: Any, updated: Any) -> Any:
        if self.offset_of(node) in self.found:
            message = "in a finally clause this hides any exception, and Python 3.14 warns of it"
            self.note(node, message, "wrong result, no error")
        return updated


def _exits(body: Iterable[ast.stmt], *, is_in_loop: bool) -> Iterator[ast.stmt]:
    """What leaves a clause from within."""
    for node in body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            continue
        if isinstance(node, ast.Return) or (isinstance(node, ast.Break) and not is_in_loop):
            yield node
        for name in ("body", "handlers", "orelse", "finalbody"):
            inner = getattr(node, name, ())
            in_loop = is_in_loop or (isinstance(node, _LOOPS) and name == "body")
            for part in inner:
                parts = part.body if isinstance(part, ast.ExceptHandler) else [part]
                yield from _exits(parts, is_in_loop=in_loop)
