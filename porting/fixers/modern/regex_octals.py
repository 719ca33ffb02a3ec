from __future__ import annotations

import re

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer

_ESCAPE = re.compile(r"\\(?P<octal>[4-7][0-7][0-7])|\\[\s\S]")


class RegexOctals(ResolvedFixer):
    r"""Write characters of regular expressions beyond ``\377`` as what they meant.

    Python 2 took the last eight bits of such a number. Since Python 3.5 it is an error.

    Before::

        import re

        HIGH = r"[\200-\777]"

    After::

        import re

        HIGH = r"[\200-\377]"

    Left alone, because the literal is not raw, and has the character itself::

        import re

        HIGH = u"[\200-\777]"

    Limits: raw literals in a file that imports ``re`` are taken for patterns.
    Source: https://docs.python.org/3/library/re.html#regular-expression-syntax
    """

    name = "regex_octals"
    safety = "review"
    pattern = re.compile(r"\\[4-7][0-7][0-7]")

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        value = original_node.value
        prefix = value[: len(value) - len(value.lstrip("rRbBuU"))].lower()
        if "r" not in prefix or not self._imports_re:
            return updated_node
        return updated_node.with_changes(value=_ESCAPE.sub(_in_eight_bits, value))

    @property
    def _imports_re(self) -> bool:
        return any("re" in origins for origins in self.origins.bound.values())


def _in_eight_bits(found: re.Match[str]) -> str:
    octal = found["octal"]
    return f"\\{int(octal, 8) & 0o377:03o}" if octal else found.group()
