from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, is_call_to
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.reaching import outside_functions
from porting.fixers.questions.syntax import COMPREHENSIONS, FUNCTIONS, Syntax
from porting.project.language import Language
from porting.trees import nodes_below

_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_COMPARED = re.compile(r"[<>]|\b(?:max|min)\(")
_CHOOSING = ("max", "min")
_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)
_LOOPS = (ast.For, ast.While)


class NoneOrder(AnalysedFixer):
    r"""Tell of comparisons with what may be ``None``.

    ``None`` was smaller than anything else in Python 2, so that the largest value could be looked
    for beginning with ``None``. In Python 3 it has no order: a ``TypeError``.

    Warned about, because there is no best price at first::

        best = None
        for price in prices:
            if price > best:
                best = price

    Warned about, because the function may be called without a limit::

        def is_cheap(price, limit=None):
            return price < limit

    Warned about, because ``max`` compares, too::

        best = None
        for price in prices:
            best = max(best, price)

    Left alone, because it asks first::

        best = None
        for price in prices:
            if best is None or price > best:
                best = price

    Limits: attributes, and what comes from elsewhere, are not followed. Behind another condition
    nothing is told, nor of a parameter that is reckoned with, as it must be given.
    Source: https://docs.python.org/3/whatsnew/3.0.html#ordering-comparisons
    """

    name = "none_order"
    pattern = re.compile(r"=\s*None\b")
    written_in = Language.PYTHON2
    if_left = "fails when reached"

    def __init__(self, document: Document, options: Options) -> None:
        self.found: dict[int, str] = {}
        super().__init__(document, options)

    def is_needed(self) -> bool:
        if self.starts:
            return bool(self.found)
        return any(_COMPARED.search(each.text) for each in self.document.statements)

    def is_wanted(self, statement: Any) -> bool:
        start = self.starts.get(statement)
        if start is None:
            return not self.starts and super().is_wanted(statement)
        return any(start <= place < start + len(statement.text) for place in self.found)

    def analyse(self, syntax: Syntax) -> None:
        for scope in syntax.nodes:
            if not isinstance(scope, (ast.Module, *FUNCTIONS)):
                continue
            parameters = _none_parameters(scope)
            if parameters:
                parameters -= _reckoned_with(syntax, scope)
            for name in {*parameters, *_given_none(scope)}:
                follower = _Follower(name)
                follower.block(scope.body, name in parameters)
                for node in follower.found:
                    if not _is_alternative(syntax, node):
                        self.found[syntax.start_of(node)] = name

    def leave_Comparison(
        self, original_node: cst.Comparison, updated_node: cst.Comparison
    ) -> cst.Comparison:
        self._tell(original_node)
        return updated_node

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if is_call_to(original_node, *_CHOOSING):
            self._tell(original_node)
        return updated_node

    def _tell(self, node: Any) -> None:
        place = self.offset_of(node)
        if place in self.found:
            message = f"{self.found[place]} may be None, which has no order in Python 3: ask first"
            self.note(node, message)


def _none_parameters(scope: Any) -> set[str]:
    """The parameters that are ``None`` where they are not given."""
    args = getattr(scope, "args", None)
    if args is None or not args.defaults:
        return set()
    pairs = zip(reversed(args.args), reversed(args.defaults))
    return {arg.arg for arg, default in pairs if _is_none(default)}


def _reckoned_with(syntax: Syntax, scope: Any) -> set[str]:
    """The names that are used as ``None`` cannot be, and so must have a value."""
    names = set()
    for node in nodes_below(scope):
        if isinstance(node, ast.Name):
            around = syntax.parents[node]
            if isinstance(around, ast.Tuple):
                around = syntax.parents[around]
            if isinstance(around, (ast.Attribute, ast.AugAssign, ast.BinOp, ast.Subscript)):
                names.add(node.id)
    return names


def _is_alternative(syntax: Syntax, node: ast.expr) -> bool:
    """Whether another condition comes first, which may be how one asks."""
    around = syntax.parents[node]
    return isinstance(around, ast.BoolOp) and around.values[0] is not node


def _given_none(scope: Any) -> Iterator[str]:
    """The names that are assigned ``None`` in a scope."""
    for node in _own(scope.body):
        if isinstance(node, ast.Assign) and _is_none(node.value):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _own(body: Iterable[ast.stmt]) -> Iterator[Any]:
    for statement in body:
        yield from outside_functions(statement)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


