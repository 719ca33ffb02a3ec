"""What calls of the library, and methods of its objects, give back."""

from __future__ import annotations

import ast
import builtins
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence

from porting.flow.findings import (
    Clash,
    FunctionNode,
    ItemUse,
    Made,
    Meeting,
    StreamUse,
    Taken,
    TypeTest,
)
from porting.flow.formats import is_bytes_field
from porting.flow.iterators import iterated
from porting.flow.library import (
    REGEX_FUNCTIONS,
    STRING_ARGUMENTS,
    Entry,
    Parameter,
    Signature,
    method_of_string,
    result_of_match,
    result_of_regex,
    signatures_of,
    takes_literal,
    value_of_type,
)
from porting.flow.state import STANDARD, Env, State
from porting.flow.values import (
    NONE,
    NOTHING,
    OTHER,
    OWN_NONE,
    UNKNOWN,
    Atom,
    Fields,
    Function,
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
    union,
    without_none,
)
from porting.result import Shows
from porting.trees import nodes_below

_NO_GROUP = re.compile(r"\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]")
_GROUP = re.compile(r"\((?!\?)|\(\?P<")


class Calls(State, ABC):
    """Evaluates what the library does. How expressions are evaluated is for others to say."""

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

    def call_library(self, name: str, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        """What calling a function or class of the library gives."""
        name, entry = self.library.resolve(name)
        if name == "re.compile" and arguments:
            return self.pattern(arguments[0])
        if name.startswith("re.") and name[3:] in REGEX_FUNCTIONS and len(arguments) > 1:
            pattern = self.pattern(arguments[0])
            return self.regex(name[3:], pattern, arguments[1:], node)
        if name == "builtins.ord" and not isinstance(node, ast.Call):
            for atom in union(arguments):
                if isinstance(atom, Item):
                    self.use_item(atom, node, is_ord=True)
            return OTHER
        if name == "builtins.chr" and not isinstance(node, ast.Call):
            return self.make_letter(node, node)
        if name.startswith("builtins.") and isinstance(node, ast.Call):
            found = self.call_builtin(name[9:], node, arguments, env)
            if found is not None:
                return found
        if name == "string.maketrans" and isinstance(node, ast.Call) and len(arguments) == 2:
            return self.make_table(node, arguments)
        if name.startswith("string.") and arguments and name[7:] in _STRING_FUNCTIONS:
            return self.call_of_string(name[7:], node, arguments, env)
        if name in _QUEUES:
            return one(Instance(name, (node.lineno, node.col_offset), why=Step("{}", node)))
        if name == "io.StringIO" and isinstance(node, ast.Call):
            return self.make_stream(node, arguments)
        if name.startswith("struct."):
            found = self.packed(name[7:], node, arguments)
            if found is not None:
                return found
        if name == "functools.reduce" and len(arguments) > 1 and isinstance(node, ast.Call):
            items = self.items_of(arguments[1], node.args[1])
            return self.call(arguments[0], node.args[0], [UNKNOWN, items], env)
        if name.startswith("itertools.") and isinstance(node, ast.Call):
            return iterated(
                name[10:],
                node,
                arguments,
                self.items_of,
                lambda function, item: self.call(function, node.args[0], [item], env),
                lambda part: self.expr(part, env),
            )
        if name == "shutil.copyfileobj" and len(arguments) > 1:
            self.copy_stream(arguments[0], arguments[1], node)
        if name == "threading.Thread" and isinstance(node, ast.Call):
            self.start_thread(node, env)
        if entry is None:
            if is_exception(name):
                self.leaves_all(node, arguments, "an exception shows it")
                return OTHER
            self.lose(arguments, node)
            return UNKNOWN
        if isinstance(entry, str) and entry.startswith("class"):
            start = self.library.member(name, "__init__") or self.library.member(name, "__new__")
            found = self.call_entry(start or "() -> Self", name, node, arguments, env, owner=name)
            return self.piped(found, node) if name == "subprocess.Popen" else found
        return self.call_entry(entry, name, node, arguments, env)

    def call_of_string(self, name: str, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        """What a function of Python 2's module `string` gives: what the method does."""
        if not isinstance(node, ast.Call) or any(
            isinstance(argument, ast.Starred) for argument in node.args
        ):
            return (
                self.method(arguments[0], name, node, [], env) if len(arguments) == 1 else UNKNOWN
            )
        owner, *others = node.args
        if name in ("join", "joinfields"):
            if not others:
                return UNKNOWN
            name, owner, others = "join", others[0], [owner]
        method = ast.Attribute(owner, name, ast.Load())
        call = ast.Call(ast.copy_location(method, node), others, node.keywords)
        return self.expr(ast.copy_location(call, node), env)

    def leaves_all(self, node: ast.expr, arguments: list[Value], where: str) -> None:
        """The arguments of a call go where only text should."""
        for part, value in zip(node.args if isinstance(node, ast.Call) else (), arguments):
            if value.kind is not Kind.NATIVE:
                self.leaves(part, value, where)
            elif self.findings is not None:
                self.findings.told |= value.origins

    def piped(self, value: Value, node: ast.expr) -> Value:
        """A process, with what of it is read through pipes."""
        if not isinstance(node, ast.Call) or any(each.arg is None for each in node.keywords):
            return value
        place = (node.lineno, node.col_offset)
        self.pipes[place] = {each.arg for each in node.keywords if each.arg}
        return union(
            one(Instance(atom.name, place, why=atom.why)) if isinstance(atom, Instance) else UNKNOWN
            for atom in value
        )

    def communicated(self, found: Value, origin: tuple[int, int]) -> Value:
        """What ``communicate`` gives, which is None where there is no pipe."""
        pipes = self.pipes[origin]
        return union(
            one(
                Row(
                    tuple(
                        item if name in pipes else NONE
                        for name, item in zip(("stdout", "stderr"), atom.items)
                    ),
                    why=atom.why,
                )
            )
            if isinstance(atom, Row)
            else one(atom)
            for atom in found
        )

    def packed(self, name: str, node: ast.expr, arguments: list[Value]) -> Value | None:
        """What functions of `struct` give; the bytes among what they pack must be bytes."""
        if not isinstance(node, ast.Call) or not arguments:
            return None
        constant = self.constant(node.args[0], arguments[0])
        text = constant.value if isinstance(constant, ast.Constant) else None
        if isinstance(text, bytes):
            text = text.decode("latin-1")
        if not isinstance(text, str):
            return None
        if name == "Struct":
            place = (node.lineno, node.col_offset)
            self.formats[place] = text
            return one(Instance("struct.Struct", place, why=Step("{}", node)))
        if name in ("pack", "unpack", "unpack_from"):
            return self.packed_as(text, name, node, arguments[1:], node.args[1:])
        return None

    def packed_as(
        self,
        text: str,
        name: str,
        node: ast.Call,
        arguments: list[Value],
        parts: Sequence[ast.expr],
    ) -> Value | None:
        fields = is_bytes_field(text)
        if fields is None:
            return None
        if name.startswith("unpack"):
            for part, value in zip(parts[:1], arguments):
                self.enters(part, value, f"`struct.{name}`")
            data = one(Str(Kind.BYTES, why=Step("{} gives bytes", node)))
            return one(Row(tuple(data if is_bytes else OTHER for is_bytes in fields)))
        values: list[tuple[ast.expr, Value]] = []
        for part, value in zip(parts, arguments):
            if isinstance(part, ast.Starred):
                rows = [atom for atom in self.expr(part.value, self.env) if isinstance(atom, Row)]
                for row in rows:
                    for is_bytes, item in zip(fields[len(values) :], row.items):
                        if is_bytes and item.origins:
                            self.meets(item.origins, one(Str(Kind.BYTES)), node)
                break
            values.append((part, value))
        for is_bytes, (part, value) in zip(fields, values):
            if is_bytes:
                self.use_items(value, part)
                self.enters(part, value, "`struct.pack`")
        return one(Str(Kind.BYTES, why=Step("{} gives bytes", node)))

    def lose(self, values: Iterable[Value], node: ast.expr) -> None:
        """Values go where nobody knows what happens to them."""
        for value in values:
            self.use_file(value, None, node)
            self.use_encoded(value, None, node)

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
        """What calling something gives of which an entry of the library tells.

        `owner` is the class whose method or constructor it is; `cause` is the chain of the object,
        `origin` the call that opened it.
        """
        signatures = signatures_of(entry)
        if not signatures:
            return UNKNOWN
        given = self.arguments_of(node, arguments, env)
        fits = self.choose(signatures, given)
        string = self.take(fits, given, name, node)
        if origin is None and isinstance(node, ast.Call):
            origin = self.opens(fits, given, node, owner)
        types = {signature.returns for signature in fits}
        found = NOTHING
        for kind in sorted(types):
            shown = kind.replace("Self", owner).removesuffix("|-").lstrip(".")
            if string.kind is not None and _IS_T.search(shown):
                shown = _IS_T.sub("bytes" if string.is_bytes else "str", shown)
            why = Step(f"{{}} gives {shown}", node, cause or string.why)
            found = found | value_of_type(kind, why, string=string, owner=owner, origin=origin)
        # Of two overloads for the two kinds, it is not known which is meant.
        return UNKNOWN if len(types) > 1 and _is_torn(found) else found

    def arguments_of(self, node: ast.expr, arguments: list[Value], env: Env) -> Arguments:
        """The arguments of a call: their nodes and values, by place or name."""
        if not isinstance(node, ast.Call):
            return {index: (node, value) for index, value in enumerate(arguments)}
        given: Arguments = {}
        for index, (argument, value) in enumerate(zip(node.args, arguments)):
            if isinstance(argument, ast.Starred):
                break
            given[index] = (argument, value)
        for keyword in node.keywords:
            if keyword.arg is not None:
                given[keyword.arg] = (keyword.value, self.value_of(keyword, env))
        return given

    def value_of(self, keyword: ast.keyword, env: Env) -> Value:
        """What a keyword argument may be: where its call was looked at, that was found already."""
        if keyword.value in self.named:
            return self.named[keyword.value]
        return self.expr(keyword.value, env)

    def choose(self, signatures: tuple[Signature, ...], given: Arguments) -> tuple[Signature, ...]:
        """Those of the overloads that a call may mean."""
        if len(signatures) == 1:
            return signatures
        for with_kinds in (True, False):
            found: list[Signature] = []
            for signature in signatures:
                fit = self.fits(signature, given, with_kinds)
                if fit is not False:
                    found.append(signature)
                if fit:
                    break
            if found:
                return tuple(found)
        return signatures

    def fits(self, signature: Signature, given: Arguments, with_kinds: bool) -> bool | None:
        """Whether a call means this overload; None where that is not known."""
        certain: bool | None = True
        for parameter, argument in pairs_of(signature, given):
            if argument is None:
                if not parameter.has_default:
                    return False
                continue
            node, value = argument
            fit = takes_literal(parameter, self.constant(node, value), value)
            if fit and with_kinds and parameter.types & {"bytes", "str"}:
                fit = _takes_kind(parameter, value)
            if fit is False:
                return False
            if fit is None:
                certain = None
        return certain

    def constant(self, node: ast.expr, value: Value) -> ast.expr:
        """The literal that an expression certainly is."""
        origins = value.origins
        if len(origins) == 1 and len(value.atoms) == 1 and not value.is_open:
            (place,) = origins
            if place in self.literals:
                return ast.Constant(self.literals[place])
        return node

    def take(
        self, fits: tuple[Signature, ...], given: Arguments, name: str, node: ast.expr
    ) -> Value:
        """Let the arguments meet what the parameters take; gives what ``T`` stands for."""
        wanted: dict[str | int, set[frozenset[str]]] = {}
        for signature in fits:
            for parameter, argument in pairs_of(signature, given):
                if argument is not None:
                    key = next(key for key, item in given.items() if item is argument)
                    wanted.setdefault(key, set()).add(parameter.types)
        where = f"`{name.removeprefix('builtins.')}`"
        alike: list[tuple[ast.expr, Value]] = []
        for key, (part, value) in given.items():
            types = wanted.get(key, {frozenset[str]()})
            if len(types) > 1:
                continue
            (kinds,) = types
            if "T" in kinds:
                alike.append((part, value))
                continue
            self.take_one(kinds, part, value, where, is_table=name.startswith(_OF_TEXT))
            if not kinds and name not in _HARMLESS:
                self.use_file(value, None, node)
        string = union([value for _, value in alike])
        if alike and string.kind is Kind.CONFLICT:
            for part, value in alike:
                self.leaves(part, value, f"{where} joins it with text")
            return one(Str(Kind.TEXT))
        if string.kind is Kind.BYTES:
            for part, value in alike:
                self.meets(value.origins, string, node, part)
        if string.kind is Kind.NATIVE:
            return one(Str(Kind.NATIVE, string.origins))
        return string

    def take_one(
        self, kinds: frozenset[str], node: ast.expr, value: Value, where: str, is_table: bool
    ) -> None:
        """Let one argument meet what its parameter takes."""
        if {"file[bytes]", "file[str]", "list[str]", "list[bytes]"} & kinds:
            wanted = Kind.BYTES if {"file[bytes]", "list[bytes]"} & kinds else Kind.TEXT
            why = Step(f"{where} takes files of {wanted.value} only: {{}}", node, value.why)
            for atom in value:
                if isinstance(atom, Stream):
                    self.record_stream(StreamUse(atom.origin, node, wanted, why))
                elif isinstance(atom, Instance) and atom.origin:
                    self.use_file(one(atom), wanted, node, why, is_table)
                elif isinstance(atom, Instance) and "list[str]" in kinds and not value.is_open:
                    lines = self.items_of_instance(atom, node)
                    if lines.is_bytes and self.findings is not None:
                        self.findings.lines.append((node, lines.why))
                elif isinstance(atom, Many):
                    self.take_items(kinds, node, atom, where)
        if "tree[str]" in kinds:
            self.leaves_deep(node, value, f"{where} takes text only")
        elif {"bytes", "str"} <= kinds:
            if self.findings is not None:
                self.findings.either |= value.origins
        elif "bytes" in kinds:
            self.enters(node, value, where)
        elif "str" in kinds:
            self.leaves(node, value, f"{where} takes text only")

    def leaves_deep(self, node: ast.expr, value: Value, where: str) -> None:
        """A container goes where all the strings in it should be text."""
        if isinstance(node, (ast.List, ast.Tuple)):
            for element in node.elts:
                self.leaves_deep(element, self.expr(element, self.env), where)
        elif isinstance(node, ast.Dict):
            for part in (*node.keys, *node.values):
                if part is not None:
                    self.leaves_deep(part, self.expr(part, self.env), where)
        elif isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            inside = self.generators(node.generators, self.env)
            self.leaves_deep(node.elt, self.expr(node.elt, inside), where)
        else:
            self.leaves(node, value, where)
            if not value.is_open and any(_holds_bytes(atom) for atom in value):
                self.clash(node, f"bytes are in this, and {where}: decode them before", value)

    @abstractmethod
    def generators(self, generators: list[ast.comprehension], env: Env) -> Env:
        """The names that are known inside of a comprehension."""

    def take_items(self, kinds: frozenset[str], node: ast.expr, value: Many, where: str) -> None:
        """Let the items of a container meet what a function takes."""
        if "list[bytes]" in kinds:
            if isinstance(node, (ast.List, ast.Tuple)):
                for item in node.elts:
                    self.enters(item, self.expr(item, self.env), where)
            elif value.items.origins and value.items.kind in (Kind.NATIVE, Kind.BYTES):
                why = Step(f"only bytes may go into {where}: {{}}", node, value.why)
                self.record_meeting(Meeting(value.items.origins, Kind.BYTES, node, why))

    def opens(
        self, fits: tuple[Signature, ...], given: Arguments, node: ast.Call, owner: str
    ) -> tuple[int, int] | None:
        """The place of a call that opens a file whose mode is its own to tell."""
        if not self.library.member(fits[0].returns.replace("Self", owner), "readline"):
            return None  # an archive, say, into which names of files are written
        for parameter, argument in pairs_of(fits[0], given):
            if parameter.name == "mode":
                constant = None if argument is None else self.constant(*argument)
                mode = constant.value if isinstance(constant, ast.Constant) else None
                if argument is not None and not isinstance(mode, str):
                    return None
                place = (node.lineno, node.col_offset)
                self.made[place] = Made("file", node, str(mode or ""))
                return place
        return None

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
        if name == "ord" and first.kind is Kind.TEXT and not _was_unicode(first):
            message = "`ord` of what is read as text is the number of a letter, not of a byte: "
            message += "read it as bytes where that is meant"
            if first.files <= set(STANDARD.values()):
                self.use_file(
                    first, Kind.BYTES, node, Step("{} is the number of a byte", node, first.why)
                )
            self.clash(node, message, first, "silently", first.files)
        if name == "ord" and arguments:
            for atom in first:
                if isinstance(atom, Item):
                    self.use_item(atom, node, is_ord=True)
            return OTHER
        if name in ("int", "float") and len(arguments) == 1:
            self.use_items(first, node.args[0], is_weak=True)
            return OTHER
        if name == "repr" and arguments:
            self.use_items(first, node.args[0], is_weak=True)
        if name == "repr" and first.is_bytes and self.findings is not None:
            self.findings.shown.append((node, first.why))
        if name == "bytearray":
            for part, value in zip(node.args[:1], arguments):
                if not any(isinstance(atom, (Many, Row)) for atom in value):
                    self.enters(part, value, "`bytearray`")
            return one(Instance("builtins.bytearray", why=Step("{}", node, first.why)))
        if name == "buffer" and arguments:
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
        if name in ("list", "tuple", "set", "sorted", "iter", "reversed", "frozenset"):
            return many(self.items_of(first, node.args[0])) if arguments else many(NOTHING)
        if name in ("next", "min", "max") and len(arguments) == 1:
            return self.items_of(first, node.args[0])
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
        if len(value.atoms) == 1 and not value.is_open and self.findings is not None:
            (atom,) = value.atoms
            is_list = isinstance(atom, Many) and atom.name == "list"
            if isinstance(atom, Many) and is_list and atom.items.kind is Kind.BYTES:
                self.findings.lists.append((node, atom.items.why))
                return
        if not value.is_open and any(_holds_bytes(atom) for atom in value):
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
            return one(Str(Kind.TEXT, was_unicode=True))
        value = arguments[0]
        if value.kind is Kind.NATIVE:
            return value
        if value.atoms and not value.is_open and all(map(is_buffer, value)):
            if self.findings is not None:
                self.findings.buffers.append((node, value.why))
            return one(Str(Kind.BYTES, why=Step("{}", node, value.why)))
        self.use_items(value, node.args[0], is_weak=True)
        self.leaves(node.args[0], value, "`str()` shows it")
        is_native = value.kind is Kind.TEXT and not value.files and place not in self.texts
        if (value.kind is Kind.TEXT and not is_native) or value.is_bytes or place in self.texts:
            was_unicode = place in self.texts
            why = Step("{}", node, value.why)
            return one(Str(Kind.TEXT, was_unicode=was_unicode, why=why))
        self.made[place] = Made("encode", node)
        return one(Str(Kind.NATIVE, frozenset([place])))

    def checked(self, node: ast.expr, value: Value, kind: ast.expr) -> None:
        """Bytes are asked whether they are text, which they were in Python 2."""
        place = (kind.lineno, kind.col_offset)
        is_native = isinstance(kind, ast.Name) and kind.id == "str" and place not in self.texts
        has_bytes = any(isinstance(atom, Str) and atom.kind is Kind.BYTES for atom in value)
        if is_native and has_bytes and self.findings is not None:
            self.findings.tests.append(TypeTest(node, value))

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

    def pattern(self, value: Value) -> Value:
        """What ``re.compile`` makes of a value."""
        found = Value(is_open=value.is_open)
        for atom in value:
            if isinstance(atom, Str):
                groups = self.count_groups(atom)
                found = found | one(Regex(atom.kind, atom.origins, groups, why=atom.why))
            elif isinstance(atom, Regex):
                found = found | one(atom)
            else:
                found = found | UNKNOWN
        return found

    def count_groups(self, atom: Str) -> int | None:
        """How many groups a pattern has that was put together from literals alone."""
        if not atom.origins:
            return None
        found = 0
        for place in atom.origins:
            literal = self.literals.get(place)
            if literal is None:
                return None
            text = literal if isinstance(literal, str) else literal.decode("latin-1")
            found += len(_GROUP.findall(_NO_GROUP.sub("", text)))
        return found

    def regex(self, name: str, pattern: Value, arguments: list[Value], node: ast.expr) -> Value:
        """What a pattern's method gives; the pattern, the subject and the replacement meet."""
        if name not in REGEX_FUNCTIONS or not arguments:
            return UNKNOWN
        replaces = name in ("sub", "subn")
        if replaces and len(arguments) < 2:
            return UNKNOWN
        subject = _read_out(without_none(arguments[1] if replaces else arguments[0]))
        if subject == NOTHING:
            return NOTHING
        origins = pattern.origins
        if replaces:
            origins = origins | self.replacement(arguments[0], subject, node).origins
        kind = subject.kind
        if kind is Kind.NATIVE:
            origins = origins | subject.origins
            kinds = [atom.kind for atom in pattern if isinstance(atom, Regex)]
            kind = kinds[0] if len(set(kinds)) == 1 else Kind.NATIVE
        elif kind is Kind.BYTES:
            origins = origins | subject.origins
        searched = "bytes" if kind is Kind.BYTES else "text"
        why = Step(f"{{}} searches {searched}", node, subject.why)
        if kind is Kind.BYTES and _is_text_pattern(pattern) and isinstance(node, ast.Call):
            self.leaves(_subject_of(node, replaces), subject, "a pattern of text searches it")
            kind = Kind.TEXT
        else:
            self.record_meeting(Meeting(origins, kind, node, why, is_pattern=True))
        if kind is None:
            return UNKNOWN
        groups = {atom.groups for atom in pattern if isinstance(atom, Regex)}
        count = groups.pop() if len(groups) == 1 else None
        step = Step("{}", node, subject.why)
        return result_of_regex(name, kind, count, step, _origins_of(subject, kind, origins))

    def replacement(self, given: Value, subject: Value, node: ast.expr) -> Value:
        """What is put in place of what was found: a string, or what a function makes of a match."""
        functions = [atom for atom in given if isinstance(atom, Function)]
        if not functions or given.is_open or len(functions) < len(given.atoms):
            return given
        kind = subject.kind or Kind.NATIVE
        origins = _origins_of(subject, kind, subject.origins)
        match = one(Regex(kind, origins, is_match=True, why=subject.why))
        return self.call(
            given, node.func if isinstance(node, ast.Call) else node, [match], self.env
        )

    def method_of_string(
        self, atom: Str, name: str, node: ast.expr, arguments: list[Value], why: Step
    ) -> Value:
        given = node.args if isinstance(node, ast.Call) else []
        if name == "format" and atom.kind is not Kind.BYTES:
            for argument, value in zip(given, arguments):
                self.leaves(argument, value, "text is formatted with it")
            if isinstance(node, ast.Call):
                for keyword in node.keywords:
                    self.leaves(
                        keyword.value,
                        self.expr(keyword.value, self.env),
                        "text is formatted with it",
                    )
            return self.made_text(atom, node, [*arguments])
        if name in ("decode", "encode"):
            return self.recoded(atom, name, node, arguments, why)
        if name == "join" and arguments:
            return self.joined(atom, node, arguments[0], given[0] if given else node, why)
        count = STRING_ARGUMENTS.get(name, 0)
        for value, part in zip(arguments[:count], given):
            self.use_items(value, part)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                self.argument(atom, value, node, part, node.func.value)
        return method_of_string(atom, name, why)

    def argument(
        self, atom: Str, value: Value, node: ast.expr, part: ast.expr, owner: ast.expr
    ) -> None:
        """A string's method meets an argument that must be of its own kind."""
        rows = [item for each in value if isinstance(each, Row) for item in each.items]
        if rows and isinstance(part, ast.Tuple):
            for item, element in zip(rows, part.elts):
                self.argument(atom, item, node, element, owner)
        elif atom.kind is Kind.NATIVE:
            if value.kind is Kind.NATIVE:
                self.bind_origins(atom.origins | value.origins, node)
            elif value.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(atom.origins | value.origins, value, node, owner)
        elif value.kind is Kind.NATIVE or (value.kind is atom.kind and value.origins):
            self.meets(value.origins, one(atom), node, part)
        elif atom.kind is Kind.BYTES and value.kind is Kind.TEXT:
            self.leaves(owner, one(atom), "its method is given text")
        elif atom.kind is Kind.TEXT and value.kind is Kind.BYTES:
            self.leaves(part, value, "a method of text takes it")

    def bind_origins(self, origins: frozenset[tuple[int, int]], node: ast.expr) -> None:
        """Literals that work together must be of one kind, whichever it will be."""
        if len(origins) > 1:
            self.record_meeting(Meeting(origins, Kind.NATIVE, node, None))

    def made_text(self, atom: Str, node: ast.expr, parts: Iterable[Value]) -> Value:
        """Text that was put together: encoded where bytes are wanted, unless it was `unicode`."""
        if atom.kind is Kind.TEXT or any(_was_unicode(value) for value in parts):
            return one(Str(Kind.TEXT, was_unicode=True))
        place = _end_of(node)
        self.made[place] = Made("encode", node)
        return one(Str(Kind.NATIVE, frozenset([place])))

    def recoded(
        self, atom: Str, name: str, node: ast.expr, arguments: list[Value], why: Step
    ) -> Value:
        """What ``decode`` and ``encode`` give; a literal that is encoded must be text for that."""
        if name == "encode" and atom.kind is Kind.NATIVE:
            self.record_meeting(Meeting(atom.origins, Kind.TEXT, node, None))
        codecs = {str(self.literals.get(place)).lower() for place in union(arguments).origins}
        if name == "decode" and codecs & _CODECS_OF_BYTES:
            return one(Str(Kind.BYTES, why=why))
        if name == "decode" and atom.kind is Kind.TEXT:
            self.use_file(one(atom), Kind.BYTES, node, why)
        if name == "decode":
            self.use_encoded(one(atom), Kind.BYTES, node)
        if name == "encode" and self.is_for_native(node):
            return self.encoded_native(node)
        return method_of_string(atom, name, why)

    def is_for_native(self, node: ast.expr) -> bool:
        """Whether this may have encoded text just to make a native string of it: in ASCII."""
        if not isinstance(node, ast.Call) or _end_of(node) in self.pinned or node.keywords:
            return False
        return not node.args or (
            len(node.args) == 1
            and isinstance(node.args[0], ast.Constant)
            and str(node.args[0].value).lower() in ("ascii", "us-ascii")
        )

    def encoded_native(self, node: ast.expr) -> Value:
        place = _end_of(node)
        self.made[place] = Made("encoded", node)
        return one(Str(Kind.NATIVE, frozenset([place]), why=Step("{}", node)))

    def use_encoded(self, value: Value, kind: Kind | None, node: ast.expr) -> None:
        """What may have been encoded to be a native string is used as one of a kind."""
        origins = frozenset(
            place
            for place in value.origins
            if place in self.made and self.made[place].how == "encoded"
        )
        self.record_meeting(Meeting(origins, kind, node, None))

    def joined(
        self, atom: Str, node: ast.expr, value: Value, argument: ast.expr, why: Step
    ) -> Value:
        """What ``separator.join(...)`` gives."""
        items = self.items_of(value, argument)
        self.use_items(items, argument)
        kind = items.kind
        if kind is Kind.NATIVE:
            origins = atom.origins | items.origins
            if atom.kind is Kind.NATIVE:
                self.bind_origins(origins, node)
                return one(Str(Kind.NATIVE, origins, why=why))
            self.meets(items.origins, one(atom), node)
            return one(Str(atom.kind, why=why))
        if kind in (Kind.BYTES, Kind.TEXT):
            if atom.kind is Kind.NATIVE:
                self.meets(atom.origins | items.origins, items, node)
                found = Value(
                    frozenset(each for each in items if getattr(each, "kind", None) is kind)
                )
                return found.because("{}", node)
            if atom.kind is kind:
                self.meets(items.origins, one(atom), node)
            elif self.findings is not None:
                self.clash(
                    node, "bytes and text are joined: decode or encode what is joined", items
                )
        if items == UNKNOWN and atom.kind is Kind.NATIVE and self.is_parameter(argument):
            # What a function is given is rather of the kind that it meets there.
            return one(Str(Kind.NATIVE, atom.origins, why=why))
        if kind is None and items != NOTHING and atom.kind is Kind.NATIVE:
            return self.made_text(atom, node, [])
        return method_of_string(atom, "join", why)

    def is_parameter(self, node: ast.expr) -> bool:
        """Whether an expression is a parameter of the function that is gone through."""
        if self.function is None or not isinstance(node, ast.Name):
            return False
        inner = nodes_below(self.function.args)
        return any(isinstance(each, ast.arg) and each.arg == node.id for each in inner)

    def clash(
        self,
        node: ast.expr,
        message: str,
        value: Value,
        shows: Shows = "late",
        files: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        """Bytes and text meet where no change is known that helps, unless these are of bytes."""
        if self.findings is not None:
            self.findings.clashes.append(Clash(node, message, shows, value.why, files))

    def method_of_stream(
        self, atom: Stream, name: str, node: ast.expr, arguments: list[Value], why: Step
    ) -> Value:
        if name == "write" and arguments and isinstance(node, ast.Call):
            value = arguments[0]
            kind = Kind.BYTES if value.is_bytes else None
            self.record_stream(StreamUse(atom.origin, node, kind, value.why, node.args[0], value))
        if name == "truncate" and isinstance(node, ast.Call) and self.findings is not None:
            self.findings.cut.append((node, atom.why))
        text = one(Str(Kind.TEXT, frozenset([atom.origin]), why=why))
        if name in ("read", "readline", "getvalue"):
            return text
        if name == "readlines":
            return many(text, why=why)
        return OTHER if name in ("write", "seek", "tell", "close", "flush") else UNKNOWN

    def make_stream(self, node: ast.Call, arguments: list[Value]) -> Value:
        """What ``io.StringIO(...)`` gives."""
        origin = (node.func.lineno, node.func.col_offset)
        if self.findings is not None:
            self.findings.memory.add(origin)
        if arguments:
            kind = Kind.BYTES if arguments[0].is_bytes else None
            use = StreamUse(origin, node, kind, arguments[0].why, node.args[0], arguments[0])
            self.record_stream(use)
        return one(Stream(origin, why=Step("{} is a file in memory", node)))

    def copy_stream(self, source: Value, target: Value, node: ast.expr) -> None:
        """A file is copied into another."""
        for one_way, other_way in ((source, target), (target, source)):
            if any(isinstance(atom, Instance) and self.is_binary(atom) for atom in other_way):
                for atom in one_way:
                    why = Step("{} copies it into a file of bytes", node, atom.why)
                    if isinstance(atom, Stream):
                        self.record_stream(StreamUse(atom.origin, node, Kind.BYTES, why))
                    elif isinstance(atom, Instance):
                        self.use_file(one(atom), Kind.BYTES, node, why)

    def is_binary(self, atom: Instance) -> bool:
        """Whether an object of the library is a file of bytes."""
        write = self.library.member(atom.name, "write")
        read = self.library.member(atom.name, "read")
        return "bytes" in str(read) or "bytes" in str(write)

    def keyed(self, container: Value, key: Value, node: ast.expr, part: ast.expr) -> None:
        """A key is looked up in a dict, whose keys it must be one of."""
        for atom in container:
            if not isinstance(atom, Many) or atom.name != "dict" or atom.keys is None:
                continue
            keys = atom.keys
            if keys.kind is not None:
                self.use_items(key, part)
            if key.kind is Kind.NATIVE and keys.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(key.origins | keys.origins, keys, node, part)
            elif keys.kind is Kind.NATIVE and key.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(keys.origins | key.origins, key, node)
            elif key.kind is Kind.NATIVE and keys.kind is Kind.NATIVE:
                self.bind_origins(key.origins | keys.origins, node)
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
        place = (node.lineno, node.col_offset) if is_loop else _end_of(node)
        if value.kind is Kind.BYTES:
            # What stands for the bytes on another way must be bytes as well.
            self.meets(value.origins, one(Str(Kind.BYTES, why=atom.why)), node)
        others = [each for each in value if isinstance(each, Str) and each.kind is not Kind.BYTES]
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


# Functions of the module `string` that Python 3 has as methods alone.
_STRING_FUNCTIONS = frozenset(
    "capitalize center count expandtabs find index join joinfields ljust lower lstrip replace "
    "rfind rindex rjust rsplit rstrip split strip swapcase translate upper zfill".split()
)
# Modules whose files are of text, although Python 2 had them opened for bytes.
_OF_TEXT = ("csv.", "json.", "configparser.")
_QUEUES = frozenset(("queue.Queue", "queue.LifoQueue", "queue.SimpleQueue"))
Arguments = dict[str | int, tuple[ast.expr, Value]]

_IS_T = re.compile(r"\bT\b")
_CODECS_OF_BYTES = frozenset("hex base64 zlib bz2 uu quopri".split())
# Functions that look at what they are given, of whatever kind it is.
_HARMLESS = frozenset(
    f"builtins.{name}" for name in "len int float bool hash id repr isinstance hasattr".split()
)


def is_buffer(atom: Atom) -> bool:
    """Whether Python 2's ``str`` of an object is what is in it."""
    return isinstance(atom, Instance) and atom.name in ("builtins.bytearray", "builtins.buffer")


def _holds_bytes(atom: Atom) -> bool:
    """Whether bytes are in a container."""
    inside: list[Value] = []
    if isinstance(atom, Many):
        inside = [atom.items] if atom.keys is None else [atom.items, atom.keys]
    elif isinstance(atom, Row):
        inside = list(atom.items)
    return any(value.is_bytes or any(_holds_bytes(each) for each in value) for value in inside)


def _is_torn(value: Value) -> bool:
    """Whether a value, or what is in it, is bytes or text."""
    inside = union(atom.items for atom in value if isinstance(atom, Many))
    kinds = {atom.kind for atom in value if isinstance(atom, Str)}
    return {Kind.BYTES, Kind.TEXT} <= kinds or (inside != NOTHING and _is_torn(inside))


def _read_out(value: Value) -> Value:
    """What `re` sees in an object that it searches as if it were bytes."""
    if len(value.atoms) == 1 and not value.is_open:
        (atom,) = value.atoms
        if isinstance(atom, Instance) and atom.name in ("mmap.mmap", "builtins.bytearray"):
            return one(Str(Kind.BYTES, why=atom.why))
    return value


def _was_unicode(value: Value) -> bool:
    return any(isinstance(atom, Str) and atom.was_unicode for atom in value)


def is_exception(name: str) -> bool:
    """Whether a name of the library is that of a builtin exception."""
    found = getattr(builtins, name.removeprefix("builtins."), None)
    return isinstance(found, type) and issubclass(found, BaseException)


def pairs_of(
    signature: Signature, given: Arguments
) -> Iterator[tuple[Parameter, tuple[ast.expr, Value] | None]]:
    """Each parameter with the argument for it."""
    for index, parameter in enumerate(signature.parameters):
        if parameter.is_star:
            for key, argument in given.items():
                if isinstance(key, int) and key >= index:
                    yield parameter, argument
        elif parameter.is_keyword:
            yield parameter, given.get(parameter.name)
        else:
            yield parameter, given.get(index) or given.get(parameter.name)


def _takes_kind(parameter: Parameter, value: Value) -> bool | None:
    """Whether a parameter of a string takes the kind of a value; None where that is not known."""
    kind = value.kind
    if kind is None and not value.is_open and value.atoms:
        return None if any(isinstance(atom, (Str, Other)) for atom in value) else False
    if kind is None or kind is Kind.CONFLICT:
        return None
    if kind is Kind.NATIVE or {"bytes", "str"} <= parameter.types:
        return True
    return ("bytes" if kind is Kind.BYTES else "str") in parameter.types


def _is_text_pattern(pattern: Value) -> bool:
    """Whether a pattern certainly is of text, whatever happens."""
    kinds = {atom.kind for atom in pattern if isinstance(atom, Regex)}
    return not pattern.is_open and kinds == {Kind.TEXT}


def _subject_of(node: ast.Call, replaces: bool) -> ast.expr:
    """What a call of `re`, or of a pattern's method, searches."""
    is_method = isinstance(node.func, ast.Attribute) and len(node.args) <= 1 + replaces
    return node.args[min(replaces if is_method else 1 + replaces, len(node.args) - 1)]


def _origins_of(
    subject: Value, kind: Kind, origins: frozenset[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """What a string that was found is made of."""
    if kind is Kind.NATIVE:
        return origins
    parts = [atom.origins for atom in subject if isinstance(atom, Str) and atom.kind is kind]
    return frozenset[tuple[int, int]]().union(*parts)


def _end_of(node: ast.expr) -> tuple[int, int]:
    """A place for what a node gives, that no other node has which begins where it does."""
    return (node.end_lineno or node.lineno, -(node.end_col_offset or 0) - 1)
