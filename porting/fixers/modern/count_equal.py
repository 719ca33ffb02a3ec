from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.own_names import is_own_attribute


class CountEqual(Fixer):
    r"""Call ``assertItemsEqual`` by its name of today, ``assertCountEqual``.

    It compares what two collections hold, and how many of each. 2to3 renames other methods of test
    cases, and misses this one.

    Before::

        class ShopTest(unittest.TestCase):
            def test_books(self):
                self.assertItemsEqual(find(), ["a", "b"])

    After::

        class ShopTest(unittest.TestCase):
            def test_books(self):
                self.assertCountEqual(find(), ["a", "b"])

    Left alone, because the file has its own::

        class ShopTest(unittest.TestCase):
            def assertItemsEqual(self, one, other):
                self.assertEqual(sorted(one), sorted(other))

            def test_books(self):
                self.assertItemsEqual(find(), ["a", "b"])

    Limits: a method of this name from a base class outside of the run is taken for the library's.
    Source: https://docs.python.org/3/library/unittest.html#unittest.TestCase.assertCountEqual
    """

    name = "count_equal"
    triggers = frozenset(["assertItemsEqual"])
    safety = "review"
    in_strings = False
    knows_by = "name"

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        owner, name = original_node.value, original_node.attr.value
        if name != "assertItemsEqual" or not isinstance(owner, cst.Name):
            return updated_node
        if owner.value != "self" or is_own_attribute(self, owner, name):
            return updated_node
        return updated_node.with_changes(attr=cst.Name("assertCountEqual"))
