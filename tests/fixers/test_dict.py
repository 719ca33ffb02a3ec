from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = d.keys()[0]\n", "x = list(d.keys())[0]\n", id="an index behind"),
        pytest.param("x = -d.keys() ** 2\n", "x = -list(d.keys()) ** 2\n", id="a power behind"),
        pytest.param("x = (d.keys())\n", "x = (list(d.keys()))\n", id="parentheses stay outside"),
        pytest.param(
            "x = sorted(d.keys(),)\n", "x = sorted(list(d.keys()),)\n", id="a comma behind it"
        ),
        pytest.param(
            "x = sorted(d.keys(), key=f)\n",
            "x = sorted(list(d.keys()), key=f)\n",
            id="another argument",
        ),
        pytest.param("x = list(*d.keys())\n", "x = list(*list(d.keys()))\n", id="starred"),
        pytest.param(
            "x = m.list(d.keys())\n", "x = m.list(list(d.keys()))\n", id="a method named list"
        ),
        pytest.param(
            "x = (list)(d.keys())\n", "x = (list)(list(d.keys()))\n", id="list in parentheses"
        ),
        pytest.param("x = sorted(d.values())[0].a\n", None, id="used up, whatever is behind"),
        pytest.param("@d.keys()\ndef f(): pass\n", None, id="a decorator is no expression to 2to3"),
        pytest.param("x = d.keys\n", None, id="not called"),
        pytest.param("x = keys()\n", None, id="not a method"),
    ],
)
def test_list(before: str, after: str | None) -> None:
    check("dict", before, after, settles=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = d.iterkeys()\n", "x = iter(d.keys())\n", id="kept"),
        pytest.param("x = iter(d.iterkeys())\n", "x = iter(d.keys())\n", id="iter around it"),
        pytest.param(
            "for k in d.iterkeys(): pass\n", "for k in d.keys(): pass\n", id="looped over"
        ),
        pytest.param(
            "for k in (d.iterkeys()): pass\n",
            "for k in (iter(d.keys())): pass\n",
            id="looped over in parentheses",
        ),
        pytest.param(
            "for k in d.iterkeys(), e: pass\n",
            "for k in iter(d.keys()), e: pass\n",
            id="looped over with another",
        ),
        pytest.param(
            "x = [k for a in b for k in d.iterkeys() if k]\n",
            "x = [k for a in b for k in d.keys() if k]\n",
            id="in a comprehension",
        ),
        pytest.param(
            "x = d.iterkeys().next()\n", "x = iter(d.keys()).next()\n", id="a method behind"
        ),
        pytest.param("x = d.viewitems() & e\n", "x = d.items() & e\n", id="a view"),
    ],
)
def test_iter_and_view(before: str, after: str) -> None:
    check("dict", before, after, settles=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "x = d . keys  (  )  # all\r\n", "x = list(d. keys  (  ))  # all\r\n", id="white space"
        ),
        pytest.param("x = (d # c\n     .keys())\n", "x = (list(d.keys()))\n", id="before the dot"),
        pytest.param(
            "x = f(d.keys()).values()\n",
            "x = list(f(list(d.keys())).values())\n",
            id="one in another",
        ),
        pytest.param(
            "x = d.keys().values()\n", "x = list(d.keys()).values()\n", id="only the first of two"
        ),
        pytest.param(
            "x = (d.keys()).values()\n",
            "x = list((list(d.keys())).values())\n",
            id="both, with parentheses between",
        ),
        pytest.param(
            "if a: d.keys(); e.items()\n",
            "if a: list(d.keys()); list(e.items())\n",
            id="a suite of one line",
        ),
    ],
)
def test_text(before: str, after: str) -> None:
    check("dict", before, after, settles=False)
