"""Calls of the library that took another form, or have no counterpart."""

from __future__ import annotations

import pytest

import porting
from porting.project.graph import Project
from tests.fixers.check import check

NESTED = "from contextlib import nested\n"
PARSER = "import configparser\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("import hmac\nhmac.new(k)\n", 'hmac.new(k, digestmod="md5")', id="no message"),
        pytest.param(
            "import hmac as h\nh.HMAC(k, msg=m)\n", 'h.HMAC(k, msg=m, digestmod="md5")', id="class"
        ),
        pytest.param("import hmac\nhmac.new(k, m, d)\n", "hmac.new(k, m, d)", id="three"),
        pytest.param("import hmac\nhmac.new(*args)\n", "hmac.new(*args)", id="starred"),
        pytest.param("from x import hmac\nhmac.new(k)\n", "hmac.new(k)", id="another module"),
    ],
)
def test_hmac_digest(before: str, after: str) -> None:
    check("hmac_digest", before, f"{before.splitlines()[0]}\n{after}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "import contextlib\nwith contextlib.nested(a, b):\n    f()\n",
            "import contextlib\nwith a, b:\n    f()\n",
            id="by its module, without targets",
        ),
        pytest.param(
            "from contextlib import closing, nested\nwith nested(a, b(1, 2)) as [c, d.e]: f()\n",
            "from contextlib import closing\nwith a as c, b(1, 2) as d.e: f()\n",
            id="beside another name",
        ),
        pytest.param(
            NESTED + "with nested(a, b) as (c, (d, e)), f:\n    g()\n",
            "with a as c, b as (d, e), f:\n    g()\n",
            id="a target that is a tuple",
        ),
    ],
)
def test_nested_contexts(before: str, after: str) -> None:
    check("nested_contexts", before, after)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("with nested(a, b) as c: f()", id="one target"),
        pytest.param("with nested(a, b) as (c, d, e): f()", id="too many targets"),
        pytest.param("with nested(a, b): f()\ng(nested)", id="handed on"),
    ],
)
def test_nested_contexts_that_must_stay(code: str) -> None:
    check("nested_contexts", f"{NESTED}{code}\n", notes=["ExitStack"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("p.get('a', 'b', 1)", "p.get('a', 'b', raw=1)", id="a number"),
        pytest.param("p.get('a', b, raw, v)", "p.get('a', b, raw=raw, vars=v)", id="both"),
        pytest.param("p.get(a, b, x)", None, id="anything"),
        pytest.param("p.get('a', 'b')", None, id="nothing else"),
        pytest.param(
            "configparser.ConfigParser.get(self, a, b, x)",
            "configparser.ConfigParser.get(self, a, b, raw=x)",
            id="of the class",
        ),
        pytest.param("def get(a, b, c): pass\nself.get(a, b, 1)", None, id="one of its own"),
    ],
)
def test_parser_arguments(before: str, after: str | None) -> None:
    check("parser_arguments", f"{PARSER}{before}\n", after and f"{PARSER}{after}\n")


def test_a_get_of_no_parser() -> None:
    check("parser_arguments", "x.get('a', 'b', True)\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("class A: pass\nraise A\n", "class A(Exception): pass\nraise A\n", id="bare"),
        pytest.param(
            "class A(): pass\ntry: pass\nexcept (A, B): pass\n",
            "class A(Exception): pass\ntry: pass\nexcept (A, B): pass\n",
            id="caught in a tuple",
        ),
        pytest.param(
            "class A: pass\nraise A(1).with_traceback(t)\n",
            "class A(Exception): pass\nraise A(1).with_traceback(t)\n",
            id="with a traceback",
        ),
        pytest.param("class A: pass\nraise A.make()\n", None, id="what a method gives"),
        pytest.param("class A: pass\nraise x.A\n", None, id="another module's"),
        pytest.param("class A(B): pass\nraise A\n", None, id="with a base from elsewhere"),
        pytest.param(
            "if x:\n    class A: pass\nelse:\n    class A: pass\nraise A\n",
            None,
            id="two of a name",
        ),
    ],
)
def test_raised_classes(before: str, after: str | None) -> None:
    check("raised_classes", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("json.loads(x, 'utf-8')", "(x)", id="the last"),
        pytest.param("json.loads(x, 'utf-8', cls)", None, id="before what wants a name"),
        pytest.param("json.loads(*x)", None, id="starred"),
        pytest.param("random.shuffle(x)", None, id="not given"),
    ],
)
def test_dropped_arguments_without_names(before: str, after: str | None) -> None:
    imports = "import http.client, json, random\n"
    new = after and f"{imports}{before.partition('(')[0]}{after}\n"
    check("dropped_arguments", f"{imports}{before}\n", new)


