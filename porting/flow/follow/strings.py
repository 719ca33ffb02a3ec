"""What the methods of strings, patterns and files in memory give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from porting.flow.domain.findings import (
    Clash,
    Made,
    Meeting,
)
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Problem, Reason, Sink, Step, Where
from porting.flow.domain.values import (
    NOTHING,
    OTHER,
    UNKNOWN,
    Function,
    Instance,
    Regex,
    Row,
    Str,
    Stream,
    Value,
    has_kind,
    many,
    one,
    union,
    without_none,
)
from porting.flow.follow.containers import bind_origins, end_of, use_items
from porting.flow.follow.state import State
from porting.flow.knowledge.formats import fields_with_width
from porting.flow.knowledge.library import (
    REGEX_FUNCTIONS,
    STRING_ARGUMENTS,
    method_of_string,
    result_of_regex,
)
from porting.trees import nodes_below

_NO_GROUP = re.compile(r"\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]")
_GROUP = re.compile(r"\((?!\?)|\(\?P<")
_ASCII = frozenset(("ascii", "us-ascii"))
_UTF8 = frozenset(("utf-8", "utf8", "utf_8"))
# Methods that look at single letters, or count them.
_OF_LETTERS = frozenset(
    "center ljust rjust zfill upper lower title capitalize swapcase translate isalpha isalnum "
    "isupper islower istitle expandtabs".split()
)
_CODECS_OF_BYTES = frozenset("hex base64 zlib bz2 uu quopri".split())


def compile_pattern(flow: State, value: Value) -> Value:
    """What ``re.compile`` makes of a value."""
    found = Value(is_open=value.is_open)
    for atom in value:
        if isinstance(atom, Str):
            groups = count_groups(flow, atom)
            found = found | one(Regex(atom.kind, atom.origins, groups, why=atom.why))
        elif isinstance(atom, Regex):
            found = found | one(atom)
        else:
            found = found | UNKNOWN
    return found


def count_groups(flow: State, atom: Str) -> int | None:
    """How many groups a pattern has that was put together from literals alone."""
    if not atom.origins:
        return None
    found = 0
    for place in atom.origins:
        literal = flow.literals.get(place)
        if literal is None:
            return None
        text = literal if isinstance(literal, str) else literal.decode("latin-1")
        found += len(_GROUP.findall(_NO_GROUP.sub("", text)))
    return found


def regex(flow: State, name: str, pattern: Value, arguments: list[Value], node: ast.expr) -> Value:
    """What a pattern's method gives; the pattern, the subject and the replacement meet."""
    if name not in REGEX_FUNCTIONS or not arguments:
        return UNKNOWN
    replaces = name in ("sub", "subn")
    if replaces and len(arguments) < 2:
        return UNKNOWN
    subject = _read_out(without_none(arguments[1] if replaces else arguments[0]))
    if subject == NOTHING:
        return NOTHING
    count_bytes(flow, subject, node)
    origins = pattern.origins
    if replaces:
        origins = origins | replacement(flow, arguments[0], subject, node).origins
    kind = subject.kind
    if kind is Kind.NATIVE:
        origins = origins | subject.origins
        kinds = [atom.kind for atom in pattern if isinstance(atom, Regex)]
        kind = kinds[0] if len(set(kinds)) == 1 else Kind.NATIVE
    elif kind is Kind.BYTES:
        origins = origins | subject.origins
    searched = Kind.BYTES if kind is Kind.BYTES else Kind.TEXT
    why = Step(Reason.SEARCHES, node, subject.why, searched)
    if kind is Kind.BYTES and _is_text_pattern(pattern) and isinstance(node, ast.Call):
        flow.leaves(_subject_of(node, replaces), subject, Sink(Where.SEARCHED))
        kind = Kind.TEXT
    else:
        flow.record_meeting(Meeting(origins, kind, node, why, is_pattern=True))
    if kind is None:
        return UNKNOWN
    groups = {atom.groups for atom in pattern if isinstance(atom, Regex)}
    count = groups.pop() if len(groups) == 1 else None
    step = Step(Reason.IS, node, subject.why)
    return result_of_regex(name, kind, count, step, _origins_of(subject, kind, origins))


