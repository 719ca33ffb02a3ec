"""Python 2 syntax that LibCST has no node for, as LibCST nodes.

Statements and expressions that only Python 2 has get a name of their own (`Print`, `Exec`,
`RaiseArgs`, `Backquote`). Where Python 2 writes a known thing in another way, the class bears the
name of the LibCST class that it extends, so that visitors and matchers, which go by that name,
see what they expect: a number `0777L` is an `Integer`, the `, e` of `except E, e` an `AsName`.
"""

from __future__ import annotations

import re
import sys
from ast import literal_eval
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast

import libcst as cst
from libcst import MaybeSentinel
from libcst._nodes.expression import ExpressionPosition
from libcst._nodes.internal import (
    CodegenState,
    visit_body_sequence,
    visit_optional,
    visit_required,
    visit_sentinel,
    visit_sequence,
)

from porting.py2.spaces import NO_SPACE, SPACE

_RECURSION_LIMIT = 50_000
_NOTHING = nullcontext()


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Let LibCST follow expressions that are nested thousands of levels deep."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


class _Writer(CodegenState):
    """Writes code, and asks for no place of a node: a fifth of the time would go there."""

    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: Any = None, end_node: Any = None
    ) -> Any:
        return _NOTHING


@dataclass(frozen=True)
class Module(cst.Module):
    """A file. It copes with deeper nesting than the interpreter's recursion limit allows.

    `indent` is for a line that was taken out of its block: its code is written with it.
    """

    indent: str = ""

    def code_for_node(self, node: cst.CSTNode) -> str:
        writer = _Writer(self.default_indent, self.default_newline)
        with deep_recursion():
            node._codegen(writer)
        return "".join(writer.tokens)

    def visit(self, visitor: Any) -> Any:
        with deep_recursion():
            return super().visit(visitor)

    def _visit_and_replace_children(self, visitor: Any) -> Module:
        return Module(
            header=visit_sequence(self, "header", self.header, visitor),
            body=visit_body_sequence(self, "body", self.body, visitor),
            footer=visit_sequence(self, "footer", self.footer, visitor),
            encoding=self.encoding,
            default_indent=self.default_indent,
            default_newline=self.default_newline,
            has_trailing_newline=self.has_trailing_newline,
            indent=self.indent,
        )

    def _codegen_impl(self, state: CodegenState) -> None:
        state.increase_indent(self.indent)
        super()._codegen_impl(state)
        state.decrease_indent()


class _SmallStatement(cst.BaseSmallStatement):
    """What the small statements below share: the semicolon that may follow."""

    semicolon: cst.Semicolon | MaybeSentinel

    def _codegen_semicolon(self, state: CodegenState, default_semicolon: bool) -> None:
        if isinstance(self.semicolon, cst.Semicolon):
            self.semicolon._codegen(state)
        elif default_semicolon:
            state.add_token("; ")


@dataclass(frozen=True)
class Blank(_SmallStatement):
    """Nothing, where a statement was: its line stays, with its comment."""

    semicolon: cst.Semicolon | MaybeSentinel = MaybeSentinel.DEFAULT

    def _visit_and_replace_children(self, visitor: Any) -> Blank:
        return self

    def _codegen_impl(self, state: CodegenState, default_semicolon: bool = False) -> None:
        """Writes nothing."""


