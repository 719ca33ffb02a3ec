"""Calls of the module's own functions, and of methods of whatever is known."""

from __future__ import annotations

import ast

from porting.flow.domain.findings import Decoding, FunctionNode, Made, Meeting
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Problem, Reason, Sink, Step, Where
from porting.flow.domain.values import (
    NONE,
    NOTHING,
    OTHER,
    UNKNOWN,
    Atom,
    Class,
    Function,
    Instance,
    Item,
    Library,
    Many,
    Method,
    Object,
    Other,
    Regex,
    Row,
    Str,
    Stream,
    Value,
    many,
    one,
    union,
)
from porting.flow.follow.attributes import (
    attribute,
    attribute_of_class,
    attribute_of_library,
    standard_stream,
    use_streams_of,
)
from porting.flow.follow.builtin_calls import value_of
from porting.flow.follow.calls import call_library, lose
from porting.flow.follow.containers import field, method_of_container, use_item, with_item
from porting.flow.follow.operators import contained
from porting.flow.follow.registry import (
    METHODS,
    NAMED_METHODS,
    Call,
    calls_any,
    calls_method,
    follows,
)
from porting.flow.follow.state import STANDARD, Env, Key, State
from porting.flow.follow.strings import (
    call_string_method,
    clash,
    count_bytes,
    encoded_native,
    is_binary_file,
    is_for_native,
    method_of_stream,
    regex,
)
from porting.flow.knowledge.encodings import TRANSFORMS, is_encoding
from porting.flow.knowledge.library import (
    REGEX_FUNCTIONS,
    STRING_ARGUMENTS,
    Entry,
    result_of_match,
    signatures_of,
)

_SYS = one(Library("sys"))
_STRING = one(Library("string"))
# What of the module `string` is a string: one more that is native in Python 2.
_LETTERS = frozenset(
    "whitespace digits hexdigits octdigits punctuation printable letters lowercase uppercase "
    "ascii_letters ascii_lowercase ascii_uppercase".split()
)
_NAMES_AS_TEXT = frozenset(("__name__", "__module__", "__file__"))


@follows(ast.Attribute)
def follow_attribute(flow: State, node: ast.Attribute, env: Env) -> Value:
    owner = flow.expr(node.value, env)
    if node.attr in _NAMES_AS_TEXT:
        return one(Str(Kind.TEXT, why=Step(Reason.NAME_ATTRIBUTE, node)))
    if owner == _SYS and node.attr in STANDARD:
        return standard_stream(flow, node)
    if owner == _STRING and node.attr in _LETTERS:
        place = (node.lineno, node.col_offset)
        flow.made[place] = Made("encode", node)
        return one(Str(Kind.NATIVE, frozenset([place])))
    if node.attr == "len" and any(map(_is_in_memory, owner)):
        clash(flow, node, Problem.STREAM_WITHOUT_LEN, owner)
    if node.attr not in _OF_STREAMS:
        use_streams_of(flow, owner, node)
    found = UNKNOWN if owner.is_open else NOTHING
    for atom in owner:
        found = found | (kept_method(flow, atom, node) or attribute(flow, atom, node.attr))
    return found


def kept_method(flow: State, atom: Atom, node: ast.Attribute) -> Value | None:
    """A method that is taken from an object without being called, where it can be followed."""
    if isinstance(atom, Many):
        is_known = node.attr in _ADDING and atom.name != "dict"
        return one(Method(node, flow.function)) if is_known else None
    if isinstance(atom, Instance):
        entry = flow.library.member(atom.name, node.attr)
        is_known = isinstance(entry, list) or (entry is not None and entry.startswith("("))
    else:
        is_known = isinstance(atom, Stream) or (
            isinstance(atom, Regex) and node.attr in REGEX_FUNCTIONS
        )
    return one(Method(node, flow.function, atom)) if is_known else None


