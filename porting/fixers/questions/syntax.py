"""The `ast` of a whole file, be it Python 2 or 3, and where its nodes stand in the text.

Python 2 is lowered first (see `porting.py2.lower`); the stand-ins are then put right as far as
questions about names need it: the target of ``except E, e``, names that are keywords today,
numbers.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from porting.engine.document import Document
from porting.errors import SourceError
from porting.py2.lower import Dialect, Lowered, StandIn, lower
from porting.trees import nodes_below, nodes_by_type, nodes_of, own_tree_of, parents_in, tree_of

_NEWLINE = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[^\W\d]\w*")

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass
class Syntax:
    """A text's tree. `nodes` has all its nodes but contexts and operators, outer ones first.

    `targets` has, for each except clause with something else than a plain name behind its comma
    or ``as``, that target; `tuples` the names in each parameter that is a tuple.
    """

    tree: ast.Module
    nodes: list[ast.AST]
    targets: dict[ast.ExceptHandler, ast.expr] = field(default_factory=dict)
    tuples: dict[ast.arg, list[str]] = field(default_factory=dict)
    _text: str = ""
    _lowered: Lowered | None = None
    _starts: list[int] = field(default_factory=list)

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """The node around each node but the module."""
        return parents_in(self.nodes)

    @cached_property
    def by_type(self) -> dict[type, list[Any]]:
        """The nodes of each class, outer ones first."""
        return nodes_by_type(self.nodes)

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
        text = self._text
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(text)
        part = text[start:end]
        if not part.isascii():
            column = len(part.encode()[:column].decode())
        offset = start + column
        return self._lowered.original_offset(offset) if self._lowered else offset


def syntax_of(document: Document) -> Syntax | None:
    """The tree of a document as it stands now; None where it cannot be read."""
    if document.context.is_python3:
        return _read_python3(document.text)
    return _read(document.text, not document.print_function, not document.exec_function)


@lru_cache(maxsize=2)
def _read_python3(text: str) -> Syntax | None:
    tree = tree_of(text)
    if tree is None:
        return None
    shift = int(text.startswith("\ufeff"))
    starts = [shift, *(found.end() for found in _NEWLINE.finditer(text))]
    return Syntax(tree, nodes_of(tree), _text=text, _starts=starts)


# In a byte string of Python 2 these are two characters; in a string of Python 3 they begin an
# escape, which may be no whole one.
_NAMED_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\[NuU]")


@lru_cache(maxsize=2)
def _read(text: str, print_statement: bool, exec_statement: bool) -> Syntax | None:
    try:
        lowered = lower(text.removeprefix("\ufeff"), Dialect(print_statement, exec_statement))
    except SourceError:
        return None
    tree = own_tree_of(lowered.text) or own_tree_of(_NAMED_ESCAPE.sub(r"\1\\\\", lowered.text))
    if tree is None:
        return None
    shift = int(text.startswith("\ufeff"))
    lowered.places = [(place, original + shift) for place, original in lowered.places]
    if shift:
        lowered.places.insert(0, (0, shift))
    starts = [0, *(found.end() for found in _NEWLINE.finditer(lowered.text))]
    syntax = Syntax(tree, nodes_below(tree), _text=lowered.text, _starts=starts, _lowered=lowered)
    if lowered.table:
        _put_right(syntax, lowered.table)
        syntax = replace(syntax, nodes=nodes_below(tree))
    return syntax


# Where names stand in the nodes of a class.
_NAMED = {
    ast.ClassDef: ("name",),
    ast.FunctionDef: ("name",),
    ast.Attribute: ("attr",),
    ast.Name: ("id",),
    ast.alias: ("name", "asname"),
    ast.arg: ("arg",),
    ast.keyword: ("arg",),
}


def _put_right(syntax: Syntax, table: dict[str, StandIn]) -> None:
    """Turn stand-ins into what the names of the file need to be known by."""
    for node in syntax.nodes:
        if isinstance(node, ast.Name) and syntax.form_of_name(node.id) == "number":
            _put_number(syntax.parents[node], node, table[node.id].text)
        elif isinstance(node, ast.arg) and node.arg in table and table[node.arg].form == "tuple":
            syntax.tuples[node] = _NAME.findall(table[node.arg].text)
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
        for field_name in _NAMED.get(node.__class__, ()):
            name = getattr(node, field_name)
            if name in table:
                setattr(node, field_name, _original(table[name], name))


def _put_number(parent: ast.AST, node: ast.Name, text: str) -> None:
    """Put the number that a name stands for into its place."""
    digits = text.rstrip("lL")
    is_octal = digits.isdigit() and digits.startswith("0")
    try:
        value = int(digits, 8) if is_octal else ast.literal_eval(digits)
    except (ValueError, SyntaxError):
        return
    number = ast.copy_location(ast.Constant(value), node)
    for name, child in ast.iter_fields(parent):
        if child is node:
            setattr(parent, name, number)
        elif isinstance(child, list) and node in child:
            child[child.index(node)] = number


def _original(stand_in: StandIn, name: str) -> str:
    return stand_in.text.strip("() \t") if stand_in.form in ("word", "paren") else name


def _stored(node: ast.expr) -> ast.expr:
    """The expression as what it is: a target."""
    if hasattr(node, "ctx"):
        node.ctx = ast.Store()
    for element in getattr(node, "elts", ()):
        _stored(element)
    return node
