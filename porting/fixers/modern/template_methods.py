from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Fixer
from porting.language import Language

NAMES = {"iteritems": "items", "iterkeys": "keys", "itervalues": "values"}
_CALL = re.compile(r"\.(iteritems|iterkeys|itervalues)\(\)")


class TemplateMethods(Fixer):
    r"""Call ``items`` in templates that stand in strings, where they call ``iteritems``.

    What a template asks of a dictionary, it asks when it is filled in, under Python 3. 2to3 renames
    these methods in code, and leaves strings alone.

    Before::

        PAGE = "{% for name, price in books.iteritems() %}{{ name }}{% endfor %}"

    After::

        PAGE = "{% for name, price in books.items() %}{{ name }}{% endfor %}"

    Left alone, because nothing is called::

        print("iteritems is no more")

    Limits: text that only tells of such a call changes, too.
    Source: https://peps.python.org/pep-3106/
    """

    name = "template_methods"
    safety = "review"
    pattern = _CALL
    written_in = Language.UNDECIDED

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        value = _CALL.sub(lambda found: f".{NAMES[found[1]]}()", original_node.value)
        if value == original_node.value or self._is_doc():
            return updated_node
        return updated_node.with_changes(value=value)

    def _is_doc(self) -> bool:
        """Whether the string stands by itself, as a docstring does."""
        return isinstance(self.parent, cst.Expr)