def call_method(
    flow: State, kept: Method, node: ast.expr, arguments: list[Value], env: Env
) -> Value:
    """What calling a method gives that was taken from an object before."""
    name, target = kept.node.attr, kept.node.value
    if kept.owner is not None:
        return flow.method(one(kept.owner), name, node, arguments, env)
    if kept.scope is flow.function:
        grow(flow, kept.node, flow.expr(target, env), arguments, node, env)
    elif isinstance(target, ast.Name) and arguments:
        key: Key = (kept.scope, "local", target.id) if kept.scope else ("name", target.id)
        added = added_by(flow, kept.node, arguments, node)
        grow_outside(flow, key, with_item(flow.read(key), added))
    return OTHER


@follows(ast.Call)
def follow_call(flow: State, node: ast.Call, env: Env) -> Value:
    arguments = [flow.expr(argument, env) for argument in node.args]
    for keyword in node.keywords:
        flow.named[keyword.value] = flow.expr(keyword.value, env)
    if isinstance(node.func, ast.Attribute):
        owner = flow.expr(node.func.value, env)
        flow.env = env
        grow(flow, node.func, owner, arguments, node, env)
        return flow.method(owner, node.func.attr, node, arguments, env)
    function = flow.expr(node.func, env)
    flow.env = env
    return flow.call(function, node, arguments, env)


def grow(
    flow: State,
    function: ast.Attribute,
    owner: Value,
    arguments: list[Value],
    node: ast.expr,
    env: Env,
) -> None:
    """Put into a list or set what its methods add."""
    if (
        isinstance(node, ast.Call)
        and function.attr in ("setdefault", "update")
        and len(arguments) == 2 - (function.attr == "update")
    ):
        grow_dict(flow, function, owner, arguments, node, env)
        return
    if function.attr not in _ADDING or not arguments:
        return
    if not any(isinstance(atom, Many) and atom.name != "dict" for atom in owner):
        return
    added = added_by(flow, function, arguments, node)
    become(flow, function.value, with_item(owner, added), node, env)


def added_by(flow: State, function: ast.Attribute, arguments: list[Value], node: ast.expr) -> Value:
    """What a method puts into its list or set."""
    if function.attr in ("extend", "extendleft", "update"):
        part = node.args[-1] if isinstance(node, ast.Call) and node.args else node
        return flow.items_of(arguments[-1], part)
    return arguments[-1]


def grow_dict(
    flow: State,
    function: ast.Attribute,
    owner: Value,
    arguments: list[Value],
    node: ast.Call,
    env: Env,
) -> None:
    """Put into a dict what ``setdefault`` and ``update`` add."""
    if not any(isinstance(atom, Many) and atom.name == "dict" for atom in owner):
        return
    if function.attr == "setdefault":
        fields = field(flow, node.args[0], arguments[0], arguments[1])
        grown = with_item(owner, arguments[1], arguments[0], fields)
    else:
        grown = owner
        for atom in arguments[0]:
            if isinstance(atom, Many) and atom.name == "dict":
                grown = with_item(grown, atom.items, atom.keys or UNKNOWN, atom.fields)
            else:
                grown = with_item(grown, UNKNOWN, UNKNOWN)
    become(flow, function.value, grown, node, env)


def become(flow: State, target: ast.expr, grown: Value, node: ast.expr, env: Env) -> None:
    """A container has grown."""
    if isinstance(target, ast.Call) and isinstance(target.func, ast.Attribute):
        if target.func.attr == "setdefault" and target.args:
            become_inside(flow, target.func.value, target.args[0], grown, node, env)
    elif isinstance(target, ast.Subscript):
        become_inside(flow, target.value, target.slice, grown, node, env)
    elif isinstance(target, ast.Name):
        source = flow.aliases.pop((flow.function, target.id), None)
        if source is not None:
            become(flow, source, grown, node, env)
            flow.aliases[flow.function, target.id] = source
        if target.id in env:
            env[target.id] = grown
            if target.id in flow.globals.get(flow.function, ()):
                flow.join(("name", target.id), grown)
        elif flow.function is not None and ("name", target.id) in flow.known:
            grow_outside(flow, ("name", target.id), grown)
        else:
            become_outside(flow, target.id, grown)
    elif isinstance(target, ast.Attribute):
        flow.assign(target, grown, node, env)


def become_outside(flow: State, name: str, grown: Value) -> None:
    """A container of a function around this one has grown."""
    function = flow.outer.get(flow.function) if flow.function else None
    while function is not None:
        if (function, "local", name) in flow.known:
            grow_outside(flow, (function, "local", name), grown)
            return
        function = flow.outer.get(function)


