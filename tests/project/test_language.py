from __future__ import annotations

from pathlib import Path

import pytest

import porting
from porting.project.language import Language, evidence_of, judge, language_of

PYTHON2 = [
    pytest.param("print 'a'\n", id="a print statement"),
    pytest.param("print\n", id="print without items"),
    pytest.param("print >>f, x\n", id="print to a file"),
    pytest.param("print ('%s') % x\n", id="formatting behind the parentheses"),
    pytest.param("try:\n    f()\nexcept E, e:\n    pass\n", id="a comma in except"),
    pytest.param("x = xrange(3)\n", id="a builtin of Python 2"),
    pytest.param("x = apply(f, y)\n", id="a builtin of Python 2 that is called"),
    pytest.param("for k in d.iterkeys():\n    pass\n", id="a method of Python 2"),
    pytest.param("import urllib2\n", id="a module of Python 2"),
    pytest.param("import enum\nx = unicode(3)\n", id="a module that the index has for Python 2"),
    pytest.param("#!/usr/bin/env python2.7\nx = 1\n", id="the first line"),
    pytest.param(
        "try:\n    from cStringIO import StringIO\n"
        "except ImportError:\n    from StringIO import StringIO\n",
        id="both ways are Python 2",
    ),
    pytest.param(
        "try:\n    import Tkinter\nexcept ImportError:\n    Tkinter = None\n",
        id="nothing takes the place of what is missing",
    ),
    pytest.param(
        "import sys\nif sys.version_info < (2, 5):\n    x = unicode(y)\n", id="old and older"
    ),
    pytest.param("class C:\n    def f(self):\n        return f(xrange)\n", id="far down"),
    pytest.param(
        "class C:\n    def __unicode__(self):\n        return unicode(3)\n",
        id="in a method that Python 2 calls",
    ),
    pytest.param(
        "'''A docstring (a) -> b, f'x'\n\nasync def f\n'''\nprint 'f' # f'', ) -> x\n",
        id="what looks like Python 3 in strings and comments",
    ),
]
PYTHON3 = [
    pytest.param("x = f'{y}'\n", id="an f-string"),
    pytest.param("def f(a: int):\n    pass\n", id="an annotation"),
    pytest.param("async def f():\n    pass\n", id="a coroutine"),
    pytest.param("match x:\n    case True:\n        pass\n", id="a match statement"),
    pytest.param("print(x, end='')\n", id="arguments of print"),
    pytest.param("print(x, y)\n", id="several items of print"),
    pytest.param("import urllib.request\n", id="a module of Python 3"),
    pytest.param("from typing import Any\n", id="a module that Python 2 seldom has"),
    pytest.param("x = 'a\\\nexcept E, e:'\nprint(end=x)\n", id="a comma in a string"),
    pytest.param("from __future__ import annotations\n", id="a future import of Python 3"),
    pytest.param("class C(metaclass=M):\n    ...\n", id="a metaclass in the bases"),
    pytest.param("first, *rest = x\n", id="a starred target"),
    pytest.param("def f(a, /):\n    ...\n", id="arguments by position alone"),
    pytest.param("#!/usr/bin/python3\nx = 1\n", id="the first line"),
    pytest.param("import six\nx = six.u('a')\n", id="for both by six"),
    pytest.param(
        "class C:\n    def __long__(self) -> int:\n        return long(self)\n",
        id="only Python 2 calls the method",
    ),
    pytest.param("try:\n    unicode\nexcept NameError:\n    unicode = str\n", id="for both"),
    pytest.param(
        "try:\n    from urllib2 import urlopen\n"
        "except ImportError:\n    from urllib.request import urlopen\n",
        id="a module for each",
    ),
    pytest.param(
        "import sys\nif sys.version_info[0] < 3:\n    text = unicode\nelse:\n    text = str\n",
        id="it asks for the version",
    ),
    pytest.param("text = unicode if PY2 else str\n", id="it asks in an expression"),
    pytest.param(
        "def f(x):\n    if PY3:\n        return x\n    return unicode(x)\n",
        id="what is left is old",
    ),
    pytest.param(
        "def f(d):\n    if hasattr(d, 'iteritems'):\n        return d.iteritems()\n"
        "    return d.items()\nf(PY3)\nif PY3:\n    pass\n",
        id="it asks whether there is such a method",
    ),
    pytest.param("x = lambda d: d\nraise E(x) from e\n", id="raise from"),
    pytest.param(
        "try:\n    f(f'{x}')\nexcept ValueError, TypeError:\n    pass\n", id="as 3.14 reads it"
    ),
    pytest.param("def f[T: int](x: T) -> T: return f'{x['a']}'\n", id="as 3.12 reads it"),
]
UNDECIDED = [
    pytest.param("x = input()\n", id="input is in both"),
    pytest.param("print('a')\n", id="parentheses around one item"),
    pytest.param("def reduce(x):\n    pass\nreduce(1)\n", id="a name of its own"),
    pytest.param("d.keys()\n", id="a method that both have"),
    pytest.param("", id="an empty file"),
    pytest.param("from __future__ import print_function\n", id="a future import is for both"),
    pytest.param(
        "from __future__ import division\nprint(x, y)\n", id="a tuple, or two items, are printed"
    ),
    pytest.param("class C:\n    def has_key(self, k):\n        pass\nC().has_key(1)\n", id="own"),
    pytest.param("from shop import d\nd.has_key(1)\n", id="a method of what is imported"),
]
HALF = [
    pytest.param("x: int = unicode(3)\n", id="an annotation and a builtin"),
    pytest.param("import tkinter\nx = unicode(3)\n", id="a module of each"),
    pytest.param("import urllib2\nx = f'{y}'\n", id="an f-string and a module"),
    pytest.param("async def f():\n    print >>g, 1\n", id="a coroutine and print to a file"),
    pytest.param("print f'{x}'\n", id="an f-string in a print statement"),
    pytest.param("f = coerce\n", id="what a port leaves"),
    pytest.param("#!python3\nx = unichr(8364)\n", id="the first line, and a builtin"),
    pytest.param("import six\nx = unicode(y)\n", id="six, and a builtin"),
]


