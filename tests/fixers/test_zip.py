from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = zip()\n", "x = list(zip())\n", id="without arguments"),
        pytest.param("x = zip(*a)\n", "x = list(zip(*a))\n", id="starred"),
        pytest.param("x = dict(zip(a, b))\n", "x = dict(list(zip(a, b)))\n", id="in a dict"),
        pytest.param("x = zip(a, b) ** 2\n", None, id="a power behind"),
        pytest.param("x = list(zip (a, b) [0])\n", None, id="used up"),
        pytest.param("x = a.zip(b)\n", None, id="a method"),
        pytest.param("x = ( zip (a) )\n", "x = ( list(zip(a)) )\n", id="white space before ("),
        pytest.param(
            "x = zip( a ) [ 0 ] . c (d)\n",
            "x = list(zip( a ))[ 0 ]. c(d)\n",
            id="white space between what follows",
        ),
        pytest.param(
            "x = (zip(a,\n         zip (b) [1]) # c\n     [0])\n",
            "x = (list(zip(a,\n         list(zip(b))[1]))[0])\n",
            id="one in another, over lines",
        ),
    ],
)
def test_zip(before: str, after: str | None) -> None:
    check("zip", before, after, settles=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "x = zip(xrange (9 ), f(xrange(2)))[xrange(3)]\n",
            "x = list(zip(list(range(9)), f(list(range(2)))))[list(range(3))]\n",
            id="anywhere in what is wrapped",
        ),
        pytest.param(
            "x = zip([y for y in xrange(9)])\n",
            "x = list(zip([y for y in range(9)]))\n",
            id="unless numbers will do",
        ),
        pytest.param(
            "for x in zip(xrange(9)): f(xrange(2))\n",
            "for x in zip(range(9)): f(range(2))\n",
            id="and not in a zip that is left alone",
        ),
    ],
)
def test_range_that_was_xrange(before: str, after: str) -> None:
    assert porting.port_source(before, fixers=["xrange", "zip"]).code == after
