"""What Python 3 makes of a literal."""

from __future__ import annotations

import ast


def is_literal(text: str) -> bool:
    """Whether Python 3 can read a literal, its escapes included."""
    try:
        ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return False
    return True
