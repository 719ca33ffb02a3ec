import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import is_in_expression
from porting.fixers.questions.own_names import is_own_attribute
from porting.project.language import Language

NAMES = {
    "assertAlmostEquals": "assertAlmostEqual",
    "assertEquals": "assertEqual",
    "assertNotAlmostEquals": "assertNotAlmostEqual",
    "assertNotEquals": "assertNotEqual",
    "assertRaisesRegexp": "assertRaisesRegex",
    "assertRegexpMatches": "assertRegex",
    "assert_": "assertTrue",
    "failIf": "assertFalse",
    "failIfAlmostEqual": "assertNotAlmostEqual",
    "failIfEqual": "assertNotEqual",
    "failUnless": "assertTrue",
    "failUnlessAlmostEqual": "assertAlmostEqual",
    "failUnlessEqual": "assertEqual",
    "failUnlessRaises": "assertRaises",
}


class Asserts(Fixer):
    r"""Use the one name that each ``assert`` method of ``unittest`` has kept.

    The methods had up to three names each. Python 3.12 dropped all but one.

    Before::

        self.assertEquals(shop.total(), 3)
        self.failUnless(shop.is_open)

    After::

        self.assertEqual(shop.total(), 3)
        self.assertTrue(shop.is_open)

    Left alone, because only attributes are renamed::

        def assertEquals(first, second):
            assert first == second

    Limits: any other object's method of such a name, if no file of the run binds it, is taken for
    a test case's.
    Source: https://docs.python.org/3/whatsnew/3.12.html#id3
    """

    name = "asserts"
    written_in = Language.PYTHON3
    triggers = frozenset(NAMES)
    in_strings = False
    safety = "review"
    knows_by = "name"

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        new = NAMES.get(original_node.attr.value)
        if new is None or not is_in_expression(original_node, self.parents):
            return updated_node
        if is_own_attribute(self, original_node.value, original_node.attr.value):
            return updated_node
        return updated_node.with_changes(attr=cst.Name(new))
