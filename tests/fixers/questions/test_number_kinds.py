"""What is divided is told to be an integer or a float, whatever it went through."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from porting.engine.context import Context
from porting.engine.document import read_document
from porting.fixers.questions.number_kinds import NumberKinds
from porting.fixers.questions.number_uses import NumberUses
from porting.fixers.questions.syntax import Syntax, syntax_of


def read(source: str) -> Syntax:
    syntax = syntax_of(read_document(source, Context()))
    assert syntax is not None
    return syntax


def divisions(syntax: Syntax) -> list[ast.BinOp]:
    found = [node for node in syntax.by_type[ast.BinOp] if isinstance(node.op, ast.Div)]
    return sorted(found, key=syntax.start_of)


def kinds(source: str) -> list[str]:
    syntax = read(source)
    numbers = NumberKinds(syntax, lambda name: False)
    return [numbers.kind_of(node.left) for node in divisions(syntax)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("for a, b in [('x', 3), ('y', 5)]: print b / 2, a / 2\n", "iu", id="rows"),
        pytest.param(
            "a = {}\nfor w in x: a[w] = a.get(w, 0) + 1\nfor w, n in a.items(): print n / 2\n",
            "i",
            id="counts",
        ),
        pytest.param("a = []\na.append(3)\na.append(0.5)\nprint a[0] / 2\n", "u", id="mixed"),
        pytest.param("a = [1]\na.append(3)\nprint sum(a) / 2, max(a) / 2\n", "ii", id="a sum"),
        pytest.param("a = b = []\na.append(1)\nb.append(2.5)\nprint a[0] / 2\n", "u", id="alias"),
        pytest.param(
            "a = [1]\nb = a[:]\nb.append(2.5)\nprint a[0] / 2, b[0] / 2\n", "iu", id="cut"
        ),
        pytest.param("a = [1]\nf(a)\nprint a[0] / 2\n", "u", id="given to nobody knows whom"),
        pytest.param("a = [[1]]\nf(a)\nprint a[0][0] / 2\n", "u", id="in what is given away"),
        pytest.param(
            "def f(a): a.append(.5)\nb = [1]\nf(b)\nprint b[0] / 2\n", "u", id="changed elsewhere"
        ),
        pytest.param(
            "def f(a): a.append(5)\nb = [1]\nf(b)\nprint b[0] / 2\n", "i", id="integers elsewhere"
        ),
        pytest.param(
            "a = [[0] * 8 for b in c]\na[1][2] = 5\nprint a[1][2] / 3\n", "i", id="a grid"
        ),
        pytest.param(
            "from collections import defaultdict\na = defaultdict(list)\na[0].append(3)\n"
            "b = defaultdict(int)\nb[1] += 1\nprint a[0][0] / 2, b[1] / 2\n",
            "ii",
            id="defaults",
        ),
        pytest.param(
            "class P:\n    def __init__(self, x): self.x, self.all = x, []\n"
            "    def add(self, v): self.all.append(v)\n    def half(self): return self.x / 2\n"
            "a = [P(1), P(2)]\na[0].add(4)\nprint a[1].half() / 3, a[0].x / 2, a[0].all[0] / 2\n",
            "iiii",
            id="instances",
        ),
        pytest.param("a = None\nif b: a = 3\nprint a / 2\n", "i", id="None is not divided"),
        pytest.param("print (a >> 3) / 2, (a & 255) / 2, (a & b) / 2\n", "iiu", id="bits"),
        pytest.param("from math import pi as p\nprint p / 2, q / 2\n", "fu", id="a name imported"),
        pytest.param("import math\nprint math.pi / 2, math.foo / 2\n", "fu", id="a library"),
        pytest.param(
            "import heapq\na = []\nheapq.heappush(a, 2.5)\nprint a[0] / 2\n", "f", id="heap"
        ),
        pytest.param("a = map(int, b.split())\nprint a[0] / 2, a[1:][0] / 2\n", "ii", id="map"),
        pytest.param(
            "for i, (a, b) in enumerate(zip([1], [.5])): print i / 2, a / 2, b / 2\n",
            "iif",
            id="numbered pairs",
        ),
        pytest.param("def f():\n    yield 3\nfor a in f(): print a / 2\n", "i", id="a generator"),
        pytest.param(
            "a = {}\ndef f(n):\n    if n not in a: a[n] = f(n - 1) + 1 if n else 0\n"
            "    return a[n]\nprint f(3) / 2\n",
            "i",
            id="kept results",
        ),
        pytest.param("a = (640, .5)\nprint a[0] / 2, a[1] / 2, a[b] / 2\n", "ifu", id="places"),
        pytest.param("a = 1\na = a * 2\na += .5\nprint a / 2\n", "u", id="assigned and added to"),
        pytest.param("def f(): return f()\nprint f() / 2\n", "u", id="nothing but itself"),
        pytest.param("a = 2 ** 8\nprint a / 2, 2 ** b / 2\n", "iu", id="powers"),
        pytest.param("a = '%s' % .5\nb = c % .5\nprint a / 2, b / 2\n", "uu", id="templates"),
        pytest.param("print (a.count('x') / 2, a.read() / 2)\n", "iu", id="methods"),
        pytest.param(
            "class A:\n    def count(self): return .5\nprint b.count() / 2\n", "u", id="its own"
        ),
    ],
)
def test_kinds(source: str, expected: str) -> None:
    names = {"i": "integer", "f": "float", "u": "unknown"}
    assert kinds(source) == [names[each] for each in expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("print '%d %s' % (a / 2, a / 3), '%d' % (b / 2)\n", "yny", id="shown by %d"),
        pytest.param("print '%.2f' % (a / 2), '%%d %s' % (a / 3)\n", "nn", id="shown otherwise"),
        pytest.param("print '%(x)d' % {'x': a / 2}, '%*d' % (3, a / 2)\n", "nn", id="not followed"),
        pytest.param("print a / 60, a % 60, b / 60, c % 60\n", "yn", id="a remainder is taken"),
        pytest.param("print a / 3600, a % 3600 / 60, b % 3600 / 60\n", "yyn", id="of a remainder"),
        pytest.param("print a / 8 * 8, a / 8 * 7\n", "yn", id="rounded down"),
        pytest.param("print chr(a / 2), a / 2 & 1, f(a / 2)\n", "yyn", id="what takes no float"),
        pytest.param("m = a / 2\nn = m + 1\nk = n\nprint b[m], c / 2\n", "yn", id="an index later"),
        pytest.param("print 'x'.ljust(a / 2), ljust(b / 2)\n", "yn", id="a width"),
        pytest.param(
            "class A:\n    def __div__(self, o): return 1\nprint A() / 2, A() % 2\n",
            "n",
            id="operators of its own",
        ),
    ],
)
def test_uses(source: str, expected: str) -> None:
    syntax = read(source)
    uses = NumberUses(syntax)
    assert ["ny"[uses.must_be_whole(node)] for node in divisions(syntax)] == [*expected]


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("def f{n}(a):\n    return f{m}(a) + a / 3\n", id="functions in a chain"),
        pytest.param("x{n} = [{n}]\nx{n}.append(x{m}[0] / 2)\n", id="lists in a chain"),
        pytest.param("y.append(3)\nz{n} = y[0] / 2\ng(y, z{n})\n", id="one list"),
        pytest.param("q = q + [r{n} / 2]\nr{n} = q[0]\n", id="many homes"),
    ],
)
def test_work_grows_with_the_file(part: str) -> None:
    class Counting(NumberKinds):
        rules = 0

        def _rule(self, cell: Any) -> Any:
            self.rules += 1
            return super()._rule(cell)

    def rules(count: int) -> int:
        parts = [part.format(n=n, m=max(n - 1, 0)) for n in range(count)]
        syntax = read("".join(["y = []\nq = []\n", *parts, f"print f{count - 1}(1) / 2\n"]))
        numbers = Counting(syntax, lambda name: False)
        for node in divisions(syntax):
            numbers.kind_of(node.left)
        return numbers.rules

    assert 500 < rules(400) < 6 * rules(100)