def replacement(flow: State, given: Value, subject: Value, node: ast.expr) -> Value:
    """What is put in place of what was found: a string, or what a function makes of a match."""
    functions = [atom for atom in given if isinstance(atom, Function)]
    if not functions or given.is_open or len(functions) < len(given.atoms):
        return given
    kind = subject.kind or Kind.NATIVE
    origins = _origins_of(subject, kind, subject.origins)
    match = one(Regex(kind, origins, is_match=True, why=subject.why))
    called = node.func if isinstance(node, ast.Call) else node
    found = flow.call(given, called, [match], flow.env)
    if subject.is_text and not found.is_text:
        flow.leaves(called, found, Sink(Where.REPLACEMENT))
    return found


def call_string_method(
    flow: State, atom: Str, name: str, node: ast.expr, arguments: list[Value], why: Step
) -> Value:
    given = node.args if isinstance(node, ast.Call) else []
    if name == "format" and atom.kind is not Kind.BYTES:
        for argument, value in zip(given, arguments):
            flow.leaves(argument, value, Sink(Where.FORMATTED))
        count_fields(flow, atom, given, arguments)
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                flow.leaves(
                    keyword.value,
                    flow.expr(keyword.value, flow.env),
                    Sink(Where.FORMATTED),
                )
        return made_text(flow, atom, node, [*arguments])
    if name in _OF_LETTERS:
        flow.count_letters(one(atom), node)
    if name in ("decode", "encode"):
        return recoded(flow, atom, name, node, arguments, why)
    if name == "join" and arguments:
        return joined(flow, atom, node, arguments[0], given[0] if given else node, why)
    count = STRING_ARGUMENTS.get(name, 0)
    for value, part in zip(arguments[:count], given):
        use_items(flow, value, part)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            meet_argument(flow, atom, value, node, part, node.func.value)
    return method_of_string(atom, name, why)


def meet_argument(
    flow: State, atom: Str, value: Value, node: ast.expr, part: ast.expr, owner: ast.expr
) -> None:
    """A string's method meets an argument that must be of its own kind."""
    rows = [item for each in value if isinstance(each, Row) for item in each.items]
    if rows and isinstance(part, ast.Tuple):
        for item, element in zip(rows, part.elts):
            meet_argument(flow, atom, item, node, element, owner)
    elif atom.kind is Kind.NATIVE:
        if value.kind is Kind.NATIVE:
            bind_origins(flow, atom.origins | value.origins, node)
        elif value.kind in (Kind.BYTES, Kind.TEXT):
            flow.meets(atom.origins | value.origins, value, node, owner)
    elif value.kind is Kind.NATIVE or (value.kind is atom.kind and value.origins):
        is_torn = has_kind(value, Kind.BYTES)
        flow.meets(value.origins, one(atom), node, part, is_torn=is_torn)
    elif atom.kind is Kind.BYTES and value.kind is Kind.TEXT:
        flow.leaves(owner, one(atom), Sink(Where.RECEIVER))
    elif atom.kind is Kind.TEXT and value.kind is Kind.BYTES:
        flow.leaves(part, value, Sink(Where.ARGUMENT))


def made_text(flow: State, atom: Str, node: ast.expr, parts: Iterable[Value]) -> Value:
    """Text that was put together: encoded where bytes are wanted, unless it was `unicode`."""
    if atom.kind is Kind.TEXT or any(was_unicode(value) for value in parts):
        return one(Str(Kind.TEXT, was_unicode=True))
    place = end_of(node)
    flow.made[place] = Made("encode", node)
    return one(Str(Kind.NATIVE, frozenset([place])))


def recoded(
    flow: State, atom: Str, name: str, node: ast.expr, arguments: list[Value], why: Step
) -> Value:
    """What ``decode`` and ``encode`` give; a literal that is encoded must be text for that."""
    if name == "encode" and atom.kind is Kind.NATIVE:
        flow.record_meeting(Meeting(atom.origins, Kind.TEXT, node, None))
    codecs = {str(flow.literals.get(place)).lower() for place in union(arguments).origins}
    if name == "decode" and codecs & _CODECS_OF_BYTES:
        return one(Str(Kind.BYTES, why=why))
    if name == "decode" and atom.kind is Kind.TEXT:
        flow.use_file(one(atom), Kind.BYTES, node, why)
    if name == "decode":
        use_encoded(flow, one(atom), Kind.BYTES, node)
    if name == "encode" and isinstance(node, ast.Call) and is_for_native(flow, node):
        return encoded_native(flow, node)
    return method_of_string(atom, name, why)


