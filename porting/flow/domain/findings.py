"""What the analysis reports: where strings of different kinds meet, and where they go."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Problem, Sink, Step
from porting.flow.domain.values import (
    Value,
)

Place = tuple[int, int]
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

    origins: frozenset[Place]
    kind: Kind | None
    node: ast.expr
    why: Step | None
    is_pattern: bool = False
    part: ast.expr | None = None
    text: Step | None = None
    file: Place | None = None
    is_exit: bool = False
    is_torn: bool = False


class Use(NamedTuple):
    """A value is used: at `node` it goes where `sink` says.

    `part` is the expression of the value where that is another than `node`, `why` how it is known,
    `place` the file or stream into which it is written, and `function` where all this happens.
    """

    node: ast.expr
    value: Value
    sink: Sink
    why: Step | None = None
    part: ast.expr | None = None
    place: Place | None = None
    function: FunctionNode | None = None


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
    origins: frozenset[Place] = frozenset()


@dataclass(frozen=True)
class Clash:
    """Bytes and text meet, and no change is known that helps but reading `files` as bytes.

    Or nobody knows whether they meet, since the analysis gave up at `node`.
    """

    node: ast.expr | FunctionNode | ast.Module
    problem: Problem
    why: Step | None
    about: str | Sink = ""
    files: frozenset[Place] = frozenset()


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
    """What the analysis saw in a module, or in a part of it.

    `seen` are what values are used for, literals that meet something, and problems, in the order in
    which they were come upon. `literals` are the places of the literals that were reached.
    """

    seen: list[Use | Meeting | Clash] = field(default_factory=list)
    literals: set[Place] = field(default_factory=set)
    decodings: dict[ast.Call, Decoding] = field(default_factory=dict)
    returns: dict[FunctionNode, list[tuple[ast.expr, Value]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    assignments: dict[tuple[FunctionNode | None, str], list[ast.expr]] = field(
        default_factory=lambda: defaultdict(list)
    )
    callees: dict[ast.expr, tuple[FunctionNode, ...]] = field(default_factory=dict)
    standard: dict[Place, list[ast.expr]] = field(default_factory=lambda: defaultdict(list))
    made: dict[Place, Made] = field(default_factory=dict)
    taken: dict[Place, Taken] = field(default_factory=dict)
    # The files that readers of tables read, by the places of the calls that made the readers.
    tables: dict[Place, Place] = field(default_factory=dict)

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
