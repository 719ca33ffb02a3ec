from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.own_names import builtin, is_no_variable, is_own, is_shadowed
from porting.project.language import Language


class Long(Fixer):
    r"""Rename the builtin ``long`` to ``int``.

    Python 2 had two types of whole numbers: ``int`` as large as the machine's words, and ``long``
    for all others. Python 3 has one, without limit, and calls it ``int``.

    Before::

        size = long(fields[3])
        if isinstance(size, (int, long)):
            total += size

    After::

        size = int(fields[3])
        if isinstance(size, (int, int)):
            total += size

    Left alone, because these are not the builtin::

        size = struct.long
        class long: pass
        def show(name, long=False): pass

    Limits: a name ``long`` of your own keeps it where it is first defined, as a function, a
    parameter or by an assignment, but loses it where it is used; so does the argument in
    ``show(name, long=True)``.
    Source: https://peps.python.org/pep-0237/
    """

    name = "long"
    written_in = Language.HALF
    triggers = frozenset(["long"])
    in_strings = False
    safety = "review"

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if original_node.value != "long" or self.is_definition(original_node):
            return updated_node
        if self.is_elsewhere(original_node) or is_own(self, "long"):
            return updated_node
        if is_shadowed(self, "int"):
            lpar, rpar = updated_node.lpar, updated_node.rpar
            return builtin(self, "int").with_changes(lpar=lpar, rpar=rpar)
        return updated_node.with_changes(value="int")

    def is_elsewhere(self, node: cst.Name) -> bool:
        """Whether the name is an argument's or another module's: 2to3 never asks."""
        return not self.document.context.is_faithful and is_no_variable(node, self.parents)

    def is_definition(self, node: cst.Name) -> bool:
        """Whether the name is an attribute, or where 2to3 sees something of that name defined."""
        parent, outer = self.parents[-1], self.parents[-2]
        if isinstance(parent, cst.Attribute):
            return parent.attr is node
        if isinstance(parent, cst.ImportFrom):
            return bool(parent.relative)
        if node.lpar:
            return False
        if isinstance(parent, cst.AssignTarget):
            return outer.targets[0] is parent
        if isinstance(parent, (cst.AugAssign, cst.AnnAssign)):
            return parent.target is node
        if isinstance(parent, (cst.FunctionDef, cst.ClassDef)):
            return True
        if isinstance(parent, cst.Annotation):
            return isinstance(outer, cst.FunctionDef)
        if isinstance(parent, cst.Param):
            return parent.name is node and self.is_plain_parameter(parent)
        # The only base class stands in the class statement like its name.
        if not isinstance(outer, cst.ClassDef) or len(outer.bases) != 1 or outer.keywords:
            return False
        return not parent.star and not isinstance(parent.comma, cst.Comma)

    def is_plain_parameter(self, parameter: cst.Param) -> bool:
        """Whether a parameter belongs to a function, and has neither star nor annotation."""
        parameters, owner = self.parents[-2], self.parents[-3]
        if not isinstance(owner, cst.FunctionDef) or parameter.annotation is not None:
            return False
        return parameter is not parameters.star_arg and parameter is not parameters.star_kwarg
