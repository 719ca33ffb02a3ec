"""What the methods of strings, patterns and files in memory give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import TypeGuard

from porting.flow.containers import Containers, end_of
from porting.flow.findings import (
    Clash,
    Made,
    Meeting,
    StreamUse,
)
from porting.flow.formats import fields_with_width
from porting.flow.library import (
    REGEX_FUNCTIONS,
    STRING_ARGUMENTS,
    method_of_string,
    result_of_regex,
)
from porting.flow.values import (
    NOTHING,
    OTHER,
    UNKNOWN,
    Function,
    Instance,
    Kind,
    Regex,
    Row,
    Step,
    Str,
    Stream,
    Value,
    has_kind,
    many,
    one,
    union,
    without_none,
)
from porting.result import Shows
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


class Strings(Containers):
    """Evaluates what is done with strings."""

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
        self.count_bytes(subject, node)
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
        called = node.func if isinstance(node, ast.Call) else node
        found = self.call(given, called, [match], self.env)
        if subject.is_text and not found.is_text:
            self.leaves(called, found, "it is put into text")
        return found

    def method_of_string(
        self, atom: Str, name: str, node: ast.expr, arguments: list[Value], why: Step
    ) -> Value:
        given = node.args if isinstance(node, ast.Call) else []
        if name == "format" and atom.kind is not Kind.BYTES:
            for argument, value in zip(given, arguments):
                self.leaves(argument, value, "text is formatted with it")
            self.count_fields(atom, given, arguments)
            if isinstance(node, ast.Call):
                for keyword in node.keywords:
                    self.leaves(
                        keyword.value,
                        self.expr(keyword.value, self.env),
                        "text is formatted with it",
                    )
            return self.made_text(atom, node, [*arguments])
        if name in _OF_LETTERS:
            self.count_letters(one(atom), node)
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
            is_torn = has_kind(value, Kind.BYTES)
            self.meets(value.origins, one(atom), node, part, is_torn=is_torn)
        elif atom.kind is Kind.BYTES and value.kind is Kind.TEXT:
            self.leaves(owner, one(atom), "its method is given text")
        elif atom.kind is Kind.TEXT and value.kind is Kind.BYTES:
            self.leaves(part, value, "a method of text takes it")

    def made_text(self, atom: Str, node: ast.expr, parts: Iterable[Value]) -> Value:
        """Text that was put together: encoded where bytes are wanted, unless it was `unicode`."""
        if atom.kind is Kind.TEXT or any(was_unicode(value) for value in parts):
            return one(Str(Kind.TEXT, was_unicode=True))
        place = end_of(node)
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

    def is_for_native(self, node: ast.expr) -> TypeGuard[ast.Call]:
        """Whether this may have encoded text just to make a native string of it."""
        if not isinstance(node, ast.Call) or end_of(node.func) in self.pinned or node.keywords:
            return False
        return not node.args or (
            len(node.args) == 1
            and isinstance(node.args[0], ast.Constant)
            and str(node.args[0].value).lower() in _ASCII | _UTF8
        )

    def encoded_native(self, node: ast.Call) -> Value:
        place = end_of(node.func)
        name = getattr(node.args[0], "value", "") if node.args else ""
        self.made[place] = Made("encoded", node, "utf-8" if str(name).lower() in _UTF8 else "")
        return one(Str(Kind.NATIVE, frozenset([place]), why=Step("{}", node)))

    def count_bytes(self, value: Value, node: ast.expr) -> None:
        """Something is done for which bytes of UTF-8 and letters make a difference."""
        for place in value.origins:
            if place in self.made and self.made[place].mode == "utf-8":
                self.record_meeting(Meeting(frozenset([place]), Kind.BYTES, node, None))

    def count_fields(self, atom: Str, nodes: list[ast.expr], values: list[Value]) -> None:
        """What ``format`` fills up to a width was counted in bytes."""
        literals = [self.literals.get(origin) for origin in atom.origins]
        for index, conversion in fields_with_width(literals[0] if len(literals) == 1 else None):
            if index < len(values):
                self.count_width(conversion, nodes[index], values[index])

    def count_width(self, conversion: str, node: ast.expr, value: Value) -> None:
        """A string is filled up to a width, or cut off."""
        self.count_letters(value, node)
        if value.is_bytes:
            message = f"`{conversion}` counts letters, and counted bytes in Python 2: what is "
            message += "not ASCII gets more room"
            self.clash(node, message, value, "silently")

    def count_letters(self, value: Value, node: ast.expr) -> None:
        self.count_bytes(value, node)
        if self.findings is not None:
            literals = {place: self.literals.get(place) for place in value.origins}
            self.findings.counted += (
                (place, node)
                for place, literal in literals.items()
                if isinstance(literal, str) and not literal.isascii()
            )

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
        if kind is Kind.CONFLICT and isinstance(argument, (ast.List, ast.Tuple)):
            return self.joined_one_by_one(atom, node, argument)
        if kind is Kind.CONFLICT:
            message = "bytes and text are joined: decode or encode what is joined"
            self.clash(node, message, items)
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

    def joined_one_by_one(self, atom: Str, node: ast.expr, display: ast.List | ast.Tuple) -> Value:
        """What joining a list gives of which it is known what each item is: bytes go to text."""
        text = one(Str(Kind.TEXT))
        self.meets(atom.origins, text, node)
        for element in display.elts:
            item = self.expr(element, self.env)
            if item.kind is Kind.NATIVE:
                self.meets(item.origins, text, node)
            else:
                self.leaves(element, item, "it is joined with text")
        return text

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
            self.use_items(value, node.args[0])
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
