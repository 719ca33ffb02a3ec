from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("types . StringType  # c\n", "bytes  # c\n", id="space"),
        pytest.param("x = -types.NoneType\n", "x = -type(None)\n", id="a call"),
        pytest.param("x in (types.StringTypes)\n", "x in ((str,))\n", id="a tuple"),
        pytest.param(
            "[types.\\\n  IntType, ( # c\n  types.LongType)]\n",
            "[int, ( # c\n  int)]\n",
            id="lines",
        ),
        pytest.param("f(types=types.SliceType)\n", "f(types=slice)\n", id="a keyword"),
        pytest.param("2 ** types.IntType\n", "2 ** int\n", id="behind a power"),
        pytest.param("x if types.IntType is y else z\n", "x if int is y else z\n", id="words"),
        pytest.param(
            "types.IntType.x, types.IntType(), types.IntType[0]\n", None, id="more behind"
        ),
        pytest.param("types.IntType ** 2\n", None, id="a power"),
        pytest.param("x.types.IntType, (types).IntType\n", None, id="not types"),
        pytest.param("types.FunctionType, IntType\n", None, id="not one of the names"),
        pytest.param("import types.IntType\n", None, id="a module"),
        pytest.param("@types.IntType\ndef f(): pass\n", None, id="a decorator"),
    ],
)
def test_types(before: str, after: str | None) -> None:
    check("types", before, after)
