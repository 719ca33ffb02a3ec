"""Cases of `regex_escapes` beyond the examples of its docstring."""

from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(r"re.compile(r'\u[0-9]')", r"re.compile(r'u[0-9]')", id="no number"),
        pytest.param(r"re.compile(r'\u00e9|\N{DASH}')", r"re.compile(r'\u00e9|\N{DASH}')", id="3"),
        pytest.param(r"x = [r'(?:\N|a)+']", r"x = [r'(?:N|a)+']", id="in a list"),
        pytest.param(r"x = [r'(?:\N|a+']", r"x = [r'(?:\N|a+']", id="no pattern either way"),
        pytest.param(r"x = [r'(?:\N' r'|a)+']", r"x = [r'(?:N' r'|a)+']", id="of two literals"),
        pytest.param(
            r"x = [r'\makebox[\width][c]{']", r"x = [r'\makebox[\width][c]{']", id="LaTeX"
        ),
        pytest.param(r"x = [r'\data\house']", r"x = [r'\data\house']", id="a path"),
        pytest.param(r"x = ['(?:\\N|a)+']", r"x = ['(?:\\N|a)+']", id="not raw"),
    ],
)
def test_regex_escapes(before: str, after: str) -> None:
    check("regex_escapes", f"import re\n{before}\n", f"import re\n{after}\n")


def test_regex_escapes_where_nothing_is_a_pattern() -> None:
    source = "x = [r'(?:\\N|a)+']\n"
    check("regex_escapes", source, source)
