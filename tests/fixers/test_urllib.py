from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "import urllib # c\n",
            "import urllib.request, urllib.parse, urllib.error # c\n",
            id="urllib",
        ),
        pytest.param(
            "import os,  urllib2 , sys\n",
            "import os,  urllib.request,  urllib.error,  urllib.parse , sys\n",
            id="urllib2 among others",
        ),
        pytest.param(
            "import os, urllib as u, urllib\n",
            "import os, urllib as u, urllib.request, urllib.parse, urllib.error\n",
            id="as among others",
        ),
        pytest.param("import urllib.x, urllib2.x\n", None, id="a module in them"),
        pytest.param("from . import urllib\n", None, id="one of our own"),
    ],
)
def test_import(before: str, after: str | None) -> None:
    check("urllib", before, after, settles=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "from  urllib import  quote # c\n", "from  urllib.parse import  quote # c\n", id="one"
        ),
        pytest.param(
            "from urllib2 import HTTPError as E\n",
            "from urllib.error import HTTPError as E\n",
            id="as",
        ),
        pytest.param("from urllib import ftpwrapper\n", None, id="one that did not move"),
        pytest.param("from urllib import (quote)\n", None, id="in parentheses"),
        pytest.param("from .urllib import quote\n", None, id="from a module of our own"),
        pytest.param("from urllib.x import quote\n", None, id="from a module in it"),
        pytest.param(
            "from  urllib  import  quote  as q ,urlopen, quote_plus # c\n",
            "from urllib.parse import  quote  as q,  quote_plus\n"
            "from urllib.request import  urlopen # c\n",
            id="several modules",
        ),
        pytest.param(
            "from urllib import ftpwrapper, quote\n",
            "from urllib.parse import quote\n",
            id="what did not move is dropped",
        ),
        pytest.param(
            "from urllib import quote, \\\n    unquote\r\n",
            "from urllib.parse import quote, unquote\r\n",
            id="two lines",
        ),
        pytest.param(
            "# a\n\nfrom urllib import quote, unquote\n# b\n",
            "from urllib.parse import quote, unquote\n# b\n",
            id="comments before are lost at the top",
        ),
        pytest.param(
            "def f():\n    # a\n    from urllib import quote, urlopen\n    # b\n    return\n",
            "def f():\n    # a\n    from urllib.parse import quote\n"
            "    from urllib.request import urlopen\n    # b\n    return\n",
            id="first in a block",
        ),
        pytest.param(
            "def f():\n    g()\n\n    # a\n    from urllib import quote, urlopen\n",
            "def f():\n    g()\n    from urllib.parse import quote\n"
            "    from urllib.request import urlopen\n",
            id="second in a block",
        ),
        pytest.param(
            "if x:\n    pass\n# a\nfrom urllib import quote, urlopen\n",
            "if x:\n    pass\n# a\nfrom urllib.parse import quote\n"
            "from urllib.request import urlopen\n",
            id="behind a block",
        ),
        pytest.param(
            "x; from urllib import quote, urlopen; y\n",
            "x;from urllib.parse import quote\nfrom urllib.request import urlopen; y\n",
            id="among semicolons",
        ),
        pytest.param(
            "if x:\r\n    if y: from urllib2 import quote, urlopen\r\n",
            "if x:\r\n    if y:from urllib.parse import quote\r\n"
            "    from urllib.request import urlopen\r\n",
            id="behind a colon",
        ),
    ],
)
def test_from(before: str, after: str | None) -> None:
    check("urllib", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "urllib.quote(urllib2.Request)\n",
            "urllib.parse.quote(urllib.request.Request)\n",
            id="without an import",
        ),
        pytest.param("urllib . quote.x[0]\n", "urllib.parse . quote.x[0]\n", id="more behind it"),
        pytest.param("urllib.ftpwrapper, urllib\n", None, id="what did not move"),
        pytest.param("x.urllib.quote, (urllib).quote, urllib().quote\n", None, id="not the module"),
        pytest.param("@urllib.quote\ndef f(): pass\n", None, id="a decorator"),
    ],
)
def test_use(before: str, after: str | None) -> None:
    check("urllib", before, after)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("from urllib import *\n", "import *\nCannot handle star imports."),
        ("import urllib2 as net # c\n", "import urllib2 as net\nThis module is now multiple"),
        ("x; from urllib import a, b; y\n", "import a, b\nAll module elements are invalid"),
    ],
)
def test_warning(text: str, reason: str) -> None:
    check("urllib", text, notes=[reason])
