"""The places that a stage changed, each with the changes that made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from porting.result import Change, StageResult

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


@dataclass(frozen=True)
class Hunk:
    """A place where a stage put `lines` in place of those of its text from `start` up to `end`.

    Lines count from 0 and keep their ends; where `start` is `end` the lines are new. There are no
    `changes` where none tells of the place: what others need, such as an import.
    """

    start: int
    end: int
    lines: tuple[str, ...]
    changes: tuple[Change, ...] = ()

    @property
    def fixers(self) -> tuple[str, ...]:
        """The names of the fixers whose changes made it, each once."""
        return tuple(dict.fromkeys(change.fixer for change in self.changes))


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends."""
    return _LINE.findall(text)


def hunks_of(stage: StageResult) -> list[Hunk]:
    """The places that a stage changed, in their order, as small as statements allow."""
    old, new = lines_of(stage.before), lines_of(stage.code)
    origins = stage.origins or tuple(range(1, len(new) + 1))
    spans = [(change, range(*_span(change))) for change in stage.changes]
    hunks: list[Hunk] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            continue
        parts = _parts(start, end, first, last, origins)
        for start, end, first, last in _joined(parts, [span for _, span in spans]):
            here = range(start, end)
            changes = tuple(
                change for change, span in spans if max(span[0], here.start) < min(span.stop, end)
            )
            hunks.append(Hunk(start, end, tuple(new[first:last]), changes))
    return hunks


def applied(text: str, hunks: Iterable[Hunk]) -> str:
    """A stage's text with some of its hunks."""
    lines = lines_of(text)
    for hunk in sorted(hunks, key=lambda hunk: (hunk.start, hunk.end), reverse=True):
        lines[hunk.start : hunk.end] = hunk.lines
    return "".join(lines)


_Part = tuple[int, int, int, int]


def _span(change: Change) -> tuple[int, int]:
    return change.line - 1, change.line + change.before.count("\n")


def _parts(start: int, end: int, first: int, last: int, origins: Sequence[int]) -> list[_Part]:
    """Cut a block of lines that differ into one part for each line that others came from."""
    came_from = [origins[row] - 1 if row < len(origins) else -1 for row in range(first, last)]
    known = [line for line in came_from if line >= 0]
    if known != sorted(known) or any(not start <= line < end for line in known):
        return [(start, end, first, last)]
    cuts = [(line, first + row) for row, line in enumerate(came_from) if line >= 0]
    cuts = [cut for index, cut in enumerate(cuts) if not index or cut[0] != cuts[index - 1][0]]
    if not cuts:
        return [(start, end, first, last)]
    # What stands before the first line that came from one goes with it.
    cuts[0] = (start, first)
    ends = [*cuts[1:], (end, last)]
    return [(line, after[0], row, after[1]) for (line, row), after in zip(cuts, ends)]


def _joined(parts: list[_Part], spans: Iterable[range]) -> list[_Part]:
    """The parts, with those made one that the same statement lies in."""
    done = list(parts)
    for span in spans:
        inside = [part for part in done if max(span.start, part[0]) < min(span.stop, part[1])]
        if len(inside) > 1:
            index = done.index(inside[0])
            ends = inside[-1]
            done[index : index + len(inside)] = [(inside[0][0], ends[1], inside[0][2], ends[3])]
    return done
