"""Turns the stand-ins that `lower` put into a text back into nodes, in the tree LibCST made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, ClassVar, cast

import libcst as cst

from porting.py2 import nodes
from porting.py2.lower import Lowered, StandIn
from porting.py2.spaces import NO_SPACE


class NotPython2(Exception):
    """A stand-in holds what Python 2 does not allow there: the text was read the wrong way."""


def lift(module: cst.Module, lowered: Lowered) -> None:
    """Replace all stand-ins in a fresh tree, in place.

    Raises:
        NotPython2: the tree is of no Python 2 program in the dialect it was lowered for.
    """
    if lowered.table:
        _Lift(lowered).run(module)
    if lowered.lone_cr:
        _restore_lone_cr(module, lowered.lone_cr)


@cache
def _child_fields(kind: type[cst.CSTNode], with_white_space: bool) -> tuple[str, ...]:
    names = (field.name for field in fields(cast(Any, kind)))
    if with_white_space:
        return tuple(names)
    return tuple(name for name in names if not name.startswith("whitespace"))


def _set(node: cst.CSTNode, name: str, value: object) -> None:
    """Change a node that nobody else has seen yet."""
    object.__setattr__(node, name, value)


def _walk(
    root: cst.CSTNode,
    with_white_space: bool,
    replace: Callable[[cst.CSTNode], cst.CSTNode],
) -> None:
    """Call `replace` for every node below `root`, outer nodes first, and put in what it returns."""
    todo = [root]
    while todo:
        node = todo.pop()
        for name in _child_fields(type(node), with_white_space):
            value = getattr(node, name)
            if isinstance(value, cst.CSTNode):
                new = replace(value)
                if new is not value:
                    _set(node, name, new)
                todo.append(new)
            elif isinstance(value, (list, tuple)):
                items = [replace(item) for item in value]
                if any(a is not b for a, b in zip(items, value)):
                    _set(node, name, tuple(items))
                todo.extend(items)


class _Lift:
    def __init__(self, lowered: Lowered) -> None:
        self.table = lowered.table
        self.prefix = lowered.prefix
        self.diamond = lowered.diamond
        self.mixed = lowered.mixed
        newline = _NEWLINE.search(lowered.text)
        self.newline = newline.group() if newline else "\n"
        self.indents: dict[int, str] = {}

    def run(self, module: cst.Module) -> None:
        white_space = any(stand_in.form == "prefix" for stand_in in self.table.values())
        if self.mixed:
            _make_white_space_absolute(module)
        _walk(module, white_space, self.replace)

    def replace(self, node: cst.CSTNode) -> cst.CSTNode:
        handler = self.HANDLERS.get(type(node))
        return node if handler is None else handler(self, node)

    def stand_in(self, node: object, *forms: str) -> StandIn | None:
        """What a name, or a call of it, stands for."""
        if isinstance(node, cst.Call):
            node = node.func
        if isinstance(node, cst.Name) and node.value.startswith(self.prefix):
            found = self.table.get(node.value)
            if found is not None and found.form in forms:
                return found
        return None

    def expression_statement(self, node: cst.Expr) -> cst.CSTNode:
        found = self.stand_in(node.value, "print", "exec")
        if found is None:
            return node
        call = cast(cst.Call, node.value)
        args = list(call.args)
        if found.form == "exec":
            _check_arguments(args, most=3)
            return nodes.Exec(
                args=args,
                whitespace_after_exec=call.whitespace_before_args,
                semicolon=node.semicolon,
            )
        file, after_chevron = None, NO_SPACE
        if args and args[0].star == "*":
            after_chevron = cast(cst.SimpleWhitespace, args[0].whitespace_after_star)
            file = args.pop(0)
            _set(file, "star", "")
            _set(file, "whitespace_after_star", NO_SPACE)
        _check_arguments(args)
        return nodes.Print(
            args=args,
            file=file,
            whitespace_after_print=call.whitespace_before_args,
            whitespace_after_chevron=after_chevron,
            semicolon=node.semicolon,
        )

    def raise_statement(self, node: cst.Raise) -> cst.CSTNode:
        if self.stand_in(node.exc, "raise") is None:
            return node
        args = cast(cst.Call, node.exc).args
        _check_arguments(args, most=3)
        return nodes.RaiseArgs(
            args=args,
            whitespace_after_raise=cast(cst.SimpleWhitespace, node.whitespace_after_raise),
            semicolon=node.semicolon,
        )

    def except_handler(self, node: cst.ExceptHandler) -> cst.CSTNode:
        if node.name and self.stand_in(node.name.name, "unnamed"):
            _set(node, "name", None)
        found = self.stand_in(node.type, "except")
        if found is None:
            return node
        kind, target = cast(cst.Call, node.type).args
        _check_arguments((kind, target))
        comma = cast(cst.Comma, kind.comma)
        before = comma.whitespace_before
        # A comma may follow the class directly; the word `as` cannot.
        name = nodes.AsName(
            name=target.value,
            keyword=found.text,
            whitespace_before_as=before,
            whitespace_after_as=comma.whitespace_after,
        )
        return nodes.ExceptHandler(
            body=node.body,
            type=kind.value,
            name=name,
            leading_lines=node.leading_lines,
            whitespace_after_except=node.whitespace_after_except,
            whitespace_before_colon=node.whitespace_before_colon,
        )

    def call(self, node: cst.Call) -> cst.CSTNode:
        found = self.stand_in(node, "backquote", "items")
        if found is None:
            return node
        if found.form == "items":
            _check_arguments(node.args)
            elements = [cst.Element(value=arg.value, comma=arg.comma) for arg in node.args]
            return cst.Tuple(elements=elements, lpar=(), rpar=())
        value = node.args[0].value
        outer, *lpar = value.lpar
        *rpar, inner = value.rpar
        _set(value, "lpar", lpar)
        _set(value, "rpar", rpar)
        return nodes.Backquote(
            value=value,
            whitespace_before_value=outer.whitespace_after,
            whitespace_after_value=inner.whitespace_before,
            lpar=node.lpar[:-1],
            rpar=node.rpar[1:],
        )

    def name(self, node: cst.Name) -> cst.CSTNode:
        found = self.stand_in(node, "number", "word", "paren", "chain")
        if found is None:
            return node
        if found.form == "chain":
            return _read_chain(found.text, self.newline)
        if found.form == "word":
            _set(node, "value", found.text)
            return node
        if found.form == "paren":
            return cst.parse_expression(found.text)
        lpar, rpar = node.lpar, node.rpar
        if found.glued:
            lpar, rpar = lpar[:-1], rpar[1:]
        digits = found.text.lower()
        if digits[-1] == "j":
            return cst.Imaginary(found.text, lpar=lpar, rpar=rpar)
        if not digits.startswith("0x") and ("." in digits or "e" in digits):
            return cst.Float(found.text, lpar=lpar, rpar=rpar)
        return nodes.Integer(found.text, lpar=lpar, rpar=rpar)

    def parameter(self, node: cst.Param) -> cst.CSTNode:
        found = self.stand_in(node.name, "tuple")
        if found is not None:
            pattern = cst.parse_expression(found.text)
            _set(node, "name", nodes.Name(value=".tuple", pattern=pattern))
        return node

    def parameters(self, node: cst.Parameters) -> cst.CSTNode:
        for index, parameter in enumerate(node.params):
            self.parameter(parameter)
            if isinstance(parameter.name, nodes.Name):
                _set(parameter.name, "value", f".{index}")
        return node

    def lambda_(self, node: cst.Lambda) -> cst.CSTNode:
        first = node.params.params[0].name if node.params.params else None
        found = self.stand_in(first, "tuple")
        if found is None or not found.glued:
            return node
        return nodes.Lambda(
            params=node.params,
            body=node.body,
            colon=node.colon,
            lpar=node.lpar,
            rpar=node.rpar,
            whitespace_after_lambda=NO_SPACE,
        )

    def string(self, node: cst.SimpleString) -> cst.CSTNode:
        found = self.literal(node)
        if found is None:
            return node
        if found.form == "chain":
            return _read_chain(found.text, self.newline)
        kind = nodes.SimpleString if found.form == "string" else cst.SimpleString
        return kind(found.text, lpar=node.lpar, rpar=node.rpar)

    def strings(self, node: cst.ConcatenatedString) -> cst.CSTNode:
        right = node.right.left if isinstance(node.right, cst.ConcatenatedString) else node.right
        for found in (self.literal(node.left), self.literal(right)):
            if found is not None and found.form in ("bytes", "chain"):
                return nodes.ConcatenatedString(
                    left=node.left,
                    right=node.right,
                    whitespace_between=node.whitespace_between,
                    lpar=node.lpar,
                    rpar=node.rpar,
                )
        return node

    def literal(self, node: cst.CSTNode) -> StandIn | None:
        """What a string stands for."""
        if not isinstance(node, cst.SimpleString):
            return None
        start = node.value.find(self.prefix, 0, 10)
        if start < 0:
            return None
        name = node.value[start : node.value.index("_", start + len(self.prefix)) + 1]
        return self.table[name]

    def is_not(self, node: cst.ComparisonTarget) -> cst.CSTNode:
        operator = node.operator
        if isinstance(operator, cst.IsNot) and (
            getattr(operator.whitespace_between, "value", None) == self.diamond
        ):
            new = cst.NotEqual(
                value="<>",
                whitespace_before=_without_last_space(operator.whitespace_before),
                whitespace_after=_without_first_space(operator.whitespace_after),
            )
            _set(node, "operator", new)
        return node

    def empty_line(self, node: cst.EmptyLine) -> cst.CSTNode:
        comment = node.comment.value[1:] if node.comment else ""
        found = self.table.get(comment)
        return node if found is None else nodes.EmptyLine(raw=found.text)

    def block(self, node: cst.IndentedBlock) -> cst.CSTNode:
        if not self.mixed:
            return node
        leading: Sequence[cst.EmptyLine] = nodes._first_lines(node.body[0])
        raw = next(
            self.table[line.comment.value[1:]].text
            for line in reversed(leading)
            if line.comment and line.comment.value[1:] in self.table
        )
        return nodes.IndentedBlock(
            body=node.body, header=node.header, indent=raw or None, footer=node.footer
        )

    HANDLERS: ClassVar[dict[type, Callable[[Any, Any], cst.CSTNode]]] = {
        cst.Expr: expression_statement,
        cst.Raise: raise_statement,
        cst.ExceptHandler: except_handler,
        cst.Call: call,
        cst.Name: name,
        cst.Parameters: parameters,
        cst.Lambda: lambda_,
        cst.SimpleString: string,
        cst.ConcatenatedString: strings,
        cst.ComparisonTarget: is_not,
        cst.EmptyLine: empty_line,
        cst.IndentedBlock: block,
    }


_NEWLINE = re.compile(r"\r\n|\n|\r")


def _read_chain(text: str, newline: str) -> cst.BaseExpression:
    """The tree of a part of a chain, which goes on in further lines as it likes.

    LibCST takes the first newline that it sees for the usual one: that must be the file's.
    """
    tree: Any = cst.parse_expression(f"({newline}{text})")
    for node, _ in _with_depth(tree, 0):
        # Wherever it is put, what the lines begin with is all there already.
        if getattr(node, "indent", False) is True:
            _set(node, "indent", False)
    names = [name for name in _child_fields(tree.__class__, True) if name not in ("lpar", "rpar")]
    kind: Any = getattr(nodes, tree.__class__.__name__)
    return cast(cst.BaseExpression, kind(**{name: getattr(tree, name) for name in names}))


def _check_arguments(args: Sequence[cst.Arg], most: int | None = None) -> None:
    if any(arg.keyword or arg.star for arg in args) or (most and len(args) > most):
        raise NotPython2


def _without_last_space(
    white: cst.BaseParenthesizableWhitespace,
) -> cst.BaseParenthesizableWhitespace:
    if isinstance(white, cst.ParenthesizedWhitespace):
        last = cst.SimpleWhitespace(white.last_line.value[:-1])
        return white.with_changes(last_line=last)
    return cst.SimpleWhitespace(cast(cst.SimpleWhitespace, white).value[:-1])


def _without_first_space(
    white: cst.BaseParenthesizableWhitespace,
) -> cst.BaseParenthesizableWhitespace:
    if isinstance(white, cst.ParenthesizedWhitespace):
        line = white.first_line
        space = cst.SimpleWhitespace(line.whitespace.value[1:])
        return white.with_changes(first_line=line.with_changes(whitespace=space))
    return cst.SimpleWhitespace(cast(cst.SimpleWhitespace, white).value[1:])


def _make_white_space_absolute(module: cst.Module) -> None:
    """Where the indentation was replaced, no white space may count on it."""
    for node, depth in _with_depth(module, 0):
        if getattr(node, "indent", False) is True:
            _set(node, "indent", False)
            key = "last_line" if isinstance(node, cst.ParenthesizedWhitespace) else "whitespace"
            white = cast(cst.SimpleWhitespace, getattr(node, key))
            _set(node, key, cst.SimpleWhitespace(" " * depth + white.value))


def _with_depth(node: cst.CSTNode, depth: int) -> Iterator[tuple[cst.CSTNode, int]]:
    todo = [(node, depth)]
    while todo:
        node, depth = todo.pop()
        yield node, depth
        for name in _child_fields(type(node), True):
            value = getattr(node, name)
            inner = depth + isinstance(node, cst.IndentedBlock) * (name != "header")
            if isinstance(value, cst.CSTNode):
                todo.append((value, inner))
            elif isinstance(value, (list, tuple)):
                todo.extend((item, inner) for item in value)


def _restore_lone_cr(module: cst.Module, mark: str) -> None:
    """Turn every newline that bears the mark back into the lone CR that it was."""
    escaped, plain = f"{mark}\\\n", f"{mark}\n"

    def restore(node: cst.CSTNode) -> cst.CSTNode:
        if isinstance(node, (cst.TrailingWhitespace, cst.EmptyLine)):
            owner, key = (node.comment, "value") if node.comment else (node.whitespace, "value")
            value = getattr(owner, key)
            if value.endswith(mark):
                if node.comment:
                    _set(node, "comment", node.comment.with_changes(value=value[: -len(mark)]))
                else:
                    _set(node, "whitespace", cst.SimpleWhitespace(value[: -len(mark)]))
                _set(node, "newline", cst.Newline("\r"))
        text = getattr(node, "value", None)
        if isinstance(text, str) and mark in text:
            _set(node, "value", text.replace(escaped, "\\\r").replace(plain, "\r"))
        return node

    _walk(module, True, restore)
