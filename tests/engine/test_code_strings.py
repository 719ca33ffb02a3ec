"""Code in strings that are executed: which is ported, which is told, and which is no code."""

from __future__ import annotations

import pytest

import porting

PYTHON2 = "#!/usr/bin/env python2\n"


def ported(code: str) -> tuple[str, list[str]]:
    result = porting.port_source(PYTHON2 + code)
    assert porting.port_source(result.code).code == result.code
    _, _, rest = result.code.partition("\n")
    return rest, [f"{each.line}: {each.fixer}" for each in result.warnings]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("exec 'x = 6 / 4' in d\n", "exec('x = 6 // 4', d)\n"),
        ("exec 'print 1\\nprint 2'\n", "exec('print(1)\\nprint(2)')\n"),
        ('eval("7 / 2 <> x")\n', 'eval("7 // 2 != x")\n'),
        ("compile('a <> b', 'x', 'eval')\n", "compile('a != b', 'x', 'eval')\n"),
        ('S = """\nprint "a"\n"""\nexec S in d\n', 'S = """\nprint("a")\n"""\nexec(S, d)\n'),
        (
            "import timeit\ntimeit.Timer('xrange(3)', 'print 1')\n",
            "import timeit\ntimeit.Timer('range(3)', 'print(1)')\n",
        ),
        ("def f():\n    exec r'print \"\\d\"'\n", "def f():\n    exec(r'print(r\"\\d\")')\n"),
    ],
)
def test_what_is_executed_is_ported(before: str, after: str) -> None:
    assert ported(before) == (after, [])


@pytest.mark.parametrize(
    ("before", "warnings"),
    [
        pytest.param("S = 'print 1'\nexec S\nprint S\n", [], id="shown as well"),
        pytest.param("S = 'print 1'\nS = f(S)\nexec S\n", [], id="bound twice"),
        pytest.param("exec 'print \"%s\"' % x\n", ["2: code_strings"], id="put together"),
        pytest.param("eval('lambda a, f=cmp: f(a, 1)')\n", ["2: code_strings"], id="more lines"),
        pytest.param("exec 'x = 1'\n", [], id="the same in Python 3"),
        pytest.param("exec '(('\n", [], id="no Python"),
        pytest.param("f('print 1')\n", [], id="not executed"),
    ],
)
def test_what_is_not(before: str, warnings: list[str]) -> None:
    after, told = ported(before)
    literals = [line.partition("'")[2] for line in before.splitlines() if "'" in line]
    assert all(each.rstrip(")").split("'")[0] in after for each in literals)
    assert told == warnings


def test_where_the_change_stands() -> None:
    result = porting.port_source(f"{PYTHON2}x = 1\nexec 'print x'\n")
    (change,) = [each for each in result.changes if each.fixer == "code_strings"]
    assert (change.stage, change.line, change.column) == ("modern", 3, 5)
    assert (change.before, change.after) == ("'print x'", "'print(x)'")
    assert "-exec('print x')\n+exec('print(x)')\n" in result.stages[-1].diff


def test_what_asks_for_the_python_is_left() -> None:
    asks = "try:\n    exec({!r})\nexcept {}:\n    x = 3\n"
    code = f"{PYTHON2}print 1\n" + asks.format("raise E, 1", "SyntaxError")
    assert "exec('raise E, 1')" in porting.port_source(code).code
    code = f"{PYTHON2}print 1\n" + asks.format("raise E, 1", "ValueError")
    assert "exec('raise E(1)')" in porting.port_source(code).code


def test_what_may_be_python3_is_left() -> None:
    code = "exec('x = 6 / 4', d)\n"
    assert porting.port_source(code).code == code
