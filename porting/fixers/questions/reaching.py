"""Which bindings of a name may be in force where it is read, within one scope of Python 2.

Of interest are the bindings that Python 3 undoes: the variables of list comprehensions, and the
name behind ``except``. Branches, loops, ``try`` and what leaves them early are followed; which
branch is taken is not known.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.trees import children_of, nodes_below

UNBOUND, OTHER = "unbound", "other"
Binding = ast.ListComp | ast.ExceptHandler | str
State = dict[str, frozenset[Binding]]
_NOTHING: frozenset[Binding] = frozenset([UNBOUND])
_INNER = (ast.GeneratorExp, ast.SetComp, ast.DictComp)
_WITH_SCOPES = frozenset((ast.Lambda, ast.ClassDef, *FUNCTIONS, *_INNER))


class Reaching:
    """The uses of some names in a scope, each with the bindings that may be in force there.

    `uses` has the nodes that read or delete one of the names: a ``Name``, or what changes it in
    place. `captured` has those in functions defined in the scope, which may run at any time;
    `bound` all bindings of each name.
    """

    def __init__(self, syntax: Syntax, scope: Any, names: Collection[str]) -> None:
        self.syntax = syntax
        self.names = names
        self.uses: dict[ast.Name, set[Binding]] = defaultdict(set)
        self.captured: list[ast.Name] = []
        self.bound: dict[str, set[Binding]] = defaultdict(set)
        self.state: State | None = {}
        self._breaks: list[list[State]] = []
        self._continues: list[list[State]] = []
        self._depths: list[int] = []
        self._raised: list[list[State]] = []
        self._handlers: list[ast.ExceptHandler] = []
        parameters = getattr(scope, "args", None)
        if isinstance(parameters, ast.arguments):
            for name in syntax.names_of(parameters):
                self._bind(name, OTHER)
        self._block(scope.body)

    # States

    def _bind(self, name: str, binding: Binding) -> None:
        if name in self.names:
            self.bound[name].add(binding)
            if self.state is not None:
                self.state = {**self.state, name: frozenset([binding])}

    def _read(self, node: ast.Name) -> None:
        if node.id in self.names and self.state is not None:
            self.uses[node] |= self.state.get(node.id, _NOTHING)

    def _leave(self, into: list[State], depth: int = 0) -> None:
        """Note the state in which a loop or body is left; an except clause ends with that."""
        if self.state is not None:
            state = self.state
            for handler in self._handlers[depth:]:
                state = self._after(handler, state)
            into.append(state)

    def _after(self, handler: ast.ExceptHandler, state: State) -> State:
        name = handler.name
        if name not in self.names or name is None or state.get(name, _NOTHING) == _NOTHING:
            return state
        return {**state, name: frozenset([handler])}

    # Statements

    def _block(self, statements: Iterable[ast.stmt]) -> None:
        for statement in statements:
            for raised in self._raised:
                if self.state is not None:
                    raised.append(self.state)
            self._statement(statement)
        for raised in self._raised:
            if self.state is not None:
                raised.append(self.state)

    def _statement(self, node: Any) -> None:
        method = getattr(self, f"_{type(node).__name__}", None)
        if method is not None:
            method(node)
        else:
            self._visit_children(node)

    def _If(self, node: ast.If) -> None:
        self._visit(node.test)
        before = self.state
        self._block(node.body)
        after = self.state
        self.state = before
        self._block(node.orelse)
        self.state = _joined([after, self.state])

    def _loop(self, node: Any, head: Any) -> None:
        before = self.state
        known = None
        self._breaks.append([])
        while True:
            self._continues.append([])
            self._depths.append(len(self._handlers))
            self.state = before
            head()
            at_head = self.state
            self._block(node.body)
            self._depths.pop()
            before = _joined([before, self.state, *self._continues.pop()])
            if before == known:
                break
            known = before
        self.state = _joined([at_head, before])
        breaks = self._breaks.pop()
        self._block(node.orelse)
        self.state = _joined([self.state, *breaks])

    def _While(self, node: ast.While) -> None:
        self._loop(node, lambda: self._visit(node.test))

    def _For(self, node: ast.For) -> None:
        self._visit(node.iter)
        self._loop(node, lambda: self._visit(node.target))

    def _Try(self, node: ast.Try) -> None:
        self._raised.append([])
        self._block(node.body)
        raised = _joined(self._raised.pop())
        self._block(node.orelse)
        ends = [self.state]
        for handler in node.handlers:
            self.state = raised
            self._visit(handler.type)
            if handler in self.syntax.targets:
                self._visit(self.syntax.targets[handler])
            if handler.name:
                self._bind(handler.name, handler)
                self._handlers.append(handler)
            self._block(handler.body)
            if handler.name:
                self._handlers.pop()
                if self.state is not None:
                    self.state = self._after(handler, self.state)
            ends.append(self.state)
        self.state = _joined(ends)
        if node.finalbody:
            is_reached = self.state is not None
            self.state = _joined([self.state, raised])
            self._block(node.finalbody)
            if not is_reached:
                self.state = None

    def _With(self, node: ast.With) -> None:
        for item in node.items:
            self._visit(item)
        self._block(node.body)

    def _Break(self, node: ast.Break) -> None:
        if self._breaks:
            self._leave(self._breaks[-1], self._depths[-1])
        self.state = None

    def _Continue(self, node: ast.Continue) -> None:
        if self._continues:
            self._leave(self._continues[-1], self._depths[-1])
        self.state = None

    def _Return(self, node: ast.Return) -> None:
        self._visit(node.value)
        self.state = None

    def _Raise(self, node: ast.Raise) -> None:
        self._visit_children(node)
        self.state = None

    def _Expr(self, node: ast.Expr) -> None:
        self._visit(node.value)
        if self.syntax.form_of(node.value) == "raise":
            self.state = None

    def _Assign(self, node: ast.Assign) -> None:
        self._visit(node.value)
        for target in node.targets:
            self._visit(target)

    def _AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._read(node.target)
        self._visit(node.value)
        self._visit(node.target)

    def _Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self._bind((alias.asname or alias.name).partition(".")[0], OTHER)

    _ImportFrom = _Import

    def _FunctionDef(self, node: Any) -> None:
        for decorator in node.decorator_list:
            self._visit(decorator)
        self._function(node, node.body)
        self._bind(node.name, OTHER)

    _AsyncFunctionDef = _FunctionDef

    def _ClassDef(self, node: ast.ClassDef) -> None:
        for part in (*node.decorator_list, *node.bases):
            self._visit(part)
        own = set(bound_in(node.body))
        for statement in node.body:
            for inner in outside_functions(statement):
                if isinstance(inner, (ast.Lambda, *FUNCTIONS)):
                    self._function(inner, inner.body)
                elif isinstance(inner, ast.Name) and inner.id not in own:
                    self._read(inner)
        self._bind(node.name, OTHER)

    # Expressions

    def _visit(self, node: Any) -> None:
        if node is None or isinstance(node, (ast.expr_context, ast.operator)):
            return
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                self._bind(node.id, OTHER)
            else:
                self._read(node)
                if isinstance(node.ctx, ast.Del) and self.state is not None:
                    self.state = {**self.state, node.id: _NOTHING}
        elif isinstance(node, ast.ListComp):
            self._list_comprehension(node)
        elif isinstance(node, _INNER):
            own = {name for part in node.generators for name in _stored(part.target)}
            self._visit(node.generators[0].iter)
            self._free(node, own | {""}, self._read, {node.generators[0].iter})
        elif isinstance(node, ast.Lambda):
            self._function(node, [node.body])
        elif isinstance(node, ast.stmt):
            self._statement(node)
        else:
            self._visit_children(node)

    def _visit_children(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            self._visit(child)

    def _list_comprehension(self, node: ast.ListComp) -> None:
        before = None
        for number, part in enumerate(node.generators):
            self._visit(part.iter)
            before = self.state if not number else before
            for target in nodes_below(part.target):
                if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store):
                    self._bind(target.id, node)
                elif isinstance(target, ast.Name):
                    self._read(target)
            for condition in part.ifs:
                self._visit(condition)
        self._visit(node.elt)
        self.state = _joined([before, self.state])

    def _function(self, node: Any, body: Any) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            self._visit(default)
        own = {*self.syntax.names_of(node.args), *bound_in(body if isinstance(body, list) else [])}
        for part in body if isinstance(body, list) else [body]:
            self._free(part, own, self.captured.append, set())

    def _free(self, node: Any, own: set[str], found: Any, without: set[Any]) -> None:
        """Tell of each of the names that is read below a node and not bound there."""
        for inner in nodes_below(node):
            if inner in without or not isinstance(inner, ast.Name) or inner.id not in self.names:
                continue
            if inner.id not in own and isinstance(inner.ctx, ast.Load):
                found(inner)


def _joined(states: Iterable[State | None]) -> State | None:
    living = [state for state in states if state is not None]
    if not living:
        return None
    names = {name for state in living for name in state}
    return {
        name: frozenset().union(*(state.get(name, _NOTHING) for state in living)) for name in names
    }


def _stored(target: ast.AST) -> Iterator[str]:
    for node in nodes_below(target):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def bound_in(body: Iterable[ast.stmt]) -> Iterator[str]:
    """The names that a function's or class's body binds; those that it declares global are not."""
    names: set[str] = set()
    is_global: set[str] = set()
    for statement in body:
        for node in outside_functions(statement):
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                names.add(node.id)
            elif isinstance(node, (ast.ClassDef, ast.ExceptHandler, *FUNCTIONS)):
                names.update([node.name] if node.name else [])
            elif isinstance(node, ast.alias):
                names.add((node.asname or node.name).partition(".")[0])
            elif isinstance(node, ast.Global):
                is_global.update(node.names)
    return iter(names - is_global)


def outside_functions(node: ast.AST) -> list[Any]:
    """A node and those below it that belong to the same scope, each before those below it;
    functions and classes come without what is in them."""
    found: list[Any] = []
    waiting: list[Any] = [node]
    while waiting:
        each = waiting.pop()
        found.append(each)
        below: list[Any]
        if type(each) not in _WITH_SCOPES:
            below = children_of(each)
        elif isinstance(each, (ast.Lambda, *FUNCTIONS)):
            below = [*each.args.defaults, *getattr(each, "decorator_list", ())]
        elif isinstance(each, _INNER):
            below = [each.generators[0].iter]
        else:
            below = [*each.decorator_list, *each.bases]
        waiting += reversed(below)
    return found
