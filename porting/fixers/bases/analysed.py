"""The base of the fixers that must know the whole file before they touch one statement."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from porting.engine.document import Document, Statement
from porting.fixer import Fixer, Options
from porting.fixers.questions.syntax import Syntax, syntax_of
from porting.py2.tokens import logical_lines


class AnalysedFixer(Fixer):
    """Looks at the tree of the whole file first: see `analyse`."""

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.starts: dict[Statement, int] = {}
        if not self.is_needed() or not any(map(self.is_wanted, document.statements)):
            return
        syntax = syntax_of(document)
        if syntax is None:
            return
        self.analyse(syntax)
        position = 0
        for statement in document.statements:
            position += len(statement.gap)
            self.starts[statement] = position
            position += len(statement.text)

    def analyse(self, syntax: Syntax) -> None:
        """Find out, before anything changes, what to do and where."""
        raise NotImplementedError

    def places(self) -> Iterable[int] | None:
        """The offsets in the text that was analysed at which there is something to do; None where
        the words of a statement alone tell."""
        return None

    @cached_property
    def _sorted_places(self) -> list[int] | None:
        places = self.places()
        return None if places is None else sorted(places)

    def has_place(self, statement: Statement) -> bool:
        """Whether there may be something to do in a statement: asked before the text was analysed,
        everywhere."""
        start = self.starts.get(statement)
        if start is None or self._sorted_places is None:
            return True
        end = start + len(statement.text)
        return bisect_left(self._sorted_places, start) < bisect_left(self._sorted_places, end)

    def may_change(self, statement: Statement) -> bool:
        return super().may_change(statement) and self.has_place(statement)

    def offset_of(self, node: Any) -> int | None:
        """Where a node of the statement being walked begins in the text that was analysed."""
        start = self.starts.get(self.statement)
        return None if start is None else start + self.span_of(node)[0]

    @cached_property
    def indent_unit(self) -> str:
        """What the file indents a block by."""
        return indent_unit(self.document)


def is_one_line(code: str) -> bool:
    """Whether an expression stands on one logical line without parentheses of its own."""
    return "\n" not in code or len(logical_lines(code)) == 1


def indent_unit(document: Document) -> str:
    """What a file indents a block by, four spaces if it has none."""
    for index, statement in enumerate(document.statements):
        if statement.depth == 1 and index:
            outer = document.header_of(index)
            if outer is not None:
                white = document.statements[outer].indent
                return statement.indent[len(white) :] or "    "
    return "    "


def line_of(syntax: Syntax, node: ast.AST, document: Document) -> int:
    """The line of the document on which a node begins."""
    return document.text.count("\n", 0, syntax.start_of(node)) + 1
