from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Fixer, name_of
from porting.fixers.questions.own_names import is_not_imported

_PLACES = {"exc_type": "0", "exc_value": "1", "exc_traceback": "2"}


class ExcVariables(Fixer):
    r"""Ask ``sys.exc_info()`` also where an attribute of the exception is asked for.

    2to3 replaces the three variables that Python 3 dropped only where nothing follows them.

    Before::

        import sys

        print sys.exc_value.args[0], sys.exc_traceback.tb_lineno

    After::

        import sys

        print sys.exc_info()[1].args[0], sys.exc_info()[2].tb_lineno

    Left alone, because 2to3 sees to it::

        import sys

        print sys.exc_value

    Limits: outside of an ``except`` clause ``sys.exc_info()`` knows no exception, while the
    variables kept the last one.
    Source: https://docs.python.org/3/whatsnew/3.0.html
    """

    name = "exc_variables"
    triggers = frozenset(_PLACES)
    in_strings = False
    form = re.compile(r"\bsys\s*\.")

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute | cst.Subscript:
        place = _PLACES.get(original_node.attr.value)
        if place is None or name_of(original_node.value) != "sys" or is_not_imported(self, "sys"):
            return updated_node
        if original_node not in (
            getattr(self.parent, "value", None),
            getattr(self.parent, "func", None),
        ) or not isinstance(self.parent, (cst.Attribute, cst.Subscript, cst.Call)):
            return updated_node
        info = cst.Call(updated_node.with_changes(attr=cst.Name("exc_info")))
        return cst.Subscript(info, [cst.SubscriptElement(cst.Index(cst.Integer(place)))])
