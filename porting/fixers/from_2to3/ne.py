import re

import libcst as cst

from porting.fixer import Fixer


class Ne(Fixer):
    r"""Write ``!=`` where ``<>`` was.

    Python 2 spelt "not equal" in two ways; Python 3 kept one of them.

    Before::

        if status <> 200:
            retry()

    After::

        if status != 200:
            retry()

    Left alone, because it is no operator::

        tag = "<>"  # <>

    Limits: none known.
    Source: https://docs.python.org/3/whatsnew/3.0.html#removed-syntax
    """

    name = "ne"
    form = pattern = re.compile("<>")

    def leave_NotEqual(
        self, original_node: cst.NotEqual, updated_node: cst.NotEqual
    ) -> cst.NotEqual:
        if original_node.value == "!=":
            return updated_node
        return updated_node.with_changes(value="!=")