def test_an_argument_in_the_middle_is_dropped_once() -> None:
    before = "import httplib\nprint httplib.HTTPConnection(h, 80, 1, t)\n"
    after = "import http.client\nprint(http.client.HTTPConnection(h, 80, t))\n"
    assert porting.port_source(before).code == after
    assert porting.port_source(after).code == after


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        pytest.param("x = coerce(1, 2)", "fails when reached", id="a builtin"),
        pytest.param(
            "import json.encoder\njson.encoder.FLOAT_REPR = str",
            "wrong result, no error",
            id="bound",
        ),
        pytest.param("from ftplib import Netrc", "fails at import", id="imported"),
    ],
)
def test_how_gone_names_show(code: str, shows: str) -> None:
    (warning,) = porting.port_source(f"{code}\n", fixers=["gone_names"]).warnings
    assert warning.shows == shows


def test_a_coerce_of_its_own_is_not_gone() -> None:
    check("gone_names", "def coerce(a): pass\ncoerce(1)\nx.coerce(2)\n")


def test_every_gone_module_of_a_line_is_told() -> None:
    source = (
        "import os, symbol, parser\nprint symbol.x\nfrom xml.dom.ext.reader import Sax2\nSax2()\n"
    )
    messages = [each.message for each in porting.port_source(source).warnings]
    assert [message.split(":")[0].split()[-1] for message in messages] == [
        "symbol",
        "parser",
        "xml.dom.ext",
    ]


def test_encoding_set_in_one_breath() -> None:
    check(
        "system_leftovers",
        "import imp, sys\nimp.reload(sys).setdefaultencoding('utf-8')\nx.setdefaultencoding(1)\n",
        "import imp, sys\npass\nx.setdefaultencoding(1)\n",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Thread(target=f).isDaemon()", "Thread(target=f).daemon", id="asked"),
        pytest.param("if x: t.setDaemon(1); f()", "if x: t.daemon = 1; f()", id="in a line"),
        pytest.param("c.notifyAll()", "c.notify_all()", id="renamed"),
        pytest.param("super(A, self).setDaemon(1)", None, id="of the base"),
        pytest.param("x = t.setDaemon(1)", None, id="for its value"),
        pytest.param("Thread.setDaemon(t, 1)", None, id="of the class"),
    ],
)
def test_thread_methods(before: str, after: str | None) -> None:
    check("thread_methods", f"{before}\n", after and f"{after}\n")


def test_a_module_without_a_home_is_told_of_once() -> None:
    source = "import pipes\nprint pipes.Template()\n"
    assert len(porting.port_source(source).warnings) == 1
    assert not porting.port_source("import urllib2 as u\nprint u.urlopen(x)\n").warnings


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param("RawConfigParser({'a': 1})", True, id="with defaults"),
        pytest.param("RawConfigParser(strict=True)", False, id="settled"),
        pytest.param("x.RawConfigParser()", False, id="another module's"),
    ],
)
def test_parser_defaults(code: str, is_told: bool) -> None:
    source = f"from configparser import RawConfigParser\n{code}\n"
    check("parser_defaults", source, notes=["semicolon"] if is_told else [])


def test_a_class_that_another_file_raises() -> None:
    text = "class SoldOut:\n    pass\n"
    project = Project(thrown={"SoldOut": frozenset([""])})
    assert "SoldOut(Exception)" in porting.port_source(text, project=project).code
    assert porting.port_source(text, project=Project()).code == text
