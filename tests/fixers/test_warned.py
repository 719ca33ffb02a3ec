"""What is told rather than changed: where it matters, and nowhere else."""

from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("str(floor(x))", "str(float(floor(x)))", id="as text"),
        pytest.param("'%s' % floor(x)", "'%s' % float(floor(x))", id="formatted alone"),
        pytest.param(
            "'%%%d %r' % (1, ceil(x))", "'%%%d %r' % (1, float(ceil(x)))", id="the second"
        ),
        pytest.param("'{}'.format(floor(x))", "'{}'.format(float(floor(x)))", id="by format"),
        pytest.param("'%(a)s' % {'a': floor(x)}", None, id="in a dictionary"),
        pytest.param("'%*s %s' % (1, 2, floor(x))", None, id="behind a width"),
        pytest.param("'%d %.1f' % (floor(x), ceil(x))", None, id="as numbers"),
        pytest.param("floor(x) % '%s'", None, id="on the left"),
        pytest.param("str(int(floor(x)))", None, id="as an integer"),
    ],
)
def test_whole_floats(before: str, after: str | None) -> None:
    imports = "from math import ceil, floor\n"
    check("whole_floats", f"{imports}{before}\n", after and f"{imports}{after}\n", settles=False)


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param("round(x)", True, id="to a whole number"),
        pytest.param("round(x, 2)", False, id="to cents"),
        pytest.param("x.round(1)", False, id="a method"),
        pytest.param("round(*x)", False, id="starred"),
        pytest.param("def round(x): pass\nround(1)", False, id="one of its own"),
    ],
)
def test_rounding(code: str, is_told: bool) -> None:
    check("rounding", f"{code}\n", notes=["even neighbour"] if is_told else [])


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        pytest.param("hex(x)[:-1]", "hex(x)[:]", False, id="from the start"),
        pytest.param("hex(x)[2:]", None, False, id="to the end"),
        pytest.param("hex(x)[2:-2]", None, False, id="more than the letter"),
        pytest.param("oct(x)[1:]", "oct(x)[2:]", False, id="without the first"),
        pytest.param("oct(x)[-4:]", None, False, id="the last ones"),
        pytest.param("'%s' % oct(x)", None, True, id="shown"),
        pytest.param("x.oct(1)", None, False, id="a method"),
    ],
)
def test_number_text(before: str, after: str | None, is_told: bool) -> None:
    notes = ["octal"] if is_told else []
    check("number_text", f"{before}\n", after and f"{after}\n", notes=notes, settles=False)


LOOP = "for a in b:\n    {}\n"


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("x = None\n" + LOOP.format("if a < x: x = a"), id="the smallest"),
        pytest.param("x = y = None\nif c:\n    x = 1\nif x > 2: d()\n", id="on one way"),
        pytest.param("def f(x=None):\n    while 1 < x: pass\n", id="a parameter"),
        pytest.param("x = None\ntry:\n    x = f()\nexcept E:\n    pass\nx < 1\n", id="tried"),
        pytest.param("x = None\n[a for a in b if a < x]\n", id="in a comprehension"),
        pytest.param("x = None\n" + LOOP.format("x = min(1, a, x)"), id="by a function"),
        pytest.param("def f(n, x=None):\n    if n < x or x is None: pass\n", id="asked too late"),
        pytest.param("def f(x=None):\n    if x == 0: g()\n    return x < 3\n", id="asked for 0"),
        pytest.param(
            "def f(x=None):\n    if x is not None and g(x): return 1\n    return x < 3\n",
            id="asked for more than None",
        ),
        pytest.param("def f(x=None):\n    return 1 if x else x < 3\n", id="the wrong way round"),
    ],
)
def test_none_order(code: str) -> None:
    check("none_order", code, notes=["x may be None"])


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("x = None\nif x and x < 1: pass\n", id="asked for something"),
        pytest.param("def f(x=None):\n    if not x: return 1\n    return x < 3\n", id="it left"),
        pytest.param("def f(x=None):\n    if x is None: x = 1\n    return x < 3\n", id="mended"),
        pytest.param("def f(x=None):\n    return 1 if x is None else x < 3\n", id="a choice"),
        pytest.param("def f(x=None):\n    assert x is not None\n    x < 3\n", id="asserted"),
        pytest.param("def f(x=None):\n    while x and 1 < x: pass\n", id="a condition"),
        pytest.param("x = None\n[a for a in b if x if a < x]\n", id="in a comprehension"),
        pytest.param("x = None\ntry:\n    x < 1\nexcept TypeError:\n    pass\n", id="tried"),
        pytest.param("x = None\nif isinstance(x, int) and x < 1: pass\n", id="by its type"),
        pytest.param("x = None\nif x != None: x < 1\n", id="asked for None"),
        pytest.param("x = None\nx = 1\nx < 1\n", id="given another value"),
        pytest.param("x = None\nif c:\n    x = 1\nelse:\n    x = 2\nx < 1\n", id="on both ways"),
        pytest.param("x = None\nif c:\n    x = 1\nelse:\n    raise E\nx < 1\n", id="or left"),
        pytest.param("x = None\ntry:\n    x = 1\nexcept E:\n    raise\nx < 1\n", id="or raised"),
        pytest.param("x = None\n" + LOOP.format("x = a; x < 1"), id="in each round"),
        pytest.param("x = None\n" + LOOP.format("x = a") + "x < 1\n", id="by a loop"),
        pytest.param("x = None\nfor x in y: x < 1\n", id="by the loop itself"),
        pytest.param("x = None\nwith a as x: x < 1\n", id="by with"),
        pytest.param("x = None\ndef f(x): return x < 1\n", id="another function's"),
        pytest.param("x = None\nx == 1, x.y < 1, max(x)\n", id="no order"),
        pytest.param("x = None\nwhile y or x < 1: pass\n", id="behind a condition"),
        pytest.param("def f(x=None): return 1 < x, x + 1\n", id="a sum that needs a value"),
        pytest.param("def f(x=None): return 1 < x, '%d' % (x, )\n", id="a format that does"),
    ],
)
def test_none_order_that_is_certain(code: str) -> None:
    check("none_order", code)


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param(
            "def f():\n    try: pass\n    finally:\n        if a: return 1\n", True, id="if"
        ),
        pytest.param("while a:\n    try: pass\n    finally: break\n", True, id="in one line"),
        pytest.param(
            "try: pass\nfinally:\n    while a: break\n    else: pass\n", False, id="its own loop"
        ),
        pytest.param(
            "try: pass\nfinally:\n    def f(): return\n", False, id="a function of its own"
        ),
        pytest.param(
            "def f():\n    try: return 1\n    finally: pass\n    return\n", False, id="elsewhere"
        ),
    ],
)
def test_finally_exits(code: str, is_told: bool) -> None:
    check("finally_exits", code, notes=["hides any exception"] if is_told else [])


