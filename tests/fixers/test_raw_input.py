from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = raw_input()\n", "x = input()\n", id="without a prompt"),
        pytest.param(
            "x = raw_input(raw_input('a'))\n", "x = input(input('a'))\n", id="in its own argument"
        ),
        pytest.param("x = raw_input().strip()\n", "x = input().strip()\n", id="a method behind"),
        pytest.param(
            "x = 2**raw_input()**2, raw_input(a)[1](2)\n",
            "x = 2**input()**2, input(a)[1](2)\n",
            id="powers, indexes and calls behind",
        ),
        pytest.param(
            "x = (raw_input # one\r\n  ( ) # two\r\n)\r\n",
            "x = (input # one\r\n  ( ) # two\r\n)\r\n",
            id="comments, CRLF",
        ),
        pytest.param("class A(raw_input()): pass\n", "class A(input()): pass\n", id="a base class"),
        pytest.param("@raw_input()\ndef f(): pass\n", None, id="a decorator"),
        pytest.param("def raw_input(a): pass\nclass raw_input(b): pass\n", None, id="definitions"),
        pytest.param("(raw_input)(); x = raw_input, raw_input.y\n", None, id="no call of the name"),
        pytest.param("x.raw_input()\n", None, id="an attribute is not the builtin"),
        pytest.param("x = 'raw_input()'\n", None, id="a string is not code"),
    ],
)
def test_raw_input(before: str, after: str | None) -> None:
    check("raw_input", before, after)


def test_awaited() -> None:
    before = (
        "async def f():\n    await raw_input()\n    await raw_input().x\n    await (raw_input())\n"
    )
    check("raw_input", before, before.replace("(raw_input", "(input"), python2=False)
