"""What a class defines, and how a line is added to it."""

from __future__ import annotations

import re

from porting.document import Document

_DEFINED = re.compile(r"\s*def\s+(\w+)|\s*(\w+)\s*=(?!=)")


def names_in_class(document: Document, header: int) -> set[str]:
    """The methods and names that the body of the class at index `header` defines itself."""
    first = document.statements[header + 1]
    return {
        found.group(1) or found.group(2)
        for statement in document.statements[header + 1 : document.block_end(header)]
        if statement.depth == first.depth and (found := _DEFINED.match(statement.text)) is not None
    }


def append_to_class(document: Document, header: int, line: str) -> None:
    """Add a line behind the last one of a class, with a blank line between. For `Fixer.finish`."""
    first = document.statements[header + 1]
    newline = document.newline
    text = f"{newline}{first.indent}{line}{newline}"
    document.insert(document.block_end(header), text, first.depth, above_comments=True)
