import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import is_in_expression
from porting.fixers.questions.own_names import is_own_attribute

_NEW_NAMES = {"im_func": "__func__", "im_self": "__self__", "im_class": "__self__"}


class Methodattrs(Fixer):
    r"""Rename a method's attributes ``im_func`` and ``im_self``, and spell out ``im_class``.

    Python 3 names what belongs to a method with double underscores, as it names everything
    of its own. It has no attribute for the class: that of the object must do.

    Before::

        print handler.im_func, handler.im_self, handler.im_class

    After::

        print handler.__func__, handler.__self__, handler.__self__.__class__

    Left alone, because it is a name of its own, and no attribute::

        im_self = handler

    Limits: an attribute of that name that no file of the run binds is renamed on any object, not
    only on methods. Of a method taken from a class (``Handler.get``), which is a plain function in
    Python 3, there is no ``__self__`` to ask.
    Source: https://docs.python.org/3/whatsnew/3.0.html#operators-and-special-methods
    """

    name = "methodattrs"
    triggers = frozenset(_NEW_NAMES)
    in_strings = False
    safety = "review"
    knows_by = "name"

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        old = original_node.attr.value
        if old not in _NEW_NAMES or not is_in_expression(original_node, self.parents):
            return updated_node
        if is_own_attribute(self, original_node.value, old):
            return updated_node
        renamed = updated_node.with_changes(attr=cst.Name(_NEW_NAMES[old]))
        if old != "im_class":
            return renamed
        return cst.Attribute(
            renamed.with_changes(lpar=(), rpar=()),
            cst.Name("__class__"),
            lpar=renamed.lpar,
            rpar=renamed.rpar,
        )
