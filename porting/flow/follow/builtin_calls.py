"""Calls of builtins: what they make, show and check."""

from __future__ import annotations

import ast

from porting.flow.domain.findings import (
    Decoding,
    Made,
    Meeting,
)
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Problem, Reason, Sink, Step, Where
from porting.flow.domain.shapes import holds_bytes, shape_of
from porting.flow.domain.values import (
    NOTHING,
    OTHER,
    UNKNOWN,
    Fields,
    Function,
    Instance,
    Item,
    Many,
    Object,
    Row,
    Str,
    Stream,
    Value,
    has_kind,
    joined_fields,
    many,
    one,
    union,
)
from porting.flow.follow.containers import bind_origins, is_buffer, use_item, use_items
from porting.flow.follow.registry import Call, applies, calls
from porting.flow.follow.state import STANDARD, Env, State
from porting.flow.follow.strings import clash, count_bytes, was_unicode
from porting.flow.knowledge.traits import is_binary

# Builtins that make a container of what they are given, and what it is then.
_CONTAINERS = {
    "builtins.list": "list",
    "builtins.sorted": "list",
    "builtins.tuple": "tuple",
    "builtins.set": "set",
    "builtins.frozenset": "set",
    "builtins.iter": "iterator",
    "builtins.reversed": "iterator",
}


def _first(call: Call) -> Value:
    return call.arguments[0] if call.arguments else NOTHING


@calls("builtins.print")
def call_print(flow: State, call: Call) -> Value:
    printed(flow, call.node, call.arguments, call.env)
    return OTHER


@calls("builtins.input")
def call_input(flow: State, call: Call) -> None:
    flow.use_standard("stdin", Kind.TEXT, call.node)
    flow.use_standard("stdout", Kind.TEXT, call.node)


@calls("builtins.str")
def call_str(flow: State, call: Call) -> Value:
    return shown(flow, call.node, call.arguments)


@calls("builtins.bytes")
def call_bytes(flow: State, call: Call) -> Value:
    first = _first(call)
    if first.kind is Kind.NATIVE:
        return first
    return one(Str(Kind.BYTES, why=Step(Reason.IS, call.node, first.why)))


@calls("builtins.chr")
def call_chr(flow: State, call: Call) -> Value | None:
    return make_letter(flow, call.node, call.node.func) if call.arguments else None


@applies("builtins.chr")
def apply_chr(flow: State, call: Call) -> Value:
    return make_letter(flow, call.node, call.node)


@calls("builtins.ord")
def call_ord(flow: State, call: Call) -> Value | None:
    node, first = call.node, _first(call)
    if first.kind is Kind.TEXT and not was_unicode(first):
        if first.files <= set(STANDARD.values()):
            why = Step(Reason.BYTE_NUMBER, node, first.why)
            flow.use_file(first, Kind.BYTES, node, why)
        clash(flow, node, Problem.ORD_OF_TEXT, first, files=first.files)
    if first.kind is Kind.NATIVE:
        escaped = frozenset(o for o in first.origins if not str(flow.literals.get(o)).isascii())
        why = Step(Reason.BYTE_NUMBER, node, first.why)
        flow.record_meeting(Meeting(escaped, Kind.BYTES, node, why))
    if not call.arguments:
        return None
    apply_ord(flow, call)
    flow.count_letters(first, node)
    return OTHER


@applies("builtins.ord")
def apply_ord(flow: State, call: Call) -> Value:
    for atom in union(call.arguments):
        if isinstance(atom, Item):
            use_item(flow, atom, call.node, is_ord=True)
    return OTHER


@calls("builtins.int", "builtins.float")
def call_number(flow: State, call: Call) -> Value | None:
    if len(call.arguments) != 1:
        return None
    use_items(flow, call.arguments[0], call.node.args[0], is_weak=True)
    return OTHER


@calls("builtins.repr")
def call_repr(flow: State, call: Call) -> None:
    node, first = call.node, _first(call)
    if call.arguments:
        count_bytes(flow, first, node)
        use_items(flow, first, node.args[0], is_weak=True)
        shown_inside(flow, node.args[0], first)
    if first.is_bytes:
        flow.use(Where.REPR, node, first)


@calls("builtins.isinstance")
def call_isinstance(flow: State, call: Call) -> None:
    if call.arguments:
        count_bytes(flow, call.arguments[0], call.node)
    if len(call.node.args) == 2:
        checked(flow, call.node, call.arguments[0], call.node.args[1])


@calls("builtins.len")
def call_len(flow: State, call: Call) -> None:
    if call.arguments:
        flow.count_letters(call.arguments[0], call.node)


@calls("builtins.bytearray")
def call_bytearray(flow: State, call: Call) -> Value:
    for part, value in zip(call.node.args[:1], call.arguments):
        if not any(isinstance(atom, (Many, Row)) for atom in value):
            flow.enters(part, value, Sink(Where.TAKES_BYTES, "bytearray"))
    why = Step(Reason.IS, call.node, _first(call).why)
    return one(Instance("builtins.bytearray", why=why))


