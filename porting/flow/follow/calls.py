"""What calls of the library, and methods of its objects, give back."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Sequence

from porting.flow.domain.findings import (
    Made,
    Meeting,
)
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Files, Problem, Reason, Sink, Step, Where
from porting.flow.domain.shapes import holds_bytes, origins_inside, shape_of
from porting.flow.domain.values import (
    NONE,
    NOTHING,
    OTHER,
    UNKNOWN,
    Instance,
    Many,
    Other,
    Row,
    Str,
    Stream,
    Value,
    has_kind,
    one,
    union,
)
from porting.flow.follow.builtin_calls import (
    make_table,
    start_thread,
    value_of,
)
from porting.flow.follow.containers import items_of_instance, literal_of, use_items
from porting.flow.follow.iterators import iterated
from porting.flow.follow.registry import (
    APPLIED,
    CALLS,
    RESULTS,
    Call,
    applies,
    calls,
    calls_method,
    makes,
)
from porting.flow.follow.state import STANDARD, Env, State
from porting.flow.follow.strings import (
    clash,
    compile_pattern,
    copy_stream,
    make_stream,
    regex,
    use_encoded,
)
from porting.flow.knowledge.formats import is_bytes_field
from porting.flow.knowledge.library import (
    REGEX_FUNCTIONS,
    Entry,
    Parameter,
    Signature,
    signatures_of,
    takes_literal,
    value_of_type,
)
from porting.flow.knowledge.traits import HARMLESS


def call_library(flow: State, name: str, node: ast.expr, arguments: list[Value], env: Env) -> Value:
    """What calling a function or class of the library gives."""
    name, entry = flow.library.resolve(name)
    table = CALLS if isinstance(node, ast.Call) else APPLIED
    special = table.get(name) or table.get(f"{name.partition('.')[0]}.*")
    if special is not None:
        found = special(flow, Call(name, node, arguments, env))
        if found is not None:
            return found
    if entry is None:
        if is_exception(name):
            leaves_all(flow, node, arguments, Sink(Where.EXCEPTION))
            return OTHER
        lose(flow, arguments, node)
        return UNKNOWN
    owner = ""
    if isinstance(entry, str) and entry.startswith("class"):
        start = flow.library.member(name, "__init__") or flow.library.member(name, "__new__")
        entry, owner = start or "() -> Self", name
    given = flow.call_entry(entry, name, node, arguments, env, owner=owner)
    made = RESULTS.get(name)
    return given if made is None else made(flow, Call(name, node, arguments, env), given)


@calls("re.compile")
@applies("re.compile")
def call_compile(flow: State, call: Call) -> Value | None:
    return compile_pattern(flow, call.arguments[0]) if call.arguments else None


_SEARCHES = [f"re.{name}" for name in REGEX_FUNCTIONS]


@calls(*_SEARCHES)
@applies(*_SEARCHES)
def call_search(flow: State, call: Call) -> Value | None:
    if len(call.arguments) < 2:
        return None
    pattern = compile_pattern(flow, call.arguments[0])
    return regex(flow, call.last, pattern, call.arguments[1:], call.node)


@calls("string.maketrans")
def call_maketrans(flow: State, call: Call) -> Value | None:
    return make_table(flow, call.node, call.arguments) if len(call.arguments) == 2 else None


# Functions of the module `string` that Python 3 has as methods alone.
_OF_STRINGS = [
    f"string.{name}"
    for name in "capitalize center count expandtabs find index join joinfields ljust lower lstrip "
    "replace rfind rindex rjust rsplit rstrip split strip swapcase translate upper zfill".split()
]


@calls(*_OF_STRINGS)
@applies(*_OF_STRINGS)
def call_string_function(flow: State, call: Call) -> Value | None:
    if not call.arguments:
        return None
    return call_of_string(flow, call.last, call.node, call.arguments, call.env)


_QUEUES = ("queue.Queue", "queue.LifoQueue", "queue.SimpleQueue")


@calls(*_QUEUES)
@applies(*_QUEUES)
def call_queue(flow: State, call: Call) -> Value:
    place = (call.node.lineno, call.node.col_offset)
    return one(Instance(call.name, place, why=Step(Reason.IS, call.node)))


@calls_method(*(f"{queue}.{name}" for queue in _QUEUES for name in ("put", "put_nowait")))
def put_into_queue(flow: State, queue: Instance, call: Call) -> Value | None:
    if queue.origin is None or not call.arguments:
        return None
    flow.join(("queue", queue.origin), call.arguments[0])
    return NONE


@calls_method(*(f"{queue}.{name}" for queue in _QUEUES for name in ("get", "get_nowait")))
def get_from_queue(flow: State, queue: Instance, call: Call) -> Value | None:
    return None if queue.origin is None else flow.read(("queue", queue.origin))


@calls("io.StringIO")
def call_string_io(flow: State, call: Call) -> Value:
    return make_stream(flow, call.node, call.arguments)


@calls("struct.Struct", "struct.pack", "struct.unpack", "struct.unpack_from")
def call_struct(flow: State, call: Call) -> Value | None:
    return packed(flow, call.last, call.node, call.arguments)


@calls_method("struct.Struct.pack", "struct.Struct.unpack", "struct.Struct.unpack_from")
def call_of_struct(flow: State, struct: Instance, call: Call) -> Value | None:
    text = flow.formats.get(struct.origin or (0, 0))
    if text is None or not isinstance(call.node, ast.Call):
        return None
    return packed_as(flow, text, call.name, call.node, call.arguments, call.node.args)


@calls("functools.reduce")
def call_reduce(flow: State, call: Call) -> Value | None:
    if len(call.arguments) < 2:
        return None
    function, listed, *_ = call.arguments
    items = flow.items_of(listed, call.node.args[1])
    return flow.call(function, call.node.args[0], [UNKNOWN, items], call.env)


@calls("itertools.*")
def call_itertools(flow: State, call: Call) -> Value:
    return iterated(
        call.name.partition(".")[2],
        call.node,
        call.arguments,
        flow.items_of,
        lambda function, item: flow.call(function, call.node.args[0], [item], call.env),
        lambda part: flow.expr(part, call.env),
    )


@calls("shutil.copyfileobj")
@applies("shutil.copyfileobj")
def call_copyfileobj(flow: State, call: Call) -> None:
    if len(call.arguments) > 1:
        copy_stream(flow, call.arguments[0], call.arguments[1], call.node)


@calls("threading.Thread")
def call_thread(flow: State, call: Call) -> None:
    start_thread(flow, call.node, call.env)


def call_of_string(
    flow: State, name: str, node: ast.expr, arguments: list[Value], env: Env
) -> Value:
    """What a function of Python 2's module `string` gives: what the method does."""
    if not isinstance(node, ast.Call) or any(
        isinstance(argument, ast.Starred) for argument in node.args
    ):
        return flow.method(arguments[0], name, node, [], env) if len(arguments) == 1 else UNKNOWN
    owner, *others = node.args
    if name in ("join", "joinfields"):
        if not others:
            return UNKNOWN
        name, owner, others = "join", others[0], [owner]
    method = ast.Attribute(owner, name, ast.Load())
    call = ast.Call(ast.copy_location(method, node), others, node.keywords)
    return flow.expr(ast.copy_location(call, node), env)


