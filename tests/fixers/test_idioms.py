from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("type(x) == T", "isinstance(x, T)", id="equal"),
        pytest.param("type(x) is T", "isinstance(x, T)", id="is"),
        pytest.param("type(x) != T", "not isinstance(x, T)", id="unequal"),
        pytest.param("T is not type(x)", "not isinstance(x, T)", id="the other way round"),
        pytest.param("type(x) is type(y)", "isinstance(x, type(y))", id="two types"),
        pytest.param("not type( x+y )  ==  T.a", "not isinstance(x+y, T.a)", id="spaces"),
        pytest.param(
            "(type(x)  # one\n == T) or x", "(isinstance(x, T)) or x", id="a comment is lost"
        ),
        pytest.param(
            "type(type(x) == T) == U", "isinstance(isinstance(x, T), U)", id="in its own argument"
        ),
        pytest.param("type(x) in T", None, id="another operator"),
        pytest.param("type(x) <> T", None, id="the old operator"),
        pytest.param("type(x) == T == U", None, id="two comparisons"),
        pytest.param("type(x).y == T", None, id="an attribute of it"),
        pytest.param("(type(x)) == T", None, id="in parentheses"),
        pytest.param("x.type(x) == T", None, id="a method"),
        pytest.param("type(*x) == T", None, id="a star"),
        pytest.param("type(x, ) == T", None, id="a comma, where 2to3 writes two"),
    ],
)
def test_type(before: str, after: str | None) -> None:
    check("idioms", f"y = {before}\n", after and f"y = {after}\n", compiles="<>" not in before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("while 1: x", "while True: x"),
        ("while  1 :\n  x", "while  True :\n  x"),
        ("while (1): x", None),
        ("while 1L: x", None),
        ("while 1 and x: x", None),
        ("if 1: x", None),
    ],
)
def test_while(before: str, after: str | None) -> None:
    check("idioms", f"{before}\n", after and f"{after}\n", compiles="L" not in before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("v = list(x)\nv.sort()", "v = sorted(x)", id="a list"),
        pytest.param("v =  list (x )\nv . sort ( )", "v =  sorted (x )", id="spaces"),
        pytest.param("v = x.y\nv.sort()", "v = sorted(x.y)", id="anything"),
        pytest.param("v = list(x, y)\nv.sort()", "v = sorted(list(x, y))", id="two arguments"),
        pytest.param("v = list(x).y\nv.sort()", "v = sorted(list(x).y)", id="of a list"),
        pytest.param("v = (x,\n y)\nv.sort()", "v = sorted((x,\n y))", id="parentheses"),
        pytest.param(
            "v = x  # one\n# two\nv.sort()  # three\n\n# four\ny",
            "v = sorted(x)  # one\n# two\n\n# four\ny",
            id="comments",
        ),
        pytest.param(
            "if x:\n  v = x\n  # why\n  v.sort()\nv = x\nv.sort()\n# end",
            "if x:\n  v = sorted(x)\n  # why\nv = sorted(x)\n# end",
            id="two blocks",
        ),
        pytest.param("v = x\nv.sort(y)", None, id="an argument"),
        pytest.param("v = x\nw.sort()", None, id="another name"),
        pytest.param("v = x\n\ny\nv.sort()", None, id="a line between"),
        pytest.param("v = x; v.sort()", None, id="in one line"),
        pytest.param("v = x;\nv.sort()", None, id="a semicolon"),
        pytest.param("v = x\nv.sort(); y", None, id="a semicolon behind it"),
        pytest.param("v = w = x\nv.sort()", None, id="two names"),
        pytest.param("v.x = y\nv.x.sort()", None, id="an attribute"),
        pytest.param("v = x\ny = v.sort()", None, id="its value is used"),
        pytest.param("if x: v = x\nv.sort()", None, id="in a block's line"),
        pytest.param("if x:\n  v = x\nv.sort()", None, id="out of the block"),
    ],
)
def test_sort(before: str, after: str | None) -> None:
    check("idioms", f"{before}\n", after and f"{after}\n")


def test_only_the_first_of_a_block() -> None:
    """The second is for a second run, as with 2to3."""
    once = "v = x\nv.sort()\nif v:\n  v = x\n  v.sort()\nv = y\nv.sort()\n"
    again = "v = sorted(x)\nif v:\n  v = sorted(x)\nv = y\nv.sort()\n"
    check("idioms", once, again, settles=False)


def test_runs_only_when_asked_for() -> None:
    assert porting.port_source("while 1: x\n", stages=["2to3"]).code == "while 1: x\n"
