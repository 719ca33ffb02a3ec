"""Names of builtins that a file binds itself, in the whole pipeline."""

from __future__ import annotations

import pytest

import porting
from porting.engine.branches import version_of
from porting.engine.document import read_document
from porting.project.language import Language

LEFT = [
    pytest.param("try:\n    unicode\nexcept NameError:\n    unicode = str\nx = unicode(y)\n"),
    pytest.param("try:\n    long\nexcept NameError:\n    long = int\nx = long(y)\n"),
    pytest.param("try:\n    reduce\nexcept NameError:\n    def reduce(f): pass\nreduce(f, x)\n"),
    pytest.param("from shop.unicode import unicode\nx = unicode(1)\nunicode_type = unicode\n"),
    pytest.param("def apply(f, x): pass\nx = apply(f, x)\n"),
    pytest.param("x.unicode(basestring=1).long\nf(unicode=2, long=3)\n"),
    pytest.param("def f(unicode, long=1):\n    return unicode(long)\n"),
    pytest.param("class A:\n    def unicode(self): pass\n    def reload(self, long): pass\n"),
    pytest.param("def reload(x): pass\nx = reload(x)\ndef f():\n    return reload(1)\n"),
    pytest.param("import shop.long, shop.unicode\nfrom shop.basestring import a as unicode\n"),
]
CHANGED = [
    pytest.param(
        "def f(o, unicode=unicode, str=str, long=long):\n    return g(unicode, long)\n",
        "def f(o, unicode=str, str=str, long=int):\n    return g(unicode, long)\n",
        id="builtins made local",
    ),
    pytest.param(
        "try:\n    input = raw_input\nexcept NameError:\n    pass\nx = input()\n",
        "try:\n    input = builtins.input\nexcept NameError:\n    pass\nx = input()\n",
        id="a better input",
    ),
    pytest.param("unicode = unicode\n", "unicode = str\n", id="the builtin itself"),
    pytest.param("x.unicode = unicode\n", "x.unicode = str\n", id="an attribute"),
    pytest.param(
        "def f(unicode): pass\nx = unicode(1)\n",
        "def f(unicode): pass\nx = str(1)\n",
        id="a parameter of another function",
    ),
    pytest.param(
        "import sys\nif sys.version_info < (2, 3):\n    basestring = str\nx = basestring\n",
        "import sys\nif sys.version_info < (2, 3):\n    basestring = str\nx = str\n",
        id="bound for old versions",
    ),
    pytest.param(
        "class A:\n    def input(self):\n        return input()\n",
        "class A:\n    def input(self):\n        return eval(input())\n",
        id="a method is no function",
    ),
]
VERSIONS = [
    ("if sys.version_info < (3,): pass", 2),
    ("if sys.version_info < (3, 0):", 2),
    ("if sys.version_info[:2] < (2, 6):", 2),
    ("if sys.version_info[0] == 2:", 2),
    ("if sys.version_info.major < 3:", 2),
    ("if version_info <= (2, 7):", 2),
    ("if sys.hexversion < 0x03000000:", 2),
    ("if sys.hexversion < 0x2040000:", 2),
    ("if sys.version < '3':", 2),
    ("if sys.version[0] == '2':", 2),
    ("if PY2:", 2),
    ("if six.PY2 and x:", 2),
    ("if not PY3:", 2),
    ("if (sys.version_info < (3,)):", 2),
    ("if sys.version_info >= (3,):", 3),
    ("if sys.version_info > (3, 0):", 3),
    ("if sys.version_info[0] > 2:", 3),
    ("if sys.version_info[0] >= 3 and x:", 3),
    ("if six.PY3:", 3),
    ("if not py2k:", 3),
    ("if sys.version_info < (3, 5):", 2),
    ("if sys.version_info >= (2, 6):", 0),
    ("if sys.version_info.major:", 0),
    ("if sys.version_info[9]:", 0),
    ("if version < 3:", 0),
    ("if PY3 or x:", 0),
    ("if PY2 == x:", 0),
    ("if `PY2`:", 0),
    ("if x and PY2:", 2),
    ("while PY2:", 0),
]
OTHERWISE = [
    ("if PY3:", 2),
    ("if PY2:", 3),
    ("if PY3 or x:", 2),
    ("if PY3 and x:", 0),
    ("if sys.version_info >= (2, 4):", 2),
]
LANGUAGES = {0: Language.UNDECIDED, 2: Language.PYTHON2, 3: Language.PYTHON3}


@pytest.mark.parametrize("text", LEFT)
def test_own(text: str) -> None:
    assert porting.port_source("print 1\n" + text).code == "print(1)\n" + text


@pytest.mark.parametrize(("before", "after"), CHANGED)
def test_builtin(before: str, after: str) -> None:
    code = porting.port_source("print 1\n" + before).code
    assert code.removeprefix("import builtins\n") == "print(1)\n" + after


def test_2to3_asks_nobody() -> None:
    result = porting.port_source("def f(unicode): x.unicode\n", stages=["2to3"])
    assert result.code == "def f(str): x.str\n"


@pytest.mark.parametrize(("header", "version"), VERSIONS)
def test_version_of_a_branch(header: str, version: int) -> None:
    document = read_document(f"{header.removesuffix(' pass')}\n    if x:\n        y\n")
    assert version_of(document, 2) is LANGUAGES[version]


