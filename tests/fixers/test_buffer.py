from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = buffer(a, 1)(b)[c]\n", "x = memoryview(a, 1)(b)[c]\n", id="goes on"),
        pytest.param(
            "f(buffer ( buffer(a) ))\r\n", "f(memoryview ( memoryview(a) ))\r\n", id="nested, CRLF"
        ),
        pytest.param("x = 2**buffer()**3\n", "x = 2**memoryview()**3\n", id="powers"),
        pytest.param("class A(buffer(x)): pass\n", "class A(memoryview(x)): pass\n", id="a base"),
        pytest.param("x = buffer, a.buffer(b), buffer[c], (buffer)(d)\n", None, id="no call of it"),
        pytest.param("@buffer(a)\nclass buffer(b): pass\n", None, id="decorators, definitions"),
    ],
)
def test_buffer(before: str, after: str | None) -> None:
    check("buffer", before, after)


def test_it_runs_only_on_request() -> None:
    assert porting.port_source("x = buffer(a)\n", stages=["2to3"]).code == "x = buffer(a)\n"
