from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = `a` + `b`\n", "x = repr(a) + repr(b)\n", id="two"),
        pytest.param("x = ``1` + `2``\n", "x = repr(repr(1) + repr(2))\n", id="nested"),
        pytest.param("x = `1, 2`\n", "x = repr((1, 2))\n", id="a tuple gets parentheses"),
        pytest.param("x = `(1, 2)`, `[1, 2]`\n", "x = repr((1, 2)), repr([1, 2])\n", id="has them"),
        pytest.param(
            "x = `lambda a, b: 1, 2`\n", "x = repr((lambda a, b: 1, 2))\n", id="a tuple of a lambda"
        ),
        pytest.param(
            "x = `( 1, 2)`, `((1, 2))`\n", "x = repr(( 1, 2)), repr(((1, 2)))\n", id="keeps them"
        ),
        pytest.param("x = ` a `, ` 1 , 2 `\n", "x = repr( a), repr(( 1 , 2))\n", id="spaces"),
        pytest.param(
            "x = (`a`)[`b`](`c`)\n", "x = (repr(a))[repr(b)](repr(c))\n", id="in brackets"
        ),
        pytest.param("x = `a`.b(`c`[0]) ** 2\n", "x = repr(a).b(repr(c)[0]) ** 2\n", id="goes on"),
        pytest.param(
            "x = (` # one\n    a # two\n    ` # three\n)\n",
            "x = (repr( # one\n    a) # three\n)\n",
            id="the comment before the closing one is lost",
        ),
        pytest.param(
            "if x:\r\n\treturn_ = `x` # `y`\r\n",
            "if x:\r\n\treturn_ = repr(x) # `y`\r\n",
            id="CRLF, comments",
        ),
        pytest.param("x = '`a`' '''`\n`'''\n", None, id="strings"),
    ],
)
def test_backquote(before: str, after: str | None) -> None:
    check("repr", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("def f(x): return`x`\n", "def f(x): returnrepr(x)\n", id="return"),
        pytest.param("x = not`a`in`b`\n", "x = notrepr(a)inrepr(b)\n", id="operators"),
        pytest.param("x = `a`if`b`else`c`\n", "x = repr(a)ifrepr(b)elserepr(c)\n", id="if, else"),
        pytest.param("for x in`a`: print`x`\n", "for x inrepr(a): printrepr(x)\n", id="statements"),
        pytest.param("assert`a`,`b`\n", "assertrepr(a),repr(b)\n", id="assert"),
    ],
)
def test_words_and_backticks_without_a_space_are_glued_as_2to3_does(
    before: str, after: str
) -> None:
    check("repr", before, after, compiles=False, settles=False)
