"""Cases of `unlike_order` beyond the examples of its docstring."""

from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("source", "note"),
    [
        pytest.param("a = None <= b < c\n", "None has no order", id="the first of three"),
        pytest.param("a = max('b', -1)\n", "a number and a string have", id="arguments"),
        pytest.param("a = min([{}, b, None])\n", "None and a dictionary have", id="a display"),
    ],
)
def test_unlike_order(source: str, note: str) -> None:
    check("unlike_order", source, source, notes=[note])


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("a = b is None or b == None or None in b\n", id="no order is asked for"),
        pytest.param("a = sorted([5, 7.0, b])\na = max('b', c)\n", id="of a kind, or unknown"),
        pytest.param("a = sorted([1, 'b'], key=str)\n", id="a key tells the order"),
        pytest.param("a = sorted(b, None, c)\na = max(None)\n", id="no values"),
    ],
)
def test_unlike_order_left_alone(source: str) -> None:
    check("unlike_order", source, source)
