"""Which fixer a difference between two ports is due to, and which of them has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from porting.comparing.blocks import Block
from porting.engine.places import joined, line_before, origins_by_text, split_lines
from porting.many_files.tasks import Ported
from porting.result import Result

Side = Literal["a", "b", "both"]
"""Which of two ports changed what the original has: one alone, or each in its own way."""


@dataclass(frozen=True)
class Credit:
    """What a difference is due to: fixers that change the place, "" for none, and the side."""

    fixers: tuple[str, ...]
    side: Side


class Original:
    """An original, and which fixers change which of its lines."""

    def __init__(self, text: str, result: Result) -> None:
        # With the coding line that its port was given.
        self._text = result.stages[0].before if result.stages else text
        self._lines = split_lines(self._text)
        self._fixers = _fixers_by_line(result)

    def credits(self, a: str, b: str, blocks: Iterable[Block]) -> list[Credit]:
        """What each of the blocks in which two ports differ is due to."""
        sides = [(self._kept(text), origins_by_text(self._text, text)) for text in (a, b)]
        credits = []
        for block in blocks:
            spans = (range(block.a, block.a_end), range(block.b, block.b_end))
            is_kept = [all(row in kept for row in span) for span, (kept, _) in zip(spans, sides)]
            side: Side = "both"
            if is_kept[0] and not (is_kept[1] and not spans[0]):
                side = "b"
            elif is_kept[1]:
                side = "a"
            fixers: dict[str, None] = {}
            for span, (_, origins) in zip(spans, sides):
                for row in span:
                    line = (origins[row] if row < len(origins) else 0) if origins else row + 1
                    fixers.update(dict.fromkeys(self._fixers.get(line, ())))
            credits.append(Credit(tuple(fixers), side))
        return credits

    def _kept(self, text: str) -> set[int]:
        """The lines, from 0, that a port has from the original as they are."""
        matcher = SequenceMatcher(None, self._lines, split_lines(text), False)
        return {
            row
            for block in matcher.get_matching_blocks()
            for row in range(block.b, block.b + block.size)
        }


def _fixers_by_line(result: Result) -> dict[int, list[str]]:
    """The fixers that changed each line of an original, from 1, in their order."""
    found: dict[int, list[str]] = {}
    origins: tuple[int, ...] = ()
    for stage in result.stages:
        for change in stage.changes:
            for row in range(change.line, change.line + change.before.count("\n") + 1):
                names = found.setdefault(line_before(origins, row), [])
                if change.fixer not in names:
                    names.append(change.fixer)
        origins = joined(origins, stage.origins)
    return found


def originals_in(path: Path, encoding: str | None) -> dict[Path, Original]:
    """The originals in a file or folder, by their paths; those that cannot be ported are left out
    (`porting run` tells why)."""
    from porting.many_files.schedule import port_files
    from porting.many_files.tasks import Order
    from porting.project.graph import find_project
    from porting.source import find_sources, read_source

    files: Sequence[Path] = find_sources([path])
    order = Order(encoding=encoding, project=find_project(files, encoding=encoding))
    return {
        each.path: Original(read_source(each.path, encoding=encoding).text, each.result)
        for each in port_files(files, order)
        if isinstance(each, Ported)
    }
