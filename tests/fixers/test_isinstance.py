from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("( int , int )", "int", id="one left"),
        pytest.param("(int,)", "int", id="one with a comma"),
        pytest.param("( int,  str , int,str )", "( int,  str )", id="white space at the end"),
        pytest.param("(int ,int  ,   str)", "(int ,   str)", id="white space between"),
        pytest.param("(a.b, int, a.b, int,)", "(a.b, int, a.b)", id="names only"),
        pytest.param("(int, (int, int), int)", "(int, (int, int))", id="a tuple in it"),
        pytest.param("(int, str,)", "(int, str)", id="the last comma goes"),
        pytest.param(
            "(int, # c\n  int, # d\n  str) # e\n", "(int, # d\n  str) # e\n", id="comments"
        ),
        pytest.param("(int, (int))", None, id="a name in parentheses"),
        pytest.param("((int, int))", None, id="parentheses twice"),
        pytest.param("[int, int]", None, id="a list"),
        pytest.param("(int)", None, id="no tuple"),
        pytest.param("()", None, id="an empty tuple"),
        pytest.param("(int, int) + more", None, id="a sum"),
    ],
)
def test_types(before: str, after: str | None) -> None:
    after = before if after is None else after
    check("isinstance", f"x = (isinstance (a, {before}))\n", f"x = (isinstance (a, {after}))\n")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = isinstance(a, (int, int),)\n", id="a comma behind"),
        pytest.param("x = isinstance(a, *(int, int))\n", id="a star"),
        pytest.param("x = isinstance(a, (int, int)).b\n", id="an attribute behind"),
        pytest.param("x = isinstance(a, (int, int)) ** 2\n", id="a power behind"),
        pytest.param("x = m.isinstance(a, (int, int))\n", id="a method"),
        pytest.param("x = issubclass(a, (int, int))\n", id="another function"),
    ],
)
def test_left_alone(source: str) -> None:
    check("isinstance", source)


def test_a_tuple_that_the_fixer_types_wrote_stays() -> None:
    result = porting.port_source(
        "isinstance(x, types.StringTypes)\n", fixers=["types", "isinstance"]
    )
    assert result.code == "isinstance(x, (str,))\n"