def leaves_all(flow: State, node: ast.expr, arguments: list[Value], sink: Sink) -> None:
    """The arguments of a call go where only text should."""
    for part, value in zip(node.args if isinstance(node, ast.Call) else (), arguments):
        if value.kind is not Kind.NATIVE:
            flow.leaves(part, value, sink)
        else:
            flow.use(Where.SHOWN_EITHER, part, value)


@makes("subprocess.Popen")
def piped(flow: State, call: Call, value: Value) -> Value:
    """A process, with what of it is read through pipes."""
    node = call.node
    if not isinstance(node, ast.Call) or any(each.arg is None for each in node.keywords):
        return value
    place = (node.lineno, node.col_offset)
    flow.pipes[place] = {each.arg for each in node.keywords if each.arg}
    return union(
        one(Instance(atom.name, place, why=atom.why)) if isinstance(atom, Instance) else UNKNOWN
        for atom in value
    )


@makes("csv.reader", "_csv.reader", "csv.DictReader")
def tabled(flow: State, call: Call, value: Value) -> Value:
    """A reader of tables, whose strings come from the file that it reads."""
    node, arguments = call.node, call.arguments
    files = arguments[0].files if arguments else frozenset()
    if len(files) != 1:
        return value
    place = (node.lineno, node.col_offset)
    flow.tables[place] = next(iter(files))
    return union(
        one(Instance(atom.name, place, why=atom.why)) if isinstance(atom, Instance) else UNKNOWN
        for atom in value
    )


