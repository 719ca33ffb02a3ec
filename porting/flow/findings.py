"""What the analysis reports: where strings of different kinds meet, and where they go."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass, field, fields

from porting.flow.values import NOTHING, Kind, Step, Value
from porting.result import Shows

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True)
class Meeting:
    """A literal, or what was made of it, works together with a string of a kind (None: unknown).

    `origins` are the literals; `node` is the expression in which they meet, `part` what stands for
    the literals there. What they meet is bytes for one reason (`why`), and where it is text as
    well, that for another (`text`). `file` is one of text that they are written to. Of what just
    leaves as text (`is_exit`), bytes could be decoded there. `part` may be bytes already on another
    way (`is_torn`).
    """

    origins: frozenset[tuple[int, int]]
    kind: Kind | None
    node: ast.expr
    why: Step | None
    is_pattern: bool = False
    part: ast.expr | None = None
    text: Step | None = None
    file: tuple[int, int] | None = None
    is_exit: bool = False
    is_torn: bool = False


# Where text leaves in a way in which None does, too.
SHOWS_NONE = ("it is printed", "text is formatted with it", "`str()` shows it", "an f-string")


@dataclass(frozen=True)
class Exit:
    """Bytes leave as text at an expression: it is printed, formatted, or joined to text.

    `file` is the file that they are written to, should it be one of text.
    """

    node: ast.expr
    where: str
    value: Value
    function: FunctionNode | None
    file: tuple[int, int] | None = None


@dataclass(frozen=True)
class Entry:
    """Text goes in at an expression where only bytes may. `files` are those it was read from.

    It is not known to be text where it `is_unsure`.
    """

    node: ast.expr
    where: str
    value: Value
    files: frozenset[tuple[int, int]] = frozenset()
    is_unsure: bool = False


@dataclass(frozen=True)
class FileUse:
    """What happens to a file opened at one of `origins`, or to what was read from it.

    `kind` is what the file must be of for that; None where nobody knows what happens to it.
    """

    origins: frozenset[tuple[int, int]]
    kind: Kind | None
    node: ast.expr
    why: Step | None = None
    is_table: bool = False


@dataclass(frozen=True)
class Made:
    """A call or operation that makes a string or file whose kind can be changed there.

    `how` is "encode" for text that can be encoded, "encoded" for ASCII that was encoded to be a
    native string, "chr" for a call of `chr`, "table" for one of ``maketrans``, "file" for one that
    opens a file, whose mode `mode` tells ("" for the default), "standard" for `sys.stdin` and
    `sys.stdout`, which have bytes below them.
    """

    how: str
    node: ast.expr
    mode: str = ""


@dataclass(frozen=True)
class ItemUse:
    """An item of bytes is used: as the string it was in Python 2, or (`is_ord`) given to `ord`.

    `origin` is where it was taken, `node` is what is done with it. What is done with it can be done
    with a number, too, where it `is_weak`: it is printed.
    """

    origin: tuple[int, int]
    node: ast.expr
    is_ord: bool = False
    is_weak: bool = False


@dataclass(frozen=True)
class TypeTest:
    """What may be bytes is asked whether it is a ``str``: by a call (`node`), or by its type.

    `function` is where that happens.
    """

    node: ast.expr
    value: Value
    function: FunctionNode | None


@dataclass(frozen=True)
class Taken:
    """An item of bytes is taken: by index (`node` is the subscript) or by iterating over `node`.

    `is_mixed` tells that it may be an item of something else as well, for the reason `text` where
    that is text; `origins` are the literals where it is nothing but them.
    """

    node: ast.expr
    is_loop: bool
    why: Step | None
    is_mixed: bool = False
    text: Step | None = None
    origins: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Clash:
    """Bytes and text meet, and no change is known that helps but reading `files` as bytes."""

    node: ast.expr
    message: str
    shows: Shows
    why: Step | None
    files: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class StreamUse:
    """What happens to a file in memory.

    `kind` is what it must be of for that: BYTES where it is copied to a binary file or starts from
    bytes, TEXT where somebody prints into it. Where something is written into it, `written` is the
    expression and `value` what that may be.
    """

    origin: tuple[int, int]
    node: ast.expr
    kind: Kind | None = None
    why: Step | None = None
    written: ast.expr | None = None
    value: Value = NOTHING


def builtin_named_by(node: ast.expr) -> str | None:
    """The name of a builtin, also where the module `builtins` stands before it; else None."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.attr if node.value.id == "builtins" else None
    return node.id if isinstance(node, ast.Name) else None


