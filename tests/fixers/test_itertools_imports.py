from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "from itertools import imap as m, chain as c  # all\n",
            "from itertools import chain as c  # all\n",
            id="with as",
        ),
        pytest.param(
            "from itertools import izip_longest as zl,  ifilterfalse\r\n",
            "from itertools import zip_longest as zl,  filterfalse\r\n",
            id="renamed",
        ),
        pytest.param(
            "from itertools import chain , imap,izip,   count\n",
            "from itertools import chain ,   count\n",
            id="white space before a name stays with it",
        ),
        pytest.param(
            "from itertools import imap, \\\n    chain\n",
            "from itertools import \\\n    chain\n",
            id="so does a line break",
        ),
        pytest.param(
            "from itertools import imap,chain\n",
            "from itertools import chain\n",
            id="where 2to3 leaves no space behind import",
        ),
        pytest.param("import itertools\n", None, id="the module"),
        pytest.param("from itertools import *\nimap(f, a)\n", None, id="a star"),
        pytest.param("from .itertools import imap\n", None, id="a relative module"),
        pytest.param("from more.itertools import imap\n", None, id="another module"),
        pytest.param("from itertools import (izip_longest)\n", None, id="parentheses"),
    ],
)
def test_names(before: str, after: str | None) -> None:
    check("itertools_imports", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("from itertools import imap\nx = 1\n", "\nx = 1\n", id="the line stays"),
        pytest.param(
            "def f():\n    from itertools import imap, izip # c\n    return imap\n",
            "def f():\n     # c\n    return imap\n",
            id="with its indentation and comment",
        ),
        pytest.param(
            "x = 1; from itertools import imap; y = 2\n", "x = 1; y = 2\n", id="between statements"
        ),
        pytest.param("from itertools import izip; x = 1\n", "x = 1\n", id="before a statement"),
    ],
)
def test_nothing_left(before: str, after: str) -> None:
    check("itertools_imports", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "try:\n    from itertools import imap\nexcept ImportError:\n    imap = map\n",
            "try:\n    \nexcept ImportError:\n    imap = map\n",
            id="block",
        ),
        pytest.param("if a: from itertools import imap\n", "if a: \n", id="suite of one line"),
    ],
)
def test_body_left_empty(before: str, after: str) -> None:
    check("itertools_imports", before, after, compiles=False, settles=False)


def test_statement_behind_an_emptied_line_is_seen() -> None:
    check(
        "itertools_imports",
        "from itertools import imap\nfrom itertools import chain, izip\n",
        "\nfrom itertools import chain\n",
    )
