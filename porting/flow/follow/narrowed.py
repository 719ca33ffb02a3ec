"""What a test tells about the names in it: their types, or that they are not None."""

from __future__ import annotations

import ast
from collections.abc import Collection
from typing import TypeGuard

from porting.flow.domain.findings import builtin_named_by
from porting.flow.domain.kinds import Kind
from porting.flow.domain.values import (
    NOTHING,
    Instance,
    Many,
    Other,
    Row,
    Str,
    Value,
)

Place = tuple[int, int]
_NO_STRING = (Many, Row, Instance, Other)
_OTHER_TYPES = frozenset("bool int long float complex list tuple dict set frozenset".split())


def narrowed(
    test: ast.expr, passed: bool, known: dict[str, Value], texts: Collection[Place]
) -> dict[str, Value]:
    """The values of names, where a test was passed or failed, that it tells more about.

    `texts` are the places where the name ``str`` was ``unicode`` in Python 2; elsewhere bytes pass
    a test for it, as they did there.
    """
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return narrowed(test.operand, not passed, known, texts)
    if isinstance(test, ast.BoolOp) and passed is isinstance(test.op, ast.And):
        found: dict[str, Value] = {}
        for value in test.values:
            found.update(narrowed(value, passed, {**known, **found}, texts))
        return found
    if isinstance(test, ast.Name) and test.id in known:
        return {test.id: _without_none(known[test.id])} if passed else {}
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.left, ast.Name):
        other = test.comparators[0]
        is_none = isinstance(other, ast.Constant) and other.value is None
        is_equal = isinstance(test.ops[0], (ast.Is, ast.Eq))
        name = test.left.id
        if is_none and name in known and is_equal is not passed:
            return {name: _without_none(known[name])}
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and is_type_call(test.left):
        is_equal = isinstance(test.ops[0], (ast.Is, ast.Eq))
        name = getattr(test.left.args[0], "id", "")
        if name in known and isinstance(test.ops[0], (ast.Is, ast.Eq, ast.IsNot, ast.NotEq)):
            return {name: _of_type(known[name], test.comparators[0], is_equal is passed, texts)}
    if isinstance(test, ast.Call) and _is_type_test(test):
        name = getattr(test.args[0], "id", "")
        if name in known:
            return {name: _of_type(known[name], test.args[1], passed, texts)}
    return {}


def is_type_call(node: ast.expr) -> TypeGuard[ast.Call]:
    """Whether this is ``type(...)`` of something."""
    is_call = isinstance(node, ast.Call) and len(node.args) == 1
    return is_call and builtin_named_by(node.func) == "type"  # type: ignore[attr-defined]


def _is_type_test(node: ast.Call) -> bool:
    return builtin_named_by(node.func) == "isinstance" and len(node.args) == 2


def _without_none(value: Value) -> Value:
    others = frozenset(atom for atom in value if not isinstance(atom, Other))
    return Value(others, value.is_open) if others else value


def _of_type(value: Value, kind: ast.expr, passed: bool, texts: Collection[Place]) -> Value:
    """What of a value passes a test for a type of strings, or fails it."""
    kinds: set[Kind] = set()
    named = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    if all(isinstance(each, ast.Name) and each.id in _OTHER_TYPES for each in named):
        others = frozenset(atom for atom in value if not isinstance(atom, Str))
        return Value(others, value.is_open) if passed else value
    for each in named:
        name = builtin_named_by(each)
        if name not in ("str", "bytes"):
            return value
        if name == "bytes":
            kinds |= {Kind.BYTES, Kind.NATIVE}
        elif isinstance(each, ast.Attribute) or (each.lineno, each.col_offset) in texts:
            kinds |= {Kind.TEXT, Kind.CONFLICT}
        else:
            kinds |= {Kind.TEXT, Kind.NATIVE, Kind.BYTES, Kind.CONFLICT}
    if value == NOTHING:
        return value
    atoms = frozenset(
        atom
        for atom in value
        if (isinstance(atom, Str) and (atom.kind in kinds) is passed)
        or (not isinstance(atom, Str) and not (passed and isinstance(atom, _NO_STRING)))
    )
    return Value(atoms, value.is_open)
