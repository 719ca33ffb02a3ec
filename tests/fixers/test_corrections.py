"""What the corrections do that 2to3's own fixers do wrong, in the whole pipeline."""

from __future__ import annotations

import ast

import pytest

import porting
from tests.python27 import error_in_python27

CASES = [
    pytest.param("x = 0777L\n", "x = 0o777\n", id="an octal long"),
    pytest.param("x = 0Lor 3\n", "x = (0)or 3\n", id="a long glued to a word"),
    pytest.param("x = -7L.bit_length()\n", "x = -(7).bit_length()\n", id="a long with a method"),
    pytest.param("x = 0L if y else 0xFL\n", "x = 0 if y else 0xF\n", id="longs with room"),
    pytest.param(
        "def f(x): return`x`\nprint`f`\nexec`g`\n",
        "def f(x): return(repr(x))\nprint(repr(f))\nexec(repr(g))\n",
        id="backticks glued to a statement",
    ),
    pytest.param(
        "x = not`a`in`b`or 1 if`c`else`d`\ny = z or`a`if 2 else lambda:`b`\n",
        "x = not(repr(a))in(repr(b))or 1 if(repr(c))else(repr(d))\n"
        "y = z or(repr(a))if 2 else lambda:repr(b)\n",
        id="backticks glued to operators",
    ),
    pytest.param(
        "if a.has_key(b)or(c).has_key(d)and not(e).has_key(f): print\n",
        "if (b in a)or(d in (c))and f not in (e): print()\n",
        id="has_key glued to a word",
    ),
    pytest.param(
        "x = [y for y in f.xreadlines()if y]\nprint x\n",
        "x = [y for y in (f)if y]\nprint(x)\n",
        id="xreadlines glued to a word",
    ),
    pytest.param(
        "x = (`a`)or d.has_key(e).f()\nprint [`b`if c else`d`+ e]\n",
        "x = (repr(a))or (e in d).f()\nprint([repr(b)if c else(repr(d))+ e])\n",
        id="in parentheses already, or nothing glued",
    ),
    pytest.param("x = ur'caf\\u00e9 \\d'\n", "x = 'caf\\u00e9 \\\\d'\n", id="escapes in ur''"),
    pytest.param("x = ur'it\\'s \\u2019'\n", "x = 'it\\\\\\'s \\u2019'\n", id="a quote in ur''"),
    pytest.param("x = ur'\\\\u00e9'\n", "x = r'\\\\u00e9'\n", id="an escaped backslash in ur''"),
    pytest.param("x = '\\N'\n", "x = '\\\\N'\n", id="a backslash N that is no escape"),
    pytest.param("print ()\nprint\n", "print(())\nprint()\n", id="an empty tuple is printed"),
    pytest.param(
        "from __future__ import print_function\nprint\n", "\n(print)\n", id="print is only named"
    ),
    pytest.param(
        "x = [y for y in 1, 2 for z in 3, 4]\n",
        "x = [y for y in (1, 2) for z in (3, 4)]\n",
        id="bare tuples in both loops",
    ),
    pytest.param(
        "f = lambda (a, (b, c))=d: a\n",
        "f = lambda a_b_c=d: (lambda a, b_c: (lambda b, c: a)(*b_c))(*a_b_c)\n",
        id="nested tuples with a default",
    ),
    pytest.param(
        "f = lambda *a: a\ng = lambda: 0\nprint 1\n",
        "f = lambda *a: a\ng = lambda: 0\nprint(1)\n",
        id="lambdas without tuples",
    ),
    pytest.param(
        "#!python\nx = reduce(f, y)\n",
        "#!python\nfrom functools import reduce\nx = reduce(f, y)\n",
        id="an import below the first line of a script",
    ),
    pytest.param(
        "import a\n\n# why\nfrom urllib import quote, urlopen\n",
        "import a\n\n# why\nfrom urllib.parse import quote\nfrom urllib.request import urlopen\n",
        id="comments before an import",
    ),
    pytest.param(
        "if a:\n    from urllib2 import (HTTPError, urlopen as u)  # c\nprint\n",
        "if a:\n    from urllib.error import HTTPError\n"
        "    from urllib.request import urlopen as u  # c\nprint()\n",
        id="an import in parentheses",
    ),
    pytest.param("async = 1\nprint async\n", "async_ = 1\nprint(async_)\n", id="a new keyword"),
    pytest.param("x = module.False\nprint\n", "x = False\nprint()\n", id="a module's own False"),
    pytest.param(
        "def f(str, unicode):\n    return g(unicode, unicode=str)\n",
        "def f(str, unicode_):\n    return g(unicode_, unicode=str)\n",
        id="two parameters that would be one",
    ),
    pytest.param(
        "if a:\n        b\n\tprint c\n", "if a:\n        b\n        print(c)\n", id="mixed tabs"
    ),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_the_pipeline_writes_it_right(before: str, after: str) -> None:
    assert error_in_python27(before) in ("", None)
    result = porting.port_source(before)
    assert result.code == after
    ast.parse(after)
    assert porting.port_source(after).code == after


def test_what_2to3_writes_stays_where_it_is_asked_for() -> None:
    assert porting.port_source("x = 0777L\n", stages=["2to3"]).code == "x = 0777\n"
    assert porting.port_source("x = 0777L\n", fixers=["numliterals"]).code == "x = 0777\n"


def test_a_change_of_indentation_is_told() -> None:
    source = "if a:\n        b\n\tc\n"
    (change,) = porting.port_source(source).changes
    assert (change.fixer, change.line) == ("mixed_tabs", 3)


def test_what_cannot_compile_is_left_for_a_person() -> None:
    result = porting.port_source("def f():\n    from os import *\n    print 1\n")
    (warning,) = result.warnings
    assert (warning.line, warning.shows) == (2, "at once")
    assert "import *" in warning.message