@pytest.mark.parametrize("source", PYTHON2)
def test_python2(source: str) -> None:
    assert language_of(source) is Language.PYTHON2


@pytest.mark.parametrize("source", PYTHON3)
def test_python3(source: str) -> None:
    assert language_of(source) is Language.PYTHON3


@pytest.mark.parametrize("source", HALF)
def test_half(source: str) -> None:
    assert language_of(source) is Language.HALF


@pytest.mark.parametrize("source", UNDECIDED)
def test_undecided(source: str) -> None:
    assert language_of(source) is Language.UNDECIDED


@pytest.mark.parametrize(
    ("source", "around", "language"),
    [
        pytest.param("", Language.PYTHON2, Language.PYTHON2, id="does not tell"),
        pytest.param("", Language.PYTHON3, Language.PYTHON3, id="does not tell in Python 3"),
        pytest.param("x = unichr\n", Language.PYTHON3, Language.HALF, id="a name left over"),
        pytest.param("print x\n", Language.PYTHON3, Language.PYTHON2, id="syntax of Python 2"),
        pytest.param("import html\n", Language.PYTHON2, Language.PYTHON3, id="for Python 3 alone"),
        pytest.param(
            "if PY3:\n    x = 1\n", Language.PYTHON2, Language.PYTHON2, id="never ran on 3"
        ),
    ],
)
def test_the_package_decides(source: str, around: Language, language: Language) -> None:
    assert language_of(source, around) is language


def test_a_method_that_the_project_defines_tells_nothing() -> None:
    assert language_of("d.has_key(1)\n", defined={"has_key"}) is Language.UNDECIDED


def test_the_reason_names_both_places() -> None:
    verdict = judge(evidence_of("x: int = 1\n\nimport urllib2\n"))
    assert verdict.reason == "line 1 has an annotation, line 3 has import urllib2"


