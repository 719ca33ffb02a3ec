"""Calls of the module's own functions, and of methods of whatever is known."""

from __future__ import annotations

import ast
from abc import abstractmethod

from porting.flow.attributes import Attributes
from porting.flow.containers import with_item
from porting.flow.decoded import TRANSFORMS, is_encoding
from porting.flow.findings import Decoding, FunctionNode, Made, Meeting
from porting.flow.library import (
    REGEX_FUNCTIONS,
    STRING_ARGUMENTS,
    Entry,
    result_of_match,
    signatures_of,
)
from porting.flow.state import STANDARD, Env, Key
from porting.flow.values import (
    NONE,
    NOTHING,
    OTHER,
    UNKNOWN,
    Atom,
    Class,
    Function,
    Instance,
    Item,
    Kind,
    Library,
    Many,
    Method,
    Object,
    Other,
    Regex,
    Row,
    Step,
    Str,
    Stream,
    Value,
    many,
    one,
    union,
)

_SYS = one(Library("sys"))
_STRING = one(Library("string"))
# What of the module `string` is a string: one more that is native in Python 2.
_LETTERS = frozenset(
    "whitespace digits hexdigits octdigits punctuation printable letters lowercase uppercase "
    "ascii_letters ascii_lowercase ascii_uppercase".split()
)
_NAMES_AS_TEXT = frozenset(("__name__", "__module__", "__file__"))


