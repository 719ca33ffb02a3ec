"""Where a file binds names and attributes, calls functions and changes containers."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from porting.fixers.questions.reaching import outside_functions
from porting.fixers.questions.syntax import COMPREHENSIONS, FUNCTIONS, Syntax
from porting.trees import nodes_below


@dataclass(frozen=True)
class Bound:
    """What a name or attribute is bound to in one place.

    `value` is an expression, the statement ``x += y``, or a definition or import; None where
    nobody knows. `is_looped` says that the name gets the items of it, `path` the places of what
    is unpacked.
    """

    value: Any
    scope: Any
    is_looped: bool = False
    path: tuple[int, ...] = ()


class Bindings:
    """The bindings of a file, found once for each scope."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._names: dict[Any, dict[str, list[Bound]]] = {}

    def of_names(self, scope: Any) -> dict[str, list[Bound]]:
        """The bindings of each name of a scope but those of parameters."""
        if scope not in self._names:
            self._names[scope] = self._found_in(scope)
        return self._names[scope]

    def _found_in(self, scope: Any) -> dict[str, list[Bound]]:
        found: dict[str, list[Bound]] = defaultdict(list)
        if isinstance(scope, COMPREHENSIONS):
            for generator in scope.generators:
                for name, bound in _bound_by(generator, scope):
                    found[name].append(bound)
            return found
        if isinstance(scope, ast.Lambda):
            return found
        is_module = isinstance(scope, ast.Module)
        elsewhere = set() if is_module else self._declared.get(scope, set())
        for part in scope.body:
            for node in outside_functions(part):
                for name, bound in _bound_by(node, scope):
                    if name not in elsewhere:
                        found[name].append(bound)
        if is_module:
            for inner, names in self._declared.items():
                for part in inner.body:
                    for node in outside_functions(part):
                        for name, bound in _bound_by(node, inner):
                            if name in names:
                                found[name].append(bound)
        return found

    @cached_property
    def _declared(self) -> dict[Any, set[str]]:
        """The names that functions declare global."""
        found: dict[Any, set[str]] = defaultdict(set)
        for node in self.syntax.by_type[ast.Global]:
            scope = self.syntax.scope_of(node)
            if not isinstance(scope, ast.Module):
                found[scope].update(node.names)
        return found

    def is_global(self, scope: Any, name: str) -> bool:
        return name in self._declared.get(scope, ())

    @cached_property
    def of_attributes(self) -> dict[str, list[Bound]]:
        """The bindings of each attribute, by its name alone, also as a name of a class."""
        found: dict[str, list[Bound]] = defaultdict(list)
        for kind in (ast.Assign, ast.AugAssign, ast.For, ast.With):
            for node in self.syntax.by_type[kind]:
                for name, bound in _bound_by(node, self.syntax.scope_of(node), ast.Attribute):
                    found[name].append(bound)
        for owner in self.syntax.by_type[ast.ClassDef]:
            for name, each in self.of_names(owner).items():
                found[name] += each
        return found

    @cached_property
    def functions(self) -> dict[str, list[Any]]:
        """The functions and methods of the file, by name."""
        found: dict[str, list[Any]] = defaultdict(list)
        for kind in FUNCTIONS:
            for node in self.syntax.by_type[kind]:
                found[node.name].append(node)
        return found

    @cached_property
    def calls(self) -> dict[str, list[ast.Call]]:
        """The calls of each name, or of what stands behind a dot."""
        found: dict[str, list[ast.Call]] = defaultdict(list)
        for call in self.syntax.by_type[ast.Call]:
            found[called_name(call)].append(call)
        return found

    @cached_property
    def uses(self) -> dict[str, int]:
        """How often each name is read, or stands behind a dot."""
        found: dict[str, int] = defaultdict(int)
        for node in self.syntax.by_type[ast.Name]:
            found[node.id] += isinstance(node.ctx, ast.Load)
        for node in self.syntax.by_type[ast.Attribute]:
            found[node.attr] += 1
        return found

    @cached_property
    def is_script(self) -> bool:
        """Whether the file runs something itself: nobody else calls its functions, then."""
        plain = (*FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.Try)
        return any(
            not isinstance(statement, plain)
            and any(isinstance(node, ast.Call) for node in nodes_below(statement))
            and not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
            for statement in self.syntax.tree.body
        )

    @cached_property
    def changes(self) -> list[Any]:
        """What may change a container: calls, and assignments to items."""
        found: list[Any] = list(self.syntax.by_type[ast.Call])
        for node in self.syntax.by_type[ast.Subscript]:
            if not isinstance(node.ctx, ast.Load):
                found.append(node)
        return found


def called_name(call: ast.Call) -> str:
    """The name by which something is called, or what stands behind its last dot."""
    name: str = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return name


def _bound_by(node: Any, scope: Any, kind: type = ast.Name) -> Iterator[tuple[str, Bound]]:
    """The names, or attributes, that a node binds by itself."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _in_target(target, Bound(node.value, scope), kind)
    elif isinstance(node, ast.AugAssign):
        yield from _in_target(node.target, Bound(node, scope), kind)
    elif isinstance(node, (ast.For, ast.comprehension)):
        yield from _in_target(node.target, Bound(node.iter, scope, is_looped=True), kind)
    elif isinstance(node, ast.With):
        for item in node.items:
            yield from _in_target(item.optional_vars, Bound(None, scope), kind)
    elif kind is ast.Name:
        if isinstance(node, (ast.ClassDef, *FUNCTIONS)):
            yield node.name, Bound(node, scope)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name, Bound(None, scope)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                yield (alias.asname or alias.name).partition(".")[0], Bound(node, scope)


def _in_target(target: Any, bound: Bound, kind: type) -> Iterator[tuple[str, Bound]]:
    if isinstance(target, kind):
        if isinstance(target.ctx, ast.Store):  # type: ignore[attr-defined]
            yield getattr(target, "id", getattr(target, "attr", "")), bound
    elif isinstance(target, (ast.Tuple, ast.List)):
        value = None if bound.is_looped or bound.path else bound.value
        for index, each in enumerate(target.elts):
            if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
                inner = Bound(value.elts[index], bound.scope)
            elif bound.value is None:
                inner = bound
            else:
                inner = Bound(bound.value, bound.scope, bound.is_looped, (*bound.path, index))
            yield from _in_target(each, inner, kind)
    elif isinstance(target, ast.Starred):
        yield from _in_target(target.value, Bound(None, bound.scope), kind)
