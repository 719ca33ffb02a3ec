import libcst as cst

from porting.fixer import Fixer, name_of
from porting.fixers.questions.chains import is_in_expression
from porting.fixers.questions.own_names import is_not_imported

# The new names of what stayed in its module.
NAMES = {
    "sys.maxint": "maxsize",
}


class Renames(Fixer):
    r"""Rename ``sys.maxint`` to ``sys.maxsize``.

    An ``int`` of Python 3 has no largest value, so there is no ``maxint``. Where it
    stood for "very large", ``sys.maxsize``, the largest size of a list, does as well.

    Before::

        from sys import maxint
        lowest = min(prices or [sys.maxint])

    After::

        from sys import maxsize
        lowest = min(prices or [sys.maxsize])

    Left alone, because only an import of this name alone is renamed::

        from sys import argv, maxint

    Limits: after ``from sys import maxint`` the name itself is not renamed where it is
    used.
    Source: https://docs.python.org/3/whatsnew/3.0.html#integers
    """

    name = "renames"
    triggers = frozenset(name.partition(".")[2] for name in NAMES)
    in_strings = False

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        owner, new = original_node.value, NAMES.get(name_of(original_node))
        if new is None or owner.lpar:
            return updated_node
        if not is_in_expression(original_node, self.parents):
            return updated_node
        if is_not_imported(self, name_of(owner)):
            return updated_node
        return updated_node.with_changes(attr=cst.Name(new))

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        names = original_node.names
        if original_node.relative or original_node.lpar or isinstance(names, cst.ImportStar):
            return updated_node
        first, *others = names
        new = NAMES.get(f"{name_of(original_node.module)}.{name_of(first.name)}")
        if new is None or others:
            return updated_node
        return updated_node.with_changes(names=[first.with_changes(name=cst.Name(new))])
