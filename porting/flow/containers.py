"""What is in containers, and taken out of them: items by number, key or in a loop."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod

from porting.flow.findings import (
    FunctionNode,
    ItemUse,
    Meeting,
    Taken,
)
from porting.flow.library import (
    Entry,
    result_of_match,
    signatures_of,
    value_of_type,
)
from porting.flow.state import Env, State
from porting.flow.values import (
    NOTHING,
    OTHER,
    OWN_NONE,
    UNKNOWN,
    Atom,
    Fields,
    Instance,
    Item,
    Kind,
    Many,
    Object,
    Other,
    Regex,
    Row,
    Step,
    Str,
    Stream,
    Value,
    joined_fields,
    many,
    one,
    strings_of,
    union,
)


class Containers(State, ABC):
    """Evaluates what is taken from containers. What calls give is for others to say."""

    @abstractmethod
    def expr(self, node: ast.expr, env: Env) -> Value:
        """What an expression may be."""

    @abstractmethod
    def method(
        self, owner: Value, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        """What calling a method of a value gives."""

    @abstractmethod
    def call(self, function: Value, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        """What calling a value gives."""

    @abstractmethod
    def bind(
        self, function: FunctionNode, node: ast.expr, arguments: list[Value], env: Env, skip: int
    ) -> None:
        """Join the arguments of a call into the parameters of a function."""

    def name_of_field(self, node: ast.expr, key: Value) -> str | None:
        """How a key is named among the fields of a dict, if it is a constant."""
        constant = self.constant(node, key)
        if not isinstance(constant, ast.Constant):
            return None
        value = constant.value
        return repr(value.decode("latin-1") if isinstance(value, bytes) else value)

    def field(self, node: ast.expr | None, key: Value, value: Value) -> Fields | None:
        """The field that an item of a dict is; None where its key is no constant."""
        name = None if node is None else self.name_of_field(node, key)
        return None if name is None else ((name, value),)

    @abstractmethod
    def call_entry(
        self,
        entry: Entry,
        name: str,
        node: ast.expr,
        arguments: list[Value],
        env: Env,
        *,
        owner: str = "",
        cause: Step | None = None,
        origin: tuple[int, int] | None = None,
    ) -> Value:
        """What calling something gives of which an entry of the library tells."""

    def constant(self, node: ast.expr, value: Value) -> ast.expr:
        """The literal that an expression certainly is."""
        origins = value.origins
        if len(origins) == 1 and len(value.atoms) == 1 and not value.is_open:
            (place,) = origins
            if place in self.literals:
                return ast.Constant(self.literals[place])
        return node

    def bind_origins(self, origins: frozenset[tuple[int, int]], node: ast.expr) -> None:
        """Literals that work together must be of one kind, whichever it will be."""
        if len(origins) > 1:
            self.record_meeting(Meeting(origins, Kind.NATIVE, node, None))

    @abstractmethod
    def count_letters(self, value: Value, node: ast.expr) -> None:
        """The letters of a string are counted, or looked at one by one."""

    def use_item(
        self, item: Item, node: ast.expr, is_ord: bool = False, is_weak: bool = False
    ) -> None:
        """An item of bytes is used as the string that it was in Python 2."""
        if self.findings is not None:
            self.findings.item_uses.append(ItemUse(item.origin, node, is_ord, is_weak))

    def use_items(self, value: Value, node: ast.expr, is_weak: bool = False) -> None:
        for atom in value:
            if isinstance(atom, Item):
                self.use_item(atom, node, is_weak=is_weak)

    def keyed(self, container: Value, key: Value, node: ast.expr, part: ast.expr) -> None:
        """A key is looked up in a dict, whose keys it must be one of."""
        for atom in container:
            if not isinstance(atom, Many) or atom.name != "dict" or atom.keys is None:
                continue
            # Keys that are no strings are none of those that a string is looked up among.
            keys = strings_of(atom.keys) if key.kind is not None else atom.keys
            if keys.kind is not None:
                self.use_items(key, part)
            if key.kind is Kind.NATIVE and keys.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(key.origins | keys.origins, keys, node, part)
            elif keys.kind is Kind.NATIVE and key.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(keys.origins | key.origins, key, node)
            elif key.kind is Kind.NATIVE and keys.kind is Kind.NATIVE:
                self.bind_origins(key.origins | keys.origins, node)
            elif keys.kind is Kind.BYTES and key.kind is Kind.BYTES:
                self.meets(keys.origins, keys, node)
            elif key.is_bytes and keys.kind is Kind.TEXT:
                self.leaves(part, key, "it is looked up among text")

    def method_of_container(
        self, atom: Many, name: str, arguments: list[Value], node: ast.expr
    ) -> Value:
        if atom.name == "dict":
            if name in ("get", "pop", "setdefault", "has_key", "__contains__") and arguments:
                part = node.args[0] if isinstance(node, ast.Call) and node.args else node
                self.keyed(one(atom), arguments[0], node, part)
            keys = UNKNOWN if atom.keys is None else atom.keys
            if name == "values":
                return many(atom.items, "iterator")
            if name == "keys":
                return many(keys, "iterator")
            if name == "items":
                return many(one(Row((keys, atom.items))), "iterator")
            if name == "copy":
                return one(atom)
            if name in ("get", "pop", "setdefault") and isinstance(node, ast.Call) and node.args:
                field = self.name_of_field(node.args[0], arguments[0])
                return union([atom.at(field), *(arguments[1:] or [OWN_NONE])])
            return UNKNOWN
        if name in ("append", "add", "insert", "extend", "sort", "reverse", "remove"):
            return OTHER
        if name in ("index", "count"):
            return OTHER
        return atom.items if name in ("pop", "popleft", "__next__", "next") else UNKNOWN

    def item_at(
        self, value: Value, index: int | None, node: ast.expr, field: str | None = None
    ) -> Value:
        """What ``value[index]`` may be; None stands for any index. `field` is that of a dict."""
        found = Value(is_open=value.is_open)
        for atom in value:
            if isinstance(atom, Row):
                if index is not None and -len(atom.items) <= index < len(atom.items):
                    found = found | atom.items[index]
                else:
                    found = found | union(atom.items)
            elif isinstance(atom, Many):
                found = found | atom.at(field)
            elif isinstance(atom, Object):
                found = found | self.method(one(atom), "__getitem__", node, [OTHER], self.env)
            elif isinstance(atom, Regex) and atom.is_match:
                found = found | result_of_match("__getitem__", atom, 1, atom.why)
            elif isinstance(atom, Instance) and atom.name in ("mmap.mmap", "builtins.buffer"):
                found = found | self.take_item(atom, value, node, is_loop=False)
            elif isinstance(atom, Instance) and atom.name == "builtins.bytearray":
                found = found | OTHER
            elif isinstance(atom, Instance):
                found = found | self.item_of_instance(atom, node)
            elif isinstance(atom, Str) and atom.kind is not Kind.BYTES:
                self.count_letters(one(atom), node)
                found = found | one(atom)
            elif isinstance(atom, Str):
                found = found | self.take_item(atom, value, node, is_loop=False)
            elif isinstance(atom, Item) or (isinstance(atom, Other) and len(value.atoms) == 1):
                found = found | OTHER
            elif not isinstance(atom, Other):
                found = found | UNKNOWN
        return found

    def item_of_instance(self, atom: Instance, node: ast.expr) -> Value:
        entry = self.library.member(atom.name, "__getitem__")
        if entry is None:
            return UNKNOWN
        return self.call_entry(entry, f"{atom.name}[]", node, [], {}, owner=atom.name)

    def take_item(self, atom: Atom, value: Value, node: ast.expr, is_loop: bool) -> Value:
        """One item of bytes, which is a number now; `value` is all that it may be taken from."""
        place = (node.lineno, node.col_offset) if is_loop else end_of(node)
        if value.kind is Kind.BYTES:
            # What stands for the bytes on another way must be bytes as well.
            self.meets(value.origins, one(Str(Kind.BYTES, why=atom.why)), node)
        others = [
            each
            for each in value
            if isinstance(each, (Many, Row))
            or (isinstance(each, Str) and each.kind is not Kind.BYTES)
        ]
        is_mixed = value.is_open or bool(others)
        origins = frozenset[tuple[int, int]]()
        if is_mixed and not value.is_open and value.is_bytes:
            origins = value.origins
            self.meets(origins, one(atom), node)
        text = value.why_as(Kind.TEXT)
        self.taken[place] = Taken(node, is_loop, atom.why, is_mixed, text, origins)
        return one(Item(place, why=atom.why))

    def items_of(self, value: Value, node: ast.expr) -> Value:
        """What iterating over a value gives."""
        found = Value(is_open=value.is_open)
        for atom in value:
            if isinstance(atom, Many):
                keys = UNKNOWN if atom.keys is None else atom.keys
                found = found | (keys if atom.name == "dict" else atom.items)
            elif isinstance(atom, Row):
                found = found | union(atom.items)
            elif isinstance(atom, Instance):
                found = found | self.items_of_instance(atom, node)
            elif isinstance(atom, Stream):
                found = found | one(Str(Kind.TEXT, frozenset([atom.origin]), why=atom.why))
            elif isinstance(atom, Object):
                found = found | self.items_of_object(atom, node)
            elif isinstance(atom, Str) and atom.kind is not Kind.BYTES:
                self.count_letters(one(atom), node)
                found = found | one(atom)
            elif isinstance(atom, Str):
                found = found | self.take_item(atom, value, node, is_loop=True)
            elif isinstance(atom, Item):
                self.use_item(atom, node)
                found = found | one(atom)
            elif not (isinstance(atom, Other) and len(value.atoms) > 1):
                found = found | UNKNOWN
        return found

    def gives_lines(self, value: Value) -> bool:
        """Whether iterating over a value gives the lines of a file."""
        files = [atom for atom in value if not isinstance(atom, Other)]
        return bool(files) and all(
            isinstance(atom, Stream)
            or (isinstance(atom, Instance) and self.library.member(atom.name, "readline"))
            for atom in files
        )

    def items_of_object(self, atom: Object, node: ast.expr) -> Value:
        """What iterating over an object of the module's own gives."""
        listed = self.method(one(atom), "__iter__", node, [], self.env)
        if listed.is_open or not listed.atoms:
            return self.method(one(atom), "__getitem__", node, [OTHER], self.env)
        found = NOTHING
        for each in listed:
            if isinstance(each, Object):
                found = found | self.method(one(each), "__next__", node, [], self.env)
            else:
                found = found | self.items_of(one(each), node)
        return found

    def items_of_instance(self, atom: Instance, node: ast.expr) -> Value:
        entry = self.library.member(atom.name, "__iter__")
        for signature in signatures_of(entry) if entry else ():
            kind = signature.returns
            if kind == "Self":
                following = self.library.member(atom.name, "__next__")
                for each in signatures_of(following) if following else ():
                    return value_of_type(each.returns, atom.why, origin=atom.origin)
            listed = value_of_type(kind, atom.why, origin=atom.origin)
            found = union(each.items for each in listed if isinstance(each, Many))
            return UNKNOWN if found == NOTHING else found
        return UNKNOWN


def is_buffer(atom: Atom) -> bool:
    """Whether Python 2's ``str`` of an object is what is in it."""
    return isinstance(atom, Instance) and atom.name in ("builtins.bytearray", "builtins.buffer")


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


def end_of(node: ast.expr) -> tuple[int, int]:
    """A place for what a node gives, that no other node has which begins where it does."""
    return (node.end_lineno or node.lineno, -(node.end_col_offset or 0) - 1)


def with_item(
    container: Value, item: Value, key: Value | None = None, fields: Fields | None = None
) -> Value:
    """A container after an item was put into it, at a key (in `fields`, where that is constant)."""
    atoms: list[Atom] = []
    for atom in container:
        if isinstance(atom, Many):
            keys = atom.keys
            if keys is not None and key is not None:
                keys = keys | key
            known = joined_fields(atom.fields, fields)
            grown = many(atom.items | item, atom.name, atom.why, keys, known)
            if grown.is_open:
                return UNKNOWN
            atoms += grown
        else:
            atoms.append(atom)
    return Value(frozenset(atoms), container.is_open)