class Methods(Attributes):
    """Evaluates attributes that are read, and calls. How names are bound is for others to say."""

    @abstractmethod
    def assign(self, target: ast.expr, value: Value, source: ast.expr, env: Env) -> None:
        """Bind a target to the value of `source`."""

    def of_Attribute(self, node: ast.Attribute, env: Env) -> Value:
        owner = self.expr(node.value, env)
        if node.attr in _NAMES_AS_TEXT:
            return one(Str(Kind.TEXT, why=Step("{} is a name", node)))
        if owner == _SYS and node.attr in STANDARD:
            return self.standard_stream(node)
        if owner == _STRING and node.attr in _LETTERS:
            place = (node.lineno, node.col_offset)
            self.made[place] = Made("encode", node)
            return one(Str(Kind.NATIVE, frozenset([place])))
        if node.attr == "len" and any(map(_is_in_memory, owner)):
            message = (
                "a file in memory has no `len` in Python 3: take the length of its `getvalue()`"
            )
            self.clash(node, message, owner, "at once")
        if node.attr not in _OF_STREAMS:
            self.use_streams_of(owner, node)
        found = UNKNOWN if owner.is_open else NOTHING
        for atom in owner:
            found = found | (self.kept_method(atom, node) or self.attribute(atom, node.attr))
        return found

    def kept_method(self, atom: Atom, node: ast.Attribute) -> Value | None:
        """A method that is taken from an object without being called, where it can be followed."""
        if isinstance(atom, Many):
            is_known = node.attr in _ADDING and atom.name != "dict"
            return one(Method(node, self.function)) if is_known else None
        if isinstance(atom, Instance):
            entry = self.library.member(atom.name, node.attr)
            is_known = isinstance(entry, list) or (entry is not None and entry.startswith("("))
        else:
            is_known = isinstance(atom, Stream) or (
                isinstance(atom, Regex) and node.attr in REGEX_FUNCTIONS
            )
        return one(Method(node, self.function, atom)) if is_known else None

    def call_method(self, kept: Method, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        """What calling a method gives that was taken from an object before."""
        name, target = kept.node.attr, kept.node.value
        if kept.owner is not None:
            return self.method(one(kept.owner), name, node, arguments, env)
        if kept.scope is self.function:
            self.grow(kept.node, self.expr(target, env), arguments, node, env)
        elif isinstance(target, ast.Name) and arguments:
            key: Key = (kept.scope, "local", target.id) if kept.scope else ("name", target.id)
            added = self.added_by(kept.node, arguments, node)
            self.grow_outside(key, with_item(self.read(key), added))
        return OTHER

    def of_Call(self, node: ast.Call, env: Env) -> Value:
        arguments = [self.expr(argument, env) for argument in node.args]
        for keyword in node.keywords:
            self.named[keyword.value] = self.expr(keyword.value, env)
        if isinstance(node.func, ast.Attribute):
            owner = self.expr(node.func.value, env)
            self.env = env
            self.grow(node.func, owner, arguments, node, env)
            return self.method(owner, node.func.attr, node, arguments, env)
        function = self.expr(node.func, env)
        self.env = env
        return self.call(function, node, arguments, env)

    def grow(
        self,
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
            self.grow_dict(function, owner, arguments, node, env)
            return
        if function.attr not in _ADDING or not arguments:
            return
        if not any(isinstance(atom, Many) and atom.name != "dict" for atom in owner):
            return
        added = self.added_by(function, arguments, node)
        self.become(function.value, with_item(owner, added), node, env)

    def added_by(self, function: ast.Attribute, arguments: list[Value], node: ast.expr) -> Value:
        """What a method puts into its list or set."""
        if function.attr in ("extend", "extendleft", "update"):
            part = node.args[-1] if isinstance(node, ast.Call) and node.args else node
            return self.items_of(arguments[-1], part)
        return arguments[-1]

    def grow_dict(
        self,
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
            fields = self.field(node.args[0], arguments[0], arguments[1])
            grown = with_item(owner, arguments[1], arguments[0], fields)
        else:
            grown = owner
            for atom in arguments[0]:
                if isinstance(atom, Many) and atom.name == "dict":
                    grown = with_item(grown, atom.items, atom.keys or UNKNOWN, atom.fields)
                else:
                    grown = with_item(grown, UNKNOWN, UNKNOWN)
        self.become(function.value, grown, node, env)

    def become(self, target: ast.expr, grown: Value, node: ast.expr, env: Env) -> None:
        """A container has grown."""
        if isinstance(target, ast.Call) and isinstance(target.func, ast.Attribute):
            if target.func.attr == "setdefault" and target.args:
                self.become_inside(target.func.value, target.args[0], grown, node, env)
        elif isinstance(target, ast.Subscript):
            self.become_inside(target.value, target.slice, grown, node, env)
        elif isinstance(target, ast.Name):
            source = self.aliases.pop((self.function, target.id), None)
            if source is not None:
                self.become(source, grown, node, env)
                self.aliases[self.function, target.id] = source
            if target.id in env:
                env[target.id] = grown
                if target.id in self.globals.get(self.function, ()):
                    self.join(("name", target.id), grown)
            elif self.function is not None and ("name", target.id) in self.known:
                self.grow_outside(("name", target.id), grown)
            else:
                self.become_outside(target.id, grown)
        elif isinstance(target, ast.Attribute):
            self.assign(target, grown, node, env)

    def become_outside(self, name: str, grown: Value) -> None:
        """A container of a function around this one has grown."""
        function = self.outer.get(self.function) if self.function else None
        while function is not None:
            if (function, "local", name) in self.known:
                self.grow_outside((function, "local", name), grown)
                return
            function = self.outer.get(function)

    def grow_outside(self, key: Key, value: Value) -> None:
        """A function changes a name of a scope around it: whoever follows that does not see it."""
        if key not in self.grown:
            self.grown.add(key)
            self.stale[key[0] if isinstance(key[0], FunctionNode) else None] = None
        self.join(key, value)

    def become_inside(
        self, outer: ast.expr, key: ast.expr, grown: Value, node: ast.expr, env: Env
    ) -> None:
        """A container in another one, at a key, has grown."""
        owner = self.expr(outer, env)
        if any(isinstance(atom, Many) for atom in owner):
            fields = self.field(key, self.expr(key, env), grown)
            self.become(outer, with_item(owner, grown, fields=fields), node, env)

    def call(self, function: Value, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        found = Value(is_open=function.is_open)
        targets: list[FunctionNode] = []
        for atom in function:
            if isinstance(atom, Function):
                targets.append(atom.node)
                found = found | self.call_function(atom, node, arguments, env)
            elif isinstance(atom, Class):
                start = self.attribute_of_class(atom.node, "__init__", set())
                for item in start or ():
                    if isinstance(item, Function):
                        self.bind(item.node, node, arguments, env, skip=1)
                found = found | one(Object(atom.node))
            elif isinstance(atom, Library):
                found = found | self.call_library(atom.name, node, arguments, env)
            elif isinstance(atom, Method):
                found = found | self.call_method(atom, node, arguments, env)
            else:
                self.lose(arguments, node)
                found = found | UNKNOWN
        if function.is_open:
            self.lose(arguments, node)
        if self.findings is not None and targets and not found.is_open:
            self.findings.callees[node] = tuple(targets)
        return found

    def call_function(
        self, function: Function, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        self.bind(function.node, node, arguments, env, skip=int(function.bound is not None))
        result = self.witness.returned(function.node, node, self.read((function.node, "return")))
        if not isinstance(node, ast.Call):
            return result
        return result.because("{} returns it", node)

    def bind(
        self, function: FunctionNode, node: ast.expr, arguments: list[Value], env: Env, skip: int
    ) -> None:
        """Join the arguments of a call into the parameters of a function."""
        self.called.add(function)
        spec = function.args
        names = [argument.arg for argument in (*spec.posonlyargs, *spec.args)][skip:]
        given = node.args if isinstance(node, ast.Call) else []
        spread = any(isinstance(argument, ast.Starred) for argument in given)
        rows = self.spread_rows(given, arguments, env) if spread else []
        if rows:
            for row in rows:
                for name, value in zip(names, row):
                    self.join((function, name), value)
                if spec.vararg:
                    rest = many(union(row[len(names) :]), "tuple")
                    self.join((function, spec.vararg.arg), rest)
            spec = ast.arguments([], [], None, spec.kwonlyargs, spec.kw_defaults, spec.kwarg, [])
            arguments = []
        for name, value in zip(names, arguments):
            self.join((function, name), UNKNOWN if spread else value)
        if spec.vararg:
            rest = UNKNOWN if spread else union(arguments[len(names) :])
            self.join((function, spec.vararg.arg), many(rest, "tuple"))
        known = {*names, *(argument.arg for argument in spec.kwonlyargs)}
        rest = NOTHING if isinstance(node, ast.Call) else UNKNOWN
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            if keyword.arg is None:
                rest = UNKNOWN
                for name in known:
                    self.join((function, name), UNKNOWN)
            elif keyword.arg in known:
                self.join((function, keyword.arg), self.value_of(keyword, env))
            else:
                rest = rest | self.value_of(keyword, env)
        if spec.kwarg:
            keys = one(Str(Kind.TEXT))
            self.join((function, spec.kwarg.arg), many(rest, "dict", keys=keys))

    def recoded_unknown(self, name: str, node: ast.expr, found: Value) -> Value:
        """What ``encode`` and ``decode`` give of something unknown, where an encoding is named."""
        if not isinstance(node, ast.Call) or not 0 < len(node.args) < 3:
            return found
        first = node.args[0]
        if not isinstance(first, ast.Constant) or not is_encoding(first.value):
            return found
        if name == "encode" and self.is_for_native(node):
            return self.encoded_native(node)
        kind = Kind.BYTES if name == "encode" else Kind.TEXT
        return one(Str(kind, was_unicode=name == "decode", why=Step("{}", node)))

    def spread_rows(
        self, given: list[ast.expr], arguments: list[Value], env: Env
    ) -> list[list[Value]]:
        """The arguments of a call whose last one is a starred tuple; none where that is unknown."""
        if any(isinstance(argument, ast.Starred) for argument in given[:-1]):
            return []
        last = given[-1]
        value = self.expr(last.value, env) if isinstance(last, ast.Starred) else UNKNOWN
        if value.is_open or not all(isinstance(atom, Row) for atom in value):
            return []
        return [[*arguments[:-1], *atom.items] for atom in value if isinstance(atom, Row)]

    def method(
        self, owner: Value, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        found = Value(is_open=owner.is_open)
        findings = self.findings
        if name in _ASSERTING and len(arguments) > 1 and isinstance(node, ast.Call):
            compare = self.contained if name.endswith("In") else self.compared
            compare(node.args[0], arguments[0], node.args[1], arguments[1])
        if name == "get_payload" and not owner.atoms and _is_decoding(node):
            return one(Str(Kind.BYTES, why=Step("{} gives bytes", node))) | NONE
        if name in ("toxml", "toprettyxml") and not owner.atoms and _names_encoding(node):
            return one(Str(Kind.BYTES, why=Step("{} gives bytes", node)))
        if name == "decode" and findings is not None and isinstance(node, ast.Call):
            encoding = arguments[0] if arguments else NOTHING
            findings.decodings[node] = Decoding(node, owner, encoding)
        if owner.is_open:
            self.lose(arguments, node)
        is_string = any(isinstance(atom, Str) for atom in owner)
        if is_string and owner.kind in (None, Kind.CONFLICT) and not owner.is_bytes:
            # A string that may be something else: what it meets proves nothing.
            if owner.kind is Kind.CONFLICT and name in STRING_ARGUMENTS and arguments:
                self.meets(arguments[0].origins, owner, node)
            self.findings = None
        names = {
            atom.name
            for atom in owner
            if isinstance(atom, Instance) and atom.origin not in STANDARD.values()
        }
        if not (names.isdisjoint(_TEXT_FILES) or names.isdisjoint(_BINARY_FILES)):
            # So with a file that was opened nobody knows how.
            self.findings = None
        is_all_text = all(isinstance(atom, Str) and atom.kind is not Kind.BYTES for atom in owner)
        if name in ("encode", "decode") and is_string and isinstance(node, ast.Call):
            for part, encoding in zip(node.args, arguments):
                self.leaves(part, encoding, "the name of an encoding is text")
        if name in ("encode", "decode") and arguments and findings is not None:
            names = {str(self.literals.get(place)).lower() for place in arguments[0].origins}
            if names & TRANSFORMS and is_all_text:
                message = "this may be a codec that Python 3 has in the module codecs alone"
                self.clash(node, message, arguments[0], "at once")
        for atom in owner:
            # What may be None as well has no methods then: there is nothing to follow.
            if not (isinstance(atom, Other) and len(owner.atoms) > 1):
                found = found | self.method_of(atom, name, node, arguments, env)
        self.findings = findings
        # A class of the module's own may derive from a string's: what has a codec's name is one's.
        may_be_string = all(isinstance(atom, (Str, Other, Object)) for atom in owner)
        is_known = name == "encode" or (name == "decode" and owner == UNKNOWN)
        if found.is_open and may_be_string and is_known and owner != NOTHING:
            found = self.recoded_unknown(name, node, found)
        return found

    def method_of(
        self, atom: Atom, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        why = Step("{}", node, atom.why)
        if isinstance(atom, Library):
            found = self.attribute_of_library(f"{atom.name}.{name}")
            if found == one(Library(f"{atom.name}.{name}")):
                return self.call_library(f"{atom.name}.{name}", node, arguments, env)
            return self.call(found, node, arguments, env)
        if isinstance(atom, Instance):
            return self.method_of_instance(atom, name, node, arguments, env)
        if isinstance(atom, Str):
            return self.method_of_string(atom, name, node, arguments, why)
        if isinstance(atom, Item):
            self.use_item(atom, node)
            return UNKNOWN
        if isinstance(atom, Stream):
            return self.method_of_stream(atom, name, node, arguments, why)
        if isinstance(atom, Regex):
            if atom.is_match:
                return result_of_match(name, atom, len(arguments), why)
            return self.regex(name, one(atom), arguments, node)
        if isinstance(atom, Many):
            if name not in _ADDING | _ASKING:
                self.lose(arguments, node)
            if name in _FINDING and atom.name != "dict" and isinstance(node, ast.Call):
                for part, value in zip(node.args[:1], arguments):
                    self.contained(part, value, node, one(atom))
            return self.method_of_container(atom, name, arguments, node)
        if isinstance(atom, (Object, Class)):
            found = self.attribute(atom, name)
            inherited = self.method_of_base(atom, name)
            if found == UNKNOWN and inherited is not None:
                entry, owner = inherited
                return self.call_entry(entry, f"{owner}.{name}", node, arguments, env, owner=owner)
            return self.call(found, node, arguments, env)
        return UNKNOWN

    def method_of_instance(
        self, atom: Instance, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        if atom.name.startswith("queue.") and atom.origin is not None:
            if name in ("put", "put_nowait") and arguments:
                self.join(("queue", atom.origin), arguments[0])
                return NONE
            if name in ("get", "get_nowait"):
                return self.read(("queue", atom.origin))
        if name not in _OF_STREAMS:
            self.use_streams_of(one(atom), node)
        entry = self.library.member(atom.name, name)
        is_old = atom.name == "array.array" and name in ("tostring", "fromstring")
        if is_old and isinstance(node, ast.Call) and self.findings is not None:
            self.findings.arrays.append((node, atom.why))
        if entry is None:
            if name not in _PLAIN:
                self.lose(arguments, node)
            return UNKNOWN
        if name == "communicate" and atom.origin in self.pipes and atom.origin:
            full = f"{atom.name}.{name}"
            found = self.call_entry(
                entry, full, node, arguments, env, owner=atom.name, cause=atom.why
            )
            return self.communicated(found, atom.origin)
        if atom.origin in self.formats and atom.origin and isinstance(node, ast.Call):
            text = self.formats[atom.origin]
            found_row = self.packed_as(text, name, node, arguments, node.args)
            if found_row is not None and name in ("pack", "unpack", "unpack_from"):
                return found_row
        if name in ("write", "writelines") and atom.origin and arguments:
            return self.written(atom, node, name, arguments, env)
        full = f"{atom.name}.{name}"
        found = self.call_entry(
            entry, full, node, arguments, env, owner=atom.name, cause=atom.why, origin=atom.origin
        )
        is_read = found.files == frozenset([atom.origin]) and name != "__enter__"
        if atom.origin and is_read and self.is_binary(atom):
            self.use_file(one(atom), Kind.BYTES, node)
        return found

    def written(
        self, atom: Instance, node: ast.expr, name: str, arguments: list[Value], env: Env
    ) -> Value:
        """Something is written into a file, whose mode could be another one."""
        value = arguments[0]
        part = node.args[0] if isinstance(node, ast.Call) and node.args else node
        if name == "writelines":
            value = self.items_of(value, part)
        if value.origins <= self.made.keys() and atom.origin not in STANDARD.values():
            # What was encoded for this alone is written as it is.
            self.count_bytes(value, node)
        if self.findings is not None and not self.is_binary(atom):
            self.findings.wanted[part].append((Kind.TEXT, atom.origin))
        if self.is_binary(atom):
            if name == "write":
                self.enters(part, value, "a file of bytes")
            elif value.origins and value.kind in (Kind.NATIVE, Kind.BYTES):
                self.meets(value.origins, one(Str(Kind.BYTES, why=atom.why)), node)
            self.use_file(one(atom), Kind.BYTES, node)
        elif value.is_bytes:
            why = Step("{} writes bytes", node, value.why)
            self.use_file(one(atom), Kind.BYTES, node, why)
            if name == "write":
                self.leaves(part, value, "it is written to a file of text", atom.origin)
        elif value.kind is not Kind.NATIVE or any(p in self.made for p in value.origins):
            self.use_file(one(atom), Kind.TEXT if value.kind else None, node)
        else:
            self.record_meeting(Meeting(value.origins, Kind.TEXT, node, None, file=atom.origin))
        return OTHER

    def method_of_base(self, atom: Object | Class, name: str) -> tuple[Entry, str] | None:
        """What a class of the library, from which one of the module's own derives, has."""
        for base in self.bases.get(atom.node, ()):
            for each in base:
                if isinstance(each, Library):
                    entry = self.library.member(each.name, name)
                    if entry is not None and signatures_of(entry):
                        return entry, self.library.resolve(each.name)[0]
                elif isinstance(each, Class) and each.node is not atom.node:
                    found = self.method_of_base(each, name)
                    if found is not None:
                        return found
        return None


_FINDING = frozenset("index count remove".split())
_ASKING = _FINDING | frozenset("get pop has_key __contains__".split())
_ADDING = frozenset("append appendleft add insert extend extendleft update".split())
_TEXT_FILES = frozenset(["io.TextIOWrapper", "typing.TextIO"])
_BINARY_FILES = frozenset(["io.BufferedReader", "io.BufferedWriter", "io.BufferedRandom"])
_ASSERTING = frozenset(
    "assertEqual assertEquals assertNotEqual assertNotEquals failUnlessEqual failIfEqual "
    "assertIn assertNotIn".split()
)
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
