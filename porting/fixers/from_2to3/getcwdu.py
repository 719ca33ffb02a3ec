import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import is_in_expression
from porting.fixers.questions.own_names import is_not_imported


class Getcwdu(Fixer):
    r"""Rename ``os.getcwdu`` to ``os.getcwd``.

    Python 2 had two functions for the current directory, one for each kind of string.
    All text is Unicode in Python 3, and ``os.getcwd`` gives just that.

    Before::

        here = os.getcwdu()

    After::

        here = os.getcwd()

    Left alone, because only the attribute of ``os`` is renamed::

        from os import getcwdu
        here = getcwdu()

    Limits: ``os`` under another name is not seen.
    Source: https://docs.python.org/3/library/os.html#os.getcwd
    """

    name = "getcwdu"
    triggers = frozenset(["getcwdu"])
    in_strings = False

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        owner = original_node.value
        if original_node.attr.value != "getcwdu" or not isinstance(owner, cst.Name):
            return updated_node
        if owner.value != "os" or owner.lpar or not is_in_expression(original_node, self.parents):
            return updated_node
        if is_not_imported(self, "os"):
            return updated_node
        return updated_node.with_changes(attr=cst.Name("getcwd"))
