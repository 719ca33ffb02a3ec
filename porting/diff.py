"""Differences between two texts: unified, as patch and people read them, or in two columns."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

NO_NEWLINE = "\\ No newline at end of file\n"

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Row:
    """A line of a side-by-side diff.

    A side is its line number (from 1) and text without line end, or `None` where the other
    side stands alone. A row with neither side is the gap between two places that differ.
    """

    left: tuple[int, str] | None
    right: tuple[int, str] | None
    is_same: bool = False


def unified(
    before: str,
    after: str,
    filename: str,
    after_filename: str | None = None,
    *,
    labels: tuple[str, str] = ("(original)", "(refactored)"),
) -> str:
    r"""Make the unified diff of two texts, "" where they are the same.

    By default its header is the one that 2to3 prints. The diff has the texts' own line ends,
    says where a last line has none, and so can be fed to `patch`.

    Args:
        before: the old text.
        after: the new text.
        filename: of the old text, and of the new one unless `after_filename` is given.
        after_filename: where the new text has a name of its own.
        labels: what the header says behind the two names; "" for nothing.
    """
    lines = difflib.unified_diff(
        _LINE.findall(before),
        _LINE.findall(after),
        filename,
        filename if after_filename is None else after_filename,
        *labels,
    )
    return "".join(line if line.endswith("\n") else f"{line}\n{NO_NEWLINE}" for line in lines)


def stage_labels(stage: str, previous: str | None) -> tuple[str, str]:
    """Name the two sides of a stage's diff; `previous` is the stage before it, if one ran."""
    return (
        f"(after {previous})" if previous else "(original)",
        "(refactored)" if stage == "2to3" else f"(after {stage})",
    )


def side_by_side(before: str, after: str, *, context: int = 3) -> Iterator[Row]:
    """Line up two texts, with `context` equal lines around each place where they differ."""
    left, right = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for number, group in enumerate(matcher.get_grouped_opcodes(context)):
        if number:
            yield Row(None, None)
        for tag, left_start, left_end, right_start, right_end in group:
            lefts = list(enumerate(left[left_start:left_end], left_start + 1))
            rights = list(enumerate(right[right_start:right_end], right_start + 1))
            for old, new in zip_longest(lefts, rights):
                yield Row(old, new, is_same=tag == "equal")
