from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = f(long)\n", "x = f(int)\n", id="passed on"),
        pytest.param("x = long.a.long(long)\n", "x = int.a.long(int)\n", id="before a dot"),
        pytest.param("x = ( long  ( a ))\r\n", "x = ( int  ( a ))\r\n", id="white space"),
        pytest.param("a = long = 1\n", "a = int = 1\n", id="a second target"),
        pytest.param("long, a = 1, 2\n", "int, a = 1, 2\n", id="one of two targets"),
        pytest.param("for long in a: pass\n", "for int in a: pass\n", id="a loop's target"),
        pytest.param("f(long=1)\n", "f(int=1)\n", id="the name of an argument"),
        pytest.param("lambda long: a\n", "lambda int: a\n", id="a lambda's parameter"),
        pytest.param("def f(a=long): pass\n", "def f(a=int): pass\n", id="a default"),
        pytest.param("def f(a, *long): pass\n", "def f(a, *int): pass\n", id="starred parameter"),
        pytest.param("class A(long, b): pass\n", "class A(int, b): pass\n", id="one of two bases"),
        pytest.param("class A(b, long): pass\n", "class A(b, int): pass\n", id="the other base"),
        pytest.param("from long import a\n", "from int import a\n", id="a module"),
        pytest.param("from . import long\n", "from . import int\n", id="from a package"),
    ],
)
def test_renamed(before: str, after: str) -> None:
    check("long", before, after)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = a. long\n", id="an attribute"),
        pytest.param("import a.long\n", id="a module in a package"),
        pytest.param("from .long import a\n", id="a relative module"),
        pytest.param("if a: long = b = 1\n", id="the first target"),
        pytest.param("long += 1\n", id="target of an operator"),
        pytest.param("def long(a, long=1): pass\n", id="a function and its parameter"),
        pytest.param("class long(long): pass\n", id="a class and its only base"),
        pytest.param("x = 'long' # long\n", id="a string, a comment"),
    ],
)
def test_left_alone(source: str) -> None:
    check("long", source)


def test_tuple_parameter_is_renamed() -> None:
    check("long", "def f((long, a)): pass\n", "def f((int, a)): pass\n", compiles=False)