@pytest.mark.parametrize(("header", "version"), OTHERWISE)
def test_version_of_the_other_branch(header: str, version: int) -> None:
    document = read_document(f"{header}\n    x\nelse:\n    y\n")
    assert version_of(document, 3) is LANGUAGES[version]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "def list(): pass\nx = d.keys(), map(f, d), zip(d, e)\n",
            "def list(): pass\nx = [*d.keys()], [*map(f, d)], [*zip(d, e)]\n",
            id="a function of the file",
        ),
        pytest.param(
            "def f(d):\n    list = d.keys()\n    list.sort()\ndef g(d):\n    return d.keys()\n",
            "def f(d):\n    list = [*d.keys()]\n    list.sort()\ndef g(d):\n"
            "    return list(d.keys())\n",
            id="a variable of the function",
        ),
        pytest.param(
            "class A:\n    def list(self):\n        return self.d.keys()\n",
            "class A:\n    def list(self):\n        return list(self.d.keys())\n",
            id="a method hides no builtin",
        ),
    ],
)
def test_list_of_the_file(before: str, after: str) -> None:
    assert porting.port_source(before + "print 1\n").code == after + "print(1)\n"
    assert "[*" not in porting.port_source(before, stages=["2to3"]).code


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "def f(str):\n    return unicode(str), isinstance(str, basestring)\n",
            "import builtins\ndef f(str):\n"
            "    return builtins.str(str), isinstance(str, builtins.str)\n",
            id="names that are renamed",
        ),
        pytest.param(
            "def f(int, chr):\n    return long(int), unichr(chr)\n",
            "import builtins\ndef f(int, chr):\n    return builtins.int(int), builtins.chr(chr)\n",
            id="of numbers and characters",
        ),
        pytest.param(
            "import types\ndef f(list, type):\n    return g(types.ListType, types.NoneType)\n",
            "import types\nimport builtins\ndef f(list, type):\n"
            "    return g(builtins.list, builtins.type(None))\n",
            id="types",
        ),
        pytest.param(
            "def f(range, repr):\n    for i in xrange(3): g(`i`)\n",
            "import builtins\ndef f(range, repr):\n"
            "    for i in builtins.range(3): g(builtins.repr(i))\n",
            id="functions",
        ),
        pytest.param(
            "def f(list):\n    print 1\n    return range(3), map(None, list, a)\n",
            "import itertools\ndef f(list):\n    print(1)\n"
            "    return [*range(3)], [*itertools.zip_longest(list, a)]\n",
            id="lists",
        ),
        pytest.param(
            "f = lambda str: unicode(str)\ng = [unicode(str) for str in a], unicode(b)\n",
            "import builtins\nf = lambda str: builtins.str(str)\n"
            "g = [builtins.str(str) for str in a], str(b)\n",
            id="what binds a name within a line",
        ),
        pytest.param(
            "import builtins\ndef f(str):\n    return unicode(str), raw_input()\n",
            "import builtins\ndef f(str):\n    return builtins.str(str), input()\n",
            id="imported already",
        ),
    ],
)
def test_builtins_are_called_past_what_has_their_names(before: str, after: str) -> None:
    assert porting.port_source(before).code == after
    assert porting.port_source(after).code == after


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def f(types):\n    return types.ListType\n", id="a type"),
        pytest.param("def f(sys):\n    return sys.maxint, sys.exc_type\n", id="a number"),
        pytest.param("def f(os):\n    return os.getcwdu()\n", id="a folder"),
        pytest.param("def f(operator):\n    return operator.repeat(1, 2)\n", id="an operation"),
        pytest.param("def f(itertools):\n    return itertools.imap(g, a)\n", id="an iteration"),
        pytest.param("def imap(f, a):\n    pass\n\nx = imap(g, a)\n", id="a function"),
    ],
)
def test_what_has_the_name_of_a_module_is_left(text: str) -> None:
    assert porting.port_source(text).code == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "class A:\n    def __next__(self): return 1\n    def next(self): return self.b()\n",
            None,
            id="next beside __next__",
        ),
        pytest.param(
            "class A(B):\n    def next(self): return self.__next__()\n",
            None,
            id="that is inherited",
        ),
        pytest.param(
            "class A(B):\n    def next(self): return super(A, self).__next__()\n",
            None,
            id="that is a base's",
        ),
        pytest.param(
            "class A:\n    def __bool__(self): return True\n"
            "    def __nonzero__(self): return self.__bool__()\n",
            None,
            id="a truth value",
        ),
        pytest.param(
            "class A:\n    def __truediv__(self, a): return 1\n"
            "    def __div__(self, a): return self.__truediv__(a)\n"
            "class B:\n    def __div__(self, a): return 2\n",
            "class A:\n    def __truediv__(self, a): return 1\n"
            "    def __div__(self, a): return self.__truediv__(a)\n"
            "class B:\n    def __truediv__(self, a): return 2\n",
            id="a division, and another class's",
        ),
        pytest.param(
            "class A(dict):\n    def __contains__(self, a): return self.has_key(a.b)\n",
            "class A(dict):\n    def __contains__(self, a): return super().__contains__(a.b)\n",
            id="has_key within in",
        ),
        pytest.param(
            "class A(dict):\n    def f(self, a): return super(A, self).has_key(a)\n",
            "class A(dict):\n    def f(self, a): return super(A, self).__contains__(a)\n",
            id="has_key of a base",
        ),
    ],
)
def test_methods_that_have_both_names(before: str, after: str | None) -> None:
    code = porting.port_source(before).code
    assert code == (before if after is None else after)
    assert porting.port_source(code).code == code
