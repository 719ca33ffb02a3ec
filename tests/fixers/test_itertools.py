from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = itertools.imap()\n", "x = map()\n", id="without arguments"),
        pytest.param("x = (ifilter (f, a))\n", "x = (filter (f, a))\n", id="white space"),
        pytest.param(
            "x = izip(a, itertools.ifilterfalse(imap, imap(f, b)))\n",
            "x = zip(a, itertools.filterfalse(imap, map(f, b)))\n",
            id="one in another",
        ),
        pytest.param(
            "x = itertools . izip_longest (a)\n", "x = itertools . zip_longest (a)\n", id="renamed"
        ),
        pytest.param(
            "x = f(1, # c\n      itertools # d\n      .izip # e\n      (a))\r\n".replace("\r", ""),
            "x = f(1, # c\n      zip # e\n      (a))\n",
            id="comments before the dot go",
        ),
        pytest.param("x = itertools.izip\n", None, id="not called"),
        pytest.param("x = imap(f, a)[0]\n", None, id="an index behind"),
        pytest.param("x = izip(a) ** 2\n", None, id="a power behind"),
        pytest.param("x = m.itertools.imap(a)\n", None, id="another module's itertools"),
        pytest.param("x = m.imap(a)\n", None, id="another's imap"),
        pytest.param("x = (itertools).imap(a)\n", None, id="the module in parentheses"),
        pytest.param("x = (itertools.imap)(a)\n", None, id="the function in parentheses"),
        pytest.param("@izip(a)\ndef f(): pass\n", None, id="a decorator"),
    ],
)
def test_itertools(before: str, after: str | None) -> None:
    check("itertools", before, after)
