import re

import libcst as cst

from porting.fixer import Fixer


class TextPrefixes(Fixer):
    r"""Drop the ``u`` before literals in code that is Python 3 already.

    Python 3.3 took the prefix back in so that code could serve both; it says nothing. Where code is
    Python 2 the fixer ``unicode`` drops it.

    Before::

        price = u"%s EUR" % U'12'

    After::

        price = "%s EUR" % '12'

    Left alone, because these say something::

        magic = b"shop"
        path = r"c:\users"

    Limits: none known.
    Source: https://peps.python.org/pep-0414/
    """

    name = "text_prefixes"
    pattern = re.compile(r"\b[uU][\"']")

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        if original_node.value[0] not in "uU":
            return updated_node
        return updated_node.with_changes(value=original_node.value[1:])
