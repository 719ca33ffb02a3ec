from __future__ import annotations

import pytest

from tests.fixers.check import check

SHADOWED = "Calls to builtin next() possibly shadowed by global binding"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = it . next ( ) # c\n", "x = next(it) # c\n", id="space"),
        pytest.param("(a + b).next()\n", "next((a + b))\n", id="parentheses stay"),
        pytest.param("f(x[0].next().next())\n", "f(next(x[0].next()))\n", id="the last of two"),
        pytest.param("-a.next(), 2 ** a.next()\n", "-next(a), 2 ** next(a)\n", id="operators"),
        pytest.param("(\n  # c\n  a.next( # d\n))\n", "(\n  # c\n  next(a))\n", id="comments"),
        pytest.param("print >>a.next(), b.next()\n", "print >>next(a), next(b)\n", id="print"),
        pytest.param(
            "a.next().x, a.next()[0], a.next()(), a.next() ** 2\n", None, id="more behind"
        ),
        pytest.param("a.next(1), a.next(*x)\n", None, id="arguments"),
        pytest.param("(a.next)()\n", "(a.__next__)()\n", id="method in parentheses"),
        pytest.param("@a.next()\ndef f(): pass\n", None, id="a decorator"),
        pytest.param("next(a), f(next=1)\n", None, id="not an attribute"),
    ],
)
def test_call(before: str, after: str | None) -> None:
    check("next", before, after, compiles=False, settles=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("f(a.next, b.next.next)\n", "f(a.__next__, b.next.__next__)\n", id="passed"),
        pytest.param("del a.next\n", "del a.__next__\n", id="deleted"),
        pytest.param(
            "for a.next in b.next: pass\n", "for a.__next__ in b.__next__: pass\n", id="for"
        ),
        pytest.param("import a.next\nfrom a.next import x\n", None, id="a module"),
        pytest.param("a.next.x, a.next[0], a.next ** 2\n", None, id="more behind"),
        pytest.param(
            "[a.next, x[b.next]] = c.next\n", "[a.next, x[b.next]] = c.__next__\n", id="="
        ),
        pytest.param("x = a.next = b.next\n", "x = a.__next__ = b.__next__\n", id="second target"),
        pytest.param(
            "a . next = f(a.next, b.a.next)\n",
            "a . next = f(a.next, b.a.__next__)\n",
            id="its own value",
        ),
        pytest.param("a.next.x = a.next\n", "a.next.x = a.__next__\n", id="not its own value"),
        pytest.param("a(b.next).x = b.next\n", None, id="an argument in the target"),
        pytest.param("x += a.next\n", None, id="an operator with assignment"),
    ],
)
def test_attribute(before: str, after: str | None) -> None:
    check("next", before, after, settles=False)


@pytest.mark.parametrize(
    ("method", "after"),
    [
        ("def  next ( self ) : # c", "def  __next__ ( self ) : # c"),
        ("def next(): pass", None),
        ("def next(self, x): pass", None),
        ("def next(self,): pass", None),
        ("def next(self=x): pass", None),
        ("def next(*self): pass", None),
        ("def next(self, **x): pass", None),
        ("def next((a)): pass", None),
        ("@x\n    def next(self): pass", None),
    ],
)
def test_method(method: str, after: str | None) -> None:
    body = "" if method.endswith("pass") else "\n        pass"
    text = "class A:\n    x = 3\n    {}" + body + "\n    y = 3\n"
    check("next", text.format(method), text.format(after or method), compiles=False)


@pytest.mark.parametrize(
    "text",
    [
        "class A:\n    if x:\n        def next(self): pass\n",
        "class A:\n    def f(self):\n        def next(self): pass\n",
        "class A: next = 3\n",
    ],
)
def test_no_method_of_the_class(text: str) -> None:
    check("next", text)


@pytest.mark.parametrize(
    "line",
    [
        "next = 3",
        "next.x = 3",
        "import a.b as next",
        "from a import next",
        "for next in x: pass",
        "def next(self): pass",
    ],
)
def test_shadowed(line: str) -> None:
    text = "x(a.next(), a.next)\n" + line + "\nclass A:\n    def next(self): return a.next()\n"
    after = text.replace("def next(self): r", "def __next__(self): r").replace(
        "a.next", "a.__next__"
    )
    check("next", text, after, notes=[SHADOWED])


@pytest.mark.parametrize(
    "line", ["def f(): next = 3", "import a.next", "x[next] = 3", "def f(next): pass", "x = next"]
)
def test_not_shadowed(line: str) -> None:
    check("next", line + "\na.next()\n", line + "\nnext(a)\n")


def test_global_statement_counts_for_what_follows_or_is_nested_less_deep() -> None:
    check(
        "next",
        "a.next()\ndef f():\n    a.next()\n    global x, next\n    a.next()\n"
        "    if x:\n        a.next()\n",
        "a.__next__()\ndef f():\n    next(a)\n    global x, next\n    a.__next__()\n"
        "    if x:\n        next(a)\n",
        notes=[SHADOWED],
        compiles=False,
    )


def test_assignment_to_the_builtin() -> None:
    check("next", "__builtin__.next = f\nb.__builtin__.next = f\n", notes=[SHADOWED])
