"""Reasons are data: each can be told, and nothing is decided by words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import porting.flow
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import (
    Files,
    Link,
    Overridden,
    Problem,
    Reason,
    Seen,
    Sink,
    Step,
    Where,
)

FOLDER = Path(porting.flow.__file__).parent
ABOUT = {
    Reason.OVERRIDES: Overridden("data", "io.RawIOBase.write"),
    Reason.SEEN_ARGUMENT: Seen("data", "unicode", 2, "store"),
    Reason.SEEN_RESULT: Seen("", "unicode", 1, "load"),
    Reason.TAKES_FILE: Files("json.load", Kind.TEXT),
    Reason.LEAVES: Sink(Where.PRINTED),
    Reason.MEETS: Kind.BYTES,
}


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.name)
def test_a_reason_can_be_told(reason: Reason) -> None:
    words = str(Link(reason, 3, 0, "f(x)", ABOUT.get(reason, "x")))
    assert words.startswith("line 3: ")
    assert not re.search(r"[{}]|``|\bKind\b|\(\)$", words)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.RETURNS, "`f(x)` returns bytes"),
        (Reason.NAMED, "`bytes` is `f(x)`"),
        (Reason.SEEN_RESULT, "`f(x)` was unicode in a run under Python 2.7, in 1 call of `load`"),
        (Reason.TAKES_FILE, "`json.load` takes only text files: `f(x)`"),
        (Reason.LEAVES, "`f(x)` is used as text: it is printed"),
    ],
)
def test_words(reason: Reason, words: str) -> None:
    assert str(Link(reason, 3, 0, "f(x)", ABOUT.get(reason, "bytes"))) == f"line 3: {words}"


def test_each_sink_and_problem_can_be_told() -> None:
    sinks = [Sink(where, "json.dumps") for where in Where]
    assert all(not re.search(r"[{}]", str(sink)) for sink in sinks)
    assert len({(sink.where.role, sink.where.demand, str(sink)) for sink in sinks}) == len(Where)
    for problem in Problem:
        assert not re.search(r"[{}]", problem.value.format(about=sinks[0]))
        assert problem.shows in ("wrong result, no error", "fails when reached")


def test_a_chain_has_each_step_once() -> None:
    node = ast.parse("f(x)", mode="eval").body
    first = Step(Reason.RETURNS, node, about="bytes")
    chain = Step(Reason.IS, node, Step(Reason.IS, node, first)).chain(ast.unparse)
    assert [*map(str, chain)] == ["line 1: `f(x)`", "line 1: `f(x)` returns bytes"]
    assert [(link.line, link.column) for link in chain] == [(1, 0), (1, 0)]


def test_no_decision_looks_at_words() -> None:
    """The words of a reason, a sink or a problem are its value: only this room asks for it."""
    told = {str(each.value) for kind in (Reason, Problem) for each in kind}
    told |= {where.words for where in Where}
    for path in FOLDER.rglob("*.py"):
        if path.name == "reasons.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and node.value in told - {"{}"}), path
            asked = isinstance(node, ast.Attribute) and node.attr in ("message", "chain")
            if asked and path.name not in ("audit.py", "deciding.py"):
                pytest.fail(f"{path.name}:{node.lineno} reads words")
