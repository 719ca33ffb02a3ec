"""Cases of `part_flags` beyond the examples of its docstring."""

from __future__ import annotations

import pytest

from tests.fixers.check import check

JOINED = """\
import re
class Rules:
    link = 'a'
    {}
ALL = (Rules.link, Rules.image)
re.compile('|'.join(ALL))
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "image = r'''(?i)(?P<a>b\n )'''", "image = r'''(?i:(?P<a>b\n ))'''", id="long"
        ),
        pytest.param("image = '(?is)x'", "image = '(?is:x)'", id="two flags"),
        pytest.param("image = '(?x)x # y'", "image = '(?x)x # y'", id="behind a comment"),
        pytest.param("image = '(?u)x'", "image = '(?u)x'", id="what cannot hold for a part"),
        pytest.param("image = '(?i)x(?s)'", "image = '(?i)x(?s)'", id="others further on"),
        pytest.param("other = '(?i)x'", "other = '(?i)x'", id="not joined"),
    ],
)
def test_part_flags(before: str, after: str) -> None:
    check("part_flags", JOINED.format(before), JOINED.format(after))


def test_part_flags_of_what_is_added() -> None:
    check(
        "part_flags",
        "import re\nA = '(?i)a'\nB = '(?i)b'\nre.compile(A + B)\n",
        "import re\nA = '(?i)a'\nB = '(?i:b)'\nre.compile(A + B)\n",
    )


def test_part_flags_where_nothing_is_a_pattern() -> None:
    source = "A = '(?i)a'\nprint('x' + A)\n"
    check("part_flags", source, source)
