from __future__ import annotations

import libcst as cst

from porting.document import Document
from porting.fixer import Fixer, Options


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

    Limits: a method of this name from a base class in another module is taken for the library's.
    Source: https://docs.python.org/3/library/unittest.html#unittest.TestCase.assertCountEqual
    """

    name = "count_equal"
    triggers = frozenset(["assertItemsEqual"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.has_own = any(
            statement.first_word in ("def", "class", "assertItemsEqual")
            and "assertItemsEqual" in statement.words
            for statement in document.statements
        )

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        owner, name = original_node.value, original_node.attr.value
        if self.has_own or name != "assertItemsEqual":
            return updated_node
        if not isinstance(owner, cst.Name) or owner.value != "self":
            return updated_node
        return updated_node.with_changes(attr=cst.Name("assertCountEqual"))
