"""A port is ported: running the pipeline on its own output changes nothing.

The programs are drawn at random, the same ones every time. With `HYPOTHESIS_PROFILE=many` there are
10,000 of each kind in place of 100, which takes half an hour.
"""

from __future__ import annotations

from hypothesis import given

import porting
from tests.python2_programs import half_ported_programs, python2_programs
from tests.python27 import error_in_python27


def check(text: str) -> None:
    """Port a text twice. What it takes the second time is the text alone, not what was known."""
    try:
        result = porting.port_source(text)
    except porting.SourceError:
        # "" says that Python 2.7 compiles it, None that there is no Python 2.7 to ask.
        assert error_in_python27(text) != ""
        return
    assert porting.port_source(result.code).code == result.code


@given(python2_programs())
def test_programs_of_python2(text: str) -> None:
    check(text)


@given(half_ported_programs())
def test_half_ported_programs(text: str) -> None:
    check(text)