def grow_outside(flow: State, key: Key, value: Value) -> None:
    """A function changes a name of a scope around it: whoever follows that does not see it."""
    if key not in flow.grown:
        flow.grown.add(key)
        flow.stale[key[0] if isinstance(key[0], FunctionNode) else None] = None
    flow.join(key, value)


def become_inside(
    flow: State, outer: ast.expr, key: ast.expr, grown: Value, node: ast.expr, env: Env
) -> None:
    """A container in another one, at a key, has grown."""
    owner = flow.expr(outer, env)
    if any(isinstance(atom, Many) for atom in owner):
        fields = field(flow, key, flow.expr(key, env), grown)
        become(flow, outer, with_item(owner, grown, fields=fields), node, env)


def call(flow: State, function: Value, node: ast.expr, arguments: list[Value], env: Env) -> Value:
    found = Value(is_open=function.is_open)
    targets: list[FunctionNode] = []
    for atom in function:
        if isinstance(atom, Function):
            targets.append(atom.node)
            found = found | call_function(flow, atom, node, arguments, env)
        elif isinstance(atom, Class):
            start = attribute_of_class(flow, atom.node, "__init__", set())
            for item in start or ():
                if isinstance(item, Function):
                    flow.bind(item.node, node, arguments, env, 1)
            found = found | one(Object(atom.node))
        elif isinstance(atom, Library):
            found = found | call_library(flow, atom.name, node, arguments, env)
        elif isinstance(atom, Method):
            found = found | call_method(flow, atom, node, arguments, env)
        else:
            lose(flow, arguments, node)
            found = found | UNKNOWN
    if function.is_open:
        lose(flow, arguments, node)
    if targets and not found.is_open:
        flow.findings.callees[node] = tuple(targets)
    return found


def call_function(
    flow: State, function: Function, node: ast.expr, arguments: list[Value], env: Env
) -> Value:
    flow.bind(function.node, node, arguments, env, int(function.bound is not None))
    result = flow.witness.returned(function.node, node, flow.read((function.node, "return")))
    if not isinstance(node, ast.Call):
        return result
    return result.because(Reason.RETURNS_IT, node)


def bind(
    flow: State, function: FunctionNode, node: ast.expr, arguments: list[Value], env: Env, skip: int
) -> None:
    """Join the arguments of a call into the parameters of a function."""
    flow.called.add(function)
    spec = function.args
    names = [argument.arg for argument in (*spec.posonlyargs, *spec.args)][skip:]
    given = node.args if isinstance(node, ast.Call) else []
    spread = any(isinstance(argument, ast.Starred) for argument in given)
    rows = spread_rows(flow, given, arguments, env) if spread else []
    if rows:
        for row in rows:
            for name, value in zip(names, row):
                flow.join((function, name), value)
            if spec.vararg:
                rest = many(union(row[len(names) :]), "tuple")
                flow.join((function, spec.vararg.arg), rest)
        spec = ast.arguments([], [], None, spec.kwonlyargs, spec.kw_defaults, spec.kwarg, [])
        arguments = []
    for name, value in zip(names, arguments):
        flow.join((function, name), UNKNOWN if spread else value)
    if spec.vararg:
        rest = UNKNOWN if spread else union(arguments[len(names) :])
        flow.join((function, spec.vararg.arg), many(rest, "tuple"))
    known = {*names, *(argument.arg for argument in spec.kwonlyargs)}
    rest = NOTHING if isinstance(node, ast.Call) else UNKNOWN
    for keyword in node.keywords if isinstance(node, ast.Call) else ():
        if keyword.arg is None:
            rest = UNKNOWN
            for name in known:
                flow.join((function, name), UNKNOWN)
        elif keyword.arg in known:
            flow.join((function, keyword.arg), value_of(flow, keyword, env))
        else:
            rest = rest | value_of(flow, keyword, env)
    if spec.kwarg:
        keys = one(Str(Kind.TEXT))
        flow.join((function, spec.kwarg.arg), many(rest, "dict", keys=keys))


