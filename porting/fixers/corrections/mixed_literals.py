from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import Fixer
from porting.project.language import Language

_PREFIX = re.compile(r"[uUbBrR]*")


class MixedLiterals(Fixer):
    r"""Give string literals that stand in a row one type.

    Python 2 joined a ``b"..."`` with a plain literal or even a Unicode one. Python 3 joins
    literals of one type only, and refuses to compile anything else.

    Before::

        magic = b"\x89" "PNG"
        title = u"Caf\u00e9" b" menu"

    After::

        magic = b"\x89" b"PNG"
        title = u"Caf\u00e9" " menu"

    Left alone, because they are of one type::

        magic = b"\x89" b"PNG"
        title = u"Caf\u00e9" " menu"

    Limits: plain literals with characters outside of ASCII make the whole text.
    Source: https://docs.python.org/3/reference/lexical_analysis.html#string-literal-concatenation
    """

    name = "mixed_literals"
    pattern = re.compile(r"\b(?:[bB][rR]?|[rR][bB])[\"']")
    form = re.compile(r"''\s*\w{0,2}''")
    written_in = Language.PYTHON2

    def leave_ConcatenatedString(
        self, original_node: cst.ConcatenatedString, updated_node: cst.ConcatenatedString
    ) -> cst.ConcatenatedString:
        if isinstance(self.parent, cst.ConcatenatedString):
            return updated_node
        values = [part.value for part in _row(updated_node)]
        prefixes = [_prefix(value) for value in values]
        are_bytes = ["b" in prefix for prefix in prefixes]
        if all(are_bytes) or not any(are_bytes):
            return updated_node
        is_text = any("u" in prefix for prefix in prefixes)
        if is_text or not all(value.isascii() for value in values):
            new = [re.sub(r"^([rR]?)[bB]", r"\1", value) for value in values]
        else:
            new = [value if is_b else f"b{value}" for value, is_b in zip(values, are_bytes)]
        return _with_values(updated_node, new)  # type: ignore[no-any-return]


def _row(node: Any) -> list[Any]:
    if isinstance(node, cst.ConcatenatedString):
        return [*_row(node.left), *_row(node.right)]
    return [node]


def _prefix(value: str) -> str:
    found = _PREFIX.match(value)
    return found.group().lower() if found else ""


def _with_values(node: Any, values: list[str]) -> Any:
    if not isinstance(node, cst.ConcatenatedString):
        if values[0] == node.value:
            return node  # ``ur"..."`` has a node of its own, which it keeps.
        return cst.SimpleString(values[0], lpar=node.lpar, rpar=node.rpar)
    count = len(_row(node.left))
    return node.with_changes(
        left=_with_values(node.left, values[:count]), right=_with_values(node.right, values[count:])
    )
