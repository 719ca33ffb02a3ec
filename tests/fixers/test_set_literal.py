from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = set ( [ 1 , 2 , ] )\n", "x = { 1 , 2 , }\n", id="white space"),
        pytest.param("x = (set((a, b)))\n", "x = ({a, b})\n", id="a tuple"),
        pytest.param("x = set([1,])\n", "x = {1}\n", id="one with a comma"),
        pytest.param("x = set([1  , ])\n", "x = {1  }\n", id="white space before that comma"),
        pytest.param("x = set(( 1 , ))\n", "x = { 1 }\n", id="a tuple of one"),
        pytest.param("x = set([set([a])])\n", "x = {{a}}\n", id="one in another"),
        pytest.param(
            "x = set([ # a\n  y # b\n  for y in z # c\n  ]) # d\n",
            "x = { # a\n  y # b\n  for y in z # c\n  } # d\n",
            id="a comprehension with comments",
        ),
        pytest.param("x = 2 ** set([1])\n", "x = 2 ** {1}\n", id="as a power"),
        pytest.param("x = set(())\n", None, id="empty"),
        pytest.param("x = set((1))\n", None, id="no tuple"),
        pytest.param("x = set(((1, 2)))\n", None, id="parentheses twice"),
        pytest.param("x = set([1],)\n", None, id="a comma behind"),
        pytest.param("x = set(*[1])\n", None, id="a star"),
        pytest.param("x = set([1] + a)\n", None, id="a sum"),
        pytest.param("x = set([1]).pop()\n", None, id="a method behind"),
        pytest.param("x = set([1]) ** 2\n", None, id="a power behind"),
        pytest.param("x = m.set([1])\n", None, id="a method"),
    ],
)
def test_set_literal(before: str, after: str | None) -> None:
    check("set_literal", before, after)
