"""Code for Python 2.7 and 3: what it looks like, and that both understand it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import six
from click.testing import CliRunner

import porting
from porting.cli import cli
from porting.stages import ALL_STAGES, NOT_FOR_SIX, PYTHON3_ALONE, all_fixers
from porting.verify.run import find_python27


def port(text: str) -> str:
    return porting.port_source(text, target="six").code


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "import urllib2\nprint urllib2.urlopen(A).read().split('#')[0]\n",
            "from __future__ import print_function\nfrom six.moves import urllib\n"
            "print(urllib.request.urlopen(A).read().split(b'#')[0].decode('utf-8'))\n",
            id="bytes are decoded in a form that both have",
        ),
        pytest.param(
            "from StringIO import StringIO\nprint StringIO('a').read()\n",
            "from __future__ import print_function\nfrom six import StringIO\n"
            "print(StringIO('a').read())\n",
            id="StringIO takes native strings",
        ),
        pytest.param(
            "from io import StringIO\nprint StringIO(u'a').read()\n",
            "from __future__ import print_function\nfrom io import StringIO\n"
            "print(StringIO(u'a').read())\n",
            id="that of io stays",
        ),
        pytest.param("x = u'caf\\xe9'\nx <> 1\n", "x = u'caf\\xe9'\nx != 1\n", id="u stays"),
        pytest.param("x = ur'\\d\\u00e9'\n", "x = u'\\\\d\\u00e9'\n", id="raw with an escape"),
        pytest.param("x = ur'\\d'\n", "x = u'\\\\d'\n", id="raw"),
        pytest.param(
            "from __future__ import division\nprint 1 / 2\n",
            "from __future__ import division\nfrom __future__ import print_function\n"
            "print(1 / 2)\n",
            id="future imports stay",
        ),
        pytest.param(
            "try:\n    f()\nexcept E, e:\n    raise E, 'x', sys.exc_info()[2]\n",
            "import six\ntry:\n    f()\nexcept E as e:\n"
            "    six.reraise(E, E('x'), sys.exc_info()[2])\n",
            id="raise with a traceback",
        ),
        pytest.param(
            "class A:\n    __metaclass__ = M\n    x = 0777\n",
            "import six\nclass A(six.with_metaclass(M)):\n    x = 0o777\n",
            id="metaclass",
        ),
        pytest.param(
            "class A:\n    def next(self):\n        return 0777\n",
            "class A:\n    def __next__(self):\n        return 0o777\n\n    next = __next__\n",
            id="an iterator of both",
        ),
        pytest.param(
            "class A:\n    def fail(self):\n        return 0777\n    __nonzero__ = fail\n",
            "class A:\n    def fail(self):\n        return 0o777\n    __bool__ = fail\n\n"
            "    __nonzero__ = __bool__\n",
            id="a method by assignment",
        ),
        pytest.param(
            "class A(object):\n    def __unicode__(self):\n        return u'x'\n\n"
            "    def __str__(self):\n        return unicode(self).encode('utf-8')\n",
            "import six\n@six.python_2_unicode_compatible\nclass A(object):\n"
            "    def __str__(self):\n        return u'x'\n\n"
            "    def __bytes__(self):\n        return six.text_type(self).encode('utf-8')\n",
            id="text of an object",
        ),
        pytest.param(
            "isinstance(x, (int, long)) or long(x) or [long]\n",
            "import six\nisinstance(x, six.integer_types) or int(x) or [six.integer_types[-1]]\n",
            id="long",
        ),
        pytest.param(
            "for i in xrange(int(raw_input())):\n    pass\n",
            "from six.moves import input, range\nfor i in range(int(input())):\n    pass\n",
            id="builtins of six.moves",
        ),
        pytest.param(
            "import os, Queue\nq = Queue.Queue()\n",
            "from six.moves import queue\nimport os\nq = queue.Queue()\n",
            id="an import of several",
        ),
        pytest.param("x = 1\n", "x = 1\n", id="nothing to do"),
    ],
)
def test_forms(before: str, after: str) -> None:
    assert port(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "import time\ndef f():\n    return time.clock()\n",
            "import six\nimport time\ndef f():\n    if six.PY2:\n        return time.clock()\n"
            "    else:\n        return time.perf_counter()\n",
            id="a statement",
        ),
        pytest.param(
            "from fractions import gcd\nprint gcd(4, 6)\n",
            "from __future__ import print_function\nimport six\nif six.PY2:\n"
            "    from fractions import gcd\nelse:\n    from math import gcd\nprint(gcd(4, 6))\n",
            id="an import",
        ),
        pytest.param(
            "import time\nif time.clock() > 1:  # late\n    x = 0777\n",
            "import six\nimport time\n"
            "if (time.clock() > 1 if six.PY2 else time.perf_counter() > 1):  # late\n"
            "    x = 0o777\n",
            id="the header of a block",
        ),
        pytest.param(
            "import time\nwith f(time.clock()) as g:\n    x = 0777\n",
            "import six\nimport time\n"
            "with (f(time.clock()) if six.PY2 else f(time.perf_counter())) as g:\n"
            "    x = 0o777\n",
            id="a manager",
        ),
        pytest.param(
            "import anydbm\nx = anydbm.open('a', 0777)\n",
            "import six\nif six.PY2:\n    import anydbm\nelse:\n    import dbm\n"
            "if six.PY2:\n    x = anydbm.open('a', 0o777)\n"
            "else:\n    x = dbm.open('a', 0o777)\n",
            id="a module that six has not got",
        ),
        pytest.param(
            "class A(object):\n    def __eq__(self, other):\n        return 0777\n",
            "import six\nclass A(object):\n    def __eq__(self, other):\n        return 0o777\n\n"
            "    if six.PY3:\n        __hash__ = object.__hash__\n",
            id="what Python 3 alone wants",
        ),
    ],
)
def test_what_has_no_common_form_gets_branches(before: str, after: str) -> None:
    result = porting.port_source(before, target="six")
    assert result.code == after
    assert not [each for each in result.warnings if "no common form" in each.message]
    assert port(after) == after


def test_what_no_branch_can_hold_is_told() -> None:
    text = "import time\nwith f(time.clock()), h() as g:\n    print g\n"
    result = porting.port_source(text, target="six")
    assert "time.clock()" in result.code
    (told,) = [each for each in result.warnings if "no common form" in each.message]
    assert (told.line, told.fixer) == (2, "clock")
    assert "with f(time.perf_counter()), h() as g:" in told.message


PROGRAM = r"""# -*- coding: utf-8 -*-
import sys, types, ConfigParser, itertools
from cStringIO import StringIO

