from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("filter(f, a)[0]\n", "list(filter(f, a))[0]\n", id="a statement"),
        pytest.param("x = ''.join(filter(f, a))\n", None, id="where an iterator would do"),
        pytest.param(
            "for x in filter(None, a): pass\n",
            "for x in [_f for _f in a if _f]: pass\n",
            id="None, even there",
        ),
        pytest.param("x = (filter( None , a ))\r\n", "x = ([_f for _f in a if _f])\r\n", id="None"),
        pytest.param("x = filter(None, a) ** 2\n", None, id="a power behind"),
        pytest.param("x = filter(None, *a)\n", "x = list(filter(None, *a))\n", id="starred"),
        pytest.param("x = filter(None, a,)\n", "x = list(filter(None, a,))\n", id="comma behind"),
        pytest.param(
            "x = filter(lambda y: y in b, a) [0]\n",
            "x = [y for y in a if y in b] [0]\n",
            id="lambda",
        ),
        pytest.param(
            "x = filter(lambda (y): y, a)\n", "x = [y for y in a if y]\n", id="lambda (y)"
        ),
        pytest.param(
            "x = filter(lambda y: b if y else c, a)\n",
            "x = [y for y in a if (b if y else c)]\n",
            id="a conditional expression gets parentheses",
        ),
        pytest.param(
            "x = filter(lambda y: (b if y else c), a)\n",
            "x = [y for y in a if (b if y else c)]\n",
            id="a conditional expression that has parentheses",
        ),
        pytest.param(
            "x = filter(lambda y: filter(None, y), filter(g, a))\n",
            "x = [y for y in list(filter(g, a)) if [_f for _f in y if _f]]\n",
            id="others inside",
        ),
    ],
)
def test_filter(before: str, after: str | None) -> None:
    check("filter", before, after, settles=False)
