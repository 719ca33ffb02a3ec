"""What calls of the library, and methods of its objects, give back."""

from __future__ import annotations

import ast
import re
from abc import ABC, abstractmethod

from porting.flow import library
from porting.flow.findings import FunctionNode, Meeting, StreamUse
from porting.flow.state import Env, State
from porting.flow.values import (
    NOTHING,
    OTHER,
    UNKNOWN,
    Function,
    Instance,
    Kind,
    Many,
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

_NO_GROUP = re.compile(r"\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]")
_GROUP = re.compile(r"\((?!\?)|\(\?P<")


class Calls(State, ABC):
    """Evaluates what the library does. How expressions are evaluated is for others to say."""

    @abstractmethod
    def expr(self, node: ast.expr, env: Env) -> Value:
        """What an expression may be."""

    @abstractmethod
    def call(self, function: Value, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        """What calling a value gives."""

    @abstractmethod
    def bind(
        self, function: FunctionNode, node: ast.expr, arguments: list[Value], env: Env, skip: int
    ) -> None:
        """Join the arguments of a call into the parameters of a function."""

    def call_library(self, name: str, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        given = node.args if isinstance(node, ast.Call) else []
        if name == "re.compile" and arguments:
            return self.pattern(arguments[0])
        if name.startswith("re.") and name[3:] in library.REGEX_FUNCTIONS and len(arguments) > 1:
            pattern = self.pattern(arguments[0])
            return self.regex(name[3:], pattern, arguments[1:], node)
        if name.startswith("builtins.") and isinstance(node, ast.Call):
            found = self.call_builtin(name[9:], node, arguments, env)
            if found is not None:
                return found
        if name == "io.StringIO" and isinstance(node, ast.Call):
            return self.make_stream(node, arguments)
        if name == "shutil.copyfileobj" and len(arguments) > 1:
            self.copy_stream(arguments[0], arguments[1], node)
        if name == "threading.Thread" and isinstance(node, ast.Call):
            self.start_thread(node, env)
        if name == "sys.stdout.write" and given:
            self.leaves(given[0], arguments[0], "it is written to standard output")
        kind = library.RETURNS.get(name)
        if kind is None:
            return UNKNOWN
        return library.value_of_type(kind, Step(f"{{}} gives {kind}", node))

    def call_builtin(
        self, name: str, node: ast.Call, arguments: list[Value], env: Env
    ) -> Value | None:
        first = arguments[0] if arguments else NOTHING
        if name == "print":
            for argument, value in zip(node.args, arguments):
                self.leaves(argument, value, "it is printed")
            for keyword in node.keywords:
                for atom in self.expr(keyword.value, env) if keyword.arg == "file" else ():
                    if isinstance(atom, Stream):
                        self.record_stream(StreamUse(atom.origin, node, Kind.TEXT))
            return OTHER
        if name == "str":
            if len(arguments) == 1 and not node.keywords:
                self.leaves(node.args[0], first, "`str()` shows it")
            return one(Str(Kind.TEXT))
        if name in ("bytes", "bytearray"):
            return one(Str(Kind.BYTES, why=Step("{}", node, first.why)))
        if name == "open":
            mode = arguments[1] if len(arguments) > 1 else None
            for keyword in node.keywords:
                if keyword.arg == "mode":
                    mode = self.expr(keyword.value, env)
            return self.opened(node, mode)
        if name in ("list", "tuple", "set", "sorted", "iter", "reversed", "frozenset"):
            return many(self.items_of(first, node)) if arguments else many(NOTHING)
        if name in ("next", "min", "max") and len(arguments) == 1:
            return self.items_of(first, node)
        if name == "enumerate":
            return many(one(Row((OTHER, self.items_of(first, node)))))
        if name == "zip":
            rows = tuple(self.items_of(value, node) for value in arguments)
            return many(one(Row(rows)))
        if name == "map" and len(arguments) == 2:
            mapped = self.call(first, node, [self.items_of(arguments[1], node)], env)
            return many(mapped, "iterator")
        return None

    def opened(self, node: ast.Call, mode: Value | None) -> Value:
        text = ""
        argument = node.args[1] if len(node.args) > 1 else None
        for keyword in node.keywords:
            if keyword.arg == "mode":
                argument = keyword.value
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            text = argument.value
        elif mode is not None:
            return UNKNOWN
        kind = "io.BufferedReader" if "b" in text else "io.TextIOWrapper"
        why = Step(f"{{}} is a file of {'bytes' if 'b' in text else 'text'}", node)
        return one(Instance(kind, why=why))

    def start_thread(self, node: ast.Call, env: Env) -> None:
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        if "target" not in keywords:
            return
        given = keywords.get("args")
        arguments = (
            [self.expr(item, env) for item in given.elts] if isinstance(given, ast.Tuple) else []
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
            literal = self.literals[place]
            text = literal if isinstance(literal, str) else literal.decode("latin-1")
            found += len(_GROUP.findall(_NO_GROUP.sub("", text)))
        return found

    def regex(self, name: str, pattern: Value, arguments: list[Value], node: ast.expr) -> Value:
        """What a pattern's method gives; the pattern, the subject and the replacement meet."""
        if name not in library.REGEX_FUNCTIONS or not arguments:
            return UNKNOWN
        replaces = name in ("sub", "subn")
        if replaces and len(arguments) < 2:
            return UNKNOWN
        subject = arguments[1] if replaces else arguments[0]
        if subject == NOTHING:
            return NOTHING
        origins = pattern.origins
        if replaces:
            origins = origins | arguments[0].origins
        kind = subject.kind
        if kind is Kind.NATIVE:
            origins = origins | subject.origins
            kinds = [atom.kind for atom in pattern if isinstance(atom, Regex)]
            kind = kinds[0] if len(set(kinds)) == 1 else Kind.NATIVE
        searched = "bytes" if kind is Kind.BYTES else "text"
        why = Step(f"{{}} searches {searched}", node, subject.why)
        self.record_meeting(Meeting(origins, kind, node, why, is_pattern=True))
        if kind is None:
            return UNKNOWN
        groups = {atom.groups for atom in pattern if isinstance(atom, Regex)}
        count = groups.pop() if len(groups) == 1 else None
        return library.result_of_regex(name, kind, count, Step("{}", node, subject.why))

    def method_of_string(
        self, atom: Str, name: str, node: ast.expr, arguments: list[Value], why: Step
    ) -> Value:
        given = node.args if isinstance(node, ast.Call) else []
        if name == "format" and atom.kind is not Kind.BYTES:
            for argument, value in zip(given, arguments):
                self.leaves(argument, value, "text is formatted with it")
            return one(Str(Kind.TEXT))
        if name in ("decode", "encode"):
            return library.method_of_string(atom, name, why)
        if name == "join" and atom.kind is Kind.NATIVE and arguments:
            items = self.items_of(arguments[0], given[0])
            if items.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(atom.origins, items, node)
                return items
        for value in arguments:
            if value.kind is Kind.NATIVE and atom.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(value.origins, one(atom), node)
            elif atom.kind is Kind.NATIVE and value.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(atom.origins, value, node)
        return library.method_of_string(atom, name, why)

    def method_of_stream(
        self, atom: Stream, name: str, node: ast.expr, arguments: list[Value], why: Step
    ) -> Value:
        if name == "write" and arguments and isinstance(node, ast.Call):
            value = arguments[0]
            kind = Kind.BYTES if value.is_bytes else None
            self.record_stream(StreamUse(atom.origin, node, kind, value.why, node.args[0], value))
        if name in ("read", "readline", "getvalue"):
            return one(Str(Kind.TEXT, why=why))
        if name == "readlines":
            return many(one(Str(Kind.TEXT, why=why)))
        return OTHER if name in ("write", "seek", "tell", "close", "flush") else UNKNOWN

    def make_stream(self, node: ast.Call, arguments: list[Value]) -> Value:
        """What ``io.StringIO(...)`` gives."""
        origin = (node.func.lineno, node.func.col_offset)
        if arguments:
            kind = Kind.BYTES if arguments[0].is_bytes else None
            use = StreamUse(origin, node, kind, arguments[0].why, node.args[0], arguments[0])
            self.record_stream(use)
        return one(Stream(origin, why=Step("{} is a file in memory", node)))

    def copy_stream(self, source: Value, target: Value, node: ast.expr) -> None:
        """A file is copied into another."""
        is_binary = any(
            isinstance(atom, Instance) and atom.name == "io.BufferedWriter" for atom in target
        )
        for atom in source:
            if isinstance(atom, Stream) and is_binary:
                why = Step("{} copies it into a file of bytes", node, atom.why)
                self.record_stream(StreamUse(atom.origin, node, Kind.BYTES, why))

    def method_of_container(self, atom: Many, name: str, arguments: list[Value]) -> Value:
        if atom.name == "dict":
            if name == "values":
                return many(atom.items, "iterator")
            if name in ("get", "pop", "setdefault"):
                return union([atom.items, OTHER, *arguments[1:]])
            return UNKNOWN
        return atom.items if name == "pop" else UNKNOWN

    def item_at(self, value: Value, index: int | None, node: ast.expr) -> Value:
        """What ``value[index]`` may be; None stands for any index."""
        found = Value(is_open=value.is_open)
        for atom in value:
            if isinstance(atom, Row):
                if index is not None and -len(atom.items) <= index < len(atom.items):
                    found = found | atom.items[index]
                else:
                    found = found | union(atom.items)
            elif isinstance(atom, Many):
                found = found | atom.items
            elif isinstance(atom, Regex) and atom.is_match:
                found = found | library.result_of_match("__getitem__", atom, 1, atom.why)
            elif isinstance(atom, Str) and atom.kind is not Kind.BYTES:
                found = found | one(atom)
            elif isinstance(atom, (Str, Other)):
                found = found | OTHER
            else:
                found = found | UNKNOWN
        return found

    def items_of(self, value: Value, node: ast.expr) -> Value:
        """What iterating over a value gives."""
        found = Value(is_open=value.is_open)
        for atom in value:
            if isinstance(atom, Many):
                found = found | (
                    one(Str(Kind.NATIVE)) | UNKNOWN if atom.name == "dict" else atom.items
                )
            elif isinstance(atom, Row):
                found = found | union(atom.items)
            elif isinstance(atom, Instance):
                kind = library.RETURNS.get(f"{atom.name}.__iter__")
                found = found | (library.value_of_type(kind, atom.why) if kind else UNKNOWN)
            elif isinstance(atom, Str) and atom.kind is not Kind.BYTES:
                found = found | one(atom)
            elif isinstance(atom, Str):
                found = found | OTHER
            else:
                found = found | UNKNOWN
        return found
