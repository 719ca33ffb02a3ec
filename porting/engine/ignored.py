"""Comments that keep fixers and their warnings off a line: ``# porting: ignore[division]``."""

from __future__ import annotations

import re

from porting.engine.document import Document
from porting.errors import SourceError
from porting.py2.tokens import tokenize

_MARK = "porting:"
_COMMENT = re.compile(r"#\s*porting:\s*ignore\b(?:\s*\[([^\]#\r\n]*)\])?")
EVERYTHING = "*"
"""Stands for every code."""


def has_comment(text: str) -> bool:
    """Whether a text may hold such a comment."""
    return _MARK in text and _COMMENT.search(text) is not None


def ignored_in(text: str) -> frozenset[str]:
    """The codes that the comments in a statement's text name; ``*`` where one names none."""
    if not has_comment(text):
        return frozenset()
    codes: set[str] = set()
    position = 0
    for start, end in (*((token.start, token.end) for token in tokenize(text)), (len(text),) * 2):
        for found in _COMMENT.finditer(text, position, start):
            names = [EVERYTHING] if found[1] is None else found[1].split(",")
            codes.update(name.strip() for name in names)
        position = end
    return frozenset(codes)


def is_ignored(text: str, code: str) -> bool:
    """Whether a comment in a statement's text keeps a code off it."""
    return not {code, EVERYTHING}.isdisjoint(ignored_in(text))


def ignored_lines(text: str) -> dict[int, frozenset[str]]:
    """What `ignored_in` has for each line (from 1) of the statements of a text with a comment."""
    if not has_comment(text):
        return {}
    try:
        document = Document(text)
    except SourceError:
        return {}
    lines: dict[int, frozenset[str]] = {}
    for statement in document.statements:
        if codes := ignored_in(statement.text):
            first, last = (
                document.place(each)[0] for each in (statement.offset, statement.end - 1)
            )
            lines.update(dict.fromkeys(range(first, last + 1), codes))
    return lines