def is_for_native(flow: State, node: ast.Call) -> bool:
    """Whether this may have encoded text just to make a native string of it."""
    if end_of(node.func) in flow.pinned or node.keywords:
        return False
    return not node.args or (
        len(node.args) == 1
        and isinstance(node.args[0], ast.Constant)
        and str(node.args[0].value).lower() in _ASCII | _UTF8
    )


def encoded_native(flow: State, node: ast.Call) -> Value:
    place = end_of(node.func)
    name = getattr(node.args[0], "value", "") if node.args else ""
    flow.made[place] = Made("encoded", node, "utf-8" if str(name).lower() in _UTF8 else "")
    return one(Str(Kind.NATIVE, frozenset([place]), why=Step(Reason.IS, node)))


def count_bytes(flow: State, value: Value, node: ast.expr) -> None:
    """Something is done for which bytes of UTF-8 and letters make a difference."""
    for place in value.origins:
        if place in flow.made and flow.made[place].mode == "utf-8":
            flow.record_meeting(Meeting(frozenset([place]), Kind.BYTES, node, None))


def count_fields(flow: State, atom: Str, nodes: list[ast.expr], values: list[Value]) -> None:
    """What ``format`` fills up to a width was counted in bytes."""
    literals = [flow.literals.get(origin) for origin in atom.origins]
    for index, conversion in fields_with_width(literals[0] if len(literals) == 1 else None):
        if index < len(values):
            count_width(flow, conversion, nodes[index], values[index])


def count_width(flow: State, conversion: str, node: ast.expr, value: Value) -> None:
    """A string is filled up to a width, or cut off."""
    flow.count_letters(value, node)
    if value.is_bytes:
        clash(flow, node, Problem.PADDED, value, conversion)


def count_letters(flow: State, value: Value, node: ast.expr) -> None:
    count_bytes(flow, value, node)
    literals = (flow.literals.get(place) for place in value.origins)
    if any(isinstance(each, str) and not each.isascii() for each in literals):
        flow.use(Where.CHARACTERS, node, value)


def use_encoded(flow: State, value: Value, kind: Kind | None, node: ast.expr) -> None:
    """What may have been encoded to be a native string is used as one of a kind."""
    origins = frozenset(
        place for place in value.origins if place in flow.made and flow.made[place].how == "encoded"
    )
    flow.record_meeting(Meeting(origins, kind, node, None))


def joined(
    flow: State, atom: Str, node: ast.expr, value: Value, argument: ast.expr, why: Step
) -> Value:
    """What ``separator.join(...)`` gives."""
    items = flow.items_of(value, argument)
    use_items(flow, items, argument)
    kind = items.kind
    if kind is Kind.CONFLICT and isinstance(argument, (ast.List, ast.Tuple)):
        return joined_one_by_one(flow, atom, node, argument)
    if kind is Kind.CONFLICT:
        clash(flow, node, Problem.BYTES_JOINED, items)
    if kind is Kind.NATIVE:
        origins = atom.origins | items.origins
        if atom.kind is Kind.NATIVE:
            bind_origins(flow, origins, node)
            return one(Str(Kind.NATIVE, origins, why=why))
        flow.meets(items.origins, one(atom), node)
        return one(Str(atom.kind, why=why))
    if kind in (Kind.BYTES, Kind.TEXT):
        if atom.kind is Kind.NATIVE:
            flow.meets(atom.origins | items.origins, items, node)
            found = Value(frozenset(each for each in items if getattr(each, "kind", None) is kind))
            return found.because(Reason.IS, node)
        if atom.kind is kind:
            flow.meets(items.origins, one(atom), node)
        else:
            clash(flow, node, Problem.BYTES_JOINED, items)
    if items == UNKNOWN and atom.kind is Kind.NATIVE and is_parameter(flow, argument):
        # What a function is given is rather of the kind that it meets there.
        return one(Str(Kind.NATIVE, atom.origins, why=why))
    if kind is None and items != NOTHING and atom.kind is Kind.NATIVE:
        return made_text(flow, atom, node, [])
    return method_of_string(atom, "join", why)


