from __future__ import annotations

import ast
import re
from typing import Any

import libcst as cst

from porting.engine.document import Document, Statement
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.raising import is_string
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language
from porting.py2 import nodes
from porting.py2.spaces import SPACE

# Code in which strings are empty.
_WITH_STRING = re.compile(r"\braise\s*\w{0,2}'|\bexcept\b[^:]*'")


class StringExceptions(AnalysedFixer):
    r"""Raise exceptions where strings were raised.

    Before there were classes of exceptions, any string could be raised, and an ``except`` clause
    with the same string caught it. A string that the file keeps for that becomes a class, one that
    is raised on the spot the argument of ``Exception``.

    Before::

        SoldOut = "sold out"
        if not books:
            raise SoldOut, title
        elif not prices:
            raise "no prices"

    After::

        class SoldOut(Exception):
            "sold out"
        if not books:
            raise SoldOut, title
        elif not prices:
            raise Exception("no prices")

    Left alone, because the string is what the exception says::

        reason = "sold out"
        raise ValueError(reason)

    Warned about, because an ``Exception`` is raised in the place of this string::

        try:
            sell(book)
        except "no prices":
            pass

    Limits: a string from another module is not seen.
    Source: https://docs.python.org/2/whatsnew/2.6.html#deprecations-and-removals
    """

    name = "string_exceptions"
    triggers = frozenset(["raise", "except"])
    safety = "review"
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        self.constants: set[int] = set()
        self.names: set[str] = set()
        super().__init__(document, options)

    def is_wanted(self, statement: Any) -> bool:
        is_constant = not self.names.isdisjoint(statement.words) and "=" in statement.text
        return is_constant or super().is_wanted(statement)

    def may_change(self, statement: Statement) -> bool:
        return not self.starts or _WITH_STRING.search(statement.code) is not None

    def analyse(self, syntax: Syntax) -> None:
        raised: set[str] = set()
        others: set[str] = set()
        for node in syntax.by_type[ast.Name]:
            if isinstance(node.ctx, ast.Load):
                (raised if _is_raised(syntax, node) else others).add(node.id)
        for statement in syntax.tree.body:
            if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
                continue
            (target,), value = statement.targets, statement.value
            if not isinstance(target, ast.Name) or not isinstance(value, ast.Constant):
                continue
            if isinstance(value.value, str) and target.id in raised - others:
                self.constants.add(syntax.start_of(statement))
                self.names.add(target.id)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        first = original_node.body[0]
        if not isinstance(first, cst.Assign) or len(original_node.body) > 1:
            return updated_node
        if self.offset_of(first) not in self.constants:
            return updated_node
        name: Any = first.targets[0].target
        value = getattr(first.value, "raw_value", "")
        if not value or not value.isprintable() or '"' in value or "\\" in value:
            lines: list[Any] = [cst.SimpleStatementLine([cst.Pass()])]
        else:
            lines = [cst.SimpleStatementLine([cst.Expr(cst.SimpleString(f'"{value}"'))])]
        header = original_node.trailing_whitespace
        return cst.ClassDef(
            name,
            cst.IndentedBlock(lines, header=header, indent=self.indent_unit),
            bases=[cst.Arg(cst.Name("Exception"))],
        )

    def leave_Raise(self, original_node: cst.Raise, updated_node: cst.Raise) -> cst.Raise:
        exc = updated_node.exc
        if exc is None or not is_string(exc):
            return updated_node
        return updated_node.with_changes(exc=_exception(exc), whitespace_after_raise=SPACE)

    def leave_ExceptHandler(
        self, original_node: cst.ExceptHandler, updated_node: cst.ExceptHandler
    ) -> cst.ExceptHandler:
        kind: Any = original_node.type
        parts = [each.value for each in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
        for part in parts:
            if part is not None and is_string(part):
                self.note(part, "Python 3 catches classes, no strings: catch the class raised now")
        return updated_node

    def leave_RaiseArgs(
        self, original_node: nodes.RaiseArgs, updated_node: nodes.RaiseArgs
    ) -> cst.Raise | nodes.RaiseArgs:
        kind, value, *traceback = updated_node.args
        if not is_string(kind.value):
            return updated_node
        if traceback:
            return updated_node.with_changes(
                args=[cst.Arg(cst.Name("Exception"), comma=value.comma), value, *traceback]
            )
        return cst.Raise(_exception(kind.value, value.value), semicolon=updated_node.semicolon)


def _exception(*values: cst.BaseExpression) -> cst.Call:
    return cst.Call(cst.Name("Exception"), [cst.Arg(value) for value in values])


def _is_raised(syntax: Syntax, node: ast.Name) -> bool:
    """Whether a name is what is raised, or what a clause catches."""
    parent = syntax.parents[node]
    if isinstance(parent, ast.Call) and syntax.form_of(parent) == "raise":
        return parent.args[0] is node
    if isinstance(parent, ast.Tuple):
        clause = syntax.parents[parent]
        return isinstance(clause, ast.ExceptHandler) and clause.type is parent
    if isinstance(parent, ast.ExceptHandler):
        return parent.type is node
    return isinstance(parent, ast.Raise)
