"""Fixers for what left the library: cases that their examples do not show."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import porting
from porting.project.bound_names import BoundNames
from porting.project.graph import Project, find_project
from tests.fixers.check import check

CASES = [
    pytest.param(
        "mail_modules",
        "import rfc822\nheaders = rfc822.Message(file, 0)\n",
        "import email.message\nheaders = email.message_from_file(file)\n",
        id="a message of a file and more",
    ),
    pytest.param(
        "mail_modules",
        "import mimetools\nclass Head(mimetools.Message):\n    pass\n",
        "import email.message\nclass Head(email.message.Message):\n    pass\n",
        id="a class of messages",
    ),
    pytest.param(
        "mail_modules",
        "from io import BytesIO\nfrom rfc822 import Message\nfile = BytesIO(data)\nMessage(file)\n",
        "from io import BytesIO\nfrom email.message import Message\nimport http.client\n"
        "file = BytesIO(data)\nhttp.client.parse_headers(file)\n",
        id="a file of bytes that has a name",
    ),
    pytest.param(
        "mail_modules",
        "import rfc822\nrfc822._timezones.update(more)\n",
        "import email._parseaddr\nemail._parseaddr._timezones.update(more)\n",
        id="a table that was not meant for others",
    ),
    pytest.param(
        "http_messages",
        "x.getheader('a')\nx.getheaders('a')\n",
        "x.getheader('a')\nx.get_all('a', [])\n",
        id="of what is not known",
    ),
    pytest.param(
        "http_messages",
        "self.headers.getheader('a', '')\nx.info().getparam('charset')\n",
        "self.headers.get('a', '')\nx.info().get_param('charset')\n",
        id="with something for none",
    ),
    pytest.param("http_messages", "x.gettype(1)\nx.gettype\n", None, id="other arguments"),
    pytest.param(
        "translate",
        "import string\nstring.translate(a + b, t, 'x')\n",
        'import string\n(a + b).translate(str.maketrans("", "", \'x\')).translate(t)\n',
        id="the function",
    ),
    pytest.param(
        "translate",
        "all = ''.join(map(chr, range(256)))\nx = (y.translate(all, z))\n",
        "all = ''.join(map(chr, range(256)))\n"
        'x = (y.translate(str.maketrans("", "", z)).translate(all))\n',
        id="a table that is made by hand",
    ),
    pytest.param(
        "translate", "x.translate(message, domain)\n", None, id="another kind of translation"
    ),
    pytest.param(
        "operator_tables",
        "names = 'add sub div'.split()\nx = ['__%s__' % name for name in names]\n",
        "names = 'add sub truediv'.split()\nx = ['__%s__' % name for name in names]\n",
        id="words in one string",
    ),
    pytest.param("operator_tables", "x = ['add', 'mul', 'div']\n", None, id="no methods are made"),
    pytest.param(
        "operator_tables", "x = 'Do __add__ and __mul__ as __div__ does.'\n", None, id="a sentence"
    ),
    pytest.param(
        "operator_tables",
        "x = '''__add__ __mul__\n  __div__'''.split()\n",
        "x = '''__add__ __mul__\n  __truediv__'''.split()\n",
        id="names in lines",
    ),
    pytest.param("template_methods", "def f():\n    '''d.iterkeys()'''\n", None, id="a docstring"),
    pytest.param("template_methods", "def f(a='b'): 'd.iterkeys()'\n", None, id="all of a body"),
    pytest.param(
        "template_methods",
        "x = ('{{ d.iterkeys()'\n     u' }}')  # 'd.iterkeys()'\n",
        "x = ('{{ d.keys()'\n     u' }}')  # 'd.iterkeys()'\n",
        id="strings in a row",
    ),
    pytest.param(
        "universal_newlines",
        "open(a, b'rbU')\nos.fdopen(1, 'U', 2)\nmode = 'rU'\n",
        "open(a, b'rb')\nos.fdopen(1, 'r', 2)\nmode = 'r'\n",
        id="modes of all kinds",
    ),
    pytest.param("universal_newlines", "open('U')\nfind(a, 'U')\nx = 'U'\n", None, id="no modes"),
    pytest.param(
        "module_values",
        "import http.client\nfrom a import *\nf(httplib)\n",
        None,
        id="a star that may give the name",
    ),
    pytest.param("module_values", "f(httplib)\n", None, id="nobody imported the module"),
    pytest.param(
        "has_key_method",
        "class A:\n    def has_key(self, k): return 1\n\n# b\nclass B:\n    x = f.has_key(1)\n",
        "class A:\n    def has_key(self, k): return 1\n\n    __contains__ = has_key\n\n"
        "# b\nclass B:\n    x = f.has_key(1)\n",
        id="a method in one line",
    ),
    pytest.param("has_key_method", "def has_key(self, k): return 1\n", None, id="no method"),
    pytest.param(
        "dropped_arguments",
        "import json\njson.dumps(a,\n    encoding='x')\njson.loads(encoding='x', s=a)\n",
        "import json\njson.dumps(a)\njson.loads(s=a)\n",
        id="the last and the first",
    ),
    pytest.param(
        "type_names",
        "from types import StringTypes\nx = isinstance(y, StringTypes)\n",
        "x = isinstance(y, (str,))\n",
        id="several types",
    ),
    pytest.param(
        "type_names",
        "from types import StringTypes as S\n",
        "S = (str,)\n",
        id="several types under a name of one's own",
    ),
    pytest.param(
        "type_names",
        "from types import *\nIntType = 3\nx = IntType\n",
        None,
        id="a name of one's own",
    ),
    pytest.param(
        "string_functions",
        "from string import *\nfrom a import *\nsplit(x)\n",
        None,
        id="two stars",
    ),
    pytest.param(
        "imp_names",
        "from imp import load_source, find_module\nload_source('a', b, c)\nfind_module('a')\n",
        "from importlib.machinery import SourceFileLoader\nfrom imp import find_module\n"
        "SourceFileLoader('a', b).load_module()\nfind_module('a')\n",
        id="imported by name",
    ),
    pytest.param(
        "html_unescape",
        "import html.parser\nhtml.parser.HTMLParser().unescape(x)\nHTMLParser.unescape(a, x)\n",
        "import html.parser\nhtml.unescape(x)\nHTMLParser.unescape(a, x)\n",
        id="by the module's name",
    ),
    pytest.param(
        "char_references",
        "from html.parser import HTMLParser\nclass A(HTMLParser):\n"
        "    def handle_charref(self, n): f()\n"
        "    def __init__(self): super(A, self).__init__()\nHTMLParser.__init__(a)\n",
        "from html.parser import HTMLParser\nclass A(HTMLParser):\n"
        "    def handle_charref(self, n): f()\n"
        "    def __init__(self): super(A, self).__init__(convert_charrefs=False)\n"
        "HTMLParser.__init__(a)\n",
        id="by super",
    ),
    pytest.param(
        "request_methods",
        "import urllib.request as u\nr = u.Request(x)\nif r.has_data(): s.get_host()\n",
        "import urllib.request as u\nr = u.Request(x)\nif (r.data is not None): s.get_host()\n",
        id="by the module's name",
    ),
    pytest.param(
        "array_methods",
        "import array\nx = array.array('i').tostring()\ny = z.tostring()\n",
        "import array\nx = array.array('i').tobytes()\ny = z.tostring()\n",
        id="made on the way",
    ),
    pytest.param(
        "formatargspec",
        "from inspect import formatargspec, getargspec\nx = formatargspec(*getargspec(f))\n",
        "from inspect import signature, getargspec\nx = str(signature(f))\n",
        id="imported by name",
    ),
    pytest.param(
        "test_methods",
        "self.assertDictContainsSubset(a, b, 'no')\nself.assertDictContainsSubset(a, self.b)\n",
        "self.assertEqual(b, {**b, **a}, 'no')\nself.assertEqual(self.b, {**self.b, **a})\n",
        id="a name and an attribute",
    ),
    pytest.param(
        "thread_names",
        "import threading\nclass T(threading._Timer): pass\n",
        "import threading\nclass T(threading.Timer): pass\n",
        id="classes that were hidden behind functions",
    ),
    pytest.param("logger_warn", "log = x\nlog.warn('a')\n", None, id="no logger"),
    pytest.param(
        "path_walk",
        "from os.path import walk\nimport os\nos.path.walk\n",
        "from os.path import walk\nimport os\n\n\ndef _walk(top, visit, arg):\n"
        "    for folder, folders, files in os.walk(top):\n        names = folders + files\n"
        "        visit(arg, folder, names)\n"
        "        folders[:] = [name for name in folders if name in names]\n_walk\n",
        id="handed on",
    ),
]


@pytest.mark.parametrize(("fixer", "before", "after"), CASES)
def test_leftovers(fixer: str, before: str, after: str | None) -> None:
    check(fixer, before, after)


@pytest.mark.parametrize(
    "fixer", ["readfp", "gettext_methods", "thread_methods", "element_methods", "test_methods"]
)
def test_methods_that_another_file_defines_are_left(fixer: str) -> None:
    names = porting.stages.all_fixers()[fixer].triggers
    for name in sorted(names):
        text = f"self.{name}()\n"
        project = Project(bound=BoundNames(files={"shop.py": frozenset([name])}))
        result = porting.port_source(text, fixers=[fixer], project=project)
        assert result.code == text
        assert (
            name in ("assertDictContainsSubset", "setDaemon")
            or porting.port_source(text, fixers=[fixer]).code != text
        )


def test_the_walk_goes_where_it_went(tmp_path: Path) -> None:
    for name in ("a/b/c", "a/d"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a" / "file").touch()
    names = run(
        "import os\nos.path.walk(top, visit, found)\n", "path_walk", top=str(tmp_path / "a")
    )
    assert sorted(names) == ["a", "d"]


def visit(found: list[str], folder: str, names: list[str]) -> None:
    """What is called for each folder: it keeps the walk out of one."""
    found.append(Path(folder).name)
    if "b" in names:
        names.remove("b")


def run(before: str, fixer: str, **names: Any) -> list[str]:
    found: list[str] = []
    code = porting.port_source(before, fixers=[fixer]).code
    exec(compile(code, "", "exec"), {"found": found, "visit": visit, **names})
    return found


class Server:
    """What has a socket's methods."""

    def __init__(self) -> None:
        self.data = io.BytesIO(b"one\ntwo\nthree")
        self.sent = b""
        self.is_closed = False

    def recv(self, size: int) -> bytes:
        return self.data.read(min(size, 2))

    def sendall(self, data: bytes) -> None:
        self.sent += data

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize("closes", [False, True])
def test_the_file_of_a_socket(closes: bool) -> None:
    code = porting.port_source(
        "import socket\nmake = socket._fileobject\n", fixers=["socket_file"]
    ).code
    names: dict[str, Any] = {}
    exec(compile(code, "", "exec"), names)
    server = Server()
    file = names["make"](server, "rb", 0, close=closes)
    assert [file.readline(), file.read(2), file.read()] == [b"one\n", b"tw", b"o\nthree"]
    file.write(b"four")
    file.flush()
    file.close()
    assert (server.sent, server.is_closed) == (b"four", closes)