def joined_one_by_one(
    flow: State, atom: Str, node: ast.expr, display: ast.List | ast.Tuple
) -> Value:
    """What joining a list gives of which it is known what each item is: bytes go to text."""
    text = one(Str(Kind.TEXT))
    flow.meets(atom.origins, text, node)
    for element in display.elts:
        item = flow.expr(element, flow.env)
        if item.kind is Kind.NATIVE:
            flow.meets(item.origins, text, node)
        else:
            flow.leaves(element, item, Sink(Where.JOINED))
    return text


def is_parameter(flow: State, node: ast.expr) -> bool:
    """Whether an expression is a parameter of the function that is gone through."""
    if flow.function is None or not isinstance(node, ast.Name):
        return False
    inner = nodes_below(flow.function.args)
    return any(isinstance(each, ast.arg) and each.arg == node.id for each in inner)


def clash(
    flow: State,
    node: ast.expr,
    problem: Problem,
    value: Value,
    about: str | Sink = "",
    files: frozenset[tuple[int, int]] = frozenset(),
) -> None:
    """Bytes and text meet where no change is known that helps, unless these are of bytes."""
    flow.findings.seen.append(Clash(node, problem, value.why, about, files))


def method_of_stream(
    flow: State, atom: Stream, name: str, node: ast.expr, arguments: list[Value], why: Step
) -> Value:
    if name == "write" and arguments and isinstance(node, ast.Call):
        value = arguments[0]
        use_items(flow, value, node.args[0])
        write_stream(flow, atom.origin, node, value)
    if name == "truncate" and isinstance(node, ast.Call):
        flow.use(Where.STREAM_CUT, node, why=atom.why)
    text = one(Str(Kind.TEXT, frozenset([atom.origin]), why=why))
    if name in ("read", "readline", "getvalue"):
        return text
    if name == "readlines":
        return many(text, why=why)
    return OTHER if name in ("write", "seek", "tell", "close", "flush") else UNKNOWN


def make_stream(flow: State, node: ast.Call, arguments: list[Value]) -> Value:
    """What ``io.StringIO(...)`` gives."""
    origin = (node.func.lineno, node.func.col_offset)
    flow.use(Where.STREAM, node, place=origin)
    if arguments:
        write_stream(flow, origin, node, arguments[0])
    return one(Stream(origin, why=Step(Reason.IN_MEMORY, node)))


def write_stream(flow: State, origin: tuple[int, int], node: ast.Call, value: Value) -> None:
    """A call puts a value, its first argument, into a file in memory."""
    part = node.args[0]
    flow.use(Where.STREAM_WRITTEN, node, value, value.why, part=part, place=origin)


def copy_stream(flow: State, source: Value, target: Value, node: ast.expr) -> None:
    """A file is copied into another."""
    for one_way, other_way in ((source, target), (target, source)):
        if any(isinstance(atom, Instance) and is_binary_file(flow, atom) for atom in other_way):
            for atom in one_way:
                why = Step(Reason.COPIES, node, atom.why)
                if isinstance(atom, Stream):
                    flow.use(Where.STREAM_OF_BYTES, node, why=why, place=atom.origin)
                elif isinstance(atom, Instance):
                    flow.use_file(one(atom), Kind.BYTES, node, why)


def is_binary_file(flow: State, atom: Instance) -> bool:
    """Whether an object of the library is a file of bytes."""
    write = flow.library.member(atom.name, "write")
    read = flow.library.member(atom.name, "read")
    return "bytes" in str(read) or "bytes" in str(write)


def _read_out(value: Value) -> Value:
    """What `re` sees in an object that it searches as if it were bytes."""
    if len(value.atoms) == 1 and not value.is_open:
        (atom,) = value.atoms
        if isinstance(atom, Instance) and atom.name in ("mmap.mmap", "builtins.bytearray"):
            return one(Str(Kind.BYTES, why=atom.why))
    return value


def was_unicode(value: Value) -> bool:
    return any(isinstance(atom, Str) and atom.was_unicode for atom in value)


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