@dataclass(frozen=True)
class Print(_SmallStatement):
    """A print statement: ``print``, ``print a, b``, ``print a,`` or ``print >>file, a``.

    `args` are the items after the file, each with its comma; the last one has a comma where the
    statement ends in one. `file` is the expression after ``>>`` with its comma, if any.
    """

    args: Sequence[cst.Arg] = ()
    file: cst.Arg | None = None
    whitespace_after_print: cst.BaseParenthesizableWhitespace = SPACE
    whitespace_after_chevron: cst.BaseParenthesizableWhitespace = NO_SPACE
    semicolon: cst.Semicolon | MaybeSentinel = MaybeSentinel.DEFAULT

    def _visit_and_replace_children(self, visitor: Any) -> Print:
        return Print(
            whitespace_after_print=visit_required(
                self, "whitespace_after_print", self.whitespace_after_print, visitor
            ),
            whitespace_after_chevron=visit_required(
                self, "whitespace_after_chevron", self.whitespace_after_chevron, visitor
            ),
            file=visit_optional(self, "file", self.file, visitor),
            args=visit_sequence(self, "args", self.args, visitor),
            semicolon=visit_sentinel(self, "semicolon", self.semicolon, visitor),
        )

    def _codegen_impl(self, state: CodegenState, default_semicolon: bool = False) -> None:
        with state.record_syntactic_position(self):
            state.add_token("print")
            if self.file is not None or self.args:
                self.whitespace_after_print._codegen(state)
            if self.file is not None:
                state.add_token(">>")
                self.whitespace_after_chevron._codegen(state)
                self.file._codegen(state, default_comma=bool(self.args))
            for index, arg in enumerate(self.args):
                arg._codegen(state, default_comma=index < len(self.args) - 1)
        self._codegen_semicolon(state, default_semicolon)


@dataclass(frozen=True)
class Exec(_SmallStatement):
    """An exec statement: ``exec code``, ``exec code in globals`` or with ``, locals`` behind.

    `args` holds one to three arguments: code, globals, locals. The comma of the first stands for
    the word ``in``.
    """

    args: Sequence[cst.Arg]
    whitespace_after_exec: cst.BaseParenthesizableWhitespace = SPACE
    semicolon: cst.Semicolon | MaybeSentinel = MaybeSentinel.DEFAULT

    def _visit_and_replace_children(self, visitor: Any) -> Exec:
        return Exec(
            whitespace_after_exec=visit_required(
                self, "whitespace_after_exec", self.whitespace_after_exec, visitor
            ),
            args=visit_sequence(self, "args", self.args, visitor),
            semicolon=visit_sentinel(self, "semicolon", self.semicolon, visitor),
        )

    def _codegen_impl(self, state: CodegenState, default_semicolon: bool = False) -> None:
        with state.record_syntactic_position(self):
            state.add_token("exec")
            self.whitespace_after_exec._codegen(state)
            code, *rest = self.args
            if isinstance(code.comma, cst.Comma):
                code.value._codegen(state)
                code.comma.whitespace_before._codegen(state)
                state.add_token("in")
                code.comma.whitespace_after._codegen(state)
            else:
                code.value._codegen(state)
            for index, arg in enumerate(rest):
                arg._codegen(state, default_comma=index < len(rest) - 1)
        self._codegen_semicolon(state, default_semicolon)


@dataclass(frozen=True)
class RaiseArgs(_SmallStatement):
    """A raise statement with commas: ``raise E, value`` or ``raise E, value, traceback``.

    `args` holds the two or three arguments. A raise without commas is LibCST's own `Raise`.
    """

    args: Sequence[cst.Arg]
    whitespace_after_raise: cst.BaseParenthesizableWhitespace = SPACE
    semicolon: cst.Semicolon | MaybeSentinel = MaybeSentinel.DEFAULT

    def _visit_and_replace_children(self, visitor: Any) -> RaiseArgs:
        return RaiseArgs(
            whitespace_after_raise=visit_required(
                self, "whitespace_after_raise", self.whitespace_after_raise, visitor
            ),
            args=visit_sequence(self, "args", self.args, visitor),
            semicolon=visit_sentinel(self, "semicolon", self.semicolon, visitor),
        )

    def _codegen_impl(self, state: CodegenState, default_semicolon: bool = False) -> None:
        with state.record_syntactic_position(self):
            state.add_token("raise")
            self.whitespace_after_raise._codegen(state)
            for index, arg in enumerate(self.args):
                arg._codegen(state, default_comma=index < len(self.args) - 1)
        self._codegen_semicolon(state, default_semicolon)