def recoded_unknown(flow: State, name: str, node: ast.expr, found: Value) -> Value:
    """What ``encode`` and ``decode`` give of something unknown, where an encoding is named."""
    if not isinstance(node, ast.Call) or not 0 < len(node.args) < 3:
        return found
    first = node.args[0]
    if not isinstance(first, ast.Constant) or not is_encoding(first.value):
        return found
    if name == "encode" and is_for_native(flow, node):
        return encoded_native(flow, node)
    kind = Kind.BYTES if name == "encode" else Kind.TEXT
    return one(Str(kind, was_unicode=name == "decode", why=Step(Reason.IS, node)))


def spread_rows(
    flow: State, given: list[ast.expr], arguments: list[Value], env: Env
) -> list[list[Value]]:
    """The arguments of a call whose last one is a starred tuple; none where that is unknown."""
    if any(isinstance(argument, ast.Starred) for argument in given[:-1]):
        return []
    last = given[-1]
    value = flow.expr(last.value, env) if isinstance(last, ast.Starred) else UNKNOWN
    if value.is_open or not all(isinstance(atom, Row) for atom in value):
        return []
    return [[*arguments[:-1], *atom.items] for atom in value if isinstance(atom, Row)]


def method(
    flow: State, owner: Value, name: str, node: ast.expr, arguments: list[Value], env: Env
) -> Value:
    named = NAMED_METHODS.get(name) if isinstance(node, ast.Call) else None
    if named is not None:
        given = named(flow, owner, Call(name, node, arguments, env))
        if given is not None:
            return given
    if owner.is_open:
        lose(flow, arguments, node)
    is_string = any(isinstance(atom, Str) for atom in owner)
    is_torn = is_string and owner.kind in (None, Kind.CONFLICT) and not owner.is_bytes
    if is_torn and owner.kind is Kind.CONFLICT and name in STRING_ARGUMENTS and arguments:
        flow.meets(arguments[0].origins, owner, node)
    if is_torn or _is_torn_file(owner):
        # What meets a string that may be something else proves nothing, and so with a file that
        # was opened nobody knows how.
        with flow.aside():
            found = each_method(flow, owner, name, node, arguments, env)
    else:
        found = each_method(flow, owner, name, node, arguments, env)
    # A class of the module's own may derive from a string's: what has a codec's name is one's.
    may_be_string = all(isinstance(atom, (Str, Other, Object)) for atom in owner)
    is_known = name == "encode" or (name == "decode" and owner == UNKNOWN)
    if found.is_open and may_be_string and is_known and owner != NOTHING:
        found = recoded_unknown(flow, name, node, found)
    return found


@calls_any(
    *"assertEqual assertEquals assertNotEqual assertNotEquals failUnlessEqual failIfEqual".split()
)
def assert_equal(flow: State, owner: Value, call: Call) -> None:
    """What a method of a test compares."""
    if len(call.arguments) > 1:
        (left_node, right_node), (left, right) = call.node.args[:2], call.arguments[:2]
        flow.compared(left_node, left, right_node, right)


@calls_any("assertIn", "assertNotIn")
def assert_in(flow: State, owner: Value, call: Call) -> None:
    """What a method of a test looks for."""
    if len(call.arguments) > 1:
        (left_node, right_node), (left, right) = call.node.args[:2], call.arguments[:2]
        contained(flow, left_node, left, right_node, right)


# Of `email` and `xml.dom` it is seldom known where their objects come from: the arguments tell.


@calls_any("get_payload")
def get_payload(flow: State, owner: Value, call: Call) -> Value | None:
    if owner.atoms or not _is_decoding(call.node):
        return None
    return one(Str(Kind.BYTES, why=Step(Reason.RETURNS, call.node, about="bytes"))) | NONE


@calls_any("toxml", "toprettyxml")
def to_xml(flow: State, owner: Value, call: Call) -> Value | None:
    if owner.atoms or not _names_encoding(call.node):
        return None
    return one(Str(Kind.BYTES, why=Step(Reason.RETURNS, call.node, about="bytes")))


@calls_any("decode")
def note_decoding(flow: State, owner: Value, call: Call) -> None:
    encoding = call.arguments[0] if call.arguments else NOTHING
    flow.findings.decodings[call.node] = Decoding(call.node, owner, encoding)


