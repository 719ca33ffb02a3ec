from __future__ import annotations

import pytest

from porting.fixers.from_2to3.asserts import NAMES
from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("self . assert_ ( x ) # c\n", "self . assertTrue ( x ) # c\n", id="space"),
        pytest.param("eq = x().y[0].assertEquals\n", "eq = x().y[0].assertEqual\n", id="passed"),
        pytest.param(
            "self.assert_(self.failIf(x)).y\n",
            "self.assertTrue(self.assertFalse(x)).y\n",
            id="nested",
        ),
        pytest.param(
            "with self.failUnlessRaises(E):\n    pass\n",
            "with self.assertRaises(E):\n    pass\n",
            id="a header",
        ),
        pytest.param("self\\\n.failIf\n", "self\\\n.assertFalse\n", id="two lines"),
        pytest.param("assert_(x); failIf\n", None, id="no attribute"),
        pytest.param("def assert_(): pass\n", None, id="a definition"),
        pytest.param("f(assert_=x)\n", None, id="a keyword"),
        pytest.param("import a.assert_\nfrom a.failIf import assert_\n", None, id="a module"),
        pytest.param("@self.failIf\ndef f(): pass\n", None, id="a decorator"),
        pytest.param(
            "@self.failIf(self.failIf)\ndef f(): pass\n",
            "@self.failIf(self.assertFalse)\ndef f(): pass\n",
            id="an argument of a decorator",
        ),
    ],
)
def test_asserts(before: str, after: str | None) -> None:
    check("asserts", before, after)


def test_new_names_are_those_of_unittest() -> None:
    import unittest

    assert all(hasattr(unittest.TestCase, name) for name in NAMES.values())
