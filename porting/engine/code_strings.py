"""Ports the Python 2 code in string literals that a program executes."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from porting.errors import FixerBug, SourceError
from porting.trees import nodes_below, tree_of

_LITERAL = re.compile(r"([rR]?)(\"\"\"|'''|\"|')(.*)\2\Z", re.DOTALL)
_EXPRESSION, _STATEMENTS = "eval", "exec"
_RUNS = {"exec": _STATEMENTS, "eval": _EXPRESSION, "compile": ""}
_TIMED = frozenset(["Timer", "repeat", "timeit"])


@dataclass(frozen=True)
class CodeString:
    """A literal whose code is another in Python 3.

    `line`, from 1, and `column`, from 0, are where it begins; `before` is its text, and `after`
    what it became, "" where it stays and a person must see to it.
    """

    line: int
    column: int
    before: str
    after: str


def port_code_strings(text: str, port: Callable[[str], str]) -> tuple[str, tuple[CodeString, ...]]:
    """Port the literals that are handed to ``exec``, ``eval``, ``compile`` or `timeit`.

    A literal may have a name, if that is bound once and used for nothing else. One stays as it is
    whose port would take more lines, or that is written in a way that cannot be kept; so does one
    that is run where a ``SyntaxError`` is caught.

    Args:
        text: a file of Python 3 by now.
        port: ports a program; may raise SourceError or FixerBug.

    Returns:
        The text, with as many lines as before, and the literals that differ in Python 3.
    """
    tree = tree_of(text)
    if tree is None:
        return text, ()
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(line: int, column: int) -> int:
        part = lines[line - 1].encode()[:column]
        return starts[line - 1] + len(part.decode())

    found: dict[int, tuple[int, CodeString]] = {}
    for node, mode in _executed(tree):
        start = offset(node.lineno, node.col_offset)
        end = offset(node.end_lineno, node.end_col_offset)
        literal = text[start:end]
        new = _ported(literal, node.value, mode, port)
        if new is not None:
            column = start - starts[node.lineno - 1]
            found[start] = end, CodeString(node.lineno, column, literal, new)
    for start in sorted(found, reverse=True):
        end, change = found[start]
        if change.after:
            text = text[:start] + change.after + text[end:]
    return text, tuple(found[start][1] for start in sorted(found))


def _executed(tree: ast.Module) -> Iterator[tuple[Any, str]]:
    """The literals that are run, each with how: as an expression or as statements."""
    nodes: Sequence[Any] = nodes_below(tree)
    tried = _tried(nodes)
    run = [
        (argument, mode)
        for node in nodes
        if id(node) not in tried
        for argument, mode in _run_by(node)
    ]
    all_run = {id(argument) for argument, _ in run}
    for argument, mode in run:
        if isinstance(argument, ast.Name):
            uses = [each for each in nodes if _is_named(each, argument.id)]
            loads = [each for each in uses if isinstance(each.ctx, ast.Load)]
            bound = [
                each.value
                for each in nodes
                if isinstance(each, ast.Assign) and _is_named(each.targets[0], argument.id)
            ]
            if len(bound) != 1 or len(uses) != len(loads) + 1:
                continue
            if any(id(each) not in all_run for each in loads):
                continue
            (argument,) = bound
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument, mode


def _tried(nodes: Sequence[Any]) -> set[int]:
    """What stands where a ``SyntaxError`` is caught: that is how a program asks for the Python."""
    return {
        id(inner)
        for node in nodes
        if isinstance(node, ast.Try)
        and any("SyntaxError" in ast.dump(each.type) for each in node.handlers if each.type)
        for statement in node.body
        for inner in nodes_below(statement)
    }


def _run_by(node: Any) -> Iterator[tuple[Any, str]]:
    """The arguments that a call runs, each with how."""
    if not isinstance(node, ast.Call) or not node.args:
        return
    if isinstance(node.func, ast.Attribute):
        if node.func.attr in _TIMED and getattr(node.func.value, "id", "") == "timeit":
            yield from ((argument, _STATEMENTS) for argument in node.args[:2])
        return
    mode = _RUNS.get(getattr(node.func, "id", ""), "")
    if getattr(node.func, "id", "") == "compile" and len(node.args) > 2:
        mode = getattr(node.args[2], "value", "")
    if mode in (_EXPRESSION, _STATEMENTS):
        yield node.args[0], mode


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _ported(literal: str, value: str, mode: str, port: Callable[[str], str]) -> str | None:
    """The literal with its code ported, "" where it cannot be, None where nothing is due."""
    written = _LITERAL.fullmatch(literal)
    if written is None or not value.strip() or value.lstrip("\n")[:1] in (" ", "\t"):
        return None
    prefix, quote, inner = written.groups()
    body = value.rstrip()
    try:
        new = port(body + "\n").rstrip() + value[len(body) :]
    except (SourceError, FixerBug):
        return None
    if new == value:
        return None
    if new.count("\n") != value.count("\n") or not _compiles(new, mode):
        return ""
    for write in (_as_it_is, _escaped):
        if write(value, quote) == inner and (write is _as_it_is or not prefix):
            text = write(new, quote)
            is_safe = quote not in text and not text.endswith("\\") if write is _as_it_is else True
            return f"{prefix}{quote}{text}{quote}" if is_safe else ""
    return ""


def _compiles(code: str, mode: str) -> bool:
    try:
        ast.parse(code, mode=mode)
    except (SyntaxError, ValueError):
        return False
    return True


def _as_it_is(value: str, quote: str) -> str:
    del quote
    return value


def _escaped(value: str, quote: str) -> str:
    text = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    return text.replace(quote, "\\" + quote)
