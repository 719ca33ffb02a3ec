"""How containers hold bytes, written down so that what is in them can be decoded in one expression.

A shape is ``b`` for bytes, ``?`` for what may be bytes or something else, ``-`` for anything
without bytes, ``[b]`` for a list of bytes, ``(b)`` for a tuple, ``{b:-}`` for a dict; they nest:
``[(b)]`` is a list of tuples of bytes.
"""

from __future__ import annotations

from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Step
from porting.flow.domain.values import Atom, Many, Row, Str, Value

_BRACKETS = {"list": "[]", "tuple": "()"}
_DEEPEST = 3


def shape_of(value: Value, depth: int = 0) -> str | None:
    """The shape of a value; None where it cannot be told, or there is no bytes in it."""
    if depth > _DEEPEST:
        return None
    containers = [atom for atom in value if isinstance(atom, (Many, Row))]
    if not containers:
        return _leaf(value)
    if value.is_open or len(value.atoms) > 1:
        return None
    (atom,) = containers
    if isinstance(atom, Row):
        shapes = {shape_of(item, depth + 1) for item in atom.items}
        if len(shapes) == 1:
            (inside,) = shapes
            return None if inside is None else f"({inside})"
        # Each item is asked what it is, which does for all but containers.
        return "(?)" if shapes <= {"b", "?", "-"} else None
    if atom.name == "dict" and atom.keys is not None:
        parts = [shape_of(part, depth + 1) for part in (atom.keys, atom.items)]
        return None if None in parts else "{" + ":".join(map(str, parts)) + "}"
    inside = shape_of(atom.items, depth + 1)
    if atom.name not in _BRACKETS or inside is None:
        return None
    return inside.join(_BRACKETS[atom.name])


def _leaf(value: Value) -> str:
    kinds = {atom.kind if isinstance(atom, Str) else None for atom in value}
    if Kind.BYTES not in kinds:
        return "?" if value.is_open else "-"
    return "b" if kinds == {Kind.BYTES} and not value.is_open else "?"


def parts_of(shape: str) -> list[str]:
    """The shapes inside a container: one, or those of the keys and of the values of a dict."""
    inside, depth = shape[1:-1], 0
    for index, sign in enumerate(inside):
        depth += (sign in "[({") - (sign in "])}")
        if sign == ":" and depth == 0:
            return [inside[:index], inside[index + 1 :]]
    return [inside]


def holds_bytes(atom: Atom) -> bool:
    """Whether bytes are in a container."""
    inside = _inside(atom)
    return any(value.is_bytes or any(holds_bytes(each) for each in value) for value in inside)


def why_of_bytes(value: Value) -> Step | None:
    """How it is known that there are bytes in a container."""
    for inside in (each for atom in value for each in _inside(atom)):
        if inside.is_bytes:
            return inside.why
        found = why_of_bytes(inside)
        if found is not None:
            return found
    return None


def origins_inside(value: Value) -> frozenset[tuple[int, int]]:
    """The native strings in a container, however deep."""
    found = frozenset[tuple[int, int]]()
    for inside in (each for atom in value for each in _inside(atom)):
        found |= inside.origins | origins_inside(inside)
    return found


def _inside(atom: Atom) -> tuple[Value, ...]:
    if isinstance(atom, Many):
        return (atom.items,) if atom.keys is None else (atom.items, atom.keys)
    return atom.items if isinstance(atom, Row) else ()
