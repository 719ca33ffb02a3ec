"""The `ast` of a whole file, be it Python 2 or 3, and where its nodes stand in the text.

Python 2 is lowered first (see `porting.py2.lower`); the stand-ins are then put right as far as
questions about names need it: the target of ``except E, e``, names that are keywords today,
numbers.
"""

from __future__ import annotations

import ast
import re
import warnings as python_warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from porting.document import Document
from porting.errors import SourceError
from porting.py2.lower import Dialect, Lowered, StandIn, lower

_NEWLINE = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[^\W\d]\w*")

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass
class Syntax:
    """A text's tree. `parents` has the node around each node but the module.

    `targets` has, for each except clause with something else than a plain name behind its comma
    or ``as``, that target; `tuples` the names in each parameter that is a tuple.
    """

    tree: ast.Module
    parents: dict[ast.AST, ast.AST] = field(default_factory=dict)
    targets: dict[ast.ExceptHandler, ast.expr] = field(default_factory=dict)
    tuples: dict[ast.arg, list[str]] = field(default_factory=dict)
    _lowered: Lowered | None = None
    _starts: list[int] = field(default_factory=list)

    def start_of(self, node: Any) -> int:
        """The offset in the text at which a node begins."""
        return self._offset(node.lineno, node.col_offset)

    def end_of(self, node: Any) -> int:
        """The offset in the text behind a node."""
        return self._offset(node.end_lineno, node.end_col_offset)

    def form_of(self, node: ast.AST) -> str:
        """What kind of Python 2 statement or expression a call stands for, "" for a real call."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and self._lowered:
            return self.form_of_name(node.func.id)
        return ""

    def form_of_name(self, name: str) -> str:
        """What kind of Python 2 a reserved name stands for, "" for any other name."""
        stand_in = self._lowered.table.get(name) if self._lowered else None
        return stand_in.form if stand_in else ""

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, the innermost first."""
        parent = self.parents.get(node)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent)

    def scope_of(self, node: ast.AST) -> ast.AST:
        """The function, lambda, class, comprehension or module in which a node stands."""
        kinds = (ast.Lambda, ast.ClassDef, ast.Module, *FUNCTIONS, *COMPREHENSIONS)
        return next(outer for outer in self.around(node) if isinstance(outer, kinds))

    def statement_of(self, node: ast.AST) -> ast.stmt:
        """The innermost statement that a node is or is part of."""
        if isinstance(node, ast.stmt):
            return node
        return next(outer for outer in self.around(node) if isinstance(outer, ast.stmt))

    def names_of(self, arguments: ast.arguments) -> list[str]:
        """The names that the parameters of a function bind."""
        args = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        args += [arg for arg in (arguments.vararg, arguments.kwarg) if arg]
        return [name for arg in args for name in self.tuples.get(arg, [arg.arg])]

    def _offset(self, line: int, column: int) -> int:
        assert self._lowered is not None
        text = self._lowered.text
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(text)
        part = text[start:end]
        if not part.isascii():
            column = len(part.encode()[:column].decode())
        return self._lowered.original_offset(start + column)


def syntax_of(document: Document) -> Syntax | None:
    """The tree of a document as it stands now; None where it cannot be read."""
    return _read(document.text, not document.print_function, not document.exec_function)


@lru_cache(maxsize=4)
def _read(text: str, print_statement: bool, exec_statement: bool) -> Syntax | None:
    try:
        lowered = lower(text.removeprefix("\ufeff"), Dialect(print_statement, exec_statement))
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            tree = ast.parse(lowered.text)
    except (SourceError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    shift = int(text.startswith("\ufeff"))
    lowered.places = [(place, original + shift) for place, original in lowered.places]
    if shift:
        lowered.places.insert(0, (0, shift))
    starts = [0, *(found.end() for found in _NEWLINE.finditer(lowered.text))]
    syntax = Syntax(tree, _lowered=lowered, _starts=starts)
    _put_right(syntax, lowered.table)
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            syntax.parents[child] = node
    return syntax


def _put_right(syntax: Syntax, table: dict[str, StandIn]) -> None:
    """Turn stand-ins into what the names of the file need to be known by."""
    if not table:
        return
    for node in ast.walk(syntax.tree):
        for name, value in ast.iter_fields(node):
            if isinstance(value, str) and value in table:
                setattr(node, name, _original(table[value], value))
        if isinstance(node, ast.arg):
            stand_in = table.get(node.arg)
            if stand_in and stand_in.form == "tuple":
                syntax.tuples[node] = _NAME.findall(stand_in.text)
        elif isinstance(node, ast.ExceptHandler) and node.type is not None:
            if node.name in table:
                node.name = None
            if syntax.form_of(node.type) == "except":
                assert isinstance(node.type, ast.Call)
                node.type, target = node.type.args
                if isinstance(target, ast.Name):
                    node.name = target.id
                else:
                    syntax.targets[node] = _stored(target)
        elif isinstance(node, ast.expr):
            for field_name, value in ast.iter_fields(node):
                if isinstance(value, list):
                    setattr(node, field_name, [_number(item, table) for item in value])
                else:
                    setattr(node, field_name, _number(value, table))
        elif isinstance(node, (ast.stmt, ast.keyword)):
            for field_name, value in ast.iter_fields(node):
                if isinstance(value, ast.expr):
                    setattr(node, field_name, _number(value, table))


def _original(stand_in: StandIn, name: str) -> str:
    return stand_in.text.strip("() \t") if stand_in.form in ("word", "paren") else name


def _stored(node: ast.expr) -> ast.expr:
    """The expression as what it is: a target."""
    if hasattr(node, "ctx"):
        node.ctx = ast.Store()
    for element in getattr(node, "elts", ()):
        _stored(element)
    return node


def _number(node: Any, table: dict[str, StandIn]) -> Any:
    if not isinstance(node, ast.Name) or node.id not in table:
        return node
    stand_in = table[node.id]
    if stand_in.form != "number":
        return node
    digits = stand_in.text.rstrip("lL")
    is_octal = digits.isdigit() and digits.startswith("0")
    try:
        value = int(digits, 8) if is_octal else ast.literal_eval(digits)
    except (ValueError, SyntaxError):
        return node
    return ast.copy_location(ast.Constant(value), node)
