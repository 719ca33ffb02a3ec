from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "from sys import maxint as m # c\n", "from sys import maxsize as m # c\n", id="as"
        ),
        pytest.param("x; from sys import maxint; y\n", "x; from sys import maxsize; y\n", id=";"),
        pytest.param("from sys import (maxint)\n", None, id="import in parentheses"),
        pytest.param("from sys import maxint, exit\n", None, id="import of two"),
        pytest.param("from sys import *\n", None, id="import of all"),
        pytest.param("from .sys import maxint\n", None, id="a module of our own"),
        pytest.param("from os import maxint\n", None, id="another module"),
        pytest.param("from sys.maxint import x\n", None, id="a module of that name"),
        pytest.param(
            "x[-sys . maxint ** 2:sys.maxint.x] = f(sys.maxint)\n",
            "x[-sys . maxsize ** 2:sys.maxsize.x] = f(sys.maxsize)\n",
            id="uses",
        ),
        pytest.param("x.sys.maxint, (sys).maxint, sys().maxint\n", None, id="not sys"),
        pytest.param("@sys.maxint\ndef f(): pass\n", None, id="a decorator"),
        pytest.param("maxint = 3\n", None, id="the name alone"),
    ],
)
def test_renames(before: str, after: str | None) -> None:
    check("renames", before, after)
