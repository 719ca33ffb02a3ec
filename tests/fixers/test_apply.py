from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = apply (f,a , b)\n", "x = f(*a, **b)\n", id="white space"),
        pytest.param("x = (apply(f, (a,), {},))\n", "x = (f(*(a,), **{}))\n", id="comma behind"),
        pytest.param(
            "x = apply(  # c\n    f,  # d\n    [a,\n     b] # e\n    ) # f\r\n".replace("\r", ""),
            "x = f(*[a,\n     b]) # f\n",
            id="comments between go",
        ),
        pytest.param(
            "x = apply(f, apply(g, a), apply(h, b))\n",
            "x = f(*g(*a), **h(*b))\n",
            id="one in another",
        ),
        pytest.param("x = apply(apply(f, a), b)\n", "x = f(*a)(*b)\n", id="one as the function"),
        pytest.param("x = apply(f, lambda: a or b)\n", "x = f(*lambda: a or b)\n", id="a lambda"),
        pytest.param("x = 2 ** apply(f, a)\n", "x = 2 ** f(*a)\n", id="as a power"),
    ],
)
def test_apply(before: str, after: str) -> None:
    check("apply", before, after)


@pytest.mark.parametrize(
    "function",
    [
        pytest.param("f", id="name"),
        pytest.param("self.f[0](a).g", id="chain"),
        pytest.param("[f, g][0]", id="index"),
        pytest.param("(f or g)", id="in parentheses already"),
        pytest.param("[f]", id="list"),
    ],
)
def test_function_as_it_is(function: str) -> None:
    check("apply", f"x = apply( {function} , a)\n", f"x = {function}(*a)\n")


@pytest.mark.parametrize(
    "function",
    [
        pytest.param("f or g", id="or"),
        pytest.param("lambda a: a", id="lambda"),
        pytest.param("f if g else h", id="conditional expression"),
        pytest.param("f ** g", id="power"),
        pytest.param("-f", id="minus"),
        pytest.param("not f", id="not"),
    ],
)
def test_function_in_parentheses(function: str) -> None:
    check("apply", f"x = apply( {function} , a)\n", f"x = ( {function})(*a)\n")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = apply(f)\n", id="one argument"),
        pytest.param("x = apply(f, a, b, c)\n", id="four arguments"),
        pytest.param("x = apply(f, *a)\n", id="a star"),
        pytest.param("x = apply(f, a, *b)\n", id="a star behind"),
        pytest.param("x = apply(f, a, kwargs=b)\n", id="by name"),
        pytest.param("x = apply(f, a)[0]\n", id="an index behind"),
        pytest.param("x = apply(f, a) ** 2\n", id="a power behind"),
        pytest.param("x = m.apply(f, a)\n", id="a method"),
        pytest.param("@apply(f, a)\ndef g(): pass\n", id="a decorator"),
    ],
)
def test_left_alone(source: str) -> None:
    check("apply", source)
