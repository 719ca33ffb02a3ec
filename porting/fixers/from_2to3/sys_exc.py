import re

import libcst as cst

from porting.fixer import Fixer, name_of
from porting.fixers.questions.chains import chain_of
from porting.fixers.questions.own_names import is_not_imported

_PLACES = {"exc_type": "0", "exc_value": "1", "exc_traceback": "2"}


class SysExc(Fixer):
    r"""Ask ``sys.exc_info()`` for the exception instead of three variables.

    The variables held the last exception of any thread, so they were wrong where several ran;
    Python 3 dropped them.

    Before::

        print sys.exc_type, sys.exc_value

    After::

        print sys.exc_info()[0], sys.exc_info()[1]

    Left alone, because 2to3 looks at the variable only where nothing follows it::

        print sys.exc_value.args

    Limits: outside of an ``except`` clause ``sys.exc_info()`` knows no exception, while the
    variables kept the last one.
    Source: https://docs.python.org/3/whatsnew/3.0.html
    """

    name = "sys_exc"
    triggers = frozenset(_PLACES)
    in_strings = False
    form = re.compile(r"\bsys\s*\.")

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute | cst.Subscript:
        place = _PLACES.get(original_node.attr.value)
        if place is None or not self._is_whole_variable(original_node):
            return updated_node
        info = cst.Call(updated_node.with_changes(attr=cst.Name("exc_info"), lpar=(), rpar=()))
        return cst.Subscript(
            info,
            [cst.SubscriptElement(cst.Index(cst.Integer(place)))],
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )

    def _is_whole_variable(self, node: cst.Attribute) -> bool:
        if name_of(node.value) != "sys" or node.value.lpar or is_not_imported(self, "sys"):
            return False
        if isinstance(self.parent, (cst.ImportAlias, cst.ImportFrom)):
            return False
        chain = chain_of(node, self.parents)
        return chain.is_plain and chain.is_only(node)