@pytest.mark.parametrize(
    ("code", "told"),
    [
        pytest.param("random.seed(1); random.shuffle(x)", "shuffle", id="of the module"),
        pytest.param("r = random.Random(1); r.choice(x); r.randint(1, 2)", "choice", id="object"),
        pytest.param("random.seed('x')", "seed", id="a string"),
        pytest.param("random.seed(1); random.uniform(1, 2)", "", id="the same numbers"),
        pytest.param("random.seed(x); random.shuffle(x)", "", id="an unknown seed"),
    ],
)
def test_random_streams(code: str, told: str) -> None:
    check("random_streams", f"import random\n{code}\n", notes=[told] if told else [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("random.sample(frozenset(x), k=1)", "list(frozenset(x)), k=1", id="frozen"),
        pytest.param("random.sample({a for a in b}, 1)", "list({a for a in b}), 1", id="braces"),
        pytest.param("random.sample(x, 1)", None, id="unknown"),
    ],
)
def test_samples_of_sets(before: str, after: str | None) -> None:
    new = after and f"import random\nrandom.sample({after})\n"
    check("random_streams", f"import random\n{before}\n", new)


DELEGATING = "class A{}:\n    def __getattr__(self, name):\n        return {}\n"


@pytest.mark.parametrize(
    ("bases", "value", "is_told"),
    [
        pytest.param("", "getattr(self.x, name)", True, id="handed on"),
        pytest.param("", "getattr(self.x, name, None)", True, id="with a default"),
        pytest.param("", "getattr(self, '_' + name)", False, id="not by that name"),
        pytest.param("", "getattr(self, name)", False, id="to itself"),
        pytest.param("(B)", "getattr(self.x, name)", False, id="with a base from elsewhere"),
    ],
)
def test_delegating_classes(bases: str, value: str, is_told: bool) -> None:
    notes = ["special methods"] if is_told else []
    check("delegating_classes", DELEGATING.format(bases, value), notes=notes)