class _Follower:
    """Finds where a name is compared that may be ``None`` there, by the order of statements.

    A loop that gives it another value is taken to have done so once it is over.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[ast.expr] = []

    def block(self, body: Iterable[ast.stmt], state: bool) -> bool | None:
        """Whether it may be ``None`` behind a block; None where the block is left."""
        for statement in body:
            after = self.statement(statement, state)
            if after is None:
                return None
            state = after
        return state

    def statement(self, node: ast.stmt, state: bool) -> bool | None:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            return state and node.name != self.name
        for part in _header(node):
            self.look_at(part, state)
        if isinstance(node, _LEAVING):
            return None
        if isinstance(node, (ast.If, ast.While, ast.Assert)):
            then, otherwise = _narrowed(node.test, self.name)
        if isinstance(node, ast.Assert):
            return state and then
        if isinstance(node, ast.If):
            branches = (
                self.block(node.body, state and then),
                self.block(node.orelse, state and otherwise),
            )
            return _joined(*branches)
        if isinstance(node, _LOOPS):
            is_target = isinstance(node, ast.For) and self.name in _stored(node.target)
            is_asked = isinstance(node, ast.While) and not then
            self.block(node.body, state and not is_target and not is_asked)
            self.block(node.orelse, state)
            return state and self.name not in _stored(node)
        if isinstance(node, ast.Try):
            is_provided = any(_catches_type_error(handler) for handler in node.handlers)
            ends = [self.block([*node.body, *node.orelse], state and not is_provided)]
            ends += [self.block(handler.body, state) for handler in node.handlers]
            after = _joined(*ends)
            final = self.block(node.finalbody, bool(after))
            return None if after is None else final
        if isinstance(node, ast.With):
            return self.block(node.body, state and self.name not in _header_names(node))
        if isinstance(node, ast.Assign) and _is_none(node.value):
            return state or any(_is_named(target, self.name) for target in node.targets)
        return state and self.name not in _stored(node)

    def look_at(self, node: ast.AST, state: bool) -> None:
        """Find the comparisons in an expression, whose parts may ask before others compare."""
        if not state or isinstance(node, ast.Lambda):
            return
        if isinstance(node, ast.BoolOp):
            for value in node.values:
                self.look_at(value, state)
                then, otherwise = _narrowed(value, self.name)
                state = state and (then if isinstance(node.op, ast.And) else otherwise)
        elif isinstance(node, ast.IfExp):
            self.look_at(node.test, state)
            then, otherwise = _narrowed(node.test, self.name)
            self.look_at(node.body, then)
            self.look_at(node.orelse, otherwise)
        elif isinstance(node, COMPREHENSIONS):
            for generator in node.generators:
                self.look_at(generator.iter, state)
                for condition in generator.ifs:
                    self.look_at(condition, state)
                    state = state and _narrowed(condition, self.name)[0]
            for child in ast.iter_child_nodes(node):
                if not isinstance(child, ast.comprehension):
                    self.look_at(child, state)
        else:
            if isinstance(node, ast.expr) and any(
                _is_named(side, self.name) for side in _ordered(node)
            ):
                self.found.append(node)
            for child in ast.iter_child_nodes(node):
                self.look_at(child, state)


def _narrowed(test: ast.expr, name: str) -> tuple[bool, bool]:
    """Whether a name may be ``None`` still where a test holds, and where it does not."""
    if _is_named(test, name):
        return False, True
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        then, otherwise = _narrowed(test.operand, name)
        return otherwise, then
    if isinstance(test, ast.BoolOp):
        parts = [_narrowed(value, name) for value in test.values]
        if isinstance(test.op, ast.And):
            return all(then for then, _ in parts), any(otherwise for _, otherwise in parts)
        return any(then for then, _ in parts), all(otherwise for _, otherwise in parts)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        sides, op = (test.left, test.comparators[0]), test.ops[0]
        if any(_is_named(side, name) for side in sides):
            with_none = any(_is_none(side) for side in sides)
            if isinstance(op, (ast.Is, ast.Eq)):
                return with_none, not with_none
            if isinstance(op, (ast.IsNot, ast.NotEq)):
                return not with_none, with_none
            # What was compared was not None; what was looked for in a list may be.
            return not isinstance(op, _ORDER), not isinstance(op, (*_ORDER, ast.In))
    if isinstance(test, ast.Call) and any(_mentions(arg, name) for arg in test.args):
        return False, getattr(test.func, "id", "") == "isinstance"
    return (False, False) if _mentions(test, name) else (True, True)


def _mentions(node: ast.AST, name: str) -> bool:
    return any(_is_named(each, name) for each in nodes_below(node))


def _catches_type_error(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {"TypeError", "StandardError", "Exception", "BaseException"}
    return any(kind is None or getattr(kind, "id", "") in names for kind in kinds)


def _ordered(node: ast.AST) -> Iterator[ast.expr]:
    """What an expression finds the order of."""
    if isinstance(node, ast.Compare):
        for op, both in zip(node.ops, pairwise([node.left, *node.comparators])):
            yield from both if isinstance(op, _ORDER) else ()
    elif isinstance(node, ast.Call) and len(node.args) > 1:
        yield from node.args if getattr(node.func, "id", "") in _CHOOSING else ()


def _header(node: ast.stmt) -> Iterator[ast.AST]:
    """The parts of a statement that are no statements."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.stmt, ast.ExceptHandler)):
            yield child


def _header_names(node: ast.stmt) -> set[str]:
    return {name for part in _header(node) for name in _stored(part)}


def _stored(node: ast.AST) -> set[str]:
    names = (each for each in nodes_below(node) if isinstance(each, ast.Name))
    return {each.id for each in names if not isinstance(each.ctx, ast.Load)}


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _joined(*states: bool | None) -> bool | None:
    living = [state for state in states if state is not None]
    return any(living) if living else None
