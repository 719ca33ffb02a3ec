"""What attributes may be: of modules, classes, objects and standard streams."""

from __future__ import annotations

import ast

from porting.flow.domain.findings import FunctionNode, Made
from porting.flow.domain.values import (
    NOTHING,
    UNKNOWN,
    Atom,
    Class,
    Function,
    Instance,
    Library,
    Object,
    Value,
    one,
    union,
)
from porting.flow.follow.state import STANDARD, State
from porting.flow.knowledge.library import (
    value_of_type,
)


def standard_stream(flow: State, node: ast.Attribute) -> Value:
    """What ``sys.stdin`` or ``sys.stdout`` is: of text, with bytes below it."""
    place = STANDARD[node.attr]
    flow.made.setdefault(place, Made("standard", node))
    flow.findings.standard[place].append(node)
    return one(Instance("typing.TextIO", place))


def use_streams_of(flow: State, owner: Value, node: ast.expr) -> None:
    """Something is asked of standard streams that the bytes below them may not have."""
    for stream, place in STANDARD.items():
        if any(isinstance(atom, Instance) and atom.origin == place for atom in owner):
            flow.use_standard(stream, None, node)


def attribute(flow: State, atom: Atom, name: str) -> Value:
    if isinstance(atom, Library):
        return attribute_of_library(flow, f"{atom.name}.{name}")
    if isinstance(atom, Instance):
        entry = flow.library.member(atom.name, name)
        if not isinstance(entry, str) or entry.startswith("("):
            return UNKNOWN
        return value_of_type(entry, atom.why, owner=atom.name)
    if isinstance(atom, (Object, Class)):
        found = attribute_of_class(flow, atom.node, name, set())
        if found is None:
            # What will be assigned is nothing yet; anything else came with a base class.
            return NOTHING if name in flow.bound_attributes else UNKNOWN
        if isinstance(atom, Object):
            return union(_bind(item, atom) for item in found) | Value(is_open=found.is_open)
        return union(_bind_to_class(item, atom) for item in found) | Value(is_open=found.is_open)
    return UNKNOWN


def attribute_of_library(flow: State, name: str) -> Value:
    """What a dotted name of the library stands for: something to call, or a value."""
    entry = flow.library.entry(name)
    if isinstance(entry, str) and not entry.startswith(("(", "class", "=")):
        return value_of_type(entry, None)
    return one(Library(name))


def attribute_of_class(
    flow: State, node: ast.ClassDef, name: str, seen: set[ast.ClassDef]
) -> Value | None:
    found = flow.read((node, name)) if (node, name) in flow.known else None
    flow.readers[node, name][flow.function] = None
    seen.add(node)
    for base in flow.bases.get(node, ()):
        for atom in base:
            if found is None and isinstance(atom, Class) and atom.node not in seen:
                found = attribute_of_class(flow, atom.node, name, seen)
            elif found is None and isinstance(atom, Library):
                kind = flow.library.member(atom.name, name)
                if isinstance(kind, str) and not kind.startswith(("(", "class")):
                    found = value_of_type(kind, None, owner=atom.name)
    return found


def decorators_of(node: FunctionNode) -> frozenset[str]:
    """The names of the decorators of a function, those that are plain names."""
    listed = [] if isinstance(node, ast.Lambda) else node.decorator_list
    return frozenset(each.id for each in listed if isinstance(each, ast.Name))


def _bind(atom: Atom, owner: Object | Class) -> Value:
    """What is found in a class, as it is seen in its instances."""
    if not isinstance(atom, Function) or atom.bound is not None:
        return one(atom)
    is_method = "staticmethod" not in decorators_of(atom.node)
    return one(Function(atom.node, one(owner)) if is_method else atom)


def _bind_to_class(atom: Atom, owner: Class) -> Value:
    is_method = isinstance(atom, Function) and "classmethod" in decorators_of(atom.node)
    return _bind(atom, owner) if is_method else one(atom)
