from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x =  xrange  ( 9 )\n", "x =  range  ( 9 )\n", id="white space stays"),
        pytest.param("x = xrange(*a)[0].b\n", "x = range(*a)[0].b\n", id="whatever is behind"),
        pytest.param("x = f(xrange)\n", None, id="not called"),
        pytest.param("x = xrange()\n", None, id="without arguments"),
        pytest.param("x = m.xrange(9)\n", None, id="a method"),
        pytest.param("@xrange(9)\ndef f(): pass\n", None, id="a decorator"),
        pytest.param(
            "x = xrange(xrange(9))(range(2))\n",
            "x = range(range(9))(list(range(2)))\n",
            id="one in another",
        ),
    ],
)
def test_xrange(before: str, after: str | None) -> None:
    check("xrange", before, after, settles=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = range(9)[::-1]\n", "x = list(range(9))[::-1]\n", id="an index behind"),
        pytest.param("x = -range(9) ** 2\n", "x = -list(range(9)) ** 2\n", id="a power behind"),
        pytest.param("x = (range(9))\n", "x = (list(range(9)))\n", id="parentheses"),
        pytest.param("x = range (9 ) [0]\n", "x = list(range(9)) [0]\n", id="white space goes"),
        pytest.param("x = range( 9 , )\n", "x = list(range( 9 ,))\n", id="so does that at a comma"),
        pytest.param("x = iter(range(9))\n", "x = iter(list(range(9)))\n", id="iter"),
        pytest.param(
            "x = sorted(range(9), key=f)\n",
            "x = sorted(list(range(9)), key=f)\n",
            id="two arguments",
        ),
        pytest.param("x = a not in range(9)\n", "x = a not in list(range(9))\n", id="not in"),
        pytest.param(
            "x = a in b in range(9)\n", "x = a in b in list(range(9))\n", id="a second operator"
        ),
        pytest.param("x = a in (range(9))\n", "x = a in (list(range(9)))\n", id="in parentheses"),
        pytest.param("x = range()\n", None, id="without arguments"),
    ],
)
def test_list(before: str, after: str | None) -> None:
    check("xrange", before, after, settles=False)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("for x in range(9): pass\n", id="for"),
        pytest.param("for x in range(9)[2:]: pass\n", id="for, with an index behind"),
        pytest.param("x = [y for y in range(9) if y in range(3)]\n", id="comprehension"),
        pytest.param("x = max(range(9)) ** 2\n", id="the only argument"),
        pytest.param("x = a + 1 in range(9) == b\n", id="the first of two operators"),
    ],
)
def test_left_alone(source: str) -> None:
    check("xrange", source)
