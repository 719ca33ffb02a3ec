"""Places in a text: of `ast`, which counts lines and bytes, and offsets."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right


class Lines:
    """Turns the places of `ast`, which counts bytes, into offsets in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.base = 1 if text.startswith("\ufeff") else 0
        self.starts = [self.base]
        self.starts += (found.end() for found in re.finditer(r"\r\n|\n|\r", text))

    def offset(self, line: int, column: int) -> int:
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return start + len(self.text[start:end].encode()[:column].decode())

    def span(self, node: ast.expr) -> tuple[int, int]:
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno or node.lineno, node.end_col_offset or 0),
        )

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset)
