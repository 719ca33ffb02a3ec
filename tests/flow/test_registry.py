"""Functions are registered for what they follow; what a row can say has none."""

from __future__ import annotations

import ast
import builtins

import pytest

from porting.flow.follow import interpret
from porting.flow.follow.registry import (
    APPLIED,
    CALLS,
    EXPRESSIONS,
    METHODS,
    NAMED_METHODS,
    RESULTS,
    STATEMENTS,
    follows,
)
from porting.flow.follow.state import State
from porting.flow.knowledge.library import REGEX_FUNCTIONS, library_rows

# What has no strings to follow: numbers, names of things, and what no module holds.
PLAIN = "Await Compare FormattedValue Interpolation Slice Starred TemplateStr UnaryOp YieldFrom"


def test_every_statement_that_holds_others_is_followed() -> None:
    kinds = {kind for kind in vars(ast).values() if isinstance(kind, type)}
    blocks = {k for k in kinds if issubclass(k, ast.stmt) and "body" in k._fields}
    assert blocks - STATEMENTS.keys() <= {getattr(ast, "Match", None)}


def test_expressions_without_a_function_are_known() -> None:
    kinds = {each for each in ast.expr.__subclasses__() if each.__module__ == "ast"}
    left = {kind.__name__ for kind in kinds - EXPRESSIONS.keys()}
    assert left <= {*PLAIN.split(), "expr"} - {"Compare"}


@pytest.mark.parametrize("name", sorted([*CALLS, *APPLIED, *RESULTS]))
def test_a_function_is_one_of_the_library(name: str) -> None:
    module, _, last = name.rpartition(".")
    gone = ("builtins.buffer", "string.maketrans", "_csv.reader", *REGEX_FUNCTIONS)
    if module == "builtins" and name not in gone:
        assert hasattr(builtins, last)
    elif module not in ("itertools", "string", "queue") and name not in gone:
        rows = library_rows()
        assert name in rows or f"{name}.__init__" in rows or hasattr(__import__(module), last)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_method_is_one_of_a_class_of_the_library(name: str) -> None:
    owner, _, method = name.rpartition(".")
    module, _, kind = owner.rpartition(".")
    gone = ("array.array.tostring", "array.array.fromstring")
    assert name in gone or hasattr(getattr(__import__(module), kind), method)


def test_methods_by_name_are_those_of_no_one_class() -> None:
    assert NAMED_METHODS.keys() >= {"decode", "get_payload", "assertEqual", "toxml"}


def test_registering_twice_takes_the_last() -> None:
    kept = EXPRESSIONS[ast.Tuple]
    try:
        assert follows(ast.Tuple)(len) is len
        assert EXPRESSIONS[ast.Tuple] is len
    finally:
        EXPRESSIONS[ast.Tuple] = kept


def test_every_answer_is_declared_and_given() -> None:
    declared = {name for name in State.__annotations__ if name not in vars(State)}
    assert declared == interpret.ANSWERS.keys()
