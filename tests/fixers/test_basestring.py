from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("t = (basestring, int)\n", "t = (str, int)\n", id="not called"),
        pytest.param("b.basestring(basestring=1)\n", "b.str(str=1)\n", id="attributes, keywords"),
        pytest.param(
            "class basestring: pass\nimport a.basestring as basestring\n",
            "class str: pass\nimport a.str as str\n",
            id="a class's own name, imports",
        ),
        pytest.param(
            "x = (  # either\r\n    basestring  # or\r\n)\r\n",
            "x = (  # either\r\n    str  # or\r\n)\r\n",
            id="comments, CRLF",
        ),
        pytest.param("x = 'basestring' # basestring\nbasestrings = 1\n", None, id="not the name"),
        pytest.param("x = u'a' 'basestring'\n", None, id="text in a string"),
    ],
)
def test_basestring(before: str, after: str | None) -> None:
    check("basestring", before, after)


def test_f_strings_are_left_alone() -> None:
    check(
        "basestring", "f(basestring, f'{basestring}')\n", "f(str, f'{basestring}')\n", python2=False
    )
