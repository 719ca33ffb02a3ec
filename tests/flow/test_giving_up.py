"""Where the analysis gives up it says so, with the place; and it seldom has to."""

from __future__ import annotations

import pytest

import porting
from porting.flow.decide.passes import decide
from porting.flow.domain.reasons import Problem
from porting.flow.follow import interpret
from porting.result import Warning

STAGES = ["bytes-regex", "str-decode"]
MANY = 90
DATA = "zlib.decompress(open('x', 'rb').read())"


def ported(source: str) -> porting.Result:
    return porting.port_source(source, stages=STAGES, from_version="2")


def told(source: str) -> tuple[Warning, ...]:
    return ported(source).warnings


def functions(order: int, last: str, call: str) -> str:
    """Many functions that call one another, callees last or (-1) first."""
    parts = [f"def f{n}(x):\n    {call.format(n + 1)}\n" for n in range(MANY)]
    return "".join([*parts, f"def f{MANY}(x):\n    {last}\n"][::order])


@pytest.mark.parametrize("order", [1, -1], ids=["callees last", "callees first"])
def test_what_is_returned_through_many_functions(order: int) -> None:
    chain = functions(order, f"return {DATA}", "return f{}(x)")
    result = ported(f"import zlib\n{chain}print(f0(1).split(','))\n")
    assert result.code.endswith("f0(1).split(b',')])\n")
    assert not result.warnings


@pytest.mark.parametrize("order", [1, -1], ids=["callees last", "callees first"])
def test_what_is_passed_through_many_functions(order: int) -> None:
    chain = functions(order, "print(x == 'a')", "f{}(x)")
    result = ported(f"import zlib\n{chain}f0({DATA})\n")
    assert "print(x == b'a')\n" in result.code
    assert not result.warnings


def test_functions_that_call_one_another_in_a_circle() -> None:
    source = f"""\
import zlib
def even(x, n):
    return odd(x, n - 1) if n else x
def odd(x, n):
    return even(x, n - 1) if n else x
print(even({DATA}, 4).split(','))
"""
    result = ported(source)
    assert ".split(b',')" in result.code
    assert not result.warnings


def test_functions_that_do_not_settle(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = functions(-1, f"return {DATA}", "return f{}(x)")
    monkeypatch.setattr(interpret, "MOST_RUNS", 0)
    decide.cache_clear()
    (warning,) = told(f"import zlib\n{chain}print(f0(1).split(','))\n")
    decide.cache_clear()
    assert warning.message == Problem.NOT_SETTLED.value
    assert (warning.line, warning.column, warning.shows) == (1, 0, "wrong result, no error")


def test_a_function_that_does_not_settle_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    source = f"import zlib\n\ndef grow(x):\n    return grow((x, {DATA}))\ngrow('')\n"
    monkeypatch.setattr(interpret, "MOST_RUNS", 3)
    decide.cache_clear()
    (warning,) = told(source)
    decide.cache_clear()
    assert (warning.line, warning.column) == (3, 0)
    assert warning.message == Problem.NOT_SETTLED.value


CALLS = "".join(f"f({tuple(range(size))!r})\n" for size in range(1, 15))


@pytest.mark.parametrize(
    "calls",
    [
        pytest.param(f"f(data)\n{CALLS}", id="bytes come first"),
        pytest.param(f"{CALLS}f(data)\n", id="bytes come last"),
        pytest.param(f"{CALLS}f([data])\n", id="bytes in a list"),
    ],
)
def test_more_values_than_can_be_told_apart(calls: str) -> None:
    source = f"import zlib\ndef f(x):\n    return x\ndata = {DATA}\n{calls}print(f(1))\n"
    (warning,) = told(source)
    assert warning.message.startswith(Problem.TOO_MUCH.value)
    assert warning.line == 4


def test_many_values_without_bytes_are_nothing_to_tell() -> None:
    assert not told(f"import zlib\ndef f(x):\n    return x\ndata = 'x'\n{CALLS}f(data)\n")
