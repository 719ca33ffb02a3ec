from __future__ import annotations

import pytest

from tests.fixers.check import check

IMPORT = "from functools import reduce\n"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("reduce(f, a)\n", id="two arguments"),
        pytest.param("x = f(lambda: reduce(f, a, b))\n", id="three arguments, deep inside"),
        pytest.param("x = reduce(*a, **b)\n", id="two stars"),
        pytest.param("if a: x = reduce(f, *b) # c\n", id="a star"),
        pytest.param("x = 2 ** reduce (f, a)\n", id="as a power"),
        pytest.param("def f(): return reduce(f, a)\nreduce(f, b)\n", id="twice"),
        pytest.param("def reduce(f, a): pass\nreduce(f, a)\n", id="though the file defines one"),
    ],
)
def test_imported(source: str) -> None:
    check("reduce", source, IMPORT + source)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = reduce\n", id="not called"),
        pytest.param("x = reduce(f)\n", id="one argument"),
        pytest.param("x = reduce(f, a, b, c)\n", id="four arguments"),
        pytest.param("x = reduce(f, a,)\n", id="a comma behind"),
        pytest.param("x = reduce(*a)\n", id="only a star"),
        pytest.param("x = reduce(f, a, initial=b)\n", id="by name"),
        pytest.param("x = reduce(f, a).b\n", id="an attribute behind"),
        pytest.param("x = reduce(f, a) ** 2\n", id="a power behind"),
        pytest.param("x = m.reduce(f, a)\n", id="a method"),
        pytest.param("@reduce(f, a)\ndef g(): pass\n", id="a decorator"),
    ],
)
def test_not_imported(source: str) -> None:
    check("reduce", source)


def test_import_goes_behind_the_others() -> None:
    check(
        "reduce",
        '"""Text."""\r\nimport os\r\n\r\nx = reduce(f, a)\r\n',
        '"""Text."""\r\nimport os\r\nfrom functools import reduce\r\n\r\nx = reduce(f, a)\r\n',
    )
