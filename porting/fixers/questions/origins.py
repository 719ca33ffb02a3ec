"""Where the names of a file come from: its imports, the builtins, or places nobody can know."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from porting.trees import children_of, tree_of

_NEWLINE = re.compile(r"\r\n|\n|\r")
_NOTHING = "None"  # What a name is bound to beside its import, in case that fails.
_UNKNOWN = ""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Reference:
    """A name that is used, with the attributes that follow it.

    `origin` is the dotted name of what the bare name stands for ("os.path" behind
    ``import os.path as p``), "" where that is not known. `start` is its offset in the text.
    """

    start: int
    name: str
    attributes: tuple[str, ...]
    origin: str

    @property
    def path(self) -> str:
        """The dotted name of what the whole stands for, "" where that is not known."""
        return ".".join((self.origin, *self.attributes)) if self.origin else ""


@dataclass
class Origins:
    """What is known about the names of a text.

    `bound` holds, for each name that is bound in any scope, where its values come from ("" stands
    for anything that is no import). Builtins come from "builtins". `strings` are the literals
    that could name a name, as those in ``__all__`` do.
    """

    references: dict[int, Reference] = field(default_factory=dict)
    bound: dict[str, set[str]] = field(default_factory=dict)
    strings: set[str] = field(default_factory=set)
    is_readable: bool = True

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that the references begin with."""
        return frozenset(each.name for each in self.references.values())

    @cached_property
    def starts(self) -> list[int]:
        """The offsets of the references, in order."""
        return sorted(self.references)

    def is_free(self, name: str, origin: str) -> bool:
        """Whether a name can be imported in the file without meeting another of that name."""
        return self.bound.get(name, set()) <= {origin, _NOTHING}


@lru_cache(maxsize=2)
def origins_of(text: str) -> Origins:
    """Resolve the names of Python 3 source; of what does not parse nothing is known."""
    tree = tree_of(text)
    if tree is None:
        return Origins(is_readable=False)
    return _Resolver(text).run(tree)


class _Scope:
    def __init__(self, kind: str, outer: _Scope | None) -> None:
        self.kind = kind
        self.outer = outer
        self.bindings: dict[str, set[str]] = defaultdict(set)
        # What a name is bound to in case an import in front of it fails.
        self.fallbacks: dict[str, set[str]] = defaultdict(set)
        self.is_global: set[str] = set()
        self.is_nonlocal: set[str] = set()

    @property
    def module(self) -> _Scope:
        scope = self
        while scope.outer is not None:
            scope = scope.outer
        return scope

    @property
    def function(self) -> _Scope:
        """Where a name bound by ``:=`` belongs."""
        scope = self
        while scope.kind == "comprehension" and scope.outer is not None:
            scope = scope.outer
        return scope

    def find(self, name: str) -> set[str]:
        """Where the values of a name come from, seen from this scope."""
        scope: _Scope | None = self.module if name in self.is_global else self
        while scope is not None:
            is_seen = scope is self or scope.kind != "class"
            if is_seen and name in scope.bindings and name not in scope.is_nonlocal:
                return scope.bindings[name]
            scope = scope.outer
        return {f"builtins.{name}"}


