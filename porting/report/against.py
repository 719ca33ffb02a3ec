"""A generated port beside another of the same file: by hand, by another tool, of another day."""

from __future__ import annotations

from difflib import SequenceMatcher

from porting.engine.places import origins_by_text, split_lines
from porting.report.model import Beside
from porting.report.rows import blocks_of, texts_of


def beside(generated: str, other: str, label: str, path: str) -> Beside:
    """The two texts in rows, with the number of lines in which they agree.

    Args:
        generated: the port of now.
        other: the other port, from the file at `path`.
        label: what the other is called.
    """
    lines, others = split_lines(generated), split_lines(other)
    matcher = SequenceMatcher(None, lines, others, False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    texts = texts_of([(other, origins_by_text(generated, other))])
    blocks = blocks_of(generated, texts, (), language="python")
    return Beside(label, path, same, max(len(lines), len(others)), blocks)
