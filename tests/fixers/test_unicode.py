from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = unicode( y, 'ascii' )\n", "x = str( y, 'ascii' )\n", id="a call"),
        pytest.param("f = map(unichr, unicode.a)\n", "f = map(chr, str.a)\n", id="not called"),
        pytest.param(
            "def unicode(unichr=1): a.unicode(unicode=2)\n",
            "def str(chr=1): a.str(str=2)\n",
            id="functions, parameters, attributes, keywords",
        ),
        pytest.param(
            "import unicode\nfrom unicode import unichr as unicode\n",
            "import str\nfrom str import chr as str\n",
            id="imports",
        ),
        pytest.param(
            "global unicode, unichr\nx = lambda unicode: [unichr for unichr in unicode]\n",
            "global str, chr\nx = lambda str: [chr for chr in str]\n",
            id="scopes of its own",
        ),
        pytest.param(
            "x = u'a' U\"b\" + u'''c\n''' U\"\"\"d\"\"\" # u'e'\n",
            "x = 'a' \"b\" + '''c\n''' \"\"\"d\"\"\" # u'e'\n",
            id="each quote",
        ),
        pytest.param(
            "x = ur'a\\d' + Ur\"b\" + uR'c' + UR'd'\n",
            "x = r'a\\d' + r\"b\" + R'c' + R'd'\n",
            id="raw: the case of the r stays",
        ),
        pytest.param("x = b'a' 'b' u'c'\n", "x = b'a' 'b' 'c'\n", id="beside bytes"),
        pytest.param(
            "class A:\r\n    u'doc'\r\n    def f(self): return u'x' # u\r\n",
            "class A:\r\n    'doc'\r\n    def f(self): return 'x' # u\r\n",
            id="docstring, one-line suite, CRLF",
        ),
        pytest.param("unicodes = v.unicode_ + r'u' + 'u'\n", None, id="other names"),
        pytest.param(r"x = '\\u20ac' r'\u20ac' '\N{DIGIT ONE}' '\d'" + "\n", None, id="no escape"),
        pytest.param(r"x = b'\u20ac' + bR'\u20ac' + br'\U'" + "\n", None, id="bytes"),
        pytest.param(r"x = '\u20ac'" + "\n", r"x = '\\u20ac'" + "\n", id="four digits"),
        pytest.param(r'x = "\U0001F40D"' + "\n", r'x = "\\U0001F40D"' + "\n", id="eight digits"),
        pytest.param(r"x = 'c:\users'" + "\n", r"x = 'c:\\users'" + "\n", id="no digits"),
        pytest.param(
            r"x = '\\\u1' '\'\u2' '\\\\u3'" + "\n",
            r"x = '\\\\u1' '\'\\u2' '\\\\u3'" + "\n",
            id="behind other backslashes",
        ),
        pytest.param("x = '''a\\\n\\u1'''\n", "x = '''a\\\n\\\\u1'''\n", id="behind a joined line"),
    ],
)
def test_unicode(before: str, after: str | None) -> None:
    check("unicode", before, after, compiles="b'a'" not in before)


def test_escapes_in_unicode_literals_stay() -> None:
    check(
        "unicode", "x = u'\\u20ac' + ur'\\u20ac'\n", "x = '\\u20ac' + r'\\u20ac'\n", settles=False
    )


@pytest.mark.parametrize(
    "imports",
    [
        pytest.param("from __future__ import unicode_literals\n", id="alone"),
        pytest.param(
            "# c\n\n'''doc'''\nfrom __future__ import division # c\n\n# d\n"
            "from __future__ import unicode_literals\n",
            id="behind comments, a docstring and another one",
        ),
        pytest.param("from __future__ import (division, unicode_literals,)\n", id="in parentheses"),
        pytest.param(
            "from __future__ import division; from __future__ import unicode_literals\n",
            id="behind a semicolon",
        ),
        pytest.param("from __future__ import unicode_literals as u, division\n", id="renamed"),
        pytest.param(
            "from __future__ import (division, unicode_literals,\n    with_statement)\n",
            id="others in the line below",
        ),
    ],
)
def test_unicode_literals_keep_their_escapes(imports: str) -> None:
    check("unicode", imports + "x = '\\u20ac' u'\\u20ac'\n", imports + "x = '\\u20ac' '\\u20ac'\n")


@pytest.mark.parametrize(
    "imports",
    [
        pytest.param(
            "from __future__ import (division,\n    unicode_literals)\n", id="in a line below"
        ),
        pytest.param("from __future__ import division, \\\n    unicode_literals\n", id="joined"),
        pytest.param(
            "from __future__ import division as d, unicode_literals\n", id="behind another name"
        ),
        pytest.param("'doc';from __future__ import unicode_literals\n", id="behind the docstring"),
        pytest.param("x = 'from __future__ import unicode_literals'\n", id="in a string"),
    ],
)
def test_unicode_literals_that_2to3_does_not_see(imports: str) -> None:
    check("unicode", imports + "x = '\\u20ac'\n", imports + "x = '\\\\u20ac'\n")
