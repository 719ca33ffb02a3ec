from __future__ import annotations

import pytest

from porting.language import Language, language_of

PYTHON2 = [
    pytest.param("print 'a'\n", id="a print statement"),
    pytest.param("print\n", id="print without items"),
    pytest.param("print >>f, x\n", id="print to a file"),
    pytest.param("print ('%s') % x\n", id="formatting behind the parentheses"),
    pytest.param("try:\n    f()\nexcept E, e:\n    pass\n", id="a comma in except"),
    pytest.param("x = xrange(3)\n", id="a builtin of Python 2"),
    pytest.param("for k in d.iterkeys():\n    pass\n", id="a method of Python 2"),
    pytest.param("import urllib2\n", id="a module of Python 2"),
    pytest.param("from __future__ import division\n", id="a future import"),
    pytest.param("import tkinter\nx = unicode(3)\n", id="a name weighs more than a module"),
]
PYTHON3 = [
    pytest.param("x = f'{y}'\n", id="an f-string"),
    pytest.param("def f(a: int):\n    pass\n", id="an annotation"),
    pytest.param("async def f():\n    pass\n", id="a coroutine"),
    pytest.param("match x:\n    case 1:\n        pass\n", id="a match statement"),
    pytest.param("print(x, end='')\n", id="arguments of print"),
    pytest.param("import urllib.request\n", id="a module of Python 3"),
    pytest.param("x = 'a\\\nexcept E, e:'\nprint(end=x)\n", id="a comma in a string"),
    pytest.param("raise E(unicode) from e\n", id="syntax of Python 3, whatever names are used"),
]
UNDECIDED = [
    pytest.param("x = input()\n", id="input is in both"),
    pytest.param("print('a')\n", id="parentheses around one item"),
    pytest.param("def reduce(x):\n    pass\nreduce(1)\n", id="a name of its own"),
    pytest.param("d.keys()\n", id="a method that both have"),
    pytest.param("", id="an empty file"),
]


@pytest.mark.parametrize("source", PYTHON2)
def test_python2(source: str) -> None:
    assert language_of(source) is Language.PYTHON2


@pytest.mark.parametrize("source", PYTHON3)
def test_python3(source: str) -> None:
    assert language_of(source) is Language.PYTHON3


@pytest.mark.parametrize(
    ("source", "around", "language"),
    [
        pytest.param("", Language.PYTHON2, Language.PYTHON2, id="does not tell"),
        pytest.param("", Language.PYTHON3, Language.PYTHON3, id="does not tell in Python 3"),
        pytest.param("x = unichr\n", Language.PYTHON3, Language.PYTHON3, id="a name left over"),
        pytest.param("print x\n", Language.PYTHON3, Language.PYTHON2, id="syntax of Python 2"),
        pytest.param("import html\n", Language.PYTHON2, Language.PYTHON3, id="for Python 3 alone"),
    ],
)
def test_the_package_decides(source: str, around: Language, language: Language) -> None:
    assert language_of(source, around) is language


@pytest.mark.parametrize("source", UNDECIDED)
def test_undecided(source: str) -> None:
    assert language_of(source) is Language.UNDECIDED