@pytest.mark.parametrize(
    ("fixer", "before", "after"),
    [
        pytest.param(
            "string_functions",
            "from string import rsplit, join\nrsplit(x)\njoin(y)\n",
            'rsplit = str.rsplit\nx.rsplit()\n" ".join(y)\n',
            id="a function of which there is a method",
        ),
        pytest.param(
            "type_names",
            "from types import ListType\nprint(ListType)\n",
            "ListType = list\nprint(ListType)\n",
            id="a type",
        ),
        pytest.param(
            "clock",
            "from time import clock\nclock()\n",
            "from time import perf_counter as clock\nclock()\n",
            id="a function with another name",
        ),
        pytest.param("backports", "import cgi\n", "import cgi\n", id="a module that is not used"),
    ],
)
def test_names_that_other_files_take_stay(
    tmp_path: Path, fixer: str, before: str, after: str
) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    for name, text in {
        "__init__.py": "",
        "compat.py": before,
        "page.py": "from shop.compat import rsplit, ListType, clock, cgi\n",
    }.items():
        (folder / name).write_text(text)
    path = folder / "compat.py"
    project = find_project(sorted(folder.iterdir()))
    result = porting.port_source(before, filename=str(path), fixers=[fixer], project=project)
    assert result.code == after


def test_a_star_keeps_no_module_that_nothing_uses(tmp_path: Path) -> None:
    (tmp_path / "keys.py").write_text("import exceptions\nprint 1\n")
    (tmp_path / "main.py").write_text("from keys import *\n")
    project = find_project(sorted(tmp_path.iterdir()))
    path = tmp_path / "keys.py"
    result = porting.port_source(path.read_text(), filename=str(path), project=project)
    assert result.code == "print(1)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("type(x) == InstanceType", 'type(x).__module__ != "builtins"'),
        ("(type(x.y) is not InstanceType)", '(type(x.y).__module__ == "builtins")'),
        ("True == isinstance(x, InstanceType)", 'True == (type(x).__module__ != "builtins")'),
        ("not isinstance(f(x) , InstanceType)", 'type(f(x)).__module__ == "builtins"'),
        ("-isinstance(x, InstanceType)", None),
        ("type(x) < InstanceType", None),
        ("isinstance(x, (int, InstanceType))", None),
        ("type(x) == InstanceType == y", None),
    ],
)
def test_instance_type(before: str, after: str | None) -> None:
    line = "from types import InstanceType\na = {}\n"
    notes = [] if after is None else ["only instances of old-style classes"]
    check("instance_type", line.format(before), line.format(after or before), notes=notes)


SELF = 'inspect.isfunction(f) and f.__code__.co_varnames[:1] == ("self",)'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("if x and {}:\n    del a.b[0]\n", f"if x and ({{}} or {SELF}):\n    del a.b[0]\n"),
        ("if x: y\nelif {}: a.pop(0)\n", f"if x: y\nelif {{}} or {SELF}: a.pop(0)\n"),
        ("if not {}:\n    a = a[1:]\n", None),
        ("if {}:\n    a = f.__self__[1:]\n", None),
        ("if {}:\n    a()\n", None),
        ("a = a[1:] if {} else a\n", None),
    ],
)
def test_unbound_methods(before: str, after: str | None) -> None:
    line, test = "import inspect\n", "inspect.ismethod(f)"
    check("unbound_methods", line + before.format(test), line + (after or before).format(test))
