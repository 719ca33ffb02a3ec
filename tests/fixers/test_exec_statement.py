from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("exec  c", "exec(c)", id="code alone"),
        pytest.param("exec'c'", "exec('c')", id="no space"),
        pytest.param("exec \\\n    c", "exec(c)", id="a joined line"),
        pytest.param("exec c   in   g ,  l", "exec(c,   g,  l)", id="spaces"),
        pytest.param("exec'c'in(g),(l)", "exec('c',(g),(l))", id="no spaces"),
        pytest.param("exec 'c' \\\n  in \\\n  g", "exec('c', \\\n  g)", id="three lines"),
        pytest.param("exec '''\nc\n''' in {}", "exec('''\nc\n''', {})", id="a long string"),
        pytest.param("exec (c) in g", "exec((c), g)", id="code in parentheses"),
        pytest.param("exec (c, d) in g", "exec((c, d), g)", id="a tuple"),
        pytest.param("exec c in (g, l)", "exec(c, (g, l))", id="a tuple behind in"),
        pytest.param("exec (c) % v", "exec((c) % v)", id="parentheses around an operand"),
        pytest.param(
            "exec c in g or h, l if x else y", "exec(c, g or h, l if x else y)", id="tests"
        ),
        pytest.param("exec(c)", None, id="a call"),
        pytest.param("exec (c)", None, id="code in parentheses alone"),
        pytest.param("exec (c,  # what\n  g)", None, id="a call with two arguments"),
        pytest.param("exec (c, g, l)", None, id="a call with three arguments"),
    ],
)
def test_exec(before: str, after: str | None) -> None:
    check("exec", f"{before}\n", after and f"{after}\n")
    one_line = "if x: {}; y  # why\r\nelse:\r\n\t{} # else\r\n"
    both = one_line.format(before, before)
    check("exec", both, after and one_line.format(after, after))


def test_call_of_python_3_with_a_comma_behind_it() -> None:
    check("exec", "exec(c), d\n", python2=False)
