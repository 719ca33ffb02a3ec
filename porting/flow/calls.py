"""What calls of the library, and methods of its objects, give back."""

from __future__ import annotations

import ast
import builtins
import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence

from porting.flow.builtin_calls import BuiltinCalls
from porting.flow.containers import holds_bytes, origins_inside
from porting.flow.findings import (
    Made,
    Meeting,
    StreamUse,
)
from porting.flow.formats import is_bytes_field
from porting.flow.iterators import iterated
from porting.flow.library import (
    REGEX_FUNCTIONS,
    Entry,
    Parameter,
    Signature,
    signatures_of,
    takes_literal,
    value_of_type,
)
from porting.flow.shapes import shape_of
from porting.flow.state import STANDARD, Env
from porting.flow.values import (
    NONE,
    NOTHING,
    OTHER,
    UNKNOWN,
    Instance,
    Item,
    Kind,
    Many,
    Other,
    Row,
    Step,
    Str,
    Stream,
    Value,
    has_kind,
    one,
    union,
)


class Calls(BuiltinCalls):
    """Evaluates what the library does. How expressions are evaluated is for others to say."""

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
            if name == "subprocess.Popen":
                return self.piped(found, node)
            return self.tabled(found, node, arguments) if name in _TABLES else found
        found = self.call_entry(entry, name, node, arguments, env)
        return self.tabled(found, node, arguments) if name in _TABLES else found

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

    def tabled(self, value: Value, node: ast.expr, arguments: list[Value]) -> Value:
        """A reader of tables, whose strings come from the file that it reads."""
        files = arguments[0].files if arguments else frozenset()
        if len(files) != 1:
            return value
        place = (node.lineno, node.col_offset)
        self.tables[place] = next(iter(files))
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
                is_torn = has_kind(value, Kind.BYTES)
                self.meets(value.origins, string, node, part, is_torn=is_torn)
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
        if "file[xml]" in kinds:
            why = Step(f"{where} reads the encoding from the file: {{}}", node, value.why)
            for atom in value:
                if isinstance(atom, Instance) and atom.origin not in STANDARD.values():
                    self.use_file(one(atom), Kind.BYTES, node, why)
        if "tree[str]" in kinds:
            self.leaves_deep(node, value, f"{where} takes text only")
        elif {"bytes", "str"} <= kinds:
            if any(self.made[place].how == "chr" for place in value.origins & self.made.keys()):
                why = Step(f"{where} takes it, and `chr` made bytes: {{}}", node)
                self.record_meeting(Meeting(value.origins, Kind.BYTES, node, why))
            elif self.findings is not None:
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
            self.record_meeting(Meeting(origins_inside(value), Kind.TEXT, node, None, is_exit=True))
            if not value.is_open and any(holds_bytes(atom) for atom in value):
                shape = shape_of(value)
                if shape is None:
                    self.clash(node, f"bytes are in this, and {where}: decode them before", value)
                elif self.findings is not None:
                    self.findings.containers.append((node, value, shape))

    @abstractmethod
    def generators(self, generators: list[ast.comprehension], env: Env) -> Env:
        """The names that are known inside of a comprehension."""

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

    def take_items(self, kinds: frozenset[str], node: ast.expr, value: Many, where: str) -> None:
        """Let the items of a container meet what a function takes."""
        if "list[bytes]" in kinds:
            if isinstance(node, (ast.List, ast.Tuple)):
                for item in node.elts:
                    self.enters(item, self.expr(item, self.env), where)
            elif value.items.origins and value.items.kind in (Kind.NATIVE, Kind.BYTES):
                why = Step(f"only bytes may go into {where}: {{}}", node, value.why)
                self.record_meeting(Meeting(value.items.origins, Kind.BYTES, node, why))


# Functions of the module `string` that Python 3 has as methods alone.
_STRING_FUNCTIONS = frozenset(
    "capitalize center count expandtabs find index join joinfields ljust lower lstrip replace "
    "rfind rindex rjust rsplit rstrip split strip swapcase translate upper zfill".split()
)
# Modules whose files are of text, although Python 2 had them opened for bytes.
_OF_TEXT = ("csv.", "json.", "configparser.")
_TABLES = frozenset(("csv.reader", "_csv.reader", "csv.DictReader"))
_QUEUES = frozenset(("queue.Queue", "queue.LifoQueue", "queue.SimpleQueue"))
Arguments = dict[str | int, tuple[ast.expr, Value]]

_IS_T = re.compile(r"\bT\b")
# Functions that look at what they are given, of whatever kind it is.
_HARMLESS = frozenset(
    f"builtins.{name}" for name in "len int float bool hash id repr isinstance hasattr".split()
)


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
                is_named = isinstance(key, str)
                if is_named is parameter.is_keyword and (is_named or int(key) >= index):
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


def _is_torn(value: Value) -> bool:
    """Whether a value, or what is in it, is bytes or text."""
    inside = union(atom.items for atom in value if isinstance(atom, Many))
    kinds = {atom.kind for atom in value if isinstance(atom, Str)}
    return {Kind.BYTES, Kind.TEXT} <= kinds or (inside != NOTHING and _is_torn(inside))