@dataclass(frozen=True)
class Backquote(cst.BaseExpression):
    """An expression in backticks, Python 2's short form of ``repr(...)``."""

    value: cst.BaseExpression
    whitespace_before_value: cst.BaseParenthesizableWhitespace = NO_SPACE
    whitespace_after_value: cst.BaseParenthesizableWhitespace = NO_SPACE
    lpar: Sequence[cst.LeftParen] = ()
    rpar: Sequence[cst.RightParen] = ()

    def _safe_to_use_with_word_operator(self, position: Any) -> bool:
        return True

    def _visit_and_replace_children(self, visitor: Any) -> Backquote:
        return Backquote(
            lpar=visit_sequence(self, "lpar", self.lpar, visitor),
            whitespace_before_value=visit_required(
                self, "whitespace_before_value", self.whitespace_before_value, visitor
            ),
            value=visit_required(self, "value", self.value, visitor),
            whitespace_after_value=visit_required(
                self, "whitespace_after_value", self.whitespace_after_value, visitor
            ),
            rpar=visit_sequence(self, "rpar", self.rpar, visitor),
        )

    def _codegen_impl(self, state: CodegenState) -> None:
        with self._parenthesize(state):
            state.add_token("`")
            self.whitespace_before_value._codegen(state)
            self.value._codegen(state)
            self.whitespace_after_value._codegen(state)
            state.add_token("`")


class _Chain:
    """Part of a chain of so many terms or links that no recursion would reach the last of them."""

    def _visit_and_replace_children(self, visitor: Any) -> Any:
        new = cast(Any, super())._visit_and_replace_children(visitor)
        return type(self)(**{each.name: getattr(new, each.name) for each in fields(new)})

    def _codegen_impl(self, state: CodegenState) -> None:
        node: Any = self
        opened: list[Any] = []
        while (found := _inner_field(node.__class__)) is not None:
            if node is not self:
                state.before_codegen(node)
            around = node._parenthesize(state)
            around.__enter__()
            opened.append((node, around, found[1]))
            node = getattr(node, found[0])
        node._codegen(state)
        for node, around, write_rest in reversed(opened):
            write_rest(node, state)
            around.__exit__(None, None, None)
            if node is not self:
                state.after_codegen(node)


class BinaryOperation(_Chain, cst.BinaryOperation):
    """The beginning of a long chain of operators."""


class BooleanOperation(_Chain, cst.BooleanOperation):
    """The beginning of a long chain of ``and``, or of ``or``."""


class Attribute(_Chain, cst.Attribute):
    """The beginning of a long chain of attributes, calls and indexes."""


class Call(_Chain, cst.Call):
    """The beginning of a long chain of attributes, calls and indexes."""


class Subscript(_Chain, cst.Subscript):
    """The beginning of a long chain of attributes, calls and indexes."""


def _end_operation(node: Any, state: CodegenState) -> None:
    node.operator._codegen(state)
    node.right._codegen(state)


def _end_attribute(node: Any, state: CodegenState) -> None:
    node.dot._codegen(state)
    node.attr._codegen(state)


def _end_call(node: Any, state: CodegenState) -> None:
    node.whitespace_after_func._codegen(state)
    state.add_token("(")
    node.whitespace_before_args._codegen(state)
    for index, arg in enumerate(node.args, 1):
        arg._codegen(state, default_comma=index < len(node.args))
    state.add_token(")")


def _end_subscript(node: Any, state: CodegenState) -> None:
    node.whitespace_after_value._codegen(state)
    node.lbracket._codegen(state)
    for index, item in enumerate(node.slice, 1):
        item._codegen(state, default_comma=index < len(node.slice))
    node.rbracket._codegen(state)


_Inner = tuple[str, Callable[[Any, CodegenState], None]]
_INNER: dict[type, _Inner] = {
    cst.BinaryOperation: ("left", _end_operation),
    cst.BooleanOperation: ("left", _end_operation),
    cst.Attribute: ("value", _end_attribute),
    cst.Call: ("func", _end_call),
    cst.Subscript: ("value", _end_subscript),
}


@cache
def _inner_field(kind: type) -> _Inner | None:
    """The field of a node in which the rest of a chain is, and what writes all behind that."""
    return next((inner for each, inner in _INNER.items() if issubclass(kind, each)), None)


