from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer, arguments, is_call_to, name_of
from porting.fixers.questions.own_names import is_own_attribute
from porting.project.language import Language

METHODS = {"assertNotRegexpMatches": "assertNotRegex"}
SUBSET = "assertDictContainsSubset"


class TestMethods(Fixer):
    r"""Write assertions that left ``unittest`` after 2to3's time with those of today.

    2to3 renames the old ones. Of those that Python 2.7 brought, one has another name today, and
    Python 3.12 removed the one that asks whether a dictionary is part of another.

    Before::

        class ShopTest(unittest.TestCase):
            def test_books(self):
                self.assertNotRegexpMatches(page, "error")
                self.assertDictContainsSubset({"a": 1}, books)

    After::

        class ShopTest(unittest.TestCase):
            def test_books(self):
                self.assertNotRegex(page, "error")
                self.assertEqual(books, {**books, **{"a": 1}})

    Left alone, because the program has its own::

        class ShopTest(unittest.TestCase):
            def assertNotRegexpMatches(self, text, pattern):
                self.assertTrue(pattern not in text)

            def test_books(self):
                self.assertNotRegexpMatches(page, "error")

    Warned about, because what is looked in would be made twice::

        class ShopTest(unittest.TestCase):
            def test_books(self):
                self.assertDictContainsSubset({"a": 1}, read_books())

    Limits: what is asked of anything but ``self`` is not looked at.
    Source: https://docs.python.org/3/whatsnew/3.12.html#unittest
    """

    name = "test_methods"
    removed_in = (3, 12)
    written_in = Language.PYTHON3
    triggers = frozenset([*METHODS, SUBSET])
    safety = "review"
    in_strings = False
    knows_by = "name"

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        name = original_node.attr.value
        if name not in METHODS or name_of(original_node.value) != "self":
            return updated_node
        if is_own_attribute(self, original_node.value, name):
            return updated_node
        return updated_node.with_changes(attr=cst.Name(METHODS[name]))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not is_call_to(original_node, f"self.{SUBSET}"):
            return updated_node
        if is_own_attribute(self, cst.Name("self"), SUBSET):
            return updated_node
        args = arguments(updated_node.args)
        if len(args) not in (2, 3) or not name_of(args[1].value):
            message = "Python 3.12 removed assertDictContainsSubset: compare the parts"
            self.note(original_node, message, "fails when reached")
            return updated_node
        part, whole = args[0].value, args[1].value
        merged = cst.Dict([cst.StarredDictElement(whole), cst.StarredDictElement(part)])
        new = [args[0].with_changes(value=whole), args[1].with_changes(value=merged), *args[2:]]
        method = cst.Attribute(cst.Name("self"), cst.Name("assertEqual"))
        return updated_node.with_changes(func=method, args=new)
