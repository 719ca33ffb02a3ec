from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = a<>b <> c\n", "x = a!=b != c\n", id="with and without spaces"),
        pytest.param(
            "x = a<>b!=c is not d not in e <> f\n",
            "x = a!=b!=c is not d not in e != f\n",
            id="among other comparisons",
        ),
        pytest.param(
            "x = (a # <>\n  <> # b\n  c)\n", "x = (a # <>\n  != # b\n  c)\n", id="in a line alone"
        ),
        pytest.param("if a <> \\\n   b: pass\n", "if a != \\\n   b: pass\n", id="a joined line"),
        pytest.param(
            "while a <> 1:\r\n\tprint `b <> c`\r\n",
            "while a != 1:\r\n\tprint `b != c`\r\n",
            id="tabs, CRLF, backticks",
        ),
        pytest.param("x = not'a'<>'<>'\n", "x = not'a'!='<>'\n", id="beside strings"),
        pytest.param("x = a != b < c > d\n", None, id="other comparisons"),
    ],
)
def test_ne(before: str, after: str | None) -> None:
    check("ne", before, after, compiles="`" not in before)
