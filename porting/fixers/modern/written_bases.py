from typing import Any

import libcst as cst

from porting.fixer import Fixer
from porting.project.language import Language

_NOTE = (
    "errors of the library derive from Exception alone now, without StandardError: a class put "
    "behind that, and derived from Exception, has no order of bases; put it in front"
)


class WrittenBases(Fixer):
    """Tell of base classes that are put behind those that a class has.

    In Python 2 the errors of modules derived from ``StandardError``. In Python 3 many derive from
    ``Exception`` itself, behind which no class may stand that derives from it.

    Warned about, because ``Problem`` may derive from ``Exception``::

        sqlite3.Error.__bases__ += (Problem,)

    Left alone, because it stands in front::

        sqlite3.Error.__bases__ = (Problem,) + sqlite3.Error.__bases__

    Limits: bases that are set with ``setattr`` are not seen.
    Source: https://docs.python.org/3/library/exceptions.html
    """

    name = "written_bases"
    triggers = frozenset(["__bases__"])
    in_strings = False
    written_in = Language.PYTHON2

    def leave_AugAssign(
        self, original_node: cst.AugAssign, updated_node: cst.AugAssign
    ) -> cst.AugAssign:
        if _is_bases(original_node.target):
            self.note(original_node, _NOTE)
        return updated_node

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> cst.Assign:
        value: Any = original_node.value
        is_behind = isinstance(value, cst.BinaryOperation) and _is_bases(value.left)
        if is_behind and any(_is_bases(each.target) for each in original_node.targets):
            self.note(original_node, _NOTE)
        return updated_node


def _is_bases(node: Any) -> bool:
    return isinstance(node, cst.Attribute) and node.attr.value == "__bases__"
