"""Tells integers from floats in a file of Python 2, by what names and attributes are bound to."""

from __future__ import annotations

import ast
from collections.abc import Callable, Hashable
from functools import reduce
from typing import Any

from porting.fixers.questions.cells import Cells
from porting.fixers.questions.number_bindings import Bindings, Bound
from porting.fixers.questions.number_containers import Containers, inner
from porting.fixers.questions.number_values import (
    A_FLOAT,
    AN_INTEGER,
    ANYTHING,
    ANYWHERE,
    ATTRIBUTES,
    CALLS,
    METHODS,
    NAMES,
    NOTHING,
    Value,
    is_crowded,
    joined,
    operated,
)
from porting.fixers.questions.syntax import COMPREHENSIONS, FUNCTIONS, Syntax

_DEEPEST = 150  # expressions in one another
_SCOPES = (ast.Lambda, ast.ClassDef, ast.Module, *FUNCTIONS, *COMPREHENSIONS)


class NumberKinds:
    """What is known of the numbers of a whole file.

    Each name of a scope, attribute, parameter, result of a function and content of a container is
    a cell of one system of equations (`porting.fixers.questions.cells`), of which no more is
    solved than what is asked for. `is_taken` tells whether other files may use a function or
    class of this one.
    """

    def __init__(self, syntax: Syntax, is_taken: Callable[[str], bool]) -> None:
        self.syntax = syntax
        self.is_taken = is_taken
        self.bindings = Bindings(syntax)
        self.cells: Cells[Value] = Cells(self._rule, self._join, NOTHING)
        self.containers = Containers(self)
        self._depth = 0

    def kind_of(self, node: Any) -> str:
        """INTEGER or FLOAT, where an expression certainly is one; else UNKNOWN."""
        return self.cells.solve(("expression", node, self.syntax.scope_of(node))).kind

    def get(self, *cell: Hashable) -> Value:
        """The value of a cell as far as it is known, for rules."""
        return self.cells.get(cell)

    def _join(self, one: Value, other: Value) -> Value:
        value = joined(one, other)
        if is_crowded(value):
            self.containers.give_away(value)
            return joined(ANYTHING, Value(value.numbers))
        return value

    def _rule(self, cell: Any) -> Value:
        what, *keys = cell
        rule = getattr(self, f"_of_{what}", None) or getattr(self.containers, f"of_{what}")
        value: Value = rule(*keys)
        return value

    # Cells

    def _of_expression(self, node: Any, scope: Any) -> Value:
        return self.of(node, scope)

    def _of_name(self, scope: Any, name: str) -> Value:
        """All that a name is bound to in a scope."""
        found = [self._of_bound(each, name) for each in self.bindings.of_names(scope).get(name, ())]
        if name in self._parameters_of(scope):
            found.append(self._of_parameter(scope, name))
        return reduce(joined, found, NOTHING)

    def _of_attribute(self, name: str) -> Value:
        """All that the file assigns to attributes of a name."""
        found = self.bindings.of_attributes.get(name)
        if not found:
            return ANYTHING
        return reduce(joined, [self._of_bound(each, name) for each in found])

    def _of_bound(self, bound: Bound, name: str) -> Value:
        value = bound.value
        if isinstance(value, ast.AugAssign):
            target, scope = value.target, bound.scope
            return operated(value.op, self.of(target, scope), self.of(value.value, scope))
        if not isinstance(value, ast.expr):
            return ANYTHING
        found = self.of(value, bound.scope)
        if bound.is_looped:
            found = self.containers.each(found)
        for index in bound.path:
            found = self.containers.at(found, index)
        return found

    def _of_result(self, function: Any) -> Value:
        """What a call of a function gives."""
        found = NOTHING
        for node in inner(function):
            if isinstance(node, (ast.Yield, ast.YieldFrom)):
                return Value(0, frozenset([function]))
            if isinstance(node, ast.Return) and node.value is not None:
                found = joined(found, self.of(node.value, function))
        return found

    def _of_parameter(self, function: Any, name: str) -> Value:
        """What a function or method of a script is given, where all its calls can be seen."""
        if isinstance(function, ast.Lambda):
            return ANYTHING
        arguments = function.args
        places = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        owner = self.syntax.parents.get(function)
        is_method = isinstance(owner, ast.ClassDef)
        if is_method and places[:1] == [name] and not function.decorator_list:
            return Value(0, frozenset([owner]))
        calls = self._calls_of(function) if name in places[is_method:] else None
        if not calls:
            return ANYTHING
        index = places.index(name) - is_method
        behind = len(places) - places.index(name)
        default = arguments.defaults[-behind] if behind <= len(arguments.defaults) else None
        found = [self._given(call, index, name, default) for call in calls]
        return reduce(joined, found)

    def _calls_of(self, function: Any) -> list[ast.Call] | None:
        """All calls of a function or method; None where there may be others."""
        owner = self.syntax.parents.get(function)
        called = function.name
        if isinstance(owner, ast.ClassDef) and called == "__init__":
            called = owner.name
        calls = self.bindings.calls.get(called, [])
        is_plain = (
            self.bindings.is_script
            and isinstance(owner, (ast.Module, ast.ClassDef))
            and not function.decorator_list
            and (called != function.name or len(self.bindings.functions[called]) == 1)
            and len(calls) == self.bindings.uses[called]
            and not self.is_taken(owner.name if isinstance(owner, ast.ClassDef) else called)
        )
        return calls if is_plain else None

    def are_calls_known(self, own: Any) -> bool:
        """Whether what a function, method or class is given is known to be what its calls give."""
        if isinstance(own, ast.ClassDef):
            made = [each for each in own.body if getattr(each, "name", "") == "__init__"]
            return bool(made) and self._calls_of(made[0]) is not None
        return self._calls_of(own) is not None

    def _given(self, call: ast.Call, index: int, name: str, default: Any) -> Value:
        """What a call gives for a parameter."""
        if any(isinstance(each, ast.Starred) for each in call.args):
            return ANYTHING
        scope = self.syntax.scope_of(call)
        if index < len(call.args):
            return self.of(call.args[index], scope)
        for keyword in call.keywords:
            if keyword.arg in (name, None):
                return ANYTHING if keyword.arg is None else self.of(keyword.value, scope)
        return ANYTHING if default is None else self.of(default, self.syntax.tree)

    # Expressions

    def of(self, node: Any, scope: Any) -> Value:
        """What an expression gives in a scope."""
        if self._depth > _DEEPEST:
            return ANYTHING
        self._depth += 1
        try:
            method = getattr(self, f"_of_{type(node).__name__}", None)
            return method(node, scope) if method else ANYTHING
        finally:
            self._depth -= 1

    def _of_Constant(self, node: ast.Constant, scope: Any) -> Value:
        if isinstance(node.value, float):
            return A_FLOAT
        return AN_INTEGER if isinstance(node.value, int) else NOTHING

    def _of_UnaryOp(self, node: ast.UnaryOp, scope: Any) -> Value:
        if isinstance(node.op, ast.Not):
            return AN_INTEGER
        return Value(self.of(node.operand, scope).numbers)

    def _of_BinOp(self, node: ast.BinOp, scope: Any) -> Value:
        operations = [node]
        while isinstance(operations[-1].left, ast.BinOp):
            operations.append(operations[-1].left)
        found = self.of(operations[-1].left, scope)
        for each in reversed(operations):
            right = self.of(each.right, scope)
            found = operated(each.op, found, right, isinstance(each.right, ast.Constant))
        return found

    def _of_Compare(self, node: ast.Compare, scope: Any) -> Value:
        return AN_INTEGER

    def _of_BoolOp(self, node: ast.BoolOp, scope: Any) -> Value:
        return reduce(joined, [self.of(each, scope) for each in node.values])

    def _of_IfExp(self, node: ast.IfExp, scope: Any) -> Value:
        return joined(self.of(node.body, scope), self.of(node.orelse, scope))

    def _of_JoinedStr(self, node: Any, scope: Any) -> Value:
        return NOTHING

    def _of_Name(self, node: ast.Name, scope: Any) -> Value:
        name = self.full_name(node, scope)
        if name:
            return NAMES.get(name, ANYTHING)
        return self.get("name", self._home_of(node.id, scope), node.id)

    def _of_Attribute(self, node: ast.Attribute, scope: Any) -> Value:
        known = NAMES.get(self.full_name(node, scope)) or ATTRIBUTES.get(node.attr)
        if known is not None:
            return known
        owner = self.of(node.value, scope)
        if ANYWHERE in owner.homes:
            return ANYTHING
        return self.get("attribute", node.attr) if owner.homes else NOTHING

    def _of_Subscript(self, node: ast.Subscript, scope: Any) -> Value:
        found = self.of(node.value, scope)
        if isinstance(node.slice, ast.Slice):
            return self.containers.part_of(node, scope)
        index: Any = node.slice
        is_negative = isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub)
        number = index.operand if is_negative else index
        if isinstance(number, ast.Constant) and type(number.value) is int:
            return self.containers.at(found, -number.value if is_negative else number.value)
        return self.containers.item(found)

    def _of_made(self, node: Any, scope: Any) -> Value:
        return Value(0, frozenset([node]))

    _of_List = _of_Tuple = _of_Set = _of_Dict = _of_made
    _of_ListComp = _of_SetComp = _of_DictComp = _of_GeneratorExp = _of_made

    def _of_Call(self, node: ast.Call, scope: Any) -> Value:
        own = self.definition_of(node.func, scope)
        if isinstance(own, ast.ClassDef):
            return Value(0, frozenset([own]))
        if own is not None:
            return self.get("result", own)
        name = self.full_name(node.func, scope)
        if name in CALLS:
            return CALLS[name]
        if name:
            return self.containers.made_by(name, node, scope)
        if not isinstance(node.func, ast.Attribute):
            return ANYTHING
        return self._of_method(node, node.func, scope)

    def _of_method(self, node: ast.Call, method: ast.Attribute, scope: Any) -> Value:
        owner = self.of(method.value, scope)
        own = self.bindings.functions.get(method.attr, ())
        if own:
            is_instance = all(isinstance(home, ast.ClassDef) for home in owner.homes)
            if not is_instance or any(self._is_open(each) for each in own):
                return ANYTHING
            found = [self.get("result", each) for each in own] if owner.homes else []
            return reduce(joined, found, NOTHING)
        if method.attr in METHODS:
            return METHODS[method.attr]
        return self.containers.given_by(method.attr, owner, node, scope)

    def _is_open(self, function: Any) -> bool:
        """Whether another file may put another method in the place of one."""
        owner = self.syntax.parents.get(function)
        if not isinstance(owner, ast.ClassDef) or function.decorator_list:
            return True
        return self.is_taken(owner.name)

    # Names

    def _home_of(self, name: str, scope: Any) -> Any:
        """The scope that binds a name as it is seen in another; None for none."""
        inner = scope
        while True:
            if self.bindings.is_global(scope, name):
                return self.syntax.tree
            arguments = getattr(scope, "args", None)
            is_seen = scope is inner or not isinstance(scope, ast.ClassDef)
            if is_seen and (
                name in self.bindings.of_names(scope)
                or (
                    isinstance(arguments, ast.arguments) and name in self.syntax.names_of(arguments)
                )
            ):
                return scope
            if isinstance(scope, ast.Module):
                return None
            scope = self.syntax.scope_of(scope)

    def _parameters_of(self, scope: Any) -> list[str]:
        arguments = getattr(scope, "args", None)
        return self.syntax.names_of(arguments) if isinstance(arguments, ast.arguments) else []

    def definition_of(self, node: Any, scope: Any) -> Any:
        """The function or class of the file that a name certainly is."""
        if not isinstance(node, ast.Name):
            return None
        home = self._home_of(node.id, scope)
        bound = self.bindings.of_names(home).get(node.id, ()) if home is not None else ()
        found = bound[0].value if len(bound) == 1 else None
        is_plain = isinstance(found, (ast.ClassDef, *FUNCTIONS)) and not found.decorator_list
        return found if is_plain else None

    def full_name(self, node: Any, scope: Any) -> str:
        """The name in the library of a builtin or of what is imported, "" for anything else."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        home = self._home_of(node.id, scope)
        if home is None:
            return "" if parts else f"__builtin__.{node.id}"
        bound = self.bindings.of_names(home).get(node.id, ())
        roots = {_imported_as(each.value, node.id) for each in bound}
        root = roots.pop() if len(roots) == 1 else ""
        return ".".join([root, *reversed(parts)]) if root else ""


def _imported_as(statement: Any, name: str) -> str:
    """The full name of what an import binds to a name, "" for what is no such import."""
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            if alias.asname == name:
                return alias.name
            if not alias.asname and alias.name.partition(".")[0] == name:
                return name
    elif isinstance(statement, ast.ImportFrom) and not statement.level:
        for alias in statement.names:
            if (alias.asname or alias.name) == name:
                return f"{statement.module}.{alias.name}"
    return ""
