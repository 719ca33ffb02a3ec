from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("for x in f . xreadlines ( ): pass\n", "for x in f: pass\n", id="spaces"),
        pytest.param("x = g(a)[1].b.xreadlines()\n", "x = g(a)[1].b\n", id="behind a long name"),
        pytest.param("x = (f.xreadlines()).y\n", "x = (f).y\n", id="parentheses around it"),
        pytest.param("x = ((f).xreadlines())\n", "x = ((f))\n", id="parentheses in them"),
        pytest.param(
            "x = (f # one\n    .xreadlines() # two\n)\n",
            "x = (f # two\n)\n",
            id="its comment is lost",
        ),
        pytest.param("x = 2**f.xreadlines() ; y = 1\r\n", "x = 2**f ; y = 1\r\n", id="CRLF"),
        pytest.param(
            "x = f.xreadlines, 2**f.xreadlines\n",
            "x = f.__iter__, 2**f.__iter__\n",
            id="not called",
        ),
        pytest.param("x = (f.xreadlines)()\n", "x = (f.__iter__)()\n", id="called in another way"),
        pytest.param("del f.xreadlines\n", "del f.__iter__\n", id="deleted"),
        pytest.param(
            "x = f.xreadlines().xreadlines\n",
            "x = f.xreadlines().__iter__\n",
            id="only the last one",
        ),
        pytest.param(
            "f.xreadlines(1); f.xreadlines(*a); f.xreadlines(b=1)\n", None, id="arguments"
        ),
        pytest.param(
            "f.xreadlines().x; f.xreadlines.x; f.xreadlines()(); f.xreadlines[0]\n",
            None,
            id="goes on",
        ),
        pytest.param("x = f.xreadlines()**2, f.xreadlines**2\n", None, id="a power"),
        pytest.param(
            "import a.xreadlines\n@a.xreadlines\n@a.xreadlines()\ndef f(): pass\n",
            None,
            id="imports and decorators",
        ),
        pytest.param("xreadlines(f); xreadlines.x\n", None, id="a name"),
    ],
)
def test_xreadlines(before: str, after: str | None) -> None:
    check("xreadlines", before, after, settles="()." not in before or after is None)


def test_awaited() -> None:
    before = "async def f():\n    await g.xreadlines()\n    await g.xreadlines\n"
    after = "async def f():\n    await g\n    await g.__iter__\n"
    check("xreadlines", before, after, python2=False)
