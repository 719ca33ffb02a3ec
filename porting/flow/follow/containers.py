"""What is in containers, and taken out of them: items by number, key or in a loop."""

from __future__ import annotations

import ast

from porting.flow.domain.findings import (
    Meeting,
    Taken,
)
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Sink, Where
from porting.flow.domain.values import (
    NOTHING,
    OTHER,
    OWN_NONE,
    UNKNOWN,
    Atom,
    Fields,
    Instance,
    Item,
    Many,
    Object,
    Other,
    Regex,
    Row,
    Str,
    Stream,
    Value,
    joined_fields,
    many,
    one,
    strings_of,
    union,
)
from porting.flow.follow.state import State
from porting.flow.knowledge.library import (
    result_of_match,
    signatures_of,
    value_of_type,
)


def name_of_field(flow: State, node: ast.expr, key: Value) -> str | None:
    """How a key is named among the fields of a dict, if it is a constant."""
    constant = literal_of(flow, node, key)
    if not isinstance(constant, ast.Constant):
        return None
    value = constant.value
    return repr(value.decode("latin-1") if isinstance(value, bytes) else value)


def field(flow: State, node: ast.expr | None, key: Value, value: Value) -> Fields | None:
    """The field that an item of a dict is; None where its key is no constant."""
    name = None if node is None else name_of_field(flow, node, key)
    return None if name is None else ((name, value),)


def literal_of(flow: State, node: ast.expr, value: Value) -> ast.expr:
    """The literal that an expression certainly is."""
    origins = value.origins
    if len(origins) == 1 and len(value.atoms) == 1 and not value.is_open:
        (place,) = origins
        if place in flow.literals:
            return ast.Constant(flow.literals[place])
    return node


def bind_origins(flow: State, origins: frozenset[tuple[int, int]], node: ast.expr) -> None:
    """Literals that work together must be of one kind, whichever it will be."""
    if len(origins) > 1:
        flow.record_meeting(Meeting(origins, Kind.NATIVE, node, None))


def use_item(
    flow: State, item: Item, node: ast.expr, is_ord: bool = False, is_weak: bool = False
) -> None:
    """An item of bytes is used as the string that it was in Python 2."""
    where = Where.ITEM_SHOWN if is_weak else Where.ITEM_AS_STRING
    flow.use(Where.ITEM_AS_NUMBER if is_ord else where, node, place=item.origin)


def use_items(flow: State, value: Value, node: ast.expr, is_weak: bool = False) -> None:
    for atom in value:
        if isinstance(atom, Item):
            use_item(flow, atom, node, is_weak=is_weak)


def keyed(flow: State, container: Value, key: Value, node: ast.expr, part: ast.expr) -> None:
    """A key is looked up in a dict, whose keys it must be one of."""
    for atom in container:
        if not isinstance(atom, Many) or atom.name != "dict" or atom.keys is None:
            continue
        # Keys that are no strings are none of those that a string is looked up among.
        keys = strings_of(atom.keys) if key.kind is not None else atom.keys
        if keys.kind is not None:
            use_items(flow, key, part)
        if key.kind is Kind.NATIVE and keys.kind in (Kind.BYTES, Kind.TEXT):
            flow.meets(key.origins | keys.origins, keys, node, part)
        elif keys.kind is Kind.NATIVE and key.kind in (Kind.BYTES, Kind.TEXT):
            flow.meets(keys.origins | key.origins, key, node)
        elif key.kind is Kind.NATIVE and keys.kind is Kind.NATIVE:
            bind_origins(flow, key.origins | keys.origins, node)
        elif keys.kind is Kind.BYTES and key.kind is Kind.BYTES:
            flow.meets(keys.origins, keys, node)
        elif key.is_bytes and keys.kind is Kind.TEXT:
            flow.leaves(part, key, Sink(Where.KEY))


def method_of_container(
    flow: State, atom: Many, name: str, arguments: list[Value], node: ast.expr
) -> Value:
    if atom.name == "dict":
        if name in ("get", "pop", "setdefault", "has_key", "__contains__") and arguments:
            part = node.args[0] if isinstance(node, ast.Call) and node.args else node
            keyed(flow, one(atom), arguments[0], node, part)
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
            field = name_of_field(flow, node.args[0], arguments[0])
            return union([atom.at(field), *(arguments[1:] or [OWN_NONE])])
        return UNKNOWN
    if name in ("append", "add", "insert", "extend", "sort", "reverse", "remove"):
        return OTHER
    if name in ("index", "count"):
        return OTHER
    return atom.items if name in ("pop", "popleft", "__next__", "next") else UNKNOWN


