"""What is known while a module is analysed, who read it, and what was found."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cached_property

from porting.evidence import FileEvidence
from porting.flow.domain.findings import (
    Findings,
    FunctionNode,
    Made,
    Meeting,
    Place,
    Taken,
    Use,
)
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Reason, Sink, Step, Where
from porting.flow.domain.shapes import why_of_bytes
from porting.flow.domain.values import EVERYTHING, NOTHING, Instance, Value, one
from porting.flow.follow.unpacked import binary_parameters
from porting.flow.follow.witness import Witness
from porting.flow.knowledge.library import Facts
from porting.trees import types_in

Env = dict[str, Value]
Key = tuple[object, ...]


# The standard streams, as if each were opened at a place of its own.
STANDARD = {"stdin": (0, 0), "stdout": (0, 1)}


# What is told so many times to be more than was known is more than can be told: else what holds
# itself, ever deeper, would not settle.
_MOST_CHANGES = 12

# With these, what a process prints is text, in the exception for it as well.
_TEXT_OPTIONS = frozenset(("universal_newlines", "text", "encoding"))


class State:
    """The facts of a module.

    Facts have keys: parameters and local names of functions, their returns, attributes of classes,
    names of the module. Whoever read a fact is stale, and must run again, when more is known.
    `texts` are the literals known to be text: those that had the prefix ``u``; `pinned` are the
    calls of ``encode`` known to be there for the bytes.
    """

    # What any function may ask, whoever answers: see `porting.flow.follow.interpret.ANSWERS`.
    expr: Callable[[ast.expr, Env], Value]
    """What an expression may be."""
    call: Callable[[Value, ast.expr, list[Value], Env], Value]
    """What calling a value gives."""
    method: Callable[[Value, str, ast.expr, list[Value], Env], Value]
    """What calling a method of a value gives."""
    call_entry: Callable[..., Value]
    """What calling something gives of which an entry of the library tells."""
    bind: Callable[[FunctionNode, ast.expr, list[Value], Env, int], None]
    """Join the arguments of a call into the parameters of a function, but for the first ones."""
    items_of: Callable[[Value, ast.expr], Value]
    """What iterating over a value gives."""
    item_at: Callable[..., Value]
    """What an item of a value may be, at an index."""
    generators: Callable[[list[ast.comprehension], Env], Env]
    """The names that are known inside of a comprehension."""
    define: Callable[[FunctionNode, Env], None]
    """Take note of a function."""
    assign: Callable[[ast.expr, Value, ast.expr, Env], None]
    """Bind a target to the value of an expression."""
    compared: Callable[[ast.expr, Value, ast.expr, Value], None]
    """Two values are compared."""
    leaves: Callable[..., None]
    """A value goes where only text should: of what may be one thing or another, each."""
    count_letters: Callable[[Value, ast.expr], None]
    """The letters of a string are counted, or looked at one by one."""

    def __init__(
        self,
        tree: ast.Module,
        evidence: FileEvidence | None = None,
        library: Facts | None = None,
        texts: Collection[Place] = (),
    ) -> None:
        self.tree = tree
        self.witness = Witness(tree, evidence)
        self.library = library or Facts()
        self.texts = texts
        self.pinned: Collection[Place] = ()
        self.made: dict[Place, Made] = {}
        self.taken: dict[Place, Taken] = {}
        self.pipes: dict[Place, set[str]] = {}
        self.tables: dict[Place, Place] = {}
        self.formats: dict[Place, str] = {}
        self.known: dict[Key, Value] = {}
        self.changes: Counter[Key] = Counter()
        self.aliases: dict[tuple[FunctionNode | None, str], ast.expr] = {}
        self.readers: dict[Key, dict[FunctionNode | None, None]] = defaultdict(dict)
        self.runs: Counter[FunctionNode | None] = Counter()
        self.endless: FunctionNode | ast.Module | None = None
        self.widened: dict[Key, Step] = {}
        self.stale: dict[FunctionNode | None, None] = {None: None}
        self.outer: dict[FunctionNode, FunctionNode | None] = {}
        self.owners: dict[FunctionNode, ast.ClassDef] = {}
        self.called: set[FunctionNode] = set()
        self.bases: dict[ast.ClassDef, list[Value]] = {}
        self.families: dict[ast.ClassDef, list[ast.ClassDef]] = {}
        self.grown: set[Key] = set()
        self.globals: dict[FunctionNode | None, set[str]] = defaultdict(set)
        self.bound = _bound_names(tree)
        attributes = types_in(tree)[ast.Attribute]
        self.mentioned = {node.id for node in types_in(tree)[ast.Name]}
        self.mentioned.update(node.attr for node in attributes)
        self.bound_attributes = self.bound | {
            node.attr for node in attributes if isinstance(node.ctx, ast.Store)
        }
        self.literals: dict[Place, str | bytes] = {}
        self.function: FunctionNode | None = None
        self.env: Env = {}
        self.named: dict[ast.expr, Value] = {}
        self.exits_of_loops: list[list[Env]] = []
        self.findings = Findings()
        self.is_aside = False
        self.found_in: dict[FunctionNode | None, Findings] = {}

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Follow something without taking note of what is found."""
        kept = self.findings, self.is_aside
        self.findings, self.is_aside = Findings(), True
        try:
            yield
        finally:
            self.findings, self.is_aside = kept

    @cached_property
    def binary_parameters(self) -> dict[tuple[FunctionNode, str], Value]:
        """The parameters that must be files of bytes: see `porting.flow.follow.unpacked`."""
        return binary_parameters(self.tree)

    @cached_property
    def asks_for_text(self) -> bool:
        """Whether something in the module may ask a process for text."""
        keywords = types_in(self.tree)[ast.keyword]
        return any(each.arg in _TEXT_OPTIONS for each in keywords)

    def read(self, key: Key) -> Value:
        """What is known of a parameter, a return, an attribute or a name of an outer scope."""
        self.readers[key][self.function] = None
        return self.known.get(key, NOTHING)

    def join(self, key: Key, value: Value) -> None:
        """Add to what is known; whoever read it before must run again."""
        old = self.known.get(key)
        new = value if old is None else old | value
        if new is not old and new != old:
            self.changes[key] += 1
            if self.changes[key] > _MOST_CHANGES:
                new = EVERYTHING
            self.stale.update(self.readers[key])
        self.known[key] = new
        if new is EVERYTHING:
            for lost in (old, value):
                why = lost and (lost.why_as(Kind.BYTES) or why_of_bytes(lost))
                if why:
                    self.widened.setdefault(key, why)

    def join_return(self, function: FunctionNode, node: ast.expr, value: Value) -> None:
        self.join((function, "return"), value)
        self.findings.returns[function].append((node, value))

    def meets(
        self,
        origins: frozenset[Place],
        other: Value,
        node: ast.expr,
        part: ast.expr | None = None,
        *,
        is_torn: bool = False,
    ) -> None:
        if origins:
            kind = other.kind
            why = Step(Reason.MEETS, node, other.why, kind or "a string")
            text = other.why_as(Kind.TEXT) if kind is Kind.CONFLICT else None
            self.record_meeting(
                Meeting(origins, kind, node, why, part=part, text=text, is_torn=is_torn)
            )

    def record_meeting(self, meeting: Meeting) -> None:
        if meeting.origins:
            self.findings.seen.append(meeting)

    def use(
        self,
        where: Where,
        node: ast.expr,
        value: Value = NOTHING,
        why: Step | None = None,
        *,
        name: str = "",
        part: ast.expr | None = None,
        place: Place | None = None,
    ) -> None:
        """Take note of a use that asks no more of a value; see `Use`."""
        use = Use(node, value, Sink(where, name), why, part, place, self.function)
        self.findings.seen.append(use)

    def goes_as_text(
        self, node: ast.expr, value: Value, sink: Sink, file: Place | None = None
    ) -> None:
        """A value goes where only text should (`file`: the file that it is written to)."""
        use = Use(node, value, sink, place=file, function=self.function)
        self.findings.seen.append(use)

    def enters(self, node: ast.expr, value: Value, sink: Sink) -> None:
        """A value goes where only bytes may."""
        self.findings.seen.append(Use(node, value, sink, function=self.function))

    def use_standard(self, name: str, kind: Kind | None, node: ast.expr) -> None:
        """A standard stream is used as one of text, or (None) in a way that nobody knows."""
        stream = one(Instance("typing.TextIO", STANDARD[name]))
        self.use(_USES_OF_FILES[kind], node, stream)

    def use_file(
        self,
        value: Value,
        kind: Kind | None,
        node: ast.expr,
        why: Step | None = None,
        function: str = "",
    ) -> None:
        """A file, or what was read from it, is used as one of a kind (None: nobody knows how)."""
        if value.files:
            self.use(_USES_OF_FILES[kind], node, value, why, name=function)


_USES_OF_FILES = {
    Kind.TEXT: Where.FILE_OF_TEXT,
    Kind.BYTES: Where.FILE_OF_BYTES,
    None: Where.FILE_ELSEWHERE,
}


def _bound_names(tree: ast.Module) -> frozenset[str]:
    """Every name that is assigned, defined or imported somewhere in the module."""
    nodes = types_in(tree)
    names = {node.id for node in nodes[ast.Name] if isinstance(node.ctx, ast.Store)}
    for kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler):
        names.update(node.name for node in nodes[kind] if node.name)
    names.update((alias.asname or alias.name).split(".")[0] for alias in nodes[ast.alias])
    names.update(node.arg for node in nodes[ast.arg])
    return frozenset(names)
