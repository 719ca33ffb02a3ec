from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import Node
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.regexes import LITERAL, imports_re
from porting.project.language import Language

FUNCTIONS = frozenset(
    f"re.{name}" for name in "compile findall finditer match search split sub subn template".split()
)
_GROUP = r"\(\?[aiLmsux]+\)"
_PLACES = (cst.Arg, cst.Assign, cst.DictElement, cst.Element, cst.Param, cst.Return)
_PARTS = re.compile(rf"\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|(?P<flags>{_GROUP})|[\s\S]")


class RegexFlags(ResolvedFixer):
    r"""Put the flags of a regular expression at its start.

    ``(?i)`` and its like always held for the whole expression, wherever they stood. As that
    misled its readers, Python 3.11 takes them at the start alone.

    Before::

        import re

        WORD = re.compile(r"\w+(?u)")
        TITLE = "<title>(.*?)</title>(?is)"
        LINE = re.compile("%s|%s(?m)" % (HEAD, BODY))
        TOKENS = [(r"/[*].*?[*]/(?s)", "comment")]

    After::

        import re

        WORD = re.compile(r"(?u)\w+")
        TITLE = "(?is)<title>(.*?)</title>"
        LINE = re.compile("(?m)%s|%s" % (HEAD, BODY))
        TOKENS = [(r"(?s)/[*].*?[*]/", "comment")]

    Left alone, because they stand at the start, or are no flags::

        import re

        WORD = re.compile(r"(?u)\w+")
        HELP = re.compile(r"[(?i)]|\(?i")

    Limits: a pattern that is put together elsewhere is not seen, unless it ends with the flags.
    Source: https://docs.python.org/3/whatsnew/3.11.html#re
    """

    name = "regex_flags"
    removed_in = (3, 11)
    written_in = Language.PYTHON3
    pattern = re.compile(_GROUP)

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        if isinstance(self.parent, cst.ConcatenatedString) or not self._is_pattern(original_node):
            return updated_node
        bare, flags = _without_flags(updated_node.value)
        return updated_node if not flags else updated_node.with_changes(value=_begun(bare, flags))

    def leave_ConcatenatedString(
        self, original_node: cst.ConcatenatedString, updated_node: cst.ConcatenatedString
    ) -> cst.ConcatenatedString:
        if isinstance(self.parent, cst.ConcatenatedString) or not self._is_pattern(original_node):
            return updated_node
        parts: list[Any] = []
        rest: Any = updated_node
        while isinstance(rest, cst.ConcatenatedString):
            parts.append(rest.left)
            rest = rest.right
        parts.append(rest)
        if not all(isinstance(part, cst.SimpleString) for part in parts):
            return updated_node
        cut = [_without_flags(part.value, is_first=not number) for number, part in enumerate(parts)]
        flags = "".join(found for _, found in cut)
        if not flags:
            return updated_node
        first, *values = [bare for bare, _ in cut]
        result: cst.ConcatenatedString = _with_values(updated_node, [_begun(first, flags), *values])
        return result

    def _is_pattern(self, node: Node) -> bool:
        """Whether a string is given to the module ``re``, or is a value that ends with flags."""
        if not imports_re(self.origins):
            return False
        child = node
        if isinstance(self.parent, _PLACES) and _ends_with_flags(node):
            return True
        for parent in reversed(self.parents):
            if (isinstance(parent, cst.BinaryOperation) and parent.left is child) or isinstance(
                parent, cst.Arg
            ):
                child = parent
            elif isinstance(parent, cst.Call):
                first = parent.args[0] if parent.args else None
                return child is first and self.path_of(parent.func) in FUNCTIONS
            else:
                return False
        return False


def _ends_with_flags(node: Node) -> bool:
    value = node.evaluated_value
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    return isinstance(text, str) and re.search(rf"[\s\S]{_GROUP}\Z", text) is not None


def _without_flags(literal: str, *, is_first: bool = True) -> tuple[str, str]:
    """A literal without the flags that stand elsewhere than at its start, and their letters.

    Where there are any, those at the start are taken out, too.
    """
    found = LITERAL.fullmatch(literal)
    if found is None:
        return literal, ""
    body, prefix, quote = found["body"], found["prefix"], found["quote"]
    if "r" not in prefix.lower() and "\\\\" in body:
        return literal, ""
    parts = list(_PARTS.finditer(body))
    flags = [part for part in parts if part["flags"]]
    leading = 0
    for part in parts if is_first else ():
        # White space at the start of a long pattern is that of re.VERBOSE, and means nothing.
        if not part["flags"] and not (len(quote) == 3 and part.group().isspace()):
            break
        leading += part["flags"] is not None
    if len(flags) <= leading <= 1:
        return literal, ""
    bare = "".join(part.group() for part in parts if not part["flags"])
    letters = "".join(part["flags"][2:-1] for part in flags)
    return f"{prefix}{quote}{bare}{quote}", letters


def _begun(literal: str, letters: str) -> str:
    """The literal with flags at its start."""
    found = LITERAL.fullmatch(literal)
    assert found is not None
    flags = "".join(dict.fromkeys(letters))
    return f"{found['prefix']}{found['quote']}(?{flags}){found['body']}{found['quote']}"


def _with_values(node: Any, values: list[str]) -> Any:
    """A row of strings with other texts."""
    if not isinstance(node, cst.ConcatenatedString):
        return node.with_changes(value=values[0])
    left = node.left.with_changes(value=values[0])
    return node.with_changes(left=left, right=_with_values(node.right, values[1:]))
