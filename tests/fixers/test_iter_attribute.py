"""Cases of `iter_attribute` beyond the examples of its docstring."""

from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "x = not hasattr(a.b, '__iter__')\n",
            "x = not (hasattr(a.b, '__iter__') and not isinstance(a.b, (str, bytes)))\n",
            id="negated",
        ),
        pytest.param(
            "if isinstance(b, str) or hasattr(a, '__iter__'): pass\n",
            "if isinstance(b, str) or "
            "(hasattr(a, '__iter__') and not isinstance(a, (str, bytes))): pass\n",
            id="another is told apart",
        ),
    ],
)
def test_iter_attribute(before: str, after: str) -> None:
    check("iter_attribute", before, after)


def test_iter_attribute_of_what_may_not_be_asked_twice() -> None:
    source = "x = hasattr(read(), '__iter__')\n"
    check("iter_attribute", source, source, notes=["strings have __iter__"])


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("hasattr(a, '__len__')\n", id="another attribute"),
        pytest.param("hasattr(a, name)\n", id="an attribute nobody knows"),
        pytest.param("a.hasattr(b, '__iter__')\n", id="a method"),
        pytest.param("x = isinstance(a, basestring) or not hasattr(a, '__iter__')\n", id="2's own"),
    ],
)
def test_iter_attribute_left_alone(source: str) -> None:
    check("iter_attribute", source, source)


def test_a_parameter_by_the_name_of_the_type_hides_nothing() -> None:
    check(
        "iter_attribute",
        "def read(str):\n    return hasattr(str, '__iter__')\n",
        "import builtins\n"
        "def read(str):\n"
        "    return hasattr(str, '__iter__') and not isinstance(str, (builtins.str, bytes))\n",
    )
