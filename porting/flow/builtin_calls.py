"""Calls of builtins: what they make, show and check."""

from __future__ import annotations

import ast
from abc import abstractmethod

from porting.flow.containers import holds_bytes, is_buffer
from porting.flow.findings import (
    Decoding,
    Made,
    Meeting,
    StreamUse,
    TypeTest,
)
from porting.flow.shapes import shape_of
from porting.flow.state import STANDARD, Env
from porting.flow.strings import Strings, was_unicode
from porting.flow.values import (
    NOTHING,
    OTHER,
    UNKNOWN,
    Fields,
    Function,
    Instance,
    Item,
    Kind,
    Many,
    Object,
    Row,
    Step,
    Str,
    Stream,
    Value,
    has_kind,
    is_binary,
    joined_fields,
    many,
    one,
    union,
)

# Builtins that make a container of what they are given, and what it is then.
_CONTAINERS = {
    "list": "list",
    "sorted": "list",
    "tuple": "tuple",
    "set": "set",
    "frozenset": "set",
    "iter": "iterator",
    "reversed": "iterator",
}


class BuiltinCalls(Strings):
    """Evaluates calls of builtins."""

    def call_builtin(
        self, name: str, node: ast.Call, arguments: list[Value], env: Env
    ) -> Value | None:
        first = arguments[0] if arguments else NOTHING
        if name == "print":
            self.printed(node, arguments, env)
            return OTHER
        if name == "input":
            self.use_standard("stdin", Kind.TEXT, node)
            self.use_standard("stdout", Kind.TEXT, node)
        if name == "str":
            return self.shown(node, arguments)
        if name == "bytes":
            if first.kind is Kind.NATIVE:
                return first
            return one(Str(Kind.BYTES, why=Step("{}", node, first.why)))
        if name == "chr" and arguments:
            return self.make_letter(node, node.func)
        if name == "ord" and first.kind is Kind.TEXT and not was_unicode(first):
            message = "`ord` of what is read as text is the number of a letter, not of a byte: "
            message += "read it as bytes where that is meant"
            if first.files <= set(STANDARD.values()):
                self.use_file(
                    first, Kind.BYTES, node, Step("{} is the number of a byte", node, first.why)
                )
            self.clash(node, message, first, "silently", first.files)
        if name == "ord" and first.kind is Kind.NATIVE:
            escaped = frozenset(o for o in first.origins if not str(self.literals.get(o)).isascii())
            why = Step("{} is the number of a byte", node, first.why)
            self.record_meeting(Meeting(escaped, Kind.BYTES, node, why))
        if name == "ord" and arguments:
            for atom in first:
                if isinstance(atom, Item):
                    self.use_item(atom, node, is_ord=True)
            return OTHER
        if name in ("int", "float") and len(arguments) == 1:
            self.use_items(first, node.args[0], is_weak=True)
            return OTHER
        if name in ("repr", "isinstance") and arguments:
            self.count_bytes(first, node)
        if name in ("len", "ord") and arguments:
            self.count_letters(first, node)
        if name == "repr" and arguments:
            self.use_items(first, node.args[0], is_weak=True)
            self.shown_inside(node.args[0], first)
        if name == "repr" and first.is_bytes and self.findings is not None:
            self.findings.shown.append((node, first.why))
        if name == "bytearray":
            for part, value in zip(node.args[:1], arguments):
                if not any(isinstance(atom, (Many, Row)) for atom in value):
                    self.enters(part, value, "`bytearray`")
            return one(Instance("builtins.bytearray", why=Step("{}", node, first.why)))
        if name == "buffer" and arguments:
            self.enters(node.args[0], first, "`buffer`")
            return one(Instance("builtins.buffer", why=Step("{}", node, first.why)))
        if name == "iter" and len(arguments) == 2:
            giver = node.args[0]
            if isinstance(giver, ast.Attribute):
                found = self.method(self.expr(giver.value, env), giver.attr, giver, [], env)
            else:
                found = self.call(first, giver, [], env)
            last = arguments[1]
            self.compared(node.args[0], found, node.args[1], last)
            return many(found, "iterator")
        if name in _CONTAINERS:
            items = self.items_of(first, node.args[0]) if arguments else NOTHING
            return many(items, _CONTAINERS[name])
        if name in ("next", "min", "max") and len(arguments) == 1:
            return self.items_of(first, node.args[0])
        if name == "sum" and len(arguments) == 2 and isinstance(node, ast.Call):
            return many(self.items_of(self.items_of(first, node.args[0]), node.args[0]))
        if name == "enumerate" and arguments:
            return many(one(Row((OTHER, self.items_of(first, node.args[0])))))
        if name == "zip":
            pairs = zip(arguments, node.args)
            rows = tuple(self.items_of(value, argument) for value, argument in pairs)
            return many(one(Row(rows)))
        if name in ("map", "filter") and len(arguments) == 2:
            items = self.items_of(arguments[1], node.args[1])
            mapped = self.call(first, node.args[0], [items], env)
            return many(mapped if name == "map" else items, "iterator")
        if name == "dict":
            return self.make_dict(node, arguments, env)
        if name == "isinstance" and len(node.args) == 2:
            self.checked(node, first, node.args[1])
        return None

    def make_letter(self, node: ast.expr, function: ast.expr) -> Value:
        """What ``chr`` gives, called or (by `map`, say) to be called."""
        if (function.lineno, function.col_offset) in self.texts:
            return one(Str(Kind.TEXT, was_unicode=True))
        place = (node.lineno, node.col_offset)
        self.made[place] = Made("chr", node)
        return one(Str(Kind.NATIVE, frozenset([place])))

    def make_table(self, node: ast.Call, arguments: list[Value]) -> Value:
        """What ``maketrans`` gives: a table for strings of the kind that it is given."""
        both = union(arguments)
        if both.kind not in (Kind.NATIVE, Kind.BYTES):
            return UNKNOWN
        place = (node.lineno, node.col_offset)
        self.made[place] = Made("table", node)
        if both.kind is Kind.BYTES:
            why = Step("{} is a table for bytes", node, both.why)
            self.record_meeting(Meeting(both.origins | {place}, Kind.BYTES, node, why))
            return one(Str(Kind.BYTES, why=why))
        self.bind_origins(both.origins | {place}, node)
        return one(Str(Kind.NATIVE, both.origins | {place}))

    def value_of(self, keyword: ast.keyword, env: Env) -> Value:
        """What a keyword argument may be: where its call was looked at, that was found already."""
        if keyword.value in self.named:
            return self.named[keyword.value]
        return self.expr(keyword.value, env)

    def make_dict(self, node: ast.Call, arguments: list[Value], env: Env) -> Value:
        keys, values = NOTHING, NOTHING
        fields: Fields | None = ()
        for argument, part in zip(arguments, node.args):
            for atom in argument:
                if isinstance(atom, Many) and atom.name == "dict":
                    keys, values = keys | (atom.keys or UNKNOWN), values | atom.items
                    fields = joined_fields(fields, atom.fields)
                else:
                    fields = None
                    pairs = self.items_of(one(atom), part)
                    keys = keys | self.item_at(pairs, 0, part)
                    values = values | self.item_at(pairs, 1, part)
            if argument.is_open:
                keys, values, fields = UNKNOWN, UNKNOWN, None
        for keyword in node.keywords:
            value = self.value_of(keyword, env) if keyword.arg else UNKNOWN
            values = values | value
            field = ((repr(keyword.arg), value),) if keyword.arg else None
            fields = joined_fields(fields, field)
        return many(values, "dict", keys=keys, fields=fields)

    @abstractmethod
    def compared(
        self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
    ) -> None:
        """Two values are compared."""

    def printed(self, node: ast.Call, arguments: list[Value], env: Env) -> None:
        for argument, value in zip(node.args, arguments):
            self.use_items(value, argument, is_weak=True)
            self.leaves(argument, value, "it is printed")
            self.shown_inside(argument, value)
        if all(keyword.arg != "file" for keyword in node.keywords):
            self.use_standard("stdout", Kind.TEXT, node)
        for keyword in node.keywords:
            is_space = isinstance(keyword.value, ast.Constant) and keyword.value.value == " "
            if keyword.arg == "end" and is_space and self.findings is not None:
                self.findings.spaced.append((node, self.function))
            if keyword.arg != "file":
                continue
            target = self.value_of(keyword, env)
            self.use_file(target, Kind.TEXT, node)
            for atom in target:
                if isinstance(atom, Stream):
                    self.record_stream(StreamUse(atom.origin, node, Kind.TEXT))

    def shown_inside(self, node: ast.expr, value: Value) -> None:
        """A container is shown, with the bytes in it."""
        for atom in value:
            if isinstance(atom, Many):
                self.use_items(atom.items, node, is_weak=True)
        if value.is_open or not any(holds_bytes(atom) for atom in value):
            return
        if isinstance(node, (ast.List, ast.Tuple, ast.Dict)):
            parts = [*node.keys, *node.values] if isinstance(node, ast.Dict) else node.elts
            for part in parts:
                if part is not None and not isinstance(part, ast.Starred):
                    found = self.expr(part, self.env)
                    self.leaves(part, found, "what it is in is shown")
                    self.shown_inside(part, found)
            return
        shape = shape_of(value)
        if shape is not None and self.findings is not None:
            self.findings.containers.append((node, value, shape))
        else:
            message = "bytes are shown as b'...' in what is printed here: decode them before"
            self.clash(node, message, value, "silently")

    def shown(self, node: ast.Call, arguments: list[Value]) -> Value:
        """What ``str(...)`` gives."""
        place = (node.lineno, node.col_offset)
        if len(arguments) != 1 or node.keywords:
            if len(node.args) == 2 and arguments[0].kind is Kind.TEXT and self.findings is not None:
                self.use_file(arguments[0], Kind.BYTES, node, Step("{}", node))
                self.findings.texts.append((node, arguments[0]))
            elif arguments:
                self.use_file(arguments[0], None, node)
                if self.findings is not None and len(node.args) > 1:
                    decoding = Decoding(node, arguments[0], arguments[1])
                    self.findings.decodings[node] = decoding
            return one(Str(Kind.TEXT, was_unicode=True))
        value = arguments[0]
        if value.kind is Kind.NATIVE:
            return value
        if value.atoms and not value.is_open and all(map(is_buffer, value)):
            if self.findings is not None:
                self.findings.buffers.append((node, value.why))
            return one(Str(Kind.BYTES, why=Step("{}", node, value.why)))
        packed = self.packed_object(value, node)
        if packed is not None:
            if self.findings is not None:
                self.findings.objects.append((node.func, packed.why))
            return packed.because("{}", node)
        self.use_items(value, node.args[0], is_weak=True)
        self.leaves(node.args[0], value, "`str()` shows it")
        self.shown_inside(node.args[0], value)
        is_native = value.kind is Kind.TEXT and not value.files and place not in self.texts
        if (value.kind is Kind.TEXT and not is_native) or value.is_bytes or place in self.texts:
            was_unicode = place in self.texts
            why = Step("{}", node, value.why)
            return one(Str(Kind.TEXT, was_unicode=was_unicode, why=why))
        self.made[place] = Made("encode", node)
        return one(Str(Kind.NATIVE, frozenset([place])))

    def packed_object(self, value: Value, node: ast.expr) -> Value | None:
        """What ``__str__`` of an object gives (or gave), if that is no text; None for any other."""
        is_object = bool(value.atoms) and all(isinstance(each, Object) for each in value)
        if value.is_open or not is_object or "__str__" in self.mentioned:
            return None
        for name in ("__str__", "__bytes__"):
            found = self.method(value, name, node, [], self.env)
            if found.is_bytes and is_binary(found.why):
                return found
        return None

    def checked(self, node: ast.expr, value: Value, kind: ast.expr) -> None:
        """Bytes are asked whether they are text, which they were in Python 2."""
        place = (kind.lineno, kind.col_offset)
        is_native = isinstance(kind, ast.Name) and kind.id == "str" and place not in self.texts
        if is_native and has_kind(value, Kind.BYTES) and self.findings is not None:
            self.findings.tests.append(TypeTest(node, value, self.function))

    def start_thread(self, node: ast.Call, env: Env) -> None:
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        if "target" not in keywords:
            return
        given = keywords.get("args")
        arguments = (
            [self.expr(item, env) for item in given.elts]
            if isinstance(given, (ast.Tuple, ast.List))
            else []
        )
        for atom in self.expr(keywords["target"], env):
            if isinstance(atom, Function):
                skip = int(atom.bound is not None)
                self.bind(atom.node, keywords["target"], arguments, env, skip)
