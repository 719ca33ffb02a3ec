from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("g.throw(E, v)", "g.throw(E(v))", id="a value"),
        pytest.param("g.throw(E, v, t)", "g.throw(E(v).with_traceback(t))", id="a traceback"),
        pytest.param("g.throw(E, None, t)", "g.throw(E(None).with_traceback(t))", id="None"),
        pytest.param("g.throw(E, (a, b))", "g.throw(E(a, b))", id="a tuple"),
        pytest.param("g.throw(E, (a.b), t)", "g.throw(E(a.b).with_traceback(t))", id="no tuple"),
        pytest.param("g.throw(E, (a))", "g.throw(E((a)))", id="a name in parentheses"),
        pytest.param("g . throw ( E , v )", "g . throw ( E(v) )", id="spaces"),
        pytest.param(
            "g.throw(  # what\n  E,  # which\n  v  # why\n  )",
            "g.throw(  # what\n  E(v)  # why\n  )",
            id="comments",
        ),
        pytest.param("(g.h).throw(E, v)", "(g.h).throw(E(v))", id="parentheses before it"),
        pytest.param("x = f(-g.throw(E, v))", "x = f(-g.throw(E(v)))", id="in an expression"),
        pytest.param(
            "g.throw(h.throw(E, v), w)", "g.throw(h.throw(E(v))(w))", id="in its own arguments"
        ),
        pytest.param("g.throw(E)", None, id="an exception"),
        pytest.param("g.throw(*sys.exc_info())", None, id="a star"),
        pytest.param("g.throw(E, v, )", None, id="a comma at the end"),
        pytest.param("throw(E, v)", None, id="a function"),
        pytest.param("f.g.throw(E, v)", None, id="an attribute before it"),
        pytest.param("f().throw(E, v)", None, id="a call before it"),
        pytest.param("g.throw(E, v).x", None, id="an attribute behind it"),
        pytest.param("g.throw(E, v) ** 2", None, id="a power"),
        pytest.param("f().throw('a')", None, id="a string, not looked at"),
        pytest.param("g.throw(('a'))", None, id="a string in parentheses"),
    ],
)
def test_throw(before: str, after: str | None) -> None:
    check("throw", f"{before}\n", after and f"{after}\n")


@pytest.mark.parametrize("args", ["'a'", "'a', v", "'a', (v,\n  w), t"])
def test_string_is_warned_about(args: str) -> None:
    note = "\nPython 3 does not support string exceptions"
    check("throw", f"x = g.throw({args}); y\n", notes=[f"could not convert: g.throw({args}){note}"])
