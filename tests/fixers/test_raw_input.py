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
        pytest.param("x.raw_input()\n", None, id="an attribute is not the builtin"),
        pytest.param("x = 'raw_input()'\n", None, id="a string is not code"),
    ],
)
def test_raw_input(before: str, after: str | None) -> None:
    check("raw_input", before, after)