@calls("builtins.buffer")
def call_buffer(flow: State, call: Call) -> Value | None:
    if not call.arguments:
        return None
    first = call.arguments[0]
    flow.enters(call.node.args[0], first, Sink(Where.TAKES_BYTES, "buffer"))
    return one(Instance("builtins.buffer", why=Step(Reason.IS, call.node, first.why)))


@calls(*_CONTAINERS)
def call_container(flow: State, call: Call) -> Value:
    node = call.node
    if call.name == "builtins.iter" and len(call.arguments) == 2:
        return call_until(flow, call)
    items = flow.items_of(call.arguments[0], node.args[0]) if call.arguments else NOTHING
    return many(items, _CONTAINERS[call.name])


def call_until(flow: State, call: Call) -> Value:
    """What ``iter`` gives of a function that is called until it gives a certain value."""
    (function, last), (giver, end) = call.arguments, call.node.args
    if isinstance(giver, ast.Attribute):
        owner = flow.expr(giver.value, call.env)
        found = flow.method(owner, giver.attr, giver, [], call.env)
    else:
        found = flow.call(function, giver, [], call.env)
    flow.compared(giver, found, end, last)
    return many(found, "iterator")


@calls("builtins.next", "builtins.min", "builtins.max")
def call_for_item(flow: State, call: Call) -> Value | None:
    if len(call.arguments) != 1:
        return None
    return flow.items_of(call.arguments[0], call.node.args[0])


@calls("builtins.sum")
def call_sum(flow: State, call: Call) -> Value | None:
    if len(call.arguments) != 2:
        return None
    part = call.node.args[0]
    return many(flow.items_of(flow.items_of(call.arguments[0], part), part))


@calls("builtins.enumerate")
def call_enumerate(flow: State, call: Call) -> Value | None:
    if not call.arguments:
        return None
    return many(one(Row((OTHER, flow.items_of(call.arguments[0], call.node.args[0])))))


@calls("builtins.zip")
def call_zip(flow: State, call: Call) -> Value:
    pairs = zip(call.arguments, call.node.args)
    return many(one(Row(tuple(flow.items_of(value, part) for value, part in pairs))))


@calls("builtins.map", "builtins.filter")
def call_map(flow: State, call: Call) -> Value | None:
    if len(call.arguments) != 2:
        return None
    function, listed = call.arguments
    items = flow.items_of(listed, call.node.args[1])
    mapped = flow.call(function, call.node.args[0], [items], call.env)
    return many(mapped if call.last == "map" else items, "iterator")


@calls("builtins.dict")
def call_dict(flow: State, call: Call) -> Value:
    return make_dict(flow, call.node, call.arguments, call.env)


def make_letter(flow: State, node: ast.expr, function: ast.expr) -> Value:
    """What ``chr`` gives, called or (by `map`, say) to be called."""
    if (function.lineno, function.col_offset) in flow.texts:
        return one(Str(Kind.TEXT, was_unicode=True))
    place = (node.lineno, node.col_offset)
    flow.made[place] = Made("chr", node)
    return one(Str(Kind.NATIVE, frozenset([place])))


def make_table(flow: State, node: ast.Call, arguments: list[Value]) -> Value:
    """What ``maketrans`` gives: a table for strings of the kind that it is given."""
    both = union(arguments)
    if both.kind not in (Kind.NATIVE, Kind.BYTES):
        return UNKNOWN
    place = (node.lineno, node.col_offset)
    flow.made[place] = Made("table", node)
    if both.kind is Kind.BYTES:
        why = Step(Reason.BYTE_TABLE, node, both.why)
        flow.record_meeting(Meeting(both.origins | {place}, Kind.BYTES, node, why))
        return one(Str(Kind.BYTES, why=why))
    bind_origins(flow, both.origins | {place}, node)
    return one(Str(Kind.NATIVE, both.origins | {place}))


def value_of(flow: State, keyword: ast.keyword, env: Env) -> Value:
    """What a keyword argument may be: where its call was looked at, that was found already."""
    if keyword.value in flow.named:
        return flow.named[keyword.value]
    return flow.expr(keyword.value, env)


def make_dict(flow: State, node: ast.Call, arguments: list[Value], env: Env) -> Value:
    keys, values = NOTHING, NOTHING
    fields: Fields | None = ()
    for argument, part in zip(arguments, node.args):
        for atom in argument:
            if isinstance(atom, Many) and atom.name == "dict":
                keys, values = keys | (atom.keys or UNKNOWN), values | atom.items
                fields = joined_fields(fields, atom.fields)
            else:
                fields = None
                pairs = flow.items_of(one(atom), part)
                keys = keys | flow.item_at(pairs, 0, part)
                values = values | flow.item_at(pairs, 1, part)
        if argument.is_open:
            keys, values, fields = UNKNOWN, UNKNOWN, None
    for keyword in node.keywords:
        value = value_of(flow, keyword, env) if keyword.arg else UNKNOWN
        values = values | value
        field = ((repr(keyword.arg), value),) if keyword.arg else None
        fields = joined_fields(fields, field)
    return many(values, "dict", keys=keys, fields=fields)


