"""The base of the fixers that write a list comprehension as the loop that it was in Python 2."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Note, Options, in_parentheses
from porting.fixers.bases.analysed import AnalysedFixer, is_one_line
from porting.fixers.questions.fresh_names import FreshNames
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language
from porting.result import Shows
from porting.trees import nodes_below

_LAZY = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_EFFECTS = (ast.Call, ast.Yield, ast.Await, ast.NamedExpr)


@dataclass(frozen=True)
class Reason:
    """Why a comprehension must become a loop, said to a person where it cannot.

    `is_movable` tells that nothing runs before it in its statement.
    """

    message: str
    shows: Shows
    is_movable: bool


class LoopInstead(AnalysedFixer):
    """Writes as loops the comprehensions that `reasons` has, by where they begin."""

    triggers = frozenset(["for"])
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self.reasons: dict[int, Reason] = {}
        self.fresh = FreshNames(document)
        super().__init__(document, options)

    def is_wanted(self, statement: Any) -> bool:
        is_loop = "for" in statement.words and "[" in statement.text
        return is_loop and self.has_place(statement)

    def places(self) -> Iterable[int]:
        return self.reasons

    def ask_for_loop(self, syntax: Syntax, node: ast.ListComp, message: str, shows: Shows) -> None:
        """Write a loop in the place of a comprehension, or else say why it takes one."""
        self.reasons[syntax.start_of(node)] = Reason(message, shows, _is_movable(syntax, node))

    def visit_Module(self, node: cst.Module) -> None:
        self.found: list[tuple[cst.ListComp, Reason, int]] = []

    def leave_ListComp(
        self, original_node: cst.ListComp, updated_node: cst.ListComp
    ) -> cst.ListComp:
        reason = self.reasons.get(self.offset_of(original_node) or 0)
        if reason is not None:
            self.found.append((original_node, reason, self.span_of(original_node)[0]))
        return updated_node

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        if len(self.found) != 1 or len(original_node.body) > 1:
            return updated_node
        ((node, reason, _),) = self.found
        lines = self._lines(original_node.body[0], node, reason)
        if lines is None:
            return updated_node
        self.found = []
        comment = original_node.trailing_whitespace
        lines[0] = _with_comment(lines[0], comment)
        return cst.FlattenSentinel(lines)

    def leave_SimpleStatementSuite(
        self, original_node: cst.SimpleStatementSuite, updated_node: cst.SimpleStatementSuite
    ) -> cst.BaseSuite:
        """What stands in one line with its header gets lines of its own."""
        if len(self.found) != 1 or len(original_node.body) > 1:
            return updated_node
        ((node, reason, _),) = self.found
        part = original_node.body[0]
        lines = self._lines(part, node, reason) if _contains(part, node) else None
        if lines is None:
            return updated_node
        self.found = []
        lines[0] = _with_comment(lines[0], original_node.trailing_whitespace)
        return cst.IndentedBlock(lines, indent=self.indent_unit)

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        self.notes += [
            Note(offset, reason.message, reason.shows) for _, reason, offset in self.found
        ]
        return updated_node

    def _lines(self, statement: Any, node: cst.ListComp, reason: Reason) -> list[Any] | None:
        """The statement with a loop for the comprehension in it; None where that is not safe."""
        module: Any = self.parents[0]
        if "#" in module.code_for_node(node) or any(part.asynchronous for part in _parts(node)):
            return None
        if isinstance(statement, cst.Expr) and statement.value is node:
            return [self._loop(module, node, cst.Expr(node.elt))]
        name = _only_name(statement, node)
        is_own = name and not _has_name(node, name)
        if not is_own and not reason.is_movable:
            return None
        if not is_own:
            name = self.fresh.make("items")
        append = cst.Attribute(cst.Name(name), cst.Name("append"))
        item = cst.Call(append, [cst.Arg(node.elt)])
        target = cst.AssignTarget(cst.Name(name))
        lines: list[Any] = [
            cst.SimpleStatementLine([cst.Assign([target], cst.List([]))]),
            self._loop(module, node, cst.Expr(item)),
        ]
        if not is_own:
            new = cst.Name(name, lpar=node.lpar, rpar=node.rpar)
            lines.append(cst.SimpleStatementLine([statement.deep_replace(node, new)]))
        return lines

    def _loop(self, module: Any, node: cst.ListComp, innermost: cst.BaseSmallStatement) -> Any:
        body: Any = cst.SimpleStatementLine([innermost])
        for part in reversed(_parts(node)):
            for condition in reversed(part.ifs):
                test = _on_its_own(module, condition.test)
                body = cst.If(test, self._block(body))
            body = cst.For(
                _on_its_own(module, part.target), _on_its_own(module, part.iter), self._block(body)
            )
        return body

    def _block(self, line: Any) -> cst.IndentedBlock:
        return cst.IndentedBlock([line], indent=self.indent_unit)


def _parts(node: cst.ListComp) -> list[cst.CompFor]:
    parts: list[cst.CompFor] = []
    part: cst.CompFor | None = node.for_in
    while part is not None:
        parts.append(part)
        part = part.inner_for_in
    return parts


def _only_name(statement: Any, node: cst.ListComp) -> str:
    """The name that a statement gives to the list and to nothing else."""
    if not isinstance(statement, cst.Assign) or statement.value is not node:
        return ""
    if len(statement.targets) > 1 or not isinstance(statement.targets[0].target, cst.Name):
        return ""
    return statement.targets[0].target.value


def _contains(node: Any, inner: Any) -> bool:
    return node is inner or any(_contains(child, inner) for child in node.children)


def _has_name(node: Any, name: str) -> bool:
    if isinstance(node, cst.Name):
        return bool(node.value == name)
    return any(_has_name(child, name) for child in node.children)


def _on_its_own(module: Any, node: Any) -> Any:
    """The expression, in parentheses if it needs them where no brackets are around it."""
    if not node.lpar and not is_one_line(module.code_for_node(node)):
        return in_parentheses(node)
    return node


def _with_comment(line: Any, comment: cst.TrailingWhitespace) -> Any:
    if isinstance(line, cst.SimpleStatementLine):
        return line.with_changes(trailing_whitespace=comment)
    return line.with_changes(body=line.body.with_changes(header=comment))


def _is_movable(syntax: Syntax, node: ast.ListComp) -> bool:
    """Whether an expression can be evaluated before the statement that it is a part of."""
    child: ast.AST = node
    for outer in syntax.around(node):
        if isinstance(outer, ast.stmt):
            parts = list(ast.iter_child_nodes(outer))
            if isinstance(outer, (ast.Assign, ast.AugAssign)):
                return True
            is_simple = isinstance(outer, (ast.Expr, ast.Return))
            return is_simple and not _has_effects(parts[: parts.index(child)])
        if isinstance(outer, _LAZY):
            return False
        parts = [part for part in ast.iter_child_nodes(outer) if part is not child]
        if isinstance(outer, ast.IfExp):
            return False
        if isinstance(outer, ast.BoolOp) and outer.values[0] is not child:
            return False
        if isinstance(outer, ast.Compare) and child not in (outer.left, outer.comparators[0]):
            return False
        before = [part for part in parts if _place(part) < _place(child)]
        if _has_effects(before):
            return False
        child = outer
    return False


def _place(node: Any) -> tuple[int, int]:
    return (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))


def _has_effects(nodes: Sequence[ast.AST]) -> bool:
    return any(isinstance(inner, _EFFECTS) for node in nodes for inner in nodes_below(node))
