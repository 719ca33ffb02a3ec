from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check

NO_STRINGS = "Python 3 does not support string exceptions"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("E, v", "E(v)", id="a value"),
        pytest.param("  E  ,  v  ", "  E(v)  ", id="spaces"),
        pytest.param("E, \\\n    v", "E(v)", id="a joined line"),
        pytest.param("E, 'a' % v", "E('a' % v)", id="an operation"),
        pytest.param("E, (a, b)", "E(a, b)", id="a tuple holds the arguments"),
        pytest.param("E, ()", "E()", id="no arguments"),
        pytest.param("E, ( a , b, )", "E( a , b,)", id="spaces in the tuple"),
        pytest.param("E, (a,  # one\n  b)", "E(a,  # one\n  b)", id="a comment in the tuple"),
        pytest.param("E, (v)", "E((v))", id="a name in parentheses"),
        pytest.param("E, ('a' % v)", "E('a' % v)", id="an operation in parentheses"),
        pytest.param("E, ((a, b))", "E((a, b))", id="a tuple in two pairs of parentheses"),
        pytest.param("E, None", "E(None)", id="the value None"),
        pytest.param("E, v, t", "E(v).with_traceback(t)", id="a traceback"),
        pytest.param("E, (a, b), t", "E(a, b).with_traceback(t)", id="a tuple and a traceback"),
        pytest.param("E, None, t", "E.with_traceback(t)", id="a traceback alone"),
        pytest.param("E(v), None, t", "E(v).with_traceback(t)", id="a traceback for an exception"),
        pytest.param("E, v, None", "E(v).with_traceback(None)", id="the traceback None"),
        pytest.param("m.E, v", "m.E(v)", id="a dotted class"),
        pytest.param("(E), v", "(E)(v)", id="a class in parentheses"),
        pytest.param("(E, F), v", "E(v)", id="the first class of a tuple"),
        pytest.param("  ((E, F), G), v", "E(v)", id="the first of the first"),
        pytest.param("(E, F)", "E", id="a tuple alone"),
        pytest.param("(m.E(v))", "m", id="the first part only, in 2to3's way"),
        pytest.param("((E)), v", "((E))(v)", id="where 2to3 loses a parenthesis"),
        pytest.param("() , v", "()(v)", id="where 2to3 crashes"),
    ],
)
def test_raise(before: str, after: str) -> None:
    check("raise", f"raise {before}\n", f"raise {after}\n")
    check("raise", f"if x: raise {before}; y  # why\n", f"if x: raise {after}; y  # why\n")


def test_raise_without_a_space() -> None:
    check("raise", "raise(E, F), v\nraise(E), v\n", "raise E(v)\nraise(E)(v)\n")


@pytest.mark.parametrize("what", ["", " E", " E(a, b)", " (E)", " E[0]", " None", " ('a')"])
def test_exception_is_left_alone(what: str) -> None:
    check("raise", f"raise{what}\n")


@pytest.mark.parametrize("what", ["'a'", "u'a', v", "'''a\nb''', v, t", "'a' \\\n  , v"])
def test_string_is_warned_about(what: str) -> None:
    source = f"if 1:\n    x; raise {what} ; y\n"
    note = f"could not convert: raise {what}\n{NO_STRINGS}"
    check("raise", source, notes=[note], compiles=False)
    (warning,) = porting.port_source(source, fixers=["raise"]).warnings
    assert (warning.line, warning.column) == (2, 7)


def test_keeps_a_cause() -> None:
    check("raise", "raise (E, F) from None\n", python2=False)