class Integer(cst.Integer):
    """A Python 2 integer: with a suffix ``L``, an octal ``0777``, or glued to the next word."""

    def _safe_to_use_with_word_operator(self, position: Any) -> bool:
        return position is ExpressionPosition.LEFT or bool(self.lpar)

    def _validate(self) -> None:
        super(cst.Integer, self)._validate()

    def _visit_and_replace_children(self, visitor: Any) -> Integer:
        return Integer(
            lpar=visit_sequence(self, "lpar", self.lpar, visitor),
            value=self.value,
            rpar=visit_sequence(self, "rpar", self.rpar, visitor),
        )

    @property
    def evaluated_value(self) -> int:
        """The number's value."""
        digits = self.value.rstrip("lL").replace("_", "")
        if re.fullmatch("0[0-7]+", digits):
            return int(digits, 8)
        return int(literal_eval(digits))


class SimpleString(cst.SimpleString):
    """A raw Unicode string, ``ur'...'``, whose escapes are only ``\\uXXXX`` and ``\\UXXXXXXXX``."""

    def _validate(self) -> None:
        super(cst.SimpleString, self)._validate()

    def _visit_and_replace_children(self, visitor: Any) -> SimpleString:
        return SimpleString(
            lpar=visit_sequence(self, "lpar", self.lpar, visitor),
            value=self.value,
            rpar=visit_sequence(self, "rpar", self.rpar, visitor),
        )

    @property
    def evaluated_value(self) -> str:
        """The string's value."""
        body = self.raw_value
        return re.sub(
            r"(?<!\\)((?:\\\\)*)\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})",
            lambda found: found.group(1) + chr(int(found.group(2)[1:], 16)),
            body,
        )


class ConcatenatedString(cst.ConcatenatedString):
    """Strings side by side of which some are bytes and some are text, or the end of a long row."""

    def _validate(self) -> None:
        """Python 2 decodes the bytes: ``b"a" u"b"`` is text."""

    def _visit_and_replace_children(self, visitor: Any) -> ConcatenatedString:
        return ConcatenatedString(
            lpar=visit_sequence(self, "lpar", self.lpar, visitor),
            left=visit_required(self, "left", self.left, visitor),
            whitespace_between=visit_required(
                self, "whitespace_between", self.whitespace_between, visitor
            ),
            right=visit_required(self, "right", self.right, visitor),
            rpar=visit_sequence(self, "rpar", self.rpar, visitor),
        )

    def _codegen_impl(self, state: CodegenState) -> None:
        node: Any = self
        opened: list[Any] = []
        while isinstance(node, cst.ConcatenatedString):
            if node is not self:
                state.before_codegen(node)
            around = node._parenthesize(state)
            around.__enter__()
            opened.append((node, around))
            node.left._codegen(state)
            node.whitespace_between._codegen(state)
            node = node.right
        node._codegen(state)
        for node, around in reversed(opened):
            around.__exit__(None, None, None)
            if node is not self:
                state.after_codegen(node)


@dataclass(frozen=True)
class AsName(cst.AsName):
    """The target of a Python 2 except clause: a comma and any target, or ``as`` and any target."""

    name: Any
    keyword: str = ","

    def _validate(self) -> None:
        """Anything that can be assigned to may stand here."""

    def _visit_and_replace_children(self, visitor: Any) -> AsName:
        return AsName(
            whitespace_before_as=visit_required(
                self, "whitespace_before_as", self.whitespace_before_as, visitor
            ),
            keyword=self.keyword,
            whitespace_after_as=visit_required(
                self, "whitespace_after_as", self.whitespace_after_as, visitor
            ),
            name=visit_required(self, "name", self.name, visitor),
        )

    def _codegen_impl(self, state: CodegenState) -> None:
        self.whitespace_before_as._codegen(state)
        state.add_token(self.keyword)
        self.whitespace_after_as._codegen(state)
        self.name._codegen(state)


