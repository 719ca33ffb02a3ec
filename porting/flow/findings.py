"""What the analysis reports: where strings of different kinds meet, and where they go."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass, field

from porting.flow.values import NOTHING, Kind, Step, Value

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True)
class Meeting:
    """A literal, or what was made of it, works together with a string of a kind (None: unknown).

    `origins` are the literals; `node` is the expression in which they meet.
    """

    origins: frozenset[tuple[int, int]]
    kind: Kind | None
    node: ast.expr
    why: Step | None
    is_pattern: bool = False


@dataclass(frozen=True)
class Exit:
    """Bytes leave as text at an expression: it is printed, formatted, or joined to text."""

    node: ast.expr
    where: str
    value: Value
    function: FunctionNode | None


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


@dataclass(frozen=True)
class Decoding:
    """A call of the method ``decode`` of something.

    `owner` is what that may be, `encoding` what the first argument may be (NOTHING without one).
    """

    node: ast.Call
    owner: Value
    encoding: Value

    @property
    def receiver(self) -> ast.expr:
        """The expression that is decoded."""
        return self.node.func.value if isinstance(self.node.func, ast.Attribute) else self.node

    @property
    def name_of_encoding(self) -> str:
        """The encoding where its name stands in the call, else ""."""
        first = next(iter(self.node.args), None)
        return str(first.value) if isinstance(first, ast.Constant) else ""


@dataclass
class Findings:
    """What the analysis saw, once the values were settled."""

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