@calls_method("array.array.tostring", "array.array.fromstring")
def call_of_array(flow: State, array: Instance, call: Call) -> None:
    if isinstance(call.node, ast.Call):
        flow.use(Where.ARRAY_METHOD, call.node, why=array.why)


def _is_torn_file(owner: Value) -> bool:
    """Whether a value is a file of text or a file of bytes."""
    names = {
        atom.name
        for atom in owner
        if isinstance(atom, Instance) and atom.origin not in STANDARD.values()
    }
    return not (names.isdisjoint(_TEXT_FILES) or names.isdisjoint(_BINARY_FILES))


def each_method(
    flow: State, owner: Value, name: str, node: ast.expr, arguments: list[Value], env: Env
) -> Value:
    """What calling a method gives of all that a value may be."""
    found = Value(is_open=owner.is_open)
    is_string = any(isinstance(atom, Str) for atom in owner)
    is_all_text = all(isinstance(atom, Str) and atom.kind is not Kind.BYTES for atom in owner)
    if name in ("encode", "decode") and is_string and isinstance(node, ast.Call):
        for part, encoding in zip(node.args, arguments):
            flow.leaves(part, encoding, Sink(Where.ENCODING_NAME))
    if name in ("encode", "decode") and arguments:
        names = {str(flow.literals.get(place)).lower() for place in arguments[0].origins}
        if names & TRANSFORMS and is_all_text:
            clash(flow, node, Problem.BYTES_CODEC, arguments[0])
    for atom in owner:
        # What may be None as well has no methods then: there is nothing to follow.
        if not (isinstance(atom, Other) and len(owner.atoms) > 1):
            found = found | method_of(flow, atom, name, node, arguments, env)
    return found


def method_of(
    flow: State, atom: Atom, name: str, node: ast.expr, arguments: list[Value], env: Env
) -> Value:
    why = Step(Reason.IS, node, atom.why)
    if isinstance(atom, Library):
        found = attribute_of_library(flow, f"{atom.name}.{name}")
        if found == one(Library(f"{atom.name}.{name}")):
            return call_library(flow, f"{atom.name}.{name}", node, arguments, env)
        return flow.call(found, node, arguments, env)
    if isinstance(atom, Instance):
        return method_of_instance(flow, atom, name, node, arguments, env)
    if isinstance(atom, Str):
        return call_string_method(flow, atom, name, node, arguments, why)
    if isinstance(atom, Item):
        use_item(flow, atom, node)
        return UNKNOWN
    if isinstance(atom, Stream):
        return method_of_stream(flow, atom, name, node, arguments, why)
    if isinstance(atom, Regex):
        if atom.is_match:
            return result_of_match(name, atom, len(arguments), why)
        return regex(flow, name, one(atom), arguments, node)
    if isinstance(atom, Many):
        if name not in _ADDING | _ASKING:
            lose(flow, arguments, node)
        if name in _FINDING and atom.name != "dict" and isinstance(node, ast.Call):
            for part, value in zip(node.args[:1], arguments):
                contained(flow, part, value, node, one(atom))
        return method_of_container(flow, atom, name, arguments, node)
    if isinstance(atom, (Object, Class)):
        found = attribute(flow, atom, name)
        inherited = method_of_base(flow, atom, name)
        if found == UNKNOWN and inherited is not None:
            entry, owner = inherited
            return flow.call_entry(entry, f"{owner}.{name}", node, arguments, env, owner=owner)
        return flow.call(found, node, arguments, env)
    return UNKNOWN