class ExceptHandler(cst.ExceptHandler):
    """An except clause whose `name` is the `AsName` of this module."""

    def _validate(self) -> None:
        """Python 2 asks for less than LibCST does."""

    def _visit_and_replace_children(self, visitor: Any) -> ExceptHandler:
        return ExceptHandler(
            leading_lines=visit_sequence(self, "leading_lines", self.leading_lines, visitor),
            whitespace_after_except=visit_required(
                self, "whitespace_after_except", self.whitespace_after_except, visitor
            ),
            type=visit_optional(self, "type", self.type, visitor),
            name=visit_optional(self, "name", self.name, visitor),
            whitespace_before_colon=visit_required(
                self, "whitespace_before_colon", self.whitespace_before_colon, visitor
            ),
            body=visit_required(self, "body", self.body, visitor),
        )


@dataclass(frozen=True)
class Name(cst.Name):
    """A tuple parameter, ``def f(a, (b, c))``, where a parameter's name is expected.

    `value` is what Python 2 itself calls the parameter: a dot and its position. `pattern` holds
    the names that it binds, as a parenthesised tuple or name.
    """

    value: str
    pattern: cst.BaseExpression = cst.Name("_")  # noqa: RUF009 - nodes are immutable

    def _validate(self) -> None:
        """A dot is no part of an identifier: this name cannot clash with one."""

    def _visit_and_replace_children(self, visitor: Any) -> Name:
        return Name(
            lpar=visit_sequence(self, "lpar", self.lpar, visitor),
            value=self.value,
            pattern=visit_required(self, "pattern", self.pattern, visitor),
            rpar=visit_sequence(self, "rpar", self.rpar, visitor),
        )

    def _codegen_impl(self, state: CodegenState) -> None:
        self.pattern._codegen(state)


class Lambda(cst.Lambda):
    """A lambda whose first parameter is a tuple that follows without a space."""

    def _validate(self) -> None:
        super(cst.Lambda, self)._validate()

    def _visit_and_replace_children(self, visitor: Any) -> Lambda:
        return Lambda(
            lpar=visit_sequence(self, "lpar", self.lpar, visitor),
            whitespace_after_lambda=visit_sentinel(
                self, "whitespace_after_lambda", self.whitespace_after_lambda, visitor
            ),
            params=visit_required(self, "params", self.params, visitor),
            colon=visit_required(self, "colon", self.colon, visitor),
            body=visit_required(self, "body", self.body, visitor),
            rpar=visit_sequence(self, "rpar", self.rpar, visitor),
        )


@dataclass(frozen=True)
class EmptyLine(cst.EmptyLine):
    """White space at the start of a line that LibCST cannot keep: form feeds, mixed tabs.

    It has no newline: `raw` is written directly before the statement that it leads.
    """

    raw: str = ""

    def _visit_and_replace_children(self, visitor: Any) -> EmptyLine:
        return self

    def _codegen_impl(self, state: CodegenState) -> None:
        state.add_token(self.raw)


class IndentedBlock(cst.IndentedBlock):
    """A block in a file whose lines are indented by mixed tabs and spaces.

    Statements that carry an `EmptyLine` of this module bring their own indentation; others (those
    that a codemod adds) get `indent`, which is absolute here.
    """

    def _visit_and_replace_children(self, visitor: Any) -> IndentedBlock:
        return IndentedBlock(
            header=visit_required(self, "header", self.header, visitor),
            indent=self.indent,
            body=visit_body_sequence(self, "body", self.body, visitor),
            footer=visit_sequence(self, "footer", self.footer, visitor),
        )

    def _codegen_impl(self, state: CodegenState) -> None:
        self.header._codegen(state)
        outer = list(state.indent_tokens)
        with state.record_syntactic_position(self, start_node=self.body[0], end_node=self.body[-1]):
            for statement in self.body:
                own = any(isinstance(line, EmptyLine) for line in _first_lines(statement))
                state.indent_tokens[:] = [] if own else [self.indent or ""]
                statement._codegen(state)
        state.indent_tokens[:] = []
        for line in self.footer:
            line._codegen(state)
        state.indent_tokens[:] = outer


def _first_lines(statement: cst.CSTNode) -> Sequence[cst.EmptyLine]:
    """The lines that lead a statement, those of its first decorator where it has some."""
    lines: Sequence[cst.EmptyLine] = getattr(statement, "leading_lines", ())
    decorators = getattr(statement, "decorators", ())
    return [*lines, *(decorators[0].leading_lines if decorators else ())]