class Meta(type):
    def __new__(cls, name, bases, body):
        body["made_by"] = "Meta"
        return type.__new__(cls, name, bases, body)

class Base(object):
    __metaclass__ = Meta

class Count(Base):
    def __init__(self, last):
        self.last = last
    def __iter__(self):
        return self
    def next(self):
        if not self.last:
            raise StopIteration
        self.last -= 1
        return self.last
    def __nonzero__(self):
        return self.last > 0
    def __unicode__(self):
        return u"caf\xe9 %d" % self.last
    def __str__(self):
        return unicode(self).encode("utf-8")

def swap((a, b)):
    return b, a

count = Count(3)
print Count.made_by, bool(count), list(count), bool(count), swap((1, 2)), repr(unicode(count))[-2:]
print isinstance(10L, (int, long)), isinstance(u"x", basestring), isinstance("x", types.StringTypes)
try:
    try:
        raise ValueError, "first"
    except ValueError, error:
        raise KeyError, "second", sys.exc_info()[2]
except KeyError, error:
    print error.args, 0777, `12`, "c:\users"
out = StringIO()
print >>out, "some", "text"
print repr(out.getvalue()), sorted({1: 2}.viewkeys() | {3: 4}.viewkeys())
print list(itertools.izip(itertools.count(), "ab")), map(None, [1, 2], "xy"), {1: 2}.has_key(1)
exec "x = 5" in globals()
print x, sum(xrange(10)), filter(None, [0, 1]), reduce(lambda a, b: a + b, [1, 2])
parser = ConfigParser.RawConfigParser()
parser.add_section("a")
print parser.sections(), sys.maxint > 1, sorted([3, 1], cmp=lambda a, b: cmp(a, b))
"""


def test_a_program_does_the_same_in_both(tmp_path: Path) -> None:
    python27 = find_python27()
    if python27 is None:
        pytest.skip("no Python 2.7 here")
    original, ported = tmp_path / "original.py", tmp_path / "ported.py"
    original.write_text(PROGRAM, encoding="utf-8")
    ported.write_text(port(PROGRAM), encoding="utf-8")
    (tmp_path / "six.py").write_bytes(Path(six.__file__).read_bytes())
    shown = [
        subprocess.run([python, "-W", "error", path], capture_output=True, cwd=tmp_path)
        for python, path in ((python27, original), (python27, ported), (sys.executable, ported))
    ]
    assert [run.stderr for run in shown] == [b""] * 3
    assert shown[0].stdout == shown[1].stdout
    assert shown[0].stdout == shown[2].stdout


def test_what_is_ported_once_stays(tmp_path: Path) -> None:
    once = port(PROGRAM)
    assert port(once) == once


def test_the_lists_name_fixers() -> None:
    assert set(all_fixers()) >= PYTHON3_ALONE | NOT_FOR_SIX
    assert not PYTHON3_ALONE & NOT_FOR_SIX


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("print unicode(1)\n")
    result = CliRunner().invoke(
        cli, ["run", "--no-cache", "-w", "--target", "six", str(tmp_path)], catch_exceptions=False
    )
    assert result.exit_code == 0
    assert (tmp_path / "a.py").read_text() == (
        "from __future__ import print_function\nimport six\nprint(six.text_type(1))\n"
    )
    assert "(after six)" in result.stdout


def test_modernize_is_for_python_3_alone(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["run", "--target", "six", "--modernize", str(tmp_path)])
    assert result.exit_code == 2
    assert "--modernize is for --target 3" in result.stderr


def test_every_stage_has_its_name_once() -> None:
    names = [stage.name for stage in ALL_STAGES]
    assert len(names) == len(set(names))


def test_names_are_told_apart_by_their_scopes() -> None:
    text = "def f(a, long=long, list=list):\n    return long(a), a.keys()[0], 0777\nx = xrange\n"
    assert port(text) == (
        "import six\nimport six.moves\ndef f(a, long=six.integer_types[-1], list=list):\n"
        "    return long(a), [item for item in a.keys()][0], 0o777\nx = six.moves.xrange\n"
    )


def test_whole_methods_are_for_python_3_alone() -> None:
    text = "class A:\n    def __cmp__(self, other):\n        return 0777\n"
    code = port(text)
    assert "    if six.PY3:\n        def __eq__(self, other):\n            return" in code
    compile(code, "a.py", "exec")


def test_sessions_stay_those_of_python_2() -> None:
    text = 'def f():\n    """\n    >>> f()\n    u\'a\'\n    """\n    return u"a", 0777\n'
    assert port(text) == text.replace("0777", "0o777")


