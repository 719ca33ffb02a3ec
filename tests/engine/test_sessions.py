"""Interactive sessions: what is typed and what is shown, in docstrings and in text files."""

from __future__ import annotations

from pathlib import Path

import pytest

import porting
from porting.many_files.schedule import port_files
from porting.many_files.tasks import Order, Ported, port_bytes
from porting.pipeline import port_text
from porting.project.graph import find_project
from porting.source import find_sources

TEXTS = [
    pytest.param(">>> print 1\n1\n", ">>> print(1)\n1\n", id="typed"),
    pytest.param("  >>> print 1,\n  1\n", "  >>> print(1, end=' ')\n  1\n", id="indented"),
    pytest.param(">>> print 1", ">>> print(1)", id="no newline at the end"),
    pytest.param(">>> print 1\r\n1\r\n", ">>> print(1)\r\n1\r\n", id="CRLF"),
    pytest.param(
        ">>> for x in a:\n...     print x\n...\nprint x\n>>> print x\n",
        ">>> for x in a:\n...     print(x)\n...\nprint x\n>>> print(x)\n",
        id="of several lines",
    ),
    pytest.param(
        ">>> import urllib2\n\nand\n\n>>> urllib2.Request\n",
        ">>> import urllib.request, urllib.error, urllib.parse\n\nand\n\n"
        ">>> urllib.request.Request\n",
        id="one goes on where another ended",
    ),
    pytest.param(
        ">>> 1\n1\n>>> reduce(f, x)\n3\n",
        ">>> from functools import reduce\n>>> 1\n1\n>>> reduce(f, x)\n3\n",
        id="an import more",
    ),
    pytest.param(
        ">>> print 1\n>>> this is no Python\n>>> print 2\n",
        ">>> print(1)\n>>> this is no Python\n>>> print(2)\n",
        id="one is no Python",
    ),
    pytest.param(
        ">>> print 1 # doctest: +SKIP\n", ">>> print(1) # doctest: +SKIP\n", id="a comment"
    ),
    pytest.param(
        ">>> @f\n... def g(): print 1\n", ">>> @f\n... def g(): print(1)\n", id="decorated"
    ),
    pytest.param(
        ">>> f.write('a')\n>>> f.seek(0)\n",
        ">>> _ = f.write('a')\n>>> _ = f.seek(0)\n",
        id="calls that give a number",
    ),
    pytest.param(">>> f.write('a')\n1\n>>> f.write\n>>> a = f.write(1)\n", None, id="it is shown"),
    pytest.param(
        ">>> sys.stdout.write('a')\na\n",
        ">>> _ = sys.stdout.write('a')\na\n",
        id="what is shown was written",
    ),
    pytest.param("print 1\n>>>print 1\n", None, id="no session"),
]
SHOWN = [
    ("u'a'", "'a'"),
    ("[u'a', (u\"it's\", 1)]", "['a', (\"it's\", 1)]"),
    ("{1L: 0x1FL}", "{1: 0x1F}"),
    ("<type 'int'>", "<class 'int'>"),
    ("<type 'unicode'>", "<class 'str'>"),
    ("<type 'exceptions.KeyError'>", "<class 'KeyError'>"),
    ("set([1, 2])", "{1, 2}"),
    ("frozenset([1])", "frozenset({1})"),
    ("set([])", "set()"),
    ("<shop.Shelf instance at 0x...>", "<shop.Shelf object at 0x...>"),
    ("datetime.timedelta(31)", "datetime.timedelta(days=31)"),
    ("[datetime.timedelta(-1, 0, 50)]", "[datetime.timedelta(days=-1, microseconds=50)]"),
    ("datetime.timedelta(0)", "datetime.timedelta(0)"),
    ("ValueError('bad',)", "ValueError('bad')"),
    ("menu'a' 'u' 10Lt reset([1])", "menu'a' 'u' 10Lt reset([1])"),
]


@pytest.mark.parametrize(("before", "after"), TEXTS)
def test_typed(before: str, after: str | None) -> None:
    assert port_text(before).code == (before if after is None else after)


@pytest.mark.parametrize(("before", "after"), SHOWN)
def test_shown(before: str, after: str) -> None:
    text = ">>> x\n{}\n\n{}\n"
    assert port_text(text.format(before, before)).code == text.format(after, before)


RAISED = [
    ("KeyError: u'a'", "KeyError: 'a'"),
    ("AttributeError: Shelf instance has no attribute 'x'",
     "AttributeError: 'Shelf' object has no attribute 'x'"),
    ("ImportError: No module named shop", "ModuleNotFoundError: No module named 'shop'"),
    ("ImportError: No module named shop.a", "ImportError: No module named shop.a"),
    ("TypeError: cannot add 'unicode' and 'long' objects",
     "TypeError: cannot add 'str' and 'int' objects"),
    ("ValueError: 'unicode'", "ValueError: 'unicode'"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), RAISED)
