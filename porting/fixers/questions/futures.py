"""What 2to3 takes for the future imports of a file."""

from __future__ import annotations

import re

_SPACE = r"[ \t\f]"
_BETWEEN = re.compile(r"(?:[ \t\f\r\n]|\\\r?\n|#[^\r\n]*(?![^\r\n]))*")
_DOCSTRING = re.compile(
    r"[uUbB]?[rR]?(?:\"\"\"(?:[^\\]|\\[\s\S])*?\"\"\"|'''(?:[^\\]|\\[\s\S])*?'''"
    r"|\"(?:[^\"\\\r\n]|\\[\s\S])*\"|'(?:[^'\\\r\n]|\\[\s\S])*')"
)
_IMPORT = re.compile(
    rf"from{_SPACE}+__future__{_SPACE}+import\b{_SPACE}*(?:\({_SPACE}*)?"
    rf"((?:\w+{_SPACE}*,{_SPACE}*)*(?:\w+{_SPACE}*)?)"
    r"(?:\w+|#[^\r\n]*|\r\n|\\\r?\n|[\s\S])?"
)


def future_features(text: str) -> frozenset[str]:
    """The names that a text imports from ``__future__``, as far as 2to3 sees them.

    It looks at the lines that a text begins with, behind one string, and stops at anything else;
    names that stand in a line below their ``import`` are not seen, nor what follows such a line.
    """
    names: set[str] = set()
    position, has_docstring = 1 if text.startswith("\ufeff") else 0, False
    while found := _BETWEEN.match(text, position):
        start = found.end()
        if statement := _IMPORT.match(text, start):
            names.update(re.findall(r"\w+", statement.group(1)))
        elif not has_docstring and (statement := _DOCSTRING.match(text, start)):
            has_docstring = True
        else:
            break
        position = statement.end()
    return frozenset(names)
