"""What is known while a module is analysed, who read it, and what was found."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection

from porting.evidence import FileEvidence
from porting.flow.decoded import is_plain
from porting.flow.findings import (
    Clash,
    Entry,
    Exit,
    FileUse,
    Findings,
    FunctionNode,
    Made,
    Meeting,
    StreamUse,
    Taken,
)
from porting.flow.library import Facts
from porting.flow.values import (
    EVERYTHING,
    NOTHING,
    Kind,
    Step,
    Str,
    Value,
    has_kind,
    without_none,
)
from porting.flow.witness import Witness
from porting.trees import types_in

Env = dict[str, Value]
Key = tuple[object, ...]


# The standard streams, as if each were opened at a place of its own.
STANDARD = {"stdin": (0, 0), "stdout": (0, 1)}


# What is told so many times to be more than was known is more than can be told: else what holds
# itself, ever deeper, would not settle.
_MOST_CHANGES = 12

# What takes bytes that cannot have been text.
_TAKES_BINARY = re.compile(r"decompress|unpack|loads|Decompressor")


class State:
    """The facts of a module.

    Facts have keys: parameters and local names of functions, their returns, attributes of classes,
    names of the module. Whoever read a fact is stale, and must run again, when more is known.
    `texts` are the literals known to be text: those that had the prefix ``u``; `pinned` are the
    calls of ``encode`` known to be there for the bytes.
    """

    new_findings: type[Findings] = Findings

    def __init__(
        self,
        tree: ast.Module,
        evidence: FileEvidence | None = None,
        library: Facts | None = None,
        texts: Collection[tuple[int, int]] = (),
    ) -> None:
        self.tree = tree
        self.witness = Witness(tree, evidence)
        self.library = library or Facts()
        self.texts = texts
        self.pinned: Collection[tuple[int, int]] = ()
        self.made: dict[tuple[int, int], Made] = {}
        self.taken: dict[tuple[int, int], Taken] = {}
        self.pipes: dict[tuple[int, int], set[str]] = {}
        self.tables: dict[tuple[int, int], tuple[int, int]] = {}
        self.formats: dict[tuple[int, int], str] = {}
        self.known: dict[Key, Value] = {}
        self.changes: Counter[Key] = Counter()
        self.aliases: dict[tuple[FunctionNode | None, str], ast.expr] = {}
        self.readers: dict[Key, dict[FunctionNode | None, None]] = defaultdict(dict)
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
        self.literals: dict[tuple[int, int], str | bytes] = {}
        self.function: FunctionNode | None = None
        self.env: Env = {}
        self.named: dict[ast.expr, Value] = {}
        self.handlers: dict[type[ast.expr], Callable[..., Value] | None] = {}
        self.exits_of_loops: list[list[Env]] = []
        self.findings: Findings | None = None
        self.found_in: dict[FunctionNode | None, Findings] = {}

    def read(self, key: Key) -> Value:
        """What is known of a parameter, a return, an attribute or a name of an outer scope."""
        self.readers[key][self.function] = None
        return self.known.get(key, NOTHING)

    def join(self, key: Key, value: Value) -> None:
        """Add to what is known; whoever read it before must run again."""
        old = self.known.get(key)
        new = value if old is None else old | value
        self.known[key] = new
        if new is not old and new != old:
            self.changes[key] += 1
            if self.changes[key] > _MOST_CHANGES:
                self.known[key] = EVERYTHING
            self.stale.update(self.readers[key])

    def join_return(self, function: FunctionNode, node: ast.expr, value: Value) -> None:
        self.join((function, "return"), value)
        if self.findings is not None:
            self.findings.returns[function].append((node, value))

    def meets(
        self,
        origins: frozenset[tuple[int, int]],
        other: Value,
        node: ast.expr,
        part: ast.expr | None = None,
        *,
        is_torn: bool = False,
    ) -> None:
        if origins:
            kind = other.kind
            why = Step(f"{{}} meets {kind.value if kind else 'a string'}", node, other.why)
            text = other.why_as(Kind.TEXT) if kind is Kind.CONFLICT else None
            self.record_meeting(
                Meeting(origins, kind, node, why, part=part, text=text, is_torn=is_torn)
            )

    def record_meeting(self, meeting: Meeting) -> None:
        if self.findings is not None and meeting.origins:
            self.findings.meetings.append(meeting)

    def record_stream(self, use: StreamUse) -> None:
        if self.findings is not None:
            self.findings.streams.append(use)

    def leaves(
        self, node: ast.expr, value: Value, where: str, file: tuple[int, int] | None = None
    ) -> None:
        """A value goes where only text should (`file`: the file that it is written to)."""
        if self.findings is None:
            return
        self.findings.wanted[node].append((Kind.TEXT, file))
        self.use_file(value, Kind.TEXT, node)
        if value.is_bytes and not value.has_numbers:
            if value.origins:
                # What stands for the bytes on another way must be bytes as well.
                why = Step("{} may be bytes", node, value.why)
                self.record_meeting(Meeting(value.origins, Kind.BYTES, node, why))
            self.findings.exits.append(Exit(node, where, value, self.function, file))
        elif value.kind is Kind.CONFLICT:
            self.findings.exits.append(Exit(node, where, value, self.function, file))
        elif has_kind(value, Kind.BYTES):
            # Of names alone it is known what they are behind a test.
            if isinstance(node, ast.Name):
                self.findings.told |= value.origins
                self.findings.exits.append(Exit(node, where, value, self.function, file))
                return
            message = f"this may be bytes, and {where}: decode them before"
            self.findings.clashes.append(Clash(node, message, "silently", value.why))
        elif value.origins:
            self.findings.meetings.append(
                Meeting(value.origins, Kind.TEXT, node, None, is_exit=True)
            )

    def enters(self, node: ast.expr, value: Value, where: str) -> None:
        """A value goes where only bytes may."""
        if self.findings is None:
            return
        self.findings.wanted[node].append((Kind.BYTES, None))
        value = without_none(value)
        if value.is_open and not value.is_bytes and not _TAKES_BINARY.search(where):
            self.findings.entries.append(Entry(node, where, value, is_unsure=True))
        # A literal that may come here must be bytes, whatever else may come.
        if value.kind in (Kind.NATIVE, Kind.BYTES, None) and value.origins:
            why = Step(f"only bytes may go into {where}: {{}}", node, value.why)
            is_torn = value.is_open or has_kind(value, Kind.BYTES)
            self.record_meeting(
                Meeting(value.origins, Kind.BYTES, node, why, part=node, is_torn=is_torn)
            )
        elif value.kind is Kind.TEXT:
            why = Step(f"only bytes may go into {where}: {{}}", node, value.why)
            origins = [atom.origins for atom in value if isinstance(atom, Str)]
            files = frozenset[tuple[int, int]]().union(*origins) if all(origins) else frozenset()
            if files:
                self.findings.files.append(FileUse(files, Kind.BYTES, node, why))
            self.findings.entries.append(Entry(node, where, value, files))
        elif value.kind is Kind.CONFLICT and is_plain(node):
            self.findings.entries.append(Entry(node, where, value))

    def use_standard(self, name: str, kind: Kind | None, node: ast.expr) -> None:
        """A standard stream is used as one of text, or (None) in a way that nobody knows."""
        if self.findings is not None:
            self.findings.files.append(FileUse(frozenset([STANDARD[name]]), kind, node))

    def use_file(
        self,
        value: Value,
        kind: Kind | None,
        node: ast.expr,
        why: Step | None = None,
        is_table: bool = False,
    ) -> None:
        """A file, or what was read from it, is used as one of a kind (None: nobody knows how)."""
        if self.findings is not None and value.files:
            self.findings.files.append(FileUse(value.files, kind, node, why, is_table))


def _bound_names(tree: ast.Module) -> frozenset[str]:
    """Every name that is assigned, defined or imported somewhere in the module."""
    nodes = types_in(tree)
    names = {node.id for node in nodes[ast.Name] if isinstance(node.ctx, ast.Store)}
    for kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler):
        names.update(node.name for node in nodes[kind] if node.name)
    names.update((alias.asname or alias.name).split(".")[0] for alias in nodes[ast.alias])
    names.update(node.arg for node in nodes[ast.arg])
    return frozenset(names)
