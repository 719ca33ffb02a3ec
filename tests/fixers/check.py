"""The one function that every example and every fixer's case passes through."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence

import porting
from porting.py2 import parse_module
from porting.result import Strings
from porting.stages import all_fixers
from tests.python27 import error_in_python27


def check(
    fixer: str,
    before: str,
    after: str | None = None,
    *,
    notes: Sequence[str] = (),
    compiles: bool = True,
    settles: bool = True,
    print_function: bool | None = None,
    python2: bool = True,
    filename: str = "<string>",
    strings: Strings | None = None,
) -> None:
    """Run one fixer on `before` and expect exactly `after` (None: `before` itself).

    Checked besides: `before` round-trips and compiles on 2.7 where there is one (unless `python2`
    is false, for text that Python 3 alone can read); `after` compiles
    on this Python 3 (unless `compiles` is false, for text that other fixers must finish); a
    second run changes nothing (unless `settles` is false, for what 2to3 itself would change again);
    the warnings, in order, contain the texts of `notes`. `filename` is where the text would be;
    `strings` is the policy for strings, by default the one that the fixer is for.
    """
    strings = strings or all_fixers()[fixer].strings or "book"
    expected = before if after is None else after
    assert parse_module(before, print_function=print_function).code == before
    if python2 and not print_function:
        assert error_in_python27(before) in ("", None)
    result = porting.port_source(
        before,
        filename=filename,
        fixers=[fixer],
        print_function=print_function,
        strings=strings,
    )
    assert result.code == expected
    messages = [warning.message for warning in result.warnings]
    assert len(messages) == len(notes), messages
    for note, message in zip(notes, messages):
        assert note in message
    if compiles:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(expected)
    if settles:
        again = porting.port_source(
            result.code,
            filename=filename,
            fixers=[fixer],
            print_function=print_function,
            strings=strings,
        )
        assert again.code == result.code
