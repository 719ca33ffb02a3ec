"""Both texts are laid side by side: what was `unicode` is found again behind stage 2to3."""

from __future__ import annotations

import ast

import pytest

import porting
from porting.flow.follow.original import text_places

CASES = {
    "a prefix": ("x = u'a', 'b', U\"c\"\n", ["a", "c"]),
    "parts of one literal": ("x = ('a' u'b'  # one\n     'c', 'd')\n", ["abc"]),
    "the future": ("from __future__ import unicode_literals\nx = 'a', b'b'\n", ["a"]),
    "the same literal twice": ("x = 'a', u'a', 'a'\n", ["a"]),
    "a name": ("x = unicode(y), str(y), 'u'\n", ["str"]),
    "letters before it are wider than a byte": ("# \u00e9\nx = 'é', u'é'\n", ["é"]),
    "in a comment": ("# u'a'\nx = 'a'\n", []),
    "something was rewritten before it": ("print >>f, 'a'\nexec 'b' in d\nx = u'c'\n", ["c"]),
    "a string lost its quotes": ("from types import StringType\nx = `1`, u'a'\n", ["a"]),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_what_was_text(source: str, expected: list[str]) -> None:
    text = porting.port_source("# coding: utf-8\n" + source, stages=["2to3"]).code
    places = text_places(text, "# coding: utf-8\n" + source)
    found = [
        node.value if isinstance(node, ast.Constant) else node.id
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.Constant, ast.Name)) and (node.lineno, node.col_offset) in places
    ]
    assert sorted(map(str, found)) == sorted(expected)


def test_nothing_is_read_where_there_is_no_hint() -> None:
    assert text_places("x = 'never closed", "x = 'never closed") == frozenset()
