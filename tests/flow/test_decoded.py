"""Calls of `decode` on what Python 3 has as text, or may have."""

from __future__ import annotations

import pytest

import porting

CODING = "# -*- coding: utf-8 -*-\n"


def port(source: str) -> str:
    return porting.port_source(source, stages=["bytes-regex", "str-decode"], from_version="2").code


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "x = '\\xc3\\xa9'.decode('utf-8')\n",
            "x = b'\\xc3\\xa9'.decode('utf-8')\n",
            id="a literal of bytes",
        ),
        pytest.param(
            CODING + "x = 'é'.decode('utf-8')\n",
            CODING + "x = 'é'\n",
            id="a literal in the encoding of the file",
        ),
        pytest.param(
            "import os\ndef f(p):\n    p = p.decode('utf-8', 'strict')\n    return p\n",
            "import os\ndef f(p):\n"
            "    p = p if isinstance(p, str) else p.decode('utf-8', 'strict')\n    return p\n",
            id="an argument of which nothing is known",
        ),
        pytest.param(
            "def f(self):\n    return self.name.decode('latin-1')\n",
            "def f(self):\n"
            "    return self.name if isinstance(self.name, str) else self.name.decode('latin-1')\n",
            id="an attribute",
        ),
        pytest.param(
            "def f(row):\n    return row['name'].decode('latin-1')\n",
            "def f(row):\n    return row['name'] if isinstance(row['name'], str) "
            "else row['name'].decode('latin-1')\n",
            id="an item",
        ),
        pytest.param(
            "CODE = 'utf-8'\ndef f(p):\n    return p.decode(CODE)\n",
            "CODE = 'utf-8'\ndef f(p):\n    return p if isinstance(p, str) else p.decode(CODE)\n",
            id="the encoding has a name",
        ),
    ],
)
def test_what_may_be_text_is_not_decoded(before: str, after: str) -> None:
    assert port(before) == after
    assert port(after) == after


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(CODING + "x = 'é'.decode('latin-1')\n", id="another encoding than the file's"),
        pytest.param("def f(c, s):\n    return c.decode(s)\n", id="the method of something else"),
        pytest.param("def f(s):\n    return s.decode('nonsense')\n", id="no encoding of text"),
        pytest.param("def f(g):\n    return g().decode('utf-8')\n", id="a call is made but once"),
        pytest.param(
            "def f(s):\n    if isinstance(s, bytes):\n        s = s.decode('utf-8')\n"
            "    return s\n",
            id="tested already",
        ),
        pytest.param(
            "def f(s):\n    try:\n        return s.decode('utf-8')\n"
            "    except AttributeError:\n        return s\n",
            id="text is provided for",
        ),
    ],
)
def test_left_alone(source: str) -> None:
    assert port(source) == source
