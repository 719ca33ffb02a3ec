from __future__ import annotations

import libcst as cst

from porting.fixer import arguments, name_of
from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {
    "unittest.makeSuite": "unittest:defaultTestLoader",
    "unittest.findTestCases": "unittest:defaultTestLoader",
}
METHODS = {"makeSuite": "loadTestsFromTestCase", "findTestCases": "loadTestsFromModule"}


class MakeSuite(MovedNames):
    r"""Let ``unittest.defaultTestLoader`` make suites in place of ``unittest.makeSuite``.

    The function was a short way to write what the loader does; Python 3.13 removed it.

    Before::

        import unittest

        def suite():
            return unittest.makeSuite(ShopTest)

    After::

        import unittest

        def suite():
            return unittest.defaultTestLoader.loadTestsFromTestCase(ShopTest)

    Before::

        import unittest

        suite = unittest.makeSuite(Test, "check")

    After::

        import unittest

        suite = unittest.TestSuite(Test(name) for name in dir(Test) if name.startswith("check"))

    Left alone, because the loader does it already::

        import unittest

        suite = unittest.defaultTestLoader.loadTestsFromTestCase(ShopTest)

    Limits: without a call there is nothing to rewrite.
    Source: https://docs.python.org/3/whatsnew/3.13.html#unittest
    """

    name = "make_suite"
    written_in = Language.PYTHON3
    moved = MOVED

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        path = self.path_of(original_node.func)
        if path not in self.table:
            return updated_node
        if not _is_default(original_node):
            suite = self._suite(original_node) if path == "unittest.makeSuite" else None
            return suite or updated_node
        only = updated_node.args[0].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        method = cst.Attribute(updated_node.func, cst.Name(METHODS[path.rpartition(".")[2]]))
        return updated_node.with_changes(func=method, args=[only])

    def _suite(self, call: cst.Call) -> cst.BaseExpression | None:
        """A suite of the methods whose names begin otherwise."""
        args = arguments(call.args)
        if len(args) != 2 or not name_of(args[0].value):
            return None
        code = cst.Module([]).code_for_node
        case, prefix = (code(arg.value) for arg in args)
        tests = f"{case}(name) for name in dir({case}) if name.startswith({prefix})"
        return cst.parse_expression(f"{code(self.spell('unittest:TestSuite'))}({tests})")

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if self._is_called_by_default(original_node):
            return super().leave_Attribute(original_node, updated_node)
        return updated_node

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if self._is_called_by_default(original_node):
            return super().leave_Name(original_node, updated_node)
        return updated_node

    def _is_called_by_default(self, node: cst.BaseExpression) -> bool:
        call = self.parent
        return isinstance(call, cst.Call) and call.func is node and _is_default(call)


def _is_default(call: cst.Call) -> bool:
    """Whether a call has one argument, and perhaps what would be taken in any case."""
    args = arguments(call.args)
    return len(args) == 1 or (
        len(args) == 2
        and isinstance(args[1].value, cst.SimpleString)
        and args[1].value.evaluated_value == "test"
    )
