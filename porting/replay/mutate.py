"""Replay calls with arguments changed a little: the original under 2.7 says what is right.

One argument at a time becomes empty, not ASCII, long, zero or negative. Where both sides raise the
same exception they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from porting.replay.calls import Call, Calls, Function, Value
from porting.replay.check import check
from porting.replay.players import Limits

MOST_CALLS = 3
"""Of one function, that are changed: those with the smallest arguments."""

_NOT_ASCII = "caf\u00e9 \u20ac"
_TEXTS = ("", _NOT_ASCII, "x" * 5000)
_NUMBERS = (0, -1, 1 << 70)


def mutated(calls: Calls, folder: Path, python27: str, limits: Limits) -> Calls:
    """Change the arguments of calls, and ask the original what comes of it.

    Args:
        folder: the original's.
        python27: the interpreter.

    Returns:
        The changed calls, with the outcomes that 2.7 gives, twice the same.

    Raises:
        PortingError: the interpreter cannot be run.
    """
    functions = tuple(
        replace(function, calls=tuple(_changed_calls(function)), dropped={})
        for function in calls.functions
        if function.path is not None
    )
    return check(replace(calls, functions=functions), folder, python27, limits, is_new=True)


def _changed_calls(function: Function) -> Iterator[Call]:
    for call in sorted(function.calls, key=lambda each: each.size)[:MOST_CALLS]:
        for at, value in enumerate(call.arguments):
            for new in _changes(value):
                arguments = (*call.arguments[:at], new, *call.arguments[at + 1 :])
                yield replace(
                    call, arguments=arguments, outcome={"result": None}, lines=frozenset()
                )


def _changes(value: Value) -> Iterator[Value]:
    """Values of the same kind that are a little different."""
    if isinstance(value, int) and not isinstance(value, bool):
        yield from (each if abs(each) < 1 << 62 else {"long": str(each)} for each in _NUMBERS)
    if not isinstance(value, dict):
        return
    if "long" in value:
        yield from ({"long": str(each)} for each in _NUMBERS)
    elif "float" in value:
        yield from ({"float": each} for each in ("0.0", "-1.5", "1e+300"))
    elif "unicode" in value:
        yield from ({"unicode": each} for each in _TEXTS)
    elif "str" in value:
        yield from ({"str": each.encode("utf-8").decode("latin-1")} for each in _TEXTS)
    for tag in ("list", "tuple", "dict", "set"):
        if value.get(tag):
            yield {**value, tag: []}
