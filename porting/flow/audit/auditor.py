"""Finds where bytes meet text in Python 3 code, where each literal is what it says.

The same values are followed as for a port, but nothing is undecided: a plain literal is text.
First the module is interpreted, and for each expression is kept what it certainly is; then the
operations are looked at, one by one. What the code asks for its type (``isinstance``) is unknown
in that function: its author thought of both.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from porting.flow.decide.judge import judge
from porting.flow.domain.findings import Findings, FunctionNode
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Reason, Sink, Step, Where
from porting.flow.domain.values import (
    NOTHING,
    OTHER,
    UNKNOWN,
    Atom,
    Instance,
    Library,
    Many,
    Other,
    Plain,
    Regex,
    Row,
    Str,
    Value,
    one,
)
from porting.flow.follow.containers import item_at, items_of
from porting.flow.follow.expressions import expr
from porting.flow.follow.interpret import run, start
from porting.flow.follow.state import Env, State
from porting.flow.follow.witness import Witness
from porting.flow.knowledge.library import Facts
from porting.result import Shows
from porting.trees import nodes_below

# Methods of strings, with how many arguments must be of the string's own kind.
_ALIKE = {
    **dict.fromkeys("count find index rfind rindex".split(), 1),
    **dict.fromkeys("partition rpartition split rsplit strip lstrip rstrip".split(), 1),
    **dict.fromkeys("startswith endswith removeprefix removesuffix".split(), 1),
    "replace": 2,
}
# Those that find the number of a byte as well.
_TAKE_NUMBERS = frozenset("count find index rfind rindex".split())
_SEARCHES = frozenset("search match fullmatch findall finditer split sub subn".split())
_ONLY_TEXT = frozenset("encode format format_map casefold isidentifier isnumeric isdecimal".split())
_ASKS = frozenset("isinstance issubclass hasattr callable type".split())
_VERSIONS = re.compile(r"\b(PY2|PY3|PYTHON2|PYTHON3|IS_PY[23]|version_info|unicode|hexversion)\b")
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_CONVERSION = re.compile(
    r"%(?:\((?P<key>[^)]*)\))?[-#0 +]*(\*|\d*)(?:\.(\*|\d*))?[hlL]?(?P<type>.)"
)


@dataclass(frozen=True)
class Suspicion:
    """A place where bytes meet text: what happens there, how that shows, and how it is known."""

    node: ast.expr
    message: str
    shows: Shows
    steps: tuple[Step, ...]


class Auditor:
    """Follows a module, and keeps what each of its expressions may be."""

    def __init__(self, tree: ast.Module, library: Facts | None = None) -> None:
        answers: dict[str, Callable[..., Any]] = {
            "expr": self.expr,
            "items_of": self.items_of,
            "item_at": self.item_at,
        }
        self.flow = start(tree, library=library, answers=answers)
        self.flow.witness = _Annotations(tree, None)
        self.values: dict[ast.expr, Value] = {}
        self.asked = {function: _asked_in(function) for function in _functions_of(tree)}

    def suspicions(self) -> list[Suspicion]:
        """Every place where bytes certainly meet text, in the order of the text."""
        findings = run(self.flow)
        if self.flow.endless is not None:
            return []
        found = [*_Look(self.values, findings).module(self.flow.tree)]
        return sorted(found, key=lambda each: (each.node.lineno, each.node.col_offset))

    def expr(self, flow: State, node: ast.expr, env: Env) -> Value:
        asked = self.asked.get(flow.function)
        value = _constant(node) if isinstance(node, ast.Constant) else expr(flow, node, env)
        if asked and isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
            value = UNKNOWN if ast.dump(node) in asked else value
        if not flow.is_aside:
            known = self.values.get(node)
            self.values[node] = value if known is None else known | value
        return value

    def items_of(self, flow: State, value: Value, node: ast.expr) -> Value:
        strings, rest = _bytes_in(value)
        found = items_of(flow, rest, node) if rest != NOTHING else NOTHING
        return found | _bytes_from(strings, Reason.ITEMS, node)

    def item_at(
        self,
        flow: State,
        value: Value,
        index: int | None,
        node: ast.expr,
        field: str | None = None,
    ) -> Value:
        strings, rest = _bytes_in(value)
        found = item_at(flow, rest, index, node, field) if rest != NOTHING else NOTHING
        return found | _bytes_from(strings, Reason.ITEM, node)


def _constant(node: ast.Constant) -> Value:
    if isinstance(node.value, str):
        return one(Str(Kind.TEXT, why=Step(Reason.TEXT_LITERAL, node)))
    if isinstance(node.value, bytes):
        return one(Str(Kind.BYTES, why=Step(Reason.BYTES_LITERAL, node)))
    return OTHER


def _bytes_from(strings: Iterable[Str], reason: Reason, node: ast.expr) -> Value:
    """The numbers that items of some strings of bytes are."""
    return Value(frozenset(Other(Plain.ITEM, why=Step(reason, node, each.why)) for each in strings))


class _Annotations(Witness):
    """Believes the annotations ``str`` and ``bytes``, where nothing else is known."""

    def argument(self, function: FunctionNode, name: str, value: Value) -> Value:
        if value.atoms - OTHER.atoms or not value.is_open:
            return value
        spec = function.args
        for argument in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs):
            if argument.arg == name and argument.annotation is not None:
                why = Step(Reason.ANNOTATED, argument.annotation, about=name)
                return _annotated(why, value)
        return value

    def returned(self, function: FunctionNode, node: ast.expr, value: Value) -> Value:
        annotation = None if isinstance(function, ast.Lambda) else function.returns
        if annotation is None or value.atoms - OTHER.atoms or not value.is_open:
            return value
        return _annotated(Step(Reason.RESULT_ANNOTATED, annotation), value)


def _annotated(why: Step, value: Value) -> Value:
    name = why.node.id if isinstance(why.node, ast.Name) else None
    kind = {"str": Kind.TEXT, "bytes": Kind.BYTES}.get(name or "")
    return one(Str(kind, why=why)) if kind else value


class _Look:
    """Looks at the operations of a module, with what each expression may be."""

    def __init__(self, values: dict[ast.expr, Value], findings: Findings) -> None:
        self.values = values
        self.places = {(node.lineno, node.col_offset): node for node in values}
        self.made = findings.made
        self.given: dict[ast.expr, Suspicion] = {}
        for entry in judge(findings.seen).entries:
            if self.kind(entry.node) is Kind.TEXT and not _is_vague(entry.sink):
                message = f"text is given to {entry.sink}, which takes bytes only: a TypeError"
                self.given[entry.node] = self.suspicion(
                    entry.node, message, "fails when reached", entry.node
                )

    def module(self, tree: ast.Module) -> Iterator[Suspicion]:
        yield from self.below(tree, is_tried=False)

    def below(self, node: ast.AST, is_tried: bool) -> Iterator[Suspicion]:
        """What is amiss in a node; not what would raise an error that the code awaits."""
        if isinstance(node, ast.If) and _VERSIONS.search(ast.unparse(node.test)):
            return
        if isinstance(node, ast.expr) and node in self.given and not is_tried:
            yield self.given[node]
        handler = getattr(self, f"at_{type(node).__name__}", None)
        if handler is not None:
            for suspicion in handler(node):
                if not (is_tried and suspicion.shows == "fails when reached"):
                    yield suspicion
        tried: list[ast.stmt] = []
        if isinstance(node, (ast.Try, ast.With)) and _awaits_errors(node):
            tried = node.body
        for child in ast.iter_child_nodes(node):
            yield from self.below(child, is_tried or child in tried)

    def value(self, node: ast.expr) -> Value:
        return self.values.get(node, UNKNOWN)

    def kind(self, node: ast.expr) -> Kind | None:
        """The kind of the string that an expression certainly is (or else None or a number)."""
        return _kind(self.value(node))

    def is_byte(self, node: ast.expr) -> bool:
        value = self.value(node)
        return bool(value.atoms) and not value.is_open and all(_is_item(atom) for atom in value)

    def differ(self, left: ast.expr, right: ast.expr) -> bool:
        """Whether one is bytes and the other text."""
        return {self.kind(left), self.kind(right)} == {Kind.BYTES, Kind.TEXT}

    def suspicion(
        self, node: ast.expr, message: str, shows: Shows, *causes: ast.expr | Value
    ) -> Suspicion:
        steps = []
        for cause in causes:
            value = self.value(cause) if isinstance(cause, ast.AST) else cause
            # Of a literal in its place everybody sees what it is.
            if value.why and not isinstance(cause, ast.Constant):
                steps.append(value.why)
        return Suspicion(node, message, shows, tuple(steps))

    # Operations

    def at_Compare(self, node: ast.Compare) -> Iterator[Suspicion]:
        left = node.left
        for operator, right in zip(node.ops, node.comparators):
            if isinstance(operator, (ast.Eq, ast.NotEq)):
                yield from self.equality(node, left, right)
            elif isinstance(operator, (ast.In, ast.NotIn)):
                yield from self.membership(node, left, right)
            elif isinstance(operator, _ORDERS) and self.differ(left, right):
                message = "bytes and text have no order: a TypeError"
                yield self.suspicion(node, message, "fails when reached", left, right)
            left = right

    def equality(self, node: ast.expr, left: ast.expr, right: ast.expr) -> Iterator[Suspicion]:
        if self.differ(left, right):
            message = "bytes are compared with text: they are never equal"
            yield self.suspicion(node, message, "wrong result, no error", left, right)
        for number, other in ((left, right), (right, left)):
            if self.is_byte(number) and self.kind(other):
                message = "an item of bytes, a number, is compared with a string: never equal"
                yield self.suspicion(node, message, "wrong result, no error", number, other)

    def membership(self, node: ast.expr, item: ast.expr, place: ast.expr) -> Iterator[Suspicion]:
        whole = self.kind(place)
        if whole is not None:
            if self.differ(item, place):
                message = f"{_name(self.kind(item))} is looked for in {whole.value}: a TypeError"
                yield self.suspicion(node, message, "fails when reached", item, place)
            elif self.is_byte(item) and whole is Kind.TEXT:
                message = "an item of bytes, a number, is looked for in text: a TypeError"
                yield self.suspicion(node, message, "fails when reached", item, place)
            return
        held = self.held_in(place)
        kinds = {self.kind(item), held}
        if kinds == {Kind.BYTES, Kind.TEXT}:
            what = "bytes are" if held is Kind.TEXT else "text is"
            message = f"{what} looked for among {_many(held)}: never found"
            yield self.suspicion(node, message, "wrong result, no error", item)
        elif held is not None and self.is_byte(item):
            message = "an item of bytes, a number, is looked for among strings: never found"
            yield self.suspicion(node, message, "wrong result, no error", item)

    def held_in(self, node: ast.expr) -> Kind | None:
        """The kind of all strings in a container, where that is certain."""
        value = self.value(node)
        if value.is_open or not value.atoms:
            return None
        kinds = set()
        for atom in value:
            if isinstance(atom, Row):
                kinds |= {_kind(item) for item in atom.items}
            elif isinstance(atom, Many):
                held = atom.keys if atom.name == "dict" else atom.items
                kinds.add(None if held is None else _kind(held))
            else:
                return None
        return kinds.pop() if len(kinds) == 1 else None

    def at_BinOp(self, node: ast.BinOp) -> Iterator[Suspicion]:
        if isinstance(node.op, ast.Add):
            yield from self.addition(node, node.left, node.right)
        elif isinstance(node.op, ast.Mod):
            yield from self.formatting(node)

    def at_AugAssign(self, node: ast.AugAssign) -> Iterator[Suspicion]:
        if isinstance(node.op, ast.Add) and isinstance(node.target, ast.Name):
            # The target was read at its own place, by a node that is not in the tree.
            read = self.places.get((node.target.lineno, node.target.col_offset), node.target)
            yield from self.addition(node.target, read, node.value)

    def addition(self, node: ast.expr, left: ast.expr, right: ast.expr) -> Iterator[Suspicion]:
        if self.differ(left, right):
            yield self.suspicion(
                node, "bytes and text are added: a TypeError", "fails when reached", left, right
            )
        for number, other in ((left, right), (right, left)):
            if self.is_byte(number) and self.kind(other):
                message = "an item of bytes, a number, is added to a string: a TypeError"
                yield self.suspicion(node, message, "fails when reached", number)

    def formatting(self, node: ast.BinOp) -> Iterator[Suspicion]:
        kind = self.kind(node.left)
        template = node.left.value if isinstance(node.left, ast.Constant) else None
        if kind is None or not isinstance(template, (str, bytes)):
            return
        text = template if isinstance(template, str) else template.decode("latin-1")
        for conversion, argument in _formatted(text, node.right):
            given = self.kind(argument)
            if kind is Kind.TEXT and given is Kind.BYTES and conversion == "s":
                message = "text is formatted with bytes: it shows b'...'"
                yield self.suspicion(argument, message, "wrong result, no error", argument)
            elif kind is Kind.BYTES and given is Kind.TEXT and conversion in "sb":
                message = "bytes are formatted with text: a TypeError"
                yield self.suspicion(argument, message, "fails when reached", argument)

    def at_JoinedStr(self, node: ast.JoinedStr) -> Iterator[Suspicion]:
        for part in node.values:
            if (
                isinstance(part, ast.FormattedValue)
                and part.conversion in (-1, ord("s"))
                and self.kind(part.value) is Kind.BYTES
            ):
                message = "an f-string has bytes in it: it shows b'...'"
                yield self.suspicion(part.value, message, "wrong result, no error", part.value)

    def at_Dict(self, node: ast.Dict) -> Iterator[Suspicion]:
        kinds = {self.kind(key): key for key in node.keys if key is not None}
        if {Kind.BYTES, Kind.TEXT} <= kinds.keys():
            message = "some keys of this dict are bytes, some text: none is found by the other"
            causes = (kinds[Kind.BYTES], kinds[Kind.TEXT])
            yield self.suspicion(node, message, "wrong result, no error", *causes)

    def at_Subscript(self, node: ast.Subscript) -> Iterator[Suspicion]:
        atom = _only(self.value(node.value))
        if isinstance(atom, Many) and atom.name == "dict" and isinstance(node.ctx, ast.Load):
            held = self.held_in(node.value)
            if {held, self.kind(node.slice)} == {Kind.BYTES, Kind.TEXT}:
                message = f"the keys of the dict are {_many(held)}, this is not: a KeyError"
                yield self.suspicion(node, message, "fails when reached", node.slice, node.value)

    # Calls

    def at_Call(self, node: ast.Call) -> Iterator[Suspicion]:
        if any(isinstance(argument, ast.Starred) for argument in node.args):
            return
        if isinstance(node.func, ast.Attribute):
            owner = self.value(node.func.value)
            kind = _kind(owner)
            if kind is not None and not isinstance(_only(owner), Library):
                yield from self.method(node, node.func, kind)
            atom = _only(owner)
            if isinstance(atom, Regex) and not atom.is_match:
                yield from self.search(node, node.func.attr, atom.kind, owner, node.args)
            elif isinstance(atom, Many) and atom.name == "dict" and node.args:
                held = self.held_in(node.func.value)
                asked = node.func.attr in ("get", "pop", "setdefault")
                if asked and {held, self.kind(node.args[0])} == {Kind.BYTES, Kind.TEXT}:
                    message = f"the keys of the dict are {_many(held)}, this is not: never found"
                    causes = (node.args[0], node.func.value)
                    yield self.suspicion(node, message, "wrong result, no error", *causes)
            elif node.func.attr == "write" and len(node.args) == 1:
                yield from self.writing(node, owner, node.args[0])
        yield from self.function(node)

    def writing(self, node: ast.Call, owner: Value, what: ast.expr) -> Iterator[Suspicion]:
        """Something is written into a file whose mode stands where it was opened."""
        file = _only(owner)
        made = self.made.get(file.origin or (0, 0)) if isinstance(file, Instance) else None
        if made is None or not isinstance(made.node, ast.Call):
            return
        if self.name_of(made.node.func) in ("builtins.open", "io.open"):
            takes = Kind.BYTES if "b" in made.mode else Kind.TEXT
            if {takes, self.kind(what)} == {Kind.BYTES, Kind.TEXT}:
                given = "text is" if takes is Kind.BYTES else "bytes are"
                message = f"{given} written into a file of {takes.value}: a TypeError"
                yield self.suspicion(what, message, "fails when reached", what, owner)

    def method(self, node: ast.Call, called: ast.Attribute, kind: Kind) -> Iterator[Suspicion]:
        name, owner = called.attr, called.value
        if (name == "decode" and kind is Kind.TEXT) or (name in _ONLY_TEXT and kind is Kind.BYTES):
            message = f"{kind.value} has no method {name}: an AttributeError"
            yield self.suspicion(
                node, message.replace("bytes has", "bytes have"), "fails when reached", owner
            )
        if name == "format" and kind is Kind.TEXT:
            yield from self.format(node, owner)
        if name == "join" and len(node.args) == 1:
            yield from self.joining(node, owner, kind)
        for argument in node.args[: _ALIKE.get(name, 0)]:
            row = _only(self.value(argument))
            parts = argument.elts if isinstance(argument, ast.Tuple) else [argument]
            if isinstance(row, Row) and not isinstance(argument, ast.Tuple):
                continue
            for part in parts:
                if self.differ(owner, part):
                    which = _name(self.kind(part))
                    message = f"`{name}` of {kind.value} is given {which}: a TypeError"
                    yield self.suspicion(part, message, "fails when reached", owner, part)
                elif self.is_byte(part) and not (kind is Kind.BYTES and name in _TAKE_NUMBERS):
                    message = f"`{name}` is given an item of bytes, a number: a TypeError"
                    yield self.suspicion(part, message, "fails when reached", part)

    def joining(self, node: ast.Call, owner: ast.expr, kind: Kind) -> Iterator[Suspicion]:
        argument = node.args[0]
        value = self.value(argument)
        held = self.held_in(argument)
        if _kind(value) is Kind.BYTES:
            message = "the items of bytes are numbers, which cannot be joined: a TypeError"
            yield self.suspicion(argument, message, "fails when reached", argument)
        elif {kind, held} == {Kind.BYTES, Kind.TEXT}:
            message = f"{kind.value} joins {_many(held)}: a TypeError"
            yield self.suspicion(
                argument,
                message.replace("bytes joins", "bytes join"),
                "fails when reached",
                owner,
                argument,
            )

    def format(self, node: ast.Call, owner: ast.expr) -> Iterator[Suspicion]:
        template = owner.value if isinstance(owner, ast.Constant) else None
        if not isinstance(template, str):
            return
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        for name, conversion in _fields_of(template):
            argument = keywords.get(name)
            if name.isdigit() and int(name) < len(node.args):
                argument = node.args[int(name)]
            if argument is None or conversion not in (None, "s"):
                continue
            if self.kind(argument) is Kind.BYTES:
                message = "text is formatted with bytes: it shows b'...'"
                yield self.suspicion(argument, message, "wrong result, no error", argument)

    def function(self, node: ast.Call) -> Iterator[Suspicion]:
        name = self.name_of(node.func)
        first = node.args[0] if node.args else None
        if name is None or first is None:
            return
        if name == "builtins.str" and len(node.args) == 1 and not node.keywords:
            if self.kind(first) is Kind.BYTES:
                message = "`str()` of bytes shows them as b'...': decode them"
                yield self.suspicion(node, message, "wrong result, no error", first)
        elif name == "builtins.print":
            for argument in node.args:
                if self.kind(argument) is Kind.BYTES:
                    message = "bytes are printed: they show as b'...'"
                    yield self.suspicion(argument, message, "wrong result, no error", argument)
        elif name in ("builtins.bytes", "builtins.bytearray"):
            if len(node.args) == 1 and not node.keywords and self.kind(first) is Kind.TEXT:
                message = "`bytes()` of text needs an encoding: a TypeError"
                yield self.suspicion(node, message, "fails when reached", first)
        elif name == "builtins.ord" and self.is_byte(first):
            message = "`ord` is given an item of bytes, which is a number: a TypeError"
            yield self.suspicion(node, message, "fails when reached", first)
        elif name in ("sys.stdout.write", "sys.stderr.write"):
            if self.kind(first) is Kind.BYTES:
                message = "bytes are written to a stream of text: a TypeError"
                yield self.suspicion(node, message, "fails when reached", first)
        elif name.startswith("re.") and name[3:] in _SEARCHES:
            pattern = self.value(first)
            kind = _kind(pattern)
            if kind is not None:
                yield from self.search(node, name[3:], kind, pattern, node.args[1:])

    def search(
        self, node: ast.Call, name: str, kind: Kind, pattern: Value, given: list[ast.expr]
    ) -> Iterator[Suspicion]:
        """A pattern meets what it searches, and (first) what it puts in its place."""
        if name not in _SEARCHES or kind not in (Kind.BYTES, Kind.TEXT):
            return
        for argument in given[: 2 if name in ("sub", "subn") else 1]:
            if {kind, self.kind(argument)} == {Kind.BYTES, Kind.TEXT}:
                other = _name(self.kind(argument))
                message = f"a pattern of {kind.value} meets {other}: a TypeError"
                yield self.suspicion(argument, message, "fails when reached", argument, pattern)

    def name_of(self, node: ast.expr) -> str | None:
        """The dotted name of the one function of the library that an expression is."""
        if isinstance(node, ast.Attribute):
            owner = _only(self.value(node.value))
            name = owner.name if isinstance(owner, Library) else None
            if name is None and isinstance(node.value, ast.Attribute):
                name = self.name_of(node.value)  # sys.stdout, of which the kind is known as well
            return f"{name}.{node.attr}" if name else None
        called = _only(self.value(node))
        return called.name if isinstance(called, Library) else None


def _is_vague(sink: Sink) -> bool:
    """Whether what a function takes is not certain: which files are of bytes is known where they
    are opened, and codecs are of all kinds."""
    if sink.where not in (Where.TAKES_BYTES, Where.ATTRIBUTE):
        return True
    return sink.name.startswith("codecs.") or sink.name.endswith((".write", ".writelines"))


def _kind(value: Value) -> Kind | None:
    """The kind of the string that a value certainly is, though it may be None or a number."""
    if value.is_open:
        return None
    kinds = set()
    for atom in value:
        if isinstance(atom, Str):
            kinds.add(atom.kind)
        elif _is_item(atom) or not isinstance(atom, Other):
            return None
    (kind,) = kinds if len(kinds) == 1 else (None,)
    return kind if kind in (Kind.BYTES, Kind.TEXT) else None


def _is_item(atom: Atom) -> bool:
    """Whether this is an item of bytes, which is a number."""
    return isinstance(atom, Other) and atom.what is Plain.ITEM


def _only(value: Value) -> Atom | None:
    """The one thing that a value certainly is."""
    if value.is_open or len(value.atoms) != 1:
        return None
    (atom,) = value.atoms
    return atom


def _bytes_in(value: Value) -> tuple[list[Str], Value]:
    """The bytes that a value may be, and the rest of it."""
    strings = [atom for atom in value if isinstance(atom, Str) and atom.kind is Kind.BYTES]
    return strings, Value(value.atoms - frozenset(strings), value.is_open)


def _name(kind: Kind | None) -> str:
    return kind.value if kind else "a string"


def _many(kind: Kind | None) -> str:
    return "bytes" if kind is Kind.BYTES else "texts"


def _formatted(template: str, right: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """The conversions of a template with the expressions that they are for, where that is plain."""
    found = [match for match in _CONVERSION.finditer(template) if match["type"] != "%"]
    if any("*" in match.groups() for match in found):
        return
    if isinstance(right, ast.Dict):
        items = {
            key.value: value
            for key, value in zip(right.keys, right.values)
            if isinstance(key, ast.Constant)
        }
        for match in found:
            if match["key"] in items:
                yield match["type"], items[match["key"]]
    elif isinstance(right, ast.Tuple):
        if len(found) == len(right.elts) and not any(match["key"] for match in found):
            yield from ((match["type"], each) for match, each in zip(found, right.elts))
    elif len(found) == 1 and found[0]["key"] is None:
        yield found[0]["type"], right


def _fields_of(template: str) -> Iterator[tuple[str, str | None]]:
    """The plain fields of a template for ``format``, with their conversions."""
    count = 0
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        return
    for _, name, _, conversion in parts:
        if name is None:
            continue
        if not name:
            name, count = str(count), count + 1
        if name.isidentifier() or name.isdigit():
            yield name, conversion


def _functions_of(tree: ast.Module) -> Iterator[FunctionNode | None]:
    yield None
    for node in nodes_below(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield node


def _asked_in(function: FunctionNode | None) -> frozenset[str]:
    """The expressions that a function asks for their type, or for what they can do."""
    found: set[str] = set()
    for node in nodes_below(function) if function is not None else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in _ASKS and node.args:
                found.add(ast.dump(node.args[0]))
        elif isinstance(node, ast.Match):
            found.add(ast.dump(node.subject))
    return frozenset(found)


def _awaits_errors(node: ast.Try | ast.With) -> bool:
    """Whether an error in the body is awaited: caught, or asked for as tests do."""
    if isinstance(node, ast.With):
        return any(
            re.search("[Rr]aises|[Ww]arns|suppress", ast.unparse(item.context_expr))
            for item in node.items
        )
    names = {
        name.id if isinstance(name, ast.Name) else ""
        for handler in node.handlers
        for name in nodes_below(handler.type or ast.Name("Exception"))
    }
    return not names.isdisjoint(("TypeError", "AttributeError", "Exception", "BaseException"))