def test_what_python_2_cannot_compile_is_told() -> None:
    text = "import urllib2\ndef f(*, a):\n    return urllib2.urlopen(a)\n"
    told = {each.fixer: each for each in porting.port_source(text, target="six").warnings}
    assert told["not_python2"].line == 2
    assert "by keyword" in told["not_python2"].message
    again = porting.port_source("print >>f, 1\n", target="six")
    assert "not_python2" not in {each.fixer for each in again.warnings}


FOR_BOTH = """\
from __future__ import print_function
import six
from six import iteritems, string_types
from six.moves import configparser, range, urllib
from future import standard_library
standard_library.install_aliases()
from past.builtins import basestring

@six.python_2_unicode_compatible
class Book(six.with_metaclass(Registered, Item)):
    pass

def show(prices):
    for name, price in iteritems(prices):
        print(isinstance(name, string_types), isinstance(name, basestring), six.text_type(price))
    return six.itervalues(prices), urllib.parse.quote("a"), configparser.ConfigParser(), range(3)

six.raise_from(ValueError(1), None)
"""


def test_modernize_takes_six_and_future_out() -> None:
    code = porting.port_source(FOR_BOTH, modernize=True).code
    assert "six" not in code
    assert "from future" not in code
    assert "past" not in code
    for line in (
        "from urllib import parse",
        "import configparser",
        "class Book(Item, metaclass=Registered):",
        "    for name, price in prices.items():",
        "        print(isinstance(name, str), isinstance(name, str), str(price))",
        'return iter(prices.values()), parse.quote("a"), configparser.ConfigParser(), range',
        "raise ValueError(1) from None",
    ):
        assert line in code
    compile(code, "a.py", "exec")


def test_without_modernize_they_stay() -> None:
    code = porting.port_source(FOR_BOTH).code
    assert "import six\n" in code
    assert "iteritems(prices)" in code