def test_raised(before: str, after: str) -> None:
    text = ">>> x\nTraceback (most recent call last):\n    ...\n{}\n\n{}\n"
    assert port_text(text.format(before, before)).code == text.format(after, before)


DOCSTRINGS = [
    pytest.param('"""\n>>> print 1\n"""\n', '"""\n>>> print(1)\n"""\n', id="a module's"),
    pytest.param(
        "class A:\n    '''Say.\n\n    >>> print u'a'\n    u'a'\n    '''\n",
        "class A:\n    '''Say.\n\n    >>> print('a')\n    'a'\n    '''\n",
        id="a class's",
    ),
    pytest.param(
        "__test__ = {'a': '''\n>>> print 1\n'''}\n",
        "__test__ = {'a': '''\n>>> print(1)\n'''}\n",
        id="in a dictionary",
    ),
    pytest.param(
        'r"""\n>>> print "\\n"\n"""\n', 'r"""\n>>> print("\\n")\n"""\n', id="a raw literal"
    ),
    pytest.param(
        '"""\n>>> print u"\\\\n"\n"""\n', '"""\n>>> print("\\\\n")\n"""\n', id="escaped backslashes"
    ),
    pytest.param('"""\n>>> print "\\x41"\n"""\n', None, id="other escapes"),
    pytest.param(
        '"""\\x41\n>>> print 1\n"""\n', '"""\\x41\n>>> print(1)\n"""\n', id="other escapes outside"
    ),
    pytest.param("x = '>>> print 1'\n", None, id="in one line"),
]


@pytest.mark.parametrize(("before", "after"), DOCSTRINGS)
def test_docstrings(before: str, after: str | None) -> None:
    code = porting.port_source("print 1\n" + before).code
    assert code == "print(1)\n" + (before if after is None else after)


def test_a_function_more() -> None:
    session = ">>> print sorted(x, cmp)\n"
    code = port_text(session).code
    assert code.startswith(">>> import functools\n>>> def cmp(a, b):\n...     if a == b:\n")
    assert port_text(code).code == code


def test_stages_tell_of_sessions() -> None:
    result = porting.port_source("'''\n>>> print 1\n'''\nprint 2\n")
    assert [change.fixer for change in result.stages[-1].changes] == ["sessions"]
    assert result.stages[-1].code == result.code
    assert "+>>> print(1)" in result.stages[-1].diff
    assert porting.port_source(result.code).code == result.code


def test_2to3_leaves_sessions_alone() -> None:
    text = "'''\n>>> print 1\n'''\n"
    assert porting.port_source(text, stages=["2to3"]).code == text


def test_the_names_of_exceptions(tmp_path: Path) -> None:
    files = {
        "shop/__init__.py": "print 1\n",
        "shop/errors.py": "class Missing(Exception):\n    pass\nclass Sold(Missing):\n    pass\n"
        "class Shelf(object):\n    pass\n",
        "docs.txt": ">>> buy()\nTraceback (most recent call last):\n    ...\nSold: out of it\n"
        "\n>>> 1\nTraceback (most recent call last):\nKeyError: 1\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = find_sources([tmp_path], with_texts=True)
    outcomes = {
        outcome.path.name: outcome
        for outcome in port_files(paths, Order(project=find_project(paths)))
    }
    ported = outcomes["docs.txt"]
    assert isinstance(ported, Ported)
    assert ported.data.decode() == files["docs.txt"].replace("Sold:", "shop.errors.Sold:")


def test_a_text_in_another_encoding() -> None:
    data = b"caf\xe9\n>>> print 1\n"
    outcome = port_bytes(data, "docs.rst", Order())
    assert isinstance(outcome, Ported)
    assert outcome.data == b"caf\xe9\n>>> print(1)\n"


def test_an_escape_keeps_only_its_own_example_from_being_ported() -> None:
    before = (
        '"""\n>>> print 1\n1\n>>> print u"\\xe4"\n\\xe4\n'
        '>>> print "\\n"\n>>> print 2\n2\n"""\nprint 3\n'
    )
    after = before.replace("print 1", "print(1)").replace("print 2", "print(2)")
    after = after.replace('print u"\\xe4"', 'print("\\xe4")').replace("print 3", "print(3)")
    assert porting.port_source(before).code == after


@pytest.mark.parametrize("runs_itself", [True, False])
def test_names_of_exceptions_as_a_script_shows_them(tmp_path: Path, runs_itself: bool) -> None:
    path = tmp_path / "till.py"
    text = (
        'class NoCash(Exception):\n    """\n    >>> raise NoCash(1)\n'
        '    Traceback (most recent call last):\n    NoCash: 1\n    """\nprint 1\n'
    )
    text += "import doctest\ndoctest.testmod()\n" if runs_itself else ""
    path.write_text(text)
    result = porting.port_source(text, filename=str(path), project=find_project([path]))
    assert ("    till.NoCash: 1\n" in result.code) is not runs_itself
