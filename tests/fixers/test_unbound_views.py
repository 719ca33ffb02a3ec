"""Cases of `unbound_views` beyond the examples of its docstring."""

from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("for a in dict.iteritems(b): pass\n", "for a in dict.items(b): pass\n"),
        pytest.param("a = dict.values(b)[0]\n", "a = list(dict.values(b))[0]\n"),
        pytest.param("a = sorted(dict.iterkeys(b))\n", "a = sorted(dict.keys(b))\n"),
        pytest.param("a = dict.keys\n", "a = dict.keys\n"),
        pytest.param("from shop import dict\na = dict.keys(b)\n", None),
    ],
    ids=["a loop", "an item", "used up", "no call", "another class"],
)
def test_unbound_views(before: str, after: str | None) -> None:
    check("unbound_views", before, after)
