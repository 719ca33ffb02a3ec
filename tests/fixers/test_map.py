from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check

LOOP = "You should use a for loop here"
PAIRS = "cannot convert map(None, ...) with multiple arguments"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = map(f, a) [0]\n", "x = list(map(f, a)) [0]\n", id="an index behind"),
        pytest.param("x = map(f, a) ** 2\n", None, id="a power behind"),
        pytest.param("x = 2 ** map(f, a)\n", "x = 2 ** list(map(f, a))\n", id="as the power"),
        pytest.param("x = (map(f, a))\n", "x = (list(map(f, a)))\n", id="parentheses"),
        pytest.param("x = map(f, *a)\n", "x = list(map(f, *a))\n", id="starred arguments"),
        pytest.param("x = m.map(f, a)\n", None, id="a method"),
        pytest.param("@map(f, a)\ndef g(): pass\n", None, id="a decorator"),
        pytest.param(
            "x = map( # c\n  f, a # d\n  ) # e\n",
            "x = list(map( # c\n  f, a # d\n  )) # e\n",
            id="comments stay",
        ),
    ],
)
def test_call(before: str, after: str | None) -> None:
    check("map", before, after, settles=False)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("for x in {}: pass\n", id="for"),
        pytest.param("for x in {}[0]: pass\n", id="for, with an index behind"),
        pytest.param("x = [y for z in w for y in {} if y]\n", id="comprehension"),
        pytest.param("x = iter({})\n", id="iter"),
        pytest.param("x = set({}) ** 2\n", id="a builtin's only argument"),
        pytest.param("x = sorted({}, key=g)[0]\n", id="first argument of sorted"),
        pytest.param("x = enumerate({},)\n", id="first argument of enumerate, comma behind"),
        pytest.param("x = a.b().join({}).c\n", id="join"),
        pytest.param("x = a.join().join({})\n", id="join behind an empty join"),
    ],
)
def test_place_of_an_iterator(place: str) -> None:
    check("map", place.format("map(f, a)"))


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("for x in {}, b: pass\n", id="for, one of two"),
        pytest.param("for x in ({}): pass\n", id="for, in parentheses"),
        pytest.param("x = [{} for y in z if y]\n", id="item of a comprehension"),
        pytest.param("x = set({}, b)\n", id="one of two arguments"),
        pytest.param("x = set({},)\n", id="an argument with a comma"),
        pytest.param("x = set(*{})\n", id="starred"),
        pytest.param("x = set(a={})\n", id="named"),
        pytest.param("x = m.set({})\n", id="argument of a method"),
        pytest.param("x = max({})\n", id="max"),
        pytest.param("x = sorted(b, {})\n", id="second argument of sorted"),
        pytest.param("x = join({})\n", id="a function named join"),
        pytest.param("x = a.join(b).join({})\n", id="the second join"),
        pytest.param("x = a in {}\n", id="membership"),
        pytest.param("x = lambda: {}\n", id="result of a lambda"),
        pytest.param("def g(x={}): pass\n", id="default"),
        pytest.param("class A({}): pass\n", id="base class"),
    ],
)
def test_place_of_a_list(place: str) -> None:
    check("map", place.format("map(f, a)"), place.format("list(map(f, a))"), settles=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "x = map(lambda   y :  y+1 ,  a )[0]\n", "x = [y+1 for y in a][0]\n", id="white space"
        ),
        pytest.param("x = list(map(lambda y: y, a))\n", "x = list([y for y in a])\n", id="in list"),
        pytest.param(
            "x = map(lambda y: map(f, y), map(g, a))\n",
            "x = [list(map(f, y)) for y in list(map(g, a))]\n",
            id="others inside",
        ),
        pytest.param(
            "x = map(lambda y: # c\n    y,\n    [a,\n     b])\n",
            "x = [y for y in [a,\n     b]]\n",
            id="over lines",
        ),
        pytest.param(
            "x = map(lambda (y): y, a)\n", "x = [y for y in a]\n", id="name in parentheses"
        ),
        pytest.param("x = map(None, a,)\n", "x = list(a)\n", id="None"),
        pytest.param("x = map( None , *a )\n", "x = list(*a)\n", id="None and a star"),
    ],
)
def test_rewritten(before: str, after: str) -> None:
    check("map", before, after, settles=False)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param("map(lambda y: y, a,)", id="a comma behind"),
        pytest.param("map(lambda y: y, a, b)", id="two iterables"),
        pytest.param("map(lambda y: y, *a)", id="a star, which 2to3 moves into the comprehension"),
        pytest.param("map((lambda y: y), a)", id="in parentheses"),
        pytest.param("map(lambda y, z: y, a)", id="two parameters"),
        pytest.param("map(lambda y, *z: y, a)", id="a parameter and a star"),
        pytest.param("map(lambda y=1: y, a)", id="a default"),
        pytest.param("map(lambda *y: y, a)", id="a starred parameter"),
        pytest.param("map(lambda: 1, a)", id="no parameter"),
        pytest.param("map((None), a)", id="None in parentheses"),
    ],
)
def test_only_wrapped(call: str) -> None:
    check("map", f"x = {call}\n", f"x = list({call})\n", settles=False)


def test_tuple_parameter_is_only_wrapped() -> None:
    check(
        "map",
        "x = map(lambda (y, z): y, a)\n",
        "x = list(map(lambda (y, z): y, a))\n",
        compiles=False,
        settles=False,
    )


@pytest.mark.parametrize(
    ("before", "after", "notes"),
    [
        pytest.param("map(f, a)[0].b\n", "list(map(f, a)[0].b)\n", [LOOP], id="a statement"),
        pytest.param(
            "if c: map(f, a); map(None, b)\n",
            "if c: list(map(f, a)); list(map(None, b))\n",
            [LOOP, LOOP],
            id="two in a suite of one line",
        ),
        pytest.param("(map(f, a))\n", "(list(map(f, a)))\n", [], id="in parentheses"),
        pytest.param("x = f(map(None, a, b))\n", None, [PAIRS], id="pairs"),
    ],
)
def test_warned(before: str, after: str | None, notes: list[str]) -> None:
    check("map", before, after, notes=notes, settles=False)


@pytest.mark.parametrize("name", ["map", "filter", "zip"])
@pytest.mark.parametrize(
    ("lines", "is_lazy"),
    [
        pytest.param("from future_builtins import {}\n", True, id="by name"),
        pytest.param("from future_builtins import *\n", True, id="by star"),
        pytest.param("if 1:\n    from future_builtins import {}\n", True, id="in an if"),
        pytest.param("from future_builtins import ascii\n", False, id="another name"),
        pytest.param("def g():\n    from future_builtins import {}\n", False, id="in a function"),
        pytest.param("import future_builtins\n", False, id="the module"),
    ],
)
def test_future_builtins(name: str, lines: str, is_lazy: bool) -> None:
    before = lines.format(name) + f"x = {name}(f, a)\n"
    after = before if is_lazy else lines.format(name) + f"x = list({name}(f, a))\n"
    check(name, before, after, settles=False)


def test_list_made_of_none_is_no_consumer() -> None:
    result = porting.port_source("x = map(None, range(9))\n", fixers=["map", "xrange"])
    assert result.code == "x = list(list(range(9)))\n"
