from __future__ import annotations

import re

import libcst as cst

from porting.fixer import name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.regexes import LITERAL, imports_re

_BEGINNING = re.compile(r"\(\?([imsx]+)\)")


class PartFlags(ResolvedFixer):
    r"""Let flags hold for their own part of a regular expression that is put together of several.

    ``(?i)`` held for the whole expression, wherever it stood. Since Python 3.11 it must stand at
    the start: in a part that comes after another it is an error. ``(?i:...)`` may stand anywhere.

    Before::

        import re

        LINK = r"\[(?P<link>.+?)\]"
        IMAGE = r"(?i)<img (?P<source>.+?)>"
        RULES = re.compile("|".join([LINK, IMAGE]))

    After::

        import re

        LINK = r"\[(?P<link>.+?)\]"
        IMAGE = r"(?i:<img (?P<source>.+?)>)"
        RULES = re.compile("|".join([LINK, IMAGE]))

    Left alone, because no other part comes before it::

        import re

        IMAGE = r"(?i)<img (?P<source>.+?)>"
        RULE = re.compile(IMAGE)

    Limits: for the other parts, the flags hold no more. Parts are known by their names alone.
    Source: https://docs.python.org/3/whatsnew/3.11.html#re
    """

    name = "part_flags"
    removed_in = (3, 11)
    pattern = re.compile(rf"['\"]{_BEGINNING.pattern}")
    safety = "review"

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        found = LITERAL.fullmatch(original_node.value)
        flags = _BEGINNING.match(found["body"]) if found else None
        if found is None or flags is None or not self._is_part():
            return updated_node
        body = found["body"][flags.end() :]
        if _BEGINNING.search(body) or "#" in body.rpartition("\n")[2]:
            return updated_node
        scoped = f"{found['prefix']}{found['quote']}(?{flags[1]}:{body}){found['quote']}"
        return updated_node.with_changes(value=scoped)

    def _is_part(self) -> bool:
        """Whether the literal has a name that comes behind another where patterns are joined."""
        if not isinstance(self.parent, cst.Assign) or not imports_re(self.origins):
            return False
        text = self.document.text
        joined = r"[,+]" if ".join(" in text else r"\+"
        names = (name_of(target.target) for target in self.parent.targets)
        return any(
            re.search(rf"{joined}\s*(?:\w+\.)*{re.escape(name)}\b(?!\s*=[^=])", text)
            for name in names
            if name
        )