@dataclass(frozen=True)
class Decoding:
    """A call of the method ``decode`` of something, or of ``str`` with an encoding.

    `owner` is what that may be, `encoding` what the first argument may be (NOTHING without one).
    """

    node: ast.Call
    owner: Value
    encoding: Value

    @property
    def receiver(self) -> ast.expr:
        """The expression that is decoded."""
        return self.node.func.value if self.is_method else self.node.args[0]  # type: ignore

    @property
    def is_method(self) -> bool:
        return builtin_named_by(self.node.func) is None

    @property
    def arguments(self) -> list[ast.expr]:
        """The arguments without names, of which the first is the encoding."""
        return self.node.args[not self.is_method :]

    @property
    def name_of_encoding(self) -> str:
        """The encoding where its name stands in the call, else ""."""
        first = next(iter(self.arguments), None)
        return str(first.value) if isinstance(first, ast.Constant) else ""


@dataclass
class Findings:
    """What the analysis saw in a module, or in a part of it."""

    meetings: list[Meeting] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    returns: dict[FunctionNode, list[tuple[ast.expr, Value]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    assignments: dict[tuple[FunctionNode | None, str], list[ast.expr]] = field(
        default_factory=lambda: defaultdict(list)
    )
    callees: dict[ast.expr, tuple[FunctionNode, ...]] = field(default_factory=dict)
    streams: list[StreamUse] = field(default_factory=list)
    decodings: dict[ast.Call, Decoding] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    files: list[FileUse] = field(default_factory=list)
    # What must be bytes or text, and the file that it is for.
    wanted: dict[ast.expr, list[tuple[Kind, tuple[int, int] | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    made: dict[tuple[int, int], Made] = field(default_factory=dict)
    taken: dict[tuple[int, int], Taken] = field(default_factory=dict)
    item_uses: list[ItemUse] = field(default_factory=list)
    literals: set[tuple[int, int]] = field(default_factory=set)
    # Literals that are shown where bytes could be, too.
    told: set[tuple[int, int]] = field(default_factory=set)
    tests: list[TypeTest] = field(default_factory=list)
    arrays: list[tuple[ast.Call, Step | None]] = field(default_factory=list)
    memory: set[tuple[int, int]] = field(default_factory=set)
    buffers: list[tuple[ast.Call, Step | None]] = field(default_factory=list)
    # Methods ``__str__`` that give what is no text (their names), and calls of ``str`` for them.
    objects: list[tuple[ast.expr, Step | None]] = field(default_factory=list)
    cut: list[tuple[ast.Call, Step | None]] = field(default_factory=list)
    shown: list[tuple[ast.Call, Step | None]] = field(default_factory=list)
    # Containers with bytes that are shown, with their shapes.
    containers: list[tuple[ast.expr, Value, str]] = field(default_factory=list)
    lines: list[tuple[ast.expr, Step | None]] = field(default_factory=list)
    standard: dict[tuple[int, int], list[ast.expr]] = field(
        default_factory=lambda: defaultdict(list)
    )
    texts: list[tuple[ast.Call, Value]] = field(default_factory=list)
    either: set[tuple[int, int]] = field(default_factory=set)
    rows: list[Exit] = field(default_factory=list)
    # Literals that are not ASCII, with where their letters are counted.
    counted: list[tuple[tuple[int, int], ast.expr]] = field(default_factory=list)
    spaced: list[tuple[ast.Call, FunctionNode | None]] = field(default_factory=list)
    # The files that readers of tables read, by the places of the calls that made the readers.
    tables: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    files_of_lines: set[ast.expr] = field(default_factory=set)
    clashes: list[Clash] = field(default_factory=list)

    def add(self, other: Findings) -> None:
        """Add what was found in another part."""
        for each in fields(self):
            mine, its = getattr(self, each.name), getattr(other, each.name)
            if not its:
                continue
            if isinstance(mine, list):
                mine += its
            elif isinstance(mine, defaultdict):
                for key, values in its.items():
                    mine[key] += values
            else:
                mine.update(its)