def method_of_instance(
    flow: State, atom: Instance, name: str, node: ast.expr, arguments: list[Value], env: Env
) -> Value:
    if name not in _OF_STREAMS:
        use_streams_of(flow, one(atom), node)
    special = METHODS.get(f"{atom.name.partition('[')[0]}.{name}")
    if special is not None:
        given = special(flow, atom, Call(name, node, arguments, env))
        if given is not None:
            return given
    entry = flow.library.member(atom.name, name)
    if entry is None:
        if name not in _PLAIN:
            lose(flow, arguments, node)
        return UNKNOWN
    # Whatever can be written to is a file, of whatever class.
    if name in ("write", "writelines") and atom.origin and arguments:
        return written(flow, atom, node, name, arguments, env)
    full = f"{atom.name}.{name}"
    found = flow.call_entry(
        entry, full, node, arguments, env, owner=atom.name, cause=atom.why, origin=atom.origin
    )
    is_read = found.files == frozenset([atom.origin]) and name != "__enter__"
    if atom.origin and is_read and is_binary_file(flow, atom):
        flow.use_file(one(atom), Kind.BYTES, node)
    return found


def written(
    flow: State, atom: Instance, node: ast.expr, name: str, arguments: list[Value], env: Env
) -> Value:
    """Something is written into a file, whose mode could be another one."""
    value = arguments[0]
    part = node.args[0] if isinstance(node, ast.Call) and node.args else node
    if name == "writelines":
        value = flow.items_of(value, part)
    if value.origins <= flow.made.keys() and atom.origin not in STANDARD.values():
        # What was encoded for this alone is written as it is.
        count_bytes(flow, value, node)
    if not is_binary_file(flow, atom):
        flow.use(Where.FILE_CONTENT, part, place=atom.origin)
    if is_binary_file(flow, atom):
        if name == "write":
            flow.enters(part, value, Sink(Where.BINARY_FILE))
        elif value.origins and value.kind in (Kind.NATIVE, Kind.BYTES):
            flow.meets(value.origins, one(Str(Kind.BYTES, why=atom.why)), node)
        flow.use_file(one(atom), Kind.BYTES, node)
    elif value.is_bytes:
        why = Step(Reason.WRITES_BYTES, node, value.why)
        flow.use_file(one(atom), Kind.BYTES, node, why)
        if name == "write":
            flow.leaves(part, value, Sink(Where.WRITTEN), atom.origin)
    elif value.kind is not Kind.NATIVE or any(p in flow.made for p in value.origins):
        flow.use_file(one(atom), Kind.TEXT if value.kind else None, node)
    else:
        flow.record_meeting(Meeting(value.origins, Kind.TEXT, node, None, file=atom.origin))
    return OTHER


def method_of_base(flow: State, atom: Object | Class, name: str) -> tuple[Entry, str] | None:
    """What a class of the library, from which one of the module's own derives, has."""
    for base in flow.bases.get(atom.node, ()):
        for each in base:
            if isinstance(each, Library):
                entry = flow.library.member(each.name, name)
                if entry is not None and signatures_of(entry):
                    return entry, flow.library.resolve(each.name)[0]
            elif isinstance(each, Class) and each.node is not atom.node:
                found = method_of_base(flow, each, name)
                if found is not None:
                    return found
    return None


_FINDING = frozenset("index count remove".split())
_ASKING = _FINDING | frozenset("get pop has_key __contains__".split())
_ADDING = frozenset("append appendleft add insert extend extendleft update".split())
_TEXT_FILES = frozenset(["io.TextIOWrapper", "typing.TextIO"])
_BINARY_FILES = frozenset(["io.BufferedReader", "io.BufferedWriter", "io.BufferedRandom"])
_PLAIN = frozenset("close flush seek tell fileno isatty truncate".split())
_OF_STREAMS = _PLAIN | frozenset("read readline readlines write writelines __enter__".split())


def _names_encoding(node: ast.expr) -> bool:
    """Whether a call of a method of `xml.dom` says in which encoding it is to write."""
    if not isinstance(node, ast.Call):
        return False
    place = 0 if getattr(node.func, "attr", "") == "toxml" else 2
    given = [*node.args[place:], *(each.value for each in node.keywords if each.arg == "encoding")]
    return any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in given)


def _is_decoding(node: ast.expr) -> bool:
    """Whether a call says ``decode=True``."""
    return isinstance(node, ast.Call) and any(
        keyword.arg == "decode"
        and isinstance(keyword.value, ast.Constant)
        and bool(keyword.value.value)
        for keyword in node.keywords
    )


def _is_in_memory(atom: Atom) -> bool:
    return isinstance(atom, Stream) or (isinstance(atom, Instance) and atom.name == "io.BytesIO")
