"""The white space that fixers put between the parts of what they write."""

from __future__ import annotations

import libcst as cst

NO_SPACE = cst.SimpleWhitespace("")
SPACE = cst.SimpleWhitespace(" ")


def comma_space() -> cst.Comma:
    """A comma and a space; a new one each time, since a tree may hold a comma once only."""
    return cst.Comma(whitespace_after=SPACE)
