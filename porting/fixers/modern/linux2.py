from __future__ import annotations

import re

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import Fixer
from porting.project.language import Language

_OLD = re.compile(r"([\"'])linux2\1")


class Linux2(Fixer):
    r"""Call the platform ``linux``, which Python 2 called ``linux2``.

    The number was that of the system when Python was built. Since Python 3.3 ``sys.platform`` has
    none.

    Before::

        import sys

        if sys.platform in ("linux2", "darwin"):
            players = {"linux2": "aplay", "darwin": "afplay"}

    After::

        import sys

        if sys.platform in ("linux", "darwin"):
            players = {"linux": "aplay", "darwin": "afplay"}

    Left alone, because both names are there::

        import sys

        is_linux = sys.platform in ("linux", "linux2")

    Left alone, because nothing asks for the platform::

        image = "linux2"

    Limits: the name must stand by itself in a string.
    Source: https://docs.python.org/3/library/sys.html#sys.platform
    """

    name = "linux2"
    pattern = _OLD
    safety = "review"
    written_in = Language.PYTHON2

    def may_change(self, statement: Statement) -> bool:
        words = self.document.words
        return "platform" in words and "sys" in words and super().may_change(statement)

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        if not _OLD.fullmatch(original_node.value) or self._has_both():
            return updated_node
        return updated_node.with_changes(value=original_node.value.replace("linux2", "linux"))

    def _has_both(self) -> bool:
        """Whether the statement names the platform of today as well."""
        return re.search(r"([\"'])linux\1", self.statement.text) is not None