class _Resolver(ast.NodeVisitor):
    """Collects what each scope binds and where names are used, then brings them together."""

    def __init__(self, text: str) -> None:
        self.text = text
        base = 1 if text.startswith("\ufeff") else 0
        self.starts = [base, *(found.end() for found in _NEWLINE.finditer(text))]
        self.scope = _Scope("module", None)
        self.scopes = [self.scope]
        self.used: list[tuple[ast.Name, tuple[str, ...], _Scope]] = []
        self.found = Origins()
        # The names that a ``try`` imports, while its clause for the case that it cannot is visited.
        self.imported: set[str] = set()

    def run(self, tree: ast.Module) -> Origins:
        self.visit(tree)
        for scope in self.scopes:
            for name, origins in (*scope.bindings.items(), *scope.fallbacks.items()):
                self.found.bound.setdefault(name, set()).update(origins)
        for node, attributes, scope in self.used:
            origins = scope.find(node.id) - {_NOTHING}
            origin = origins.pop() if len(origins) == 1 else _UNKNOWN
            start = self.offset(node)
            self.found.references[start] = Reference(start, node.id, attributes, origin)
        return self.found

    def offset(self, node: ast.expr) -> int:
        start = self.starts[node.lineno - 1]
        end = self.starts[node.lineno] if node.lineno < len(self.starts) else len(self.text)
        line = self.text[start:end]
        if line.isascii():
            return start + node.col_offset
        return start + len(line.encode()[: node.col_offset].decode())

    def bind(self, name: str, origin: str = _UNKNOWN, scope: _Scope | None = None) -> None:
        scope = scope or self.scope
        if name in scope.is_global:
            scope = scope.module
        is_fallback = name in self.imported and name in scope.bindings
        (scope.fallbacks if is_fallback else scope.bindings)[name].add(origin)

    def inside(self, kind: str, *nodes: Any, names: tuple[str, ...] = ()) -> None:
        """Visit nodes in a new scope that binds some names."""
        self.scope = _Scope(kind, self.scope)
        self.scopes.append(self.scope)
        for name in names:
            self.bind(name)
        # ``global`` counts for the whole function, even for what stands before it.
        if kind == "function":
            for node in nodes:
                self._declare(node)
        for node in nodes:
            self.visit(node)
        self.scope = self.scope.outer or self.scope

    def _declare(self, node: ast.AST) -> None:
        if isinstance(node, ast.Global):
            self.scope.is_global.update(node.names)
        elif isinstance(node, ast.Nonlocal):
            self.scope.is_nonlocal.update(node.names)
        elif not isinstance(node, (*_FUNCTIONS, ast.expr)):
            for child in children_of(node):
                self._declare(child)

    def visit_all(self, *nodes: Any) -> None:
        for node in nodes:
            if isinstance(node, list):
                self.visit_all(*node)
            elif node is not None:
                self.visit(node)

    def generic_visit(self, node: ast.AST) -> None:
        for child in children_of(node):
            self.visit(child)

    # What binds names

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.asname:
                self.bind(alias.asname, alias.name)
            else:
                first = alias.name.partition(".")[0]
                self.bind(first, first)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            dot = "" if module.endswith(".") else "."
            self.bind(alias.asname or alias.name, f"{module}{dot}{alias.name}")

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        is_none = isinstance(node.value, ast.Constant) and node.value.value is None
        for target in node.targets:
            if is_none and isinstance(target, ast.Name):
                self.bind(target.id, _NOTHING)
                self.used.append((target, (), self.scope))
            else:
                self.visit(target)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.bind(node.id)
        self.used.append((node, (), self.scope))

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.bind(node.target.id, scope=self.scope.function)

    def visit_Try(self, node: ast.Try) -> None:
        self.visit_all(node.body)
        names = {
            alias.asname or alias.name.partition(".")[0]
            for part in node.body
            if isinstance(part, (ast.Import, ast.ImportFrom))
            for alias in part.names
        }
        outer = self.imported
        for handler in node.handlers:
            self.imported = outer | names if _is_for_imports(handler) else outer
            self.visit(handler)
        self.imported = outer
        self.visit_all(node.orelse, node.finalbody)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.bind(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: Any) -> None:
        if node.name:
            self.bind(node.name)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: Any) -> None:
        if node.rest:
            self.bind(node.rest)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.bind(node.name)
        self.visit_all(node.decorator_list, node.returns)
        self._function(node.args, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node.args, [node.body])

    def _function(self, args: ast.arguments, body: list[Any]) -> None:
        parameters = [*args.posonlyargs, *args.args, *args.kwonlyargs]
        parameters += [arg for arg in (args.vararg, args.kwarg) if arg]
        self.visit_all(args.defaults, args.kw_defaults, [arg.annotation for arg in parameters])
        self.inside("function", *body, names=tuple(arg.arg for arg in parameters))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.bind(node.name)
        self.visit_all(node.decorator_list, node.bases, node.keywords)
        self.inside("class", *node.body)

    def _comprehension(self, node: Any) -> None:
        self.visit(node.generators[0].iter)
        self.inside("comprehension", _Rest(node))

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit__Rest(self, rest: _Rest) -> None:
        for number, part in enumerate(rest.node.generators):
            self.visit_all(part.target, part.iter if number else None, part.ifs)
        for name in ("elt", "key", "value"):
            self.visit_all(getattr(rest.node, name, None))

    # What uses them

    def visit_Attribute(self, node: ast.Attribute) -> None:
        attributes: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            attributes.insert(0, inner.attr)
            inner = inner.value
        if isinstance(inner, ast.Name):
            self.used.append((inner, tuple(attributes), self.scope))
        else:
            self.visit(inner)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and node.value.isidentifier():
            self.found.strings.add(node.value)


def _is_for_imports(handler: ast.ExceptHandler) -> bool:
    """Whether a clause is for an import that failed."""
    return handler.type is None or (
        isinstance(handler.type, ast.Name)
        and handler.type.id in ("ImportError", "ModuleNotFoundError", "Exception")
    )


class _Rest(ast.AST):
    """A comprehension without what is evaluated outside of it."""

    def __init__(self, node: Any) -> None:
        self.node = node
