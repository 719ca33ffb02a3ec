"""What the corrections of `next` and `raise` do in the whole pipeline."""

from __future__ import annotations

import pytest

import porting


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "def f(it):\n    next = it.next()\n    return next\n",
            "def f(it):\n    next = it.__next__()\n    return next\n",
            id="a local variable of the name",
        ),
        pytest.param(
            "def f(next):\n    return next.next()[0]\n",
            "def f(next):\n    return next.next()[0]\n",
            id="a parameter of the name, and more behind",
        ),
        pytest.param(
            "class Link:\n    def add(self, other):\n        self.next = other\n"
            "        return self.next.key\ndef walk(link):\n    return link.next, it.next()\n",
            "class Link:\n    def add(self, other):\n        self.next = other\n"
            "        return self.next.key\ndef walk(link):\n    return link.next, next(it)\n",
            id="parts of a linked list",
        ),
        pytest.param(
            "key = it.next\nx = `key`\n", "key = it.__next__\nx = repr(key)\n", id="a method"
        ),
    ],
)
def test_next(before: str, after: str) -> None:
    assert porting.port_source(before + "x = `x`\n").code == after + "x = repr(x)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "def __exit__(self, kind, value, tb):\n    raise kind, value, tb\n",
            "def __exit__(self, kind, value, tb):\n    raise value.with_traceback(tb)\n",
            id="parameters of __exit__",
        ),
        pytest.param(
            "self.a, self.b, self.c = sys.exc_info()\nraise self.a, self.b, self.c\n",
            "self.a, self.b, self.c = sys.exc_info()\nraise self.b.with_traceback(self.c)\n",
            id="attributes",
        ),
        pytest.param(
            "kind, value = sys.exc_info()[:2]\nraise kind, value\n",
            "kind, value = sys.exc_info()[:2]\nraise value\n",
            id="without a traceback",
        ),
        pytest.param(
            "kind, value, tb = sys.exc_info()\nraise Error, value, tb\n",
            "kind, value, tb = sys.exc_info()\nraise Error(value).with_traceback(tb)\n",
            id="another class",
        ),
        pytest.param(
            "kind, value = parse()\nraise kind, value\n",
            "kind, value = parse()\nraise kind(value)\n",
            id="two names of another origin",
        ),
        pytest.param("def f(a, b): pass\nraise x.a, x.b\n", None, id="other names"),
    ],
)
def test_reraise(before: str, after: str | None) -> None:
    expected = after or "def f(a, b): pass\nraise x.a(x.b)\n"
    assert porting.port_source(before).code == expected
