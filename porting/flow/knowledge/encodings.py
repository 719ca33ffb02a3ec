"""Names of encodings."""

from __future__ import annotations

import codecs

# Codecs that make a string of a string.
TRANSFORMS = frozenset("hex base64 zlib bz2 uu quopri rot13 string_escape".split())


def is_encoding(name: object) -> bool:
    """Whether this is the name of an encoding of text (and not "hex", say)."""
    try:
        found = codecs.lookup(str(name))
    except (LookupError, ValueError):
        return False
    return bool(getattr(found, "_is_text_encoding", True))


def is_same_encoding(name: str, other: str) -> bool:
    """Whether two names are of the same encoding."""
    try:
        return codecs.lookup(name) == codecs.lookup(other)
    except LookupError:
        return False