FINISHED = [
    pytest.param(
        "import cPickle, Queue\nx: int = 1\nprint(Queue.Queue(), cPickle.loads(y))\n",
        "import pickle, queue\nx: int = 1\nprint(queue.Queue(), pickle.loads(y))\n",
        id="modules",
    ),
    pytest.param(
        "x: int = 1\nprint(unicode(x), [raw_input() for _ in xrange(x)], d.iteritems())\n",
        "x: int = 1\nprint(str(x), [input() for _ in range(x)], iter(d.items()))\n",
        id="builtins and methods",
    ),
    pytest.param(
        "async def f(x):\n    print >>x, 'a', f'{x}'\n    print('b', x)\n",
        "async def f(x):\n    print('a', f'{x}', file=x)\n    print('b', x)\n",
        id="only what cannot be a call of print is a statement",
    ),
    pytest.param(
        "print f'{x}'\nprint(x, y)\n",
        "print(f'{x}')\nprint(x, y)\n",
        id="syntax of both",
    ),
    pytest.param(
        "x: int = unicode('\\u0041')\ny = d.keys()\n",
        "x: int = str('\\u0041')\ny = d.keys()\n",
        id="what means something in Python 3 is left",
    ),
]


@pytest.mark.parametrize(("source", "expected"), FINISHED)
def test_what_is_half_ported_is_finished(source: str, expected: str) -> None:
    result = porting.port_source(source)
    assert result.code == expected
    assert porting.port_source(expected).code == expected


def told(source: str) -> list[tuple[int, str]]:
    return [(warning.line, warning.fixer) for warning in porting.port_source(source).warnings]


def test_what_is_left_in_half_ported_code_is_told() -> None:
    source = "import urllib2\n\ndef f(x: int, y):\n    return x / y\n"
    assert told(source) == [(1, "language"), (4, "division")]


def test_what_may_be_either_is_left_and_told() -> None:
    source = "import sys\nsys.stdout.write('%s' % (5 / 2))\nx = input()\n"
    assert porting.port_source(source).code == source
    assert told(source) == [(1, "language"), (2, "division"), (3, "input")]


def test_nothing_is_told_where_nothing_differs() -> None:
    assert told("import sys\nsys.exit(3)\n") == []


def test_python_2_can_be_named() -> None:
    source = "x = 5 / 2\n"
    assert porting.port_source(source, from_version="2").code == "x = 5 // 2\n"
    with pytest.raises(ValueError, match="'3'"):
        porting.port_source(source, from_version="3")


@pytest.mark.parametrize("stages", [None, ["str-decode"], ["bytes-regex"], ["modern"]])
def test_python_3_is_left_alone_by_each_choice_of_stages(stages: list[str] | None) -> None:
    source = (
        "from __future__ import annotations\nimport urllib.request\n"
        "def f(url: str) -> bytes:\n    print(urllib.request.urlopen(url).read())\n"
        "    return {}.keys(), map(f, []), '\\d', __metaclass__\n"
    )
    assert porting.port_source(source, stages=stages).code == source


def test_python_3_may_be_newer_than_the_one_that_runs_this() -> None:
    source = (
        "async def f():\n    try:\n        a()\n    except ValueError, TypeError:\n        pass\n"
    )
    assert porting.port_source(source).code == source


CLAIMS = [
    ("setup.py", "setup(classifiers=['Programming Language :: Python :: 2.7'])\n", "PYTHON2"),
    ("setup.py", "setup(python_requires='>=3.8')\n", "PYTHON3"),
    (
        "setup.cfg",
        "[metadata]\nclassifiers =\n    Programming Language :: Python :: 3\n",
        "PYTHON3",
    ),
    ("pyproject.toml", "[project]\nrequires-python = '>=3.10'\n", "PYTHON3"),
    ("setup.py", "setup(classifiers=['Programming Language :: Python'])\n", "UNDECIDED"),
    (
        "setup.py",
        "setup(classifiers=['Programming Language :: Python :: 2',\n"
        "    'Programming Language :: Python :: 3'])\n",
        "PYTHON3",
    ),
    ("shop-1.dist-info/METADATA", "Requires-Python: >=3.8\n", "PYTHON3"),
    ("setup.py", "setup(use_2to3=True, python_requires='>=3.3')\n", "UNDECIDED"),
]


@pytest.mark.parametrize(("name", "text", "language"), CLAIMS)
def test_the_package_says_it(tmp_path: Path, name: str, text: str, language: str) -> None:
    from porting.project.graph import find_project

    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    package = tmp_path / "shop"
    package.mkdir()
    for module in ("__init__.py", "a.py"):
        (package / module).write_text("x = y / 2\n")
    project = find_project(sorted(package.iterdir()))
    assert project.language_around(str(package / "a.py")) is Language[language]
