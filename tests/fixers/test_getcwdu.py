from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("os . getcwdu ( )\n", "os . getcwd ( )\n", id="space"),
        pytest.param("x = -os.getcwdu().x ** 2\n", "x = -os.getcwd().x ** 2\n", id="in a chain"),
        pytest.param("map(os.getcwdu, x)\n", "map(os.getcwd, x)\n", id="passed"),
        pytest.param("(os. # c\n    getcwdu)\n", "(os. # c\n    getcwd)\n", id="two lines"),
        pytest.param("x.os.getcwdu()\n", None, id="an attribute os"),
        pytest.param("(os).getcwdu()\n", None, id="in parentheses"),
        pytest.param("import os.getcwdu\n", None, id="a module"),
        pytest.param("@os.getcwdu\ndef f(): pass\n", None, id="a decorator"),
    ],
)
def test_getcwdu(before: str, after: str | None) -> None:
    check("getcwdu", before, after)