def printed(flow: State, node: ast.Call, arguments: list[Value], env: Env) -> None:
    for argument, value in zip(node.args, arguments):
        use_items(flow, value, argument, is_weak=True)
        flow.leaves(argument, value, Sink(Where.PRINTED))
        shown_inside(flow, argument, value)
    if all(keyword.arg != "file" for keyword in node.keywords):
        flow.use_standard("stdout", Kind.TEXT, node)
    for keyword in node.keywords:
        is_space = isinstance(keyword.value, ast.Constant) and keyword.value.value == " "
        if keyword.arg == "end" and is_space:
            flow.use(Where.SPACE_AFTER, node)
        if keyword.arg != "file":
            continue
        target = value_of(flow, keyword, env)
        flow.use_file(target, Kind.TEXT, node)
        for atom in target:
            if isinstance(atom, Stream):
                flow.use(Where.STREAM_OF_TEXT, node, place=atom.origin)


def shown_inside(flow: State, node: ast.expr, value: Value) -> None:
    """A container is shown, with the bytes in it."""
    for atom in value:
        if isinstance(atom, Many):
            use_items(flow, atom.items, node, is_weak=True)
    if value.is_open or not any(holds_bytes(atom) for atom in value):
        return
    if isinstance(node, (ast.List, ast.Tuple, ast.Dict)):
        parts = [*node.keys, *node.values] if isinstance(node, ast.Dict) else node.elts
        for part in parts:
            if part is not None and not isinstance(part, ast.Starred):
                found = flow.expr(part, flow.env)
                flow.leaves(part, found, Sink(Where.HELD))
                shown_inside(flow, part, found)
        return
    shape = shape_of(value)
    if shape is not None:
        flow.use(Where.CONTAINER_SHOWN, node, value, name=shape)
    else:
        clash(flow, node, Problem.BYTES_SHOWN, value)


def shown(flow: State, node: ast.Call, arguments: list[Value]) -> Value:
    """What ``str(...)`` gives."""
    place = (node.lineno, node.col_offset)
    if len(arguments) != 1 or node.keywords:
        if len(node.args) == 2 and arguments[0].kind is Kind.TEXT:
            flow.use_file(arguments[0], Kind.BYTES, node, Step(Reason.IS, node))
            flow.use(Where.TEXT_DECODED, node, arguments[0])
        elif arguments:
            flow.use_file(arguments[0], None, node)
            if len(node.args) > 1:
                decoding = Decoding(node, arguments[0], arguments[1])
                flow.findings.decodings[node] = decoding
        return one(Str(Kind.TEXT, was_unicode=True))
    value = arguments[0]
    if value.kind is Kind.NATIVE:
        return value
    if value.atoms and not value.is_open and all(map(is_buffer, value)):
        flow.use(Where.BUFFER_SHOWN, node, value)
        return one(Str(Kind.BYTES, why=Step(Reason.IS, node, value.why)))
    packed = packed_object(flow, value, node)
    if packed is not None:
        flow.use(Where.OBJECT_SHOWN, node.func, packed)
        return packed.because(Reason.IS, node)
    use_items(flow, value, node.args[0], is_weak=True)
    flow.leaves(node.args[0], value, Sink(Where.SHOWN))
    shown_inside(flow, node.args[0], value)
    is_native = value.kind is Kind.TEXT and not value.files and place not in flow.texts
    if (value.kind is Kind.TEXT and not is_native) or value.is_bytes or place in flow.texts:
        was_unicode = place in flow.texts
        why = Step(Reason.IS, node, value.why)
        return one(Str(Kind.TEXT, was_unicode=was_unicode, why=why))
    flow.made[place] = Made("encode", node)
    return one(Str(Kind.NATIVE, frozenset([place])))


def packed_object(flow: State, value: Value, node: ast.expr) -> Value | None:
    """What ``__str__`` of an object gives (or gave), if that is no text; None for any other."""
    is_object = bool(value.atoms) and all(isinstance(each, Object) for each in value)
    if value.is_open or not is_object or "__str__" in flow.mentioned:
        return None
    for name in ("__str__", "__bytes__"):
        found = flow.method(value, name, node, [], flow.env)
        if found.is_bytes and is_binary(found.why):
            return found
    return None


def checked(flow: State, node: ast.expr, value: Value, kind: ast.expr) -> None:
    """Bytes are asked whether they are text, which they were in Python 2."""
    place = (kind.lineno, kind.col_offset)
    is_native = isinstance(kind, ast.Name) and kind.id == "str" and place not in flow.texts
    if is_native and has_kind(value, Kind.BYTES):
        flow.use(Where.TYPE_TESTED, node, value)


def start_thread(flow: State, node: ast.Call, env: Env) -> None:
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    if "target" not in keywords:
        return
    given = keywords.get("args")
    arguments = (
        [flow.expr(item, env) for item in given.elts]
        if isinstance(given, (ast.Tuple, ast.List))
        else []
    )
    for atom in flow.expr(keywords["target"], env):
        if isinstance(atom, Function):
            skip = int(atom.bound is not None)
            flow.bind(atom.node, keywords["target"], arguments, env, skip)