def item_at(
    flow: State, value: Value, index: int | None, node: ast.expr, field: str | None = None
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
            found = found | flow.method(one(atom), "__getitem__", node, [OTHER], flow.env)
        elif isinstance(atom, Regex) and atom.is_match:
            found = found | result_of_match("__getitem__", atom, 1, atom.why)
        elif isinstance(atom, Instance) and atom.name in ("mmap.mmap", "builtins.buffer"):
            found = found | take_item(flow, atom, value, node, is_loop=False)
        elif isinstance(atom, Instance) and atom.name == "builtins.bytearray":
            found = found | OTHER
        elif isinstance(atom, Instance):
            found = found | item_of_instance(flow, atom, node)
        elif isinstance(atom, Str) and atom.kind is not Kind.BYTES:
            flow.count_letters(one(atom), node)
            found = found | one(atom)
        elif isinstance(atom, Str):
            found = found | take_item(flow, atom, value, node, is_loop=False)
        elif isinstance(atom, Item) or (isinstance(atom, Other) and len(value.atoms) == 1):
            found = found | OTHER
        elif not isinstance(atom, Other):
            found = found | UNKNOWN
    return found


def item_of_instance(flow: State, atom: Instance, node: ast.expr) -> Value:
    entry = flow.library.member(atom.name, "__getitem__")
    if entry is None:
        return UNKNOWN
    return flow.call_entry(entry, f"{atom.name}[]", node, [], {}, owner=atom.name)


def take_item(flow: State, atom: Atom, value: Value, node: ast.expr, is_loop: bool) -> Value:
    """One item of bytes, which is a number now; `value` is all that it may be taken from."""
    place = (node.lineno, node.col_offset) if is_loop else end_of(node)
    if value.kind is Kind.BYTES:
        # What stands for the bytes on another way must be bytes as well.
        flow.meets(value.origins, one(Str(Kind.BYTES, why=atom.why)), node)
    others = [
        each
        for each in value
        if isinstance(each, (Many, Row)) or (isinstance(each, Str) and each.kind is not Kind.BYTES)
    ]
    is_mixed = value.is_open or bool(others)
    origins = frozenset[tuple[int, int]]()
    if is_mixed and not value.is_open and value.is_bytes:
        origins = value.origins
        flow.meets(origins, one(atom), node)
    text = value.why_as(Kind.TEXT)
    flow.taken[place] = Taken(node, is_loop, atom.why, is_mixed, text, origins)
    return one(Item(place, why=atom.why))


def items_of(flow: State, value: Value, node: ast.expr) -> Value:
    """What iterating over a value gives."""
    found = Value(is_open=value.is_open)
    for atom in value:
        if isinstance(atom, Many):
            keys = UNKNOWN if atom.keys is None else atom.keys
            found = found | (keys if atom.name == "dict" else atom.items)
        elif isinstance(atom, Row):
            found = found | union(atom.items)
        elif isinstance(atom, Instance):
            found = found | items_of_instance(flow, atom, node)
        elif isinstance(atom, Stream):
            found = found | one(Str(Kind.TEXT, frozenset([atom.origin]), why=atom.why))
        elif isinstance(atom, Object):
            found = found | items_of_object(flow, atom, node)
        elif isinstance(atom, Str) and atom.kind is not Kind.BYTES:
            flow.count_letters(one(atom), node)
            found = found | one(atom)
        elif isinstance(atom, Str):
            found = found | take_item(flow, atom, value, node, is_loop=True)
        elif isinstance(atom, Item):
            use_item(flow, atom, node)
            found = found | one(atom)
        elif not (isinstance(atom, Other) and len(value.atoms) > 1):
            found = found | UNKNOWN
    return found


def gives_lines(flow: State, value: Value) -> bool:
    """Whether iterating over a value gives the lines of a file."""
    files = [atom for atom in value if not isinstance(atom, Other)]
    return bool(files) and all(
        isinstance(atom, Stream)
        or (isinstance(atom, Instance) and flow.library.member(atom.name, "readline"))
        for atom in files
    )


def items_of_object(flow: State, atom: Object, node: ast.expr) -> Value:
    """What iterating over an object of the module's own gives."""
    listed = flow.method(one(atom), "__iter__", node, [], flow.env)
    if listed.is_open or not listed.atoms:
        return flow.method(one(atom), "__getitem__", node, [OTHER], flow.env)
    found = NOTHING
    for each in listed:
        if isinstance(each, Object):
            found = found | flow.method(one(each), "__next__", node, [], flow.env)
        else:
            found = found | flow.items_of(one(each), node)
    return found


def items_of_instance(flow: State, atom: Instance, node: ast.expr) -> Value:
    entry = flow.library.member(atom.name, "__iter__")
    for signature in signatures_of(entry) if entry else ():
        kind = signature.returns
        if kind == "Self":
            following = flow.library.member(atom.name, "__next__")
            for each in signatures_of(following) if following else ():
                return value_of_type(each.returns, atom.why, origin=atom.origin)
        listed = value_of_type(kind, atom.why, origin=atom.origin)
        found = union(each.items for each in listed if isinstance(each, Many))
        return UNKNOWN if found == NOTHING else found
    return UNKNOWN


def is_buffer(atom: Atom) -> bool:
    """Whether Python 2's ``str`` of an object is what is in it."""
    return isinstance(atom, Instance) and atom.name in ("builtins.bytearray", "builtins.buffer")


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
