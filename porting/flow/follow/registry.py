"""Who follows what: functions by the type of a node, or by the name of what is called.

What the library takes and returns stands in rows (see `porting.flow.knowledge.library`). Only what
a row cannot say has a function here: one that makes something of its arguments, or of their
literals.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from porting.flow.domain.values import Value
    from porting.flow.follow.state import Env, State

# What an expression may be; nodes are of the type that a function is registered for.
Follow = Callable[["State", Any, "Env"], "Value"]
# Whether what stands after a statement is reached (None: it is).
Run = Callable[["State", Any, "Env"], "bool | None"]
_F = TypeVar("_F", bound=Callable[..., Any])


class Call(NamedTuple):
    """A call of something by its name: the last part of it for a method, else all of it.

    `node` is an `ast.Call`, but for what is registered with `applies`: that may be called by
    another function, such as ``map``, and then it is the expression that names it.
    """

    name: str
    node: Any
    arguments: list[Value]
    env: Env

    @property
    def last(self) -> str:
        """The name without the module."""
        return self.name.rpartition(".")[2]


# What a call gives; None for what its row says.
OnCall = Callable[["State", Call], "Value | None"]
OnMethod = Callable[["State", Any, Call], "Value | None"]
CALLS: dict[str, OnCall] = {}
"""By the dotted names of functions; ``itertools.*`` is for any other of a module."""

APPLIED: dict[str, OnCall] = {}
"""The same where something else calls them."""

RESULTS: dict[str, Callable[[State, Call, Value], Value]] = {}
"""What becomes of what the row of a function says that it gives."""

METHODS: dict[str, OnMethod] = {}
"""By the dotted names of methods of library classes; they are given the object (an `Atom`)."""

NAMED_METHODS: dict[str, OnMethod] = {}
"""By the names of methods of anything; they are given what that may be (a `Value`)."""

EXPRESSIONS: dict[type[ast.expr], Follow] = {}
STATEMENTS: dict[type[ast.stmt], Run] = {}


def follows(*kinds: type[ast.expr]) -> Callable[[_F], _F]:
    """Register a function for expressions of some types."""
    return _registers(EXPRESSIONS, kinds)


def runs(*kinds: type[ast.stmt]) -> Callable[[_F], _F]:
    """Register a function for statements of some types."""
    return _registers(STATEMENTS, kinds)


def calls(*names: str) -> Callable[[_F], _F]:
    """Register a function for calls of functions of the library."""
    return _registers(CALLS, names)


def applies(*names: str) -> Callable[[_F], _F]:
    """Register a function for functions of the library that another one calls."""
    return _registers(APPLIED, names)


def makes(*names: str) -> Callable[[_F], _F]:
    """Register a function for what functions of the library give."""
    return _registers(RESULTS, names)


def calls_method(*names: str) -> Callable[[_F], _F]:
    """Register a function for methods of classes of the library."""
    return _registers(METHODS, names)


def calls_any(*names: str) -> Callable[[_F], _F]:
    """Register a function for methods by their names alone."""
    return _registers(NAMED_METHODS, names)


def _registers(table: dict[Any, Any], keys: tuple[Any, ...]) -> Callable[[_F], _F]:
    def register(function: _F) -> _F:
        table.update(dict.fromkeys(keys, function))
        return function

    return register