@calls_method("subprocess.Popen.communicate")
def communicated(flow: State, process: Instance, call: Call) -> Value | None:
    """What ``communicate`` gives, which is None where there is no pipe."""
    entry = flow.library.member(process.name, call.name)
    pipes = flow.pipes.get(process.origin or (0, 0))
    if pipes is None or entry is None:
        return None
    full, why = f"{process.name}.{call.name}", process.why
    found = flow.call_entry(
        entry, full, call.node, call.arguments, call.env, owner=process.name, cause=why
    )
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


def packed(flow: State, name: str, node: ast.expr, arguments: list[Value]) -> Value | None:
    """What functions of `struct` give; the bytes among what they pack must be bytes."""
    if not isinstance(node, ast.Call) or not arguments:
        return None
    constant = literal_of(flow, node.args[0], arguments[0])
    text = constant.value if isinstance(constant, ast.Constant) else None
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    if not isinstance(text, str):
        return None
    if name == "Struct":
        place = (node.lineno, node.col_offset)
        flow.formats[place] = text
        return one(Instance("struct.Struct", place, why=Step(Reason.IS, node)))
    if name in ("pack", "unpack", "unpack_from"):
        return packed_as(flow, text, name, node, arguments[1:], node.args[1:])
    return None


def packed_as(
    flow: State,
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
            flow.enters(part, value, Sink(Where.TAKES_BYTES, f"struct.{name}"))
        data = one(Str(Kind.BYTES, why=Step(Reason.RETURNS, node, about="bytes")))
        return one(Row(tuple(data if is_bytes else OTHER for is_bytes in fields)))
    values: list[tuple[ast.expr, Value]] = []
    for part, value in zip(parts, arguments):
        if isinstance(part, ast.Starred):
            rows = [atom for atom in flow.expr(part.value, flow.env) if isinstance(atom, Row)]
            for row in rows:
                for is_bytes, item in zip(fields[len(values) :], row.items):
                    if is_bytes and item.origins:
                        flow.meets(item.origins, one(Str(Kind.BYTES)), node)
            break
        values.append((part, value))
    for is_bytes, (part, value) in zip(fields, values):
        if is_bytes:
            use_items(flow, value, part)
            flow.enters(part, value, Sink(Where.TAKES_BYTES, "struct.pack"))
    return one(Str(Kind.BYTES, why=Step(Reason.RETURNS, node, about="bytes")))


def lose(flow: State, values: Iterable[Value], node: ast.expr) -> None:
    """Values go where nobody knows what happens to them."""
    for value in values:
        flow.use_file(value, None, node)
        use_encoded(flow, value, None, node)


def call_entry(
    flow: State,
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
    given = arguments_of(flow, node, arguments, env)
    fits = choose(flow, signatures, given)
    string = take(flow, fits, given, name, node)
    if origin is None and isinstance(node, ast.Call):
        origin = opens(flow, fits, given, node, owner)
    types = {signature.returns for signature in fits}
    found = NOTHING
    for kind in sorted(types):
        shown = kind.replace("Self", owner).removesuffix("|-").lstrip(".")
        if string.kind is not None and _IS_T.search(shown):
            shown = _IS_T.sub("bytes" if string.is_bytes else "str", shown)
        why = Step(Reason.RETURNS, node, cause or string.why, shown)
        found = found | value_of_type(kind, why, string=string, owner=owner, origin=origin)
    # Of two overloads for the two kinds, it is not known which is meant.
    return UNKNOWN if len(types) > 1 and _is_torn(found) else found


def arguments_of(flow: State, node: ast.expr, arguments: list[Value], env: Env) -> Arguments:
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
            given[keyword.arg] = (keyword.value, value_of(flow, keyword, env))
    return given


def choose(
    flow: State, signatures: tuple[Signature, ...], given: Arguments
) -> tuple[Signature, ...]:
    """Those of the overloads that a call may mean."""
    if len(signatures) == 1:
        return signatures
    for with_kinds in (True, False):
        found: list[Signature] = []
        for signature in signatures:
            fit = fits(flow, signature, given, with_kinds)
            if fit is not False:
                found.append(signature)
            if fit:
                break
        if found:
            return tuple(found)
    return signatures


def fits(flow: State, signature: Signature, given: Arguments, with_kinds: bool) -> bool | None:
    """Whether a call means this overload; None where that is not known."""
    certain: bool | None = True
    for parameter, argument in pairs_of(signature, given):
        if argument is None:
            if not parameter.has_default:
                return False
            continue
        node, value = argument
        fit = takes_literal(parameter, literal_of(flow, node, value), value)
        if fit and with_kinds and parameter.types & {"bytes", "str"}:
            fit = _takes_kind(parameter, value)
        if fit is False:
            return False
        if fit is None:
            certain = None
    return certain


def take(
    flow: State, fits: tuple[Signature, ...], given: Arguments, name: str, node: ast.expr
) -> Value:
    """Let the arguments meet what the parameters take; gives what ``T`` stands for."""
    wanted: dict[str | int, set[frozenset[str]]] = {}
    for signature in fits:
        for parameter, argument in pairs_of(signature, given):
            if argument is not None:
                key = next(key for key, item in given.items() if item is argument)
                wanted.setdefault(key, set()).add(parameter.types)
    function = name.removeprefix("builtins.")
    alike: list[tuple[ast.expr, Value]] = []
    for key, (part, value) in given.items():
        types = wanted.get(key, {frozenset[str]()})
        if len(types) > 1:
            continue
        (kinds,) = types
        if "T" in kinds:
            alike.append((part, value))
            continue
        take_one(flow, kinds, part, value, function)
        if not kinds and name not in HARMLESS:
            flow.use_file(value, None, node)
    string = union([value for _, value in alike])
    if alike and string.kind is Kind.CONFLICT:
        for part, value in alike:
            flow.leaves(part, value, Sink(Where.JOINED_BY, function))
        return one(Str(Kind.TEXT))
    if string.kind is Kind.BYTES:
        for part, value in alike:
            is_torn = has_kind(value, Kind.BYTES)
            flow.meets(value.origins, string, node, part, is_torn=is_torn)
    if string.kind is Kind.NATIVE:
        return one(Str(Kind.NATIVE, string.origins))
    return string


def take_one(
    flow: State, kinds: frozenset[str], node: ast.expr, value: Value, function: str
) -> None:
    """Let one argument meet what its parameter takes."""
    if {"file[bytes]", "file[str]", "list[str]", "list[bytes]"} & kinds:
        wanted = Kind.BYTES if {"file[bytes]", "list[bytes]"} & kinds else Kind.TEXT
        why = Step(Reason.TAKES_FILE, node, value.why, Files(function, wanted))
        for atom in value:
            if isinstance(atom, Stream):
                kind = Where.STREAM_OF_BYTES if wanted is Kind.BYTES else Where.STREAM_OF_TEXT
                flow.use(kind, node, why=why, place=atom.origin)
            elif isinstance(atom, Instance) and atom.origin:
                flow.use_file(one(atom), wanted, node, why, function)
            elif isinstance(atom, Instance) and "list[str]" in kinds and not value.is_open:
                lines = items_of_instance(flow, atom, node)
                if lines.is_bytes:
                    flow.use(Where.LINES_TAKEN, node, lines)
            elif isinstance(atom, Many):
                take_items(flow, kinds, node, atom, function)
    if "file[xml]" in kinds:
        why = Step(Reason.READS_ENCODING, node, value.why, function)
        for atom in value:
            if isinstance(atom, Instance) and atom.origin not in STANDARD.values():
                flow.use_file(one(atom), Kind.BYTES, node, why)
    if "tree[str]" in kinds:
        leaves_deep(flow, node, value, Sink(Where.TAKES_TEXT, function))
    elif {"bytes", "str"} <= kinds:
        if any(flow.made[place].how == "chr" for place in value.origins & flow.made.keys()):
            why = Step(Reason.TAKES_CODES, node, about=function)
            flow.record_meeting(Meeting(value.origins, Kind.BYTES, node, why))
        else:
            flow.use(Where.TAKES_EITHER, node, value)
    elif "bytes" in kinds:
        flow.enters(node, value, Sink(Where.TAKES_BYTES, function))
    elif "str" in kinds:
        flow.leaves(node, value, Sink(Where.TAKES_TEXT, function))


def leaves_deep(flow: State, node: ast.expr, value: Value, sink: Sink) -> None:
    """A container goes where all the strings in it should be text."""
    if isinstance(node, (ast.List, ast.Tuple)):
        for element in node.elts:
            leaves_deep(flow, element, flow.expr(element, flow.env), sink)
    elif isinstance(node, ast.Dict):
        for part in (*node.keys, *node.values):
            if part is not None:
                leaves_deep(flow, part, flow.expr(part, flow.env), sink)
    elif isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        inside = flow.generators(node.generators, flow.env)
        leaves_deep(flow, node.elt, flow.expr(node.elt, inside), sink)
    else:
        flow.leaves(node, value, sink)
        flow.record_meeting(Meeting(origins_inside(value), Kind.TEXT, node, None, is_exit=True))
        if not value.is_open and any(holds_bytes(atom) for atom in value):
            shape = shape_of(value)
            if shape is None:
                clash(flow, node, Problem.HOLDS_BYTES, value, sink)
            else:
                flow.use(Where.CONTAINER_SHOWN, node, value, name=shape)


def opens(
    flow: State, fits: tuple[Signature, ...], given: Arguments, node: ast.Call, owner: str
) -> tuple[int, int] | None:
    """The place of a call that opens a file whose mode is its own to tell."""
    if not flow.library.member(fits[0].returns.replace("Self", owner), "readline"):
        return None  # an archive, say, into which names of files are written
    for parameter, argument in pairs_of(fits[0], given):
        if parameter.name == "mode":
            constant = None if argument is None else literal_of(flow, *argument)
            mode = constant.value if isinstance(constant, ast.Constant) else None
            if argument is not None and not isinstance(mode, str):
                return None
            place = (node.lineno, node.col_offset)
            flow.made[place] = Made("file", node, str(mode or ""))
            return place
    return None


def take_items(
    flow: State, kinds: frozenset[str], node: ast.expr, value: Many, function: str
) -> None:
    """Let the items of a container meet what a function takes."""
    if "list[bytes]" in kinds:
        sink = Sink(Where.TAKES_BYTES, function)
        if isinstance(node, (ast.List, ast.Tuple)):
            for item in node.elts:
                flow.enters(item, flow.expr(item, flow.env), sink)
        elif value.items.origins and value.items.kind in (Kind.NATIVE, Kind.BYTES):
            why = Step(Reason.TAKES_BYTES, node, value.why, sink)
            flow.record_meeting(Meeting(value.items.origins, Kind.BYTES, node, why))


Arguments = dict[str | int, tuple[ast.expr, Value]]

_IS_T = re.compile(r"\bT\b")


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