CLASSES = """\
class A: pass
class B(A):
    x = 1
class C(A):
    y = 1
"""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        pytest.param("class D(A, B): pass", "refuses the class", id="no order"),
        pytest.param("class D(B, C): pass", "", id="nothing twice"),
        pytest.param("class E(A):\n    x = 2\nclass D(C, B, E): pass", "", id="the same first"),
        pytest.param("class D(B, C, object): pass", "", id="an object"),
        pytest.param("class D(A, B, E): pass", "", id="an unknown base"),
    ],
)
def test_class_order(code: str, told: str) -> None:
    check("class_order", f"{CLASSES}\n{code}\n", notes=[told] if told else [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("not a.__eq__(b) and c", "not a == b and c", id="a part"),
        pytest.param("not (a.__eq__(b))", "not (a == b)", id="in parentheses"),
        pytest.param("not super(A, a).__eq__(b)", None, id="of the base"),
        pytest.param("not A.__eq__(a, b)", None, id="of the class"),
        pytest.param("a.__eq__(b)", None, id="not negated"),
    ],
)
def test_not_equal(before: str, after: str | None) -> None:
    check("not_equal", f"NotImplemented\n{before}\n", after and f"NotImplemented\n{after}\n")


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param("exec 'print 1' in {}", True, id="the statement"),
        pytest.param("eval('`1`')", True, id="an expression"),
        pytest.param("import timeit\ntimeit.Timer('print x')", True, id="to be timed"),
        pytest.param("exec '(('", False, id="no Python at all"),
        pytest.param("compile(x, 'y', 'exec')", False, id="unknown"),
        pytest.param("x.eval('print 1')", False, id="a method"),
    ],
)
def test_code_strings(code: str, is_told: bool) -> None:
    source = f"{code}\n"
    check("code_strings", source, notes=["Python 2 code"] if is_told else [], compiles=False)


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param("map(f, [1, 2], [3])", True, id="counted"),
        pytest.param("map(f, x, x[1:])", True, id="a part"),
        pytest.param("map(max, x, y)", True, id="a builtin that takes None"),
        pytest.param("map(f, range(len(x)), x)", False, id="with their numbers"),
        pytest.param("map(f, [1, 2], (3, 4))", False, id="counted to be the same"),
        pytest.param("map(f, x)", False, id="one"),
        pytest.param("map(lambda a, b: (a - b) ** 2, x, y)", False, id="reckoned with"),
        pytest.param("map(lambda a, b: '%s' % (b - 1), x, y)", True, id="one of the two"),
        pytest.param("map(None, x, y)", True, id="no function"),
        pytest.param("map(*x)", True, id="nobody knows what"),
        pytest.param("x.map(f, x, y)", False, id="a method"),
    ],
)
def test_map_lengths(code: str, is_told: bool) -> None:
    check("map_lengths", f"{code}\n", notes=["shortest"] if is_told else [])


def test_map_that_needs_the_longest() -> None:
    longest = "import itertools\nitertools.starmap({}, itertools.zip_longest({}))\n"
    choice = "lambda a, b: a - b if b else a"
    check("map_lengths", f"map({choice}, x, y)\n", longest.format(choice, "x, y"))
    check("map_lengths", "map(f, *x)\n", longest.format("f", "*x"))


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param("eq_(list(set(x)), [1, 2])", True, id="a set"),
        pytest.param("t.assertEqual(['a', 'b'], list(x.items()))", True, id="the other way round"),
        pytest.param("t.assertEqual(repr(set(x)), 'y')", True, id="shown"),
        pytest.param("t.assertEqual(repr({1: 2}), 'y')", False, id="one item"),
        pytest.param("t.assertEqual(x.keys(), y)", False, id="not spelt out"),
        pytest.param("t.assertEqual(x.keys(), [y, z])", False, id="of names"),
        pytest.param("t.assertEqual(set(x), ['a', 'b'])", False, id="no list"),
        pytest.param("t.assertEqual(x.keys(1), ['a', 'b'])", False, id="another method"),
    ],
)
def test_item_order(code: str, is_told: bool) -> None:
    check("item_order", f"{code}\n", notes=["sort them"] if is_told else [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("#!/usr/bin/python -u\nx\n", "#!/usr/bin/python3 -u\nx\n", id="an option"),
        pytest.param("#! /opt/python2.7\r\nx\r\n", "#! /opt/python3\r\nx\r\n", id="a version"),
        pytest.param("#!python\nx\n", "#!python3\nx\n", id="for installers"),
        pytest.param(
            "#!/usr/bin/env python2\n# y\nx\n", "#!/usr/bin/env python3\n# y\nx\n", id="2"
        ),
        pytest.param("#!/usr/bin/python3\nx\n", None, id="it is"),
        pytest.param("#!/usr/bin/pythonw\nx\n", None, id="another program"),
        pytest.param("# /usr/bin/python\nx\n", None, id="a comment"),
        pytest.param("x\n#!/usr/bin/python\ny\n", None, id="further down"),
    ],
)
def test_script_line(before: str, after: str | None) -> None:
    check("script_line", before, after)


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param("pickle.load(f)", True, id="a file"),
        pytest.param("pickle.Unpickler(f).load()", True, id="by its class"),
        pytest.param("pickle.load(f, encoding='bytes')", False, id="told"),
        pytest.param("pickle.loads(x)", False, id="a string"),
        pytest.param("x.load(f)", False, id="another module's"),
    ],
)
def test_pickled_data(code: str, is_told: bool) -> None:
    notes = ["encoding"] if is_told else []
    check("pickled_data", f"import pickle\n{code}\n", notes=notes)


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        pytest.param("import tarfile\nx.extractall()", True, id="by its module"),
        pytest.param("import tarfile, zipfile\nx.extractall()", False, id="of either kind"),
        pytest.param("import zipfile\nx.extractall()", False, id="of another"),
        pytest.param(
            "import tarfile\ndef extractall(x): pass\nx.extractall()", False, id="one of its own"
        ),
    ],
)
def test_tar_filters(code: str, is_told: bool) -> None:
    check("tar_filters", f"{code}\n", notes=["filter="] if is_told else [])
