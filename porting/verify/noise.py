"""Where an original differs from itself: found by several runs of it, and set aside in comparisons.

The lines of one aspect (say, the output) of all runs are laid side by side. Lines that are the same
in all must be the same in the port. Of the others some come in any order, some vary in parts, and
some vary altogether; a port is held to what they have in common.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from porting.verify.rules import RuleSet

Lines = tuple[str, ...]
Kind = Literal["order", "parts", "all"]

WORDS = {
    "order": "come in any order",
    "parts": "vary in parts",
    "all": "vary, and are not compared",
}
# Of longer texts lines that come often are no marks by which the runs are laid side by side.
MOST_EXACT = 1000
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|\W")
_NUMBERS = (r"\d+", r"\d+(?:[.,]\d+)*(?:e[-+]?\d+)?")


@dataclass(frozen=True)
class Region:
    """Lines `start` to `end` (from 0, `end` not included) of the first run, which vary.

    `patterns` has for kind "parts" a regular expression for each line.
    """

    start: int
    end: int
    kind: Kind
    patterns: tuple[re.Pattern[str], ...] = ()

    def __str__(self) -> str:
        if self.end - self.start == 1:
            return f"line {self.start + 1} varies" + (" in parts" if self.kind == "parts" else "")
        if self.start == self.end:
            return f"what comes after line {self.start} varies, and is not compared"
        return f"lines {self.start + 1} to {self.end} {WORDS[self.kind]}"


@dataclass(frozen=True)
class Mismatch:
    """Where a port differs: line numbers from 0, equal to the number of lines where one ends."""

    wanted: int
    got: int
    is_missing: bool = False
    is_extra: bool = False


@dataclass(frozen=True)
class Match:
    """What a comparison with a port found: the first mismatch, None for none; the rules that fired,
    each with the first line of the port, from 0; the regions in which the two differ."""

    mismatch: Mismatch | None
    fired: dict[str, int]
    regions: tuple[Region, ...]


class Pattern:
    """What all runs of an original have in common, in one aspect."""

    def __init__(self, runs: Sequence[Lines], rules: RuleSet) -> None:
        """Take the lines of each run; the first is the one that is shown."""
        self.lines = runs[0]
        self.rules = rules
        self.regions = tuple(self._find_regions(runs)) if len(set(runs)) > 1 else ()

    @property
    def is_settled(self) -> bool:
        """Whether the original does the same each time."""
        return not self.regions

    # -- what varies --

    def _find_regions(self, runs: Sequence[Lines]) -> list[Region]:
        canonical = functools.cache(self.rules.canonical)
        first, *others = (tuple(map(canonical, run)) for run in runs)
        by_content = [
            region
            for start, end, counterparts in _varying(first, others)
            for region in _regions(first, start, end, counterparts)
        ]
        if any(len(other) != len(first) for other in others):
            return by_content
        by_place = list(_regions(first, 0, len(first), others))
        return min(by_place, by_content, key=_loose_lines)

    # -- what a port has --

    def match(self, got: Lines) -> Match:
        """Compare a port's lines."""
        fired: dict[str, int] = {}
        differing: list[Region] = []
        wanted, place = 0, 0
        regions = iter(self.regions)
        region = next(regions, None)
        while True:
            if region is not None and wanted == region.start:
                length = self._length_in(region, got, place)
                if not self._fits(region, got[place : place + length]):
                    bad = self._first_misfit(region, got, place)
                    return Match(bad, fired, tuple(differing))
                if self.lines[region.start : region.end] != got[place : place + length]:
                    differing.append(region)
                wanted, place = region.end, place + length
                region = next(regions, None)
                continue
            if wanted == len(self.lines) or place == len(got):
                break
            names = self.rules.explain(self.lines[wanted], got[place])
            if names is None:
                return Match(Mismatch(wanted, place), fired, tuple(differing))
            for name in names:
                fired.setdefault(name, place)
            wanted, place = wanted + 1, place + 1
        mismatch = None
        if wanted < len(self.lines):
            mismatch = Mismatch(wanted, place, is_missing=True)
        elif place < len(got):
            mismatch = Mismatch(wanted, place, is_extra=True)
        return Match(mismatch, fired, tuple(differing))

    def _length_in(self, region: Region, got: Lines, place: int) -> int:
        """How many lines of the port belong to a region: all up to the lines that follow it.

        Where these do not come, up to the first of them; where not even that comes, all.
        """
        if region.kind != "all":
            return min(region.end - region.start, len(got) - place)
        later = [each.start for each in self.regions if each.start >= region.end and each != region]
        following = self.lines[region.end : min(later, default=len(self.lines))]
        if not following:
            return len(got) - place
        ends = [end for end in range(place, len(got)) if self.rules.is_same(following[0], got[end])]
        for end in ends:
            come = got[end : end + len(following)]
            if len(come) == len(following) and all(map(self.rules.is_same, following, come)):
                return end - place
        return ends[0] - place if ends else len(got) - place

    def _fits(self, region: Region, got: Lines) -> bool:
        if region.kind == "all":
            return True
        if len(got) != region.end - region.start:
            return False
        if region.kind == "order":
            return self._is_permuted(self.lines[region.start : region.end], got)
        return all(map(self._is_like, range(region.start, region.end), region.patterns, got))

    def _first_misfit(self, region: Region, got: Lines, place: int) -> Mismatch:
        if region.kind == "parts":
            for offset, pattern in enumerate(region.patterns):
                number = region.start + offset
                if place + offset == len(got):
                    return Mismatch(number, len(got), is_missing=True)
                if not self._is_like(number, pattern, got[place + offset]):
                    return Mismatch(number, place + offset)
        left = Counter(map(self.rules.canonical, self.lines[region.start : region.end]))
        for number in range(place, min(place + region.end - region.start, len(got))):
            line = self.rules.canonical(got[number])
            if not left[line]:
                return Mismatch(region.start + number - place, number)
            left[line] -= 1
        return Mismatch(region.start, min(place, len(got)), is_missing=place >= len(got))

    def _is_like(self, number: int, pattern: re.Pattern[str], line: str) -> bool:
        if self.rules.is_same(self.lines[number], line):
            return True
        return bool(pattern.fullmatch(self.rules.canonical(line)))

    def _is_permuted(self, wanted: Lines, got: Lines) -> bool:
        """Whether the same lines came, the rules aside."""
        left = list(wanted)
        for line in got:
            found = next((each for each in left if self.rules.is_same(each, line)), None)
            if found is None:
                return False
            left.remove(found)
        return True


def _regions(whole: Lines, start: int, end: int, counterparts: list[Lines]) -> Iterator[Region]:
    """Divide lines of the first run into those that come in any order and those that vary.

    What is the same in each run is in no region.
    """
    lines = whole[start:end]
    if any(len(each) != len(lines) for each in counterparts):
        yield Region(start, end, "all")
        return
    ends = _ends_of_order(lines, counterparts)
    patterns: list[re.Pattern[str]] = []
    place = 0
    while place < len(lines):
        if ends[place] == place:
            others = [each[place] for each in counterparts]
            patterns.append(_pattern_of(lines[place], others))
            place += 1
            continue
        if patterns:
            first = start + place - len(patterns)
            yield Region(first, start + place, "parts", tuple(patterns))
            patterns = []
        if ends[place] > place + 1:
            yield Region(start + place, start + ends[place], "order")
        place = ends[place]
    if patterns:
        yield Region(end - len(patterns), end, "parts", tuple(patterns))


def _loose_lines(regions: list[Region]) -> int:
    """How many lines are not held to what the original printed."""
    return sum(region.end - region.start for region in regions if region.kind != "order")


def _ends_of_order(first: Lines, others: list[Lines]) -> list[int]:
    """For each line, the end of the shortest part that begins with it and that all others have in
    some order; the line itself where there is none. They have the same length."""
    # Sums of hashes are the same for lines in another order, and as good as never for others.
    sums = [(0,) * len(others)]
    for number, line in enumerate(first):
        changes = (hash(line) - hash(other[number]) for other in others)
        sums.append(tuple(map(sum, zip(sums[-1], changes, strict=True))))
    ends = list(range(len(first)))
    later: dict[tuple[int, ...], int] = {}
    for number in reversed(range(len(sums))):
        if sums[number] in later:
            ends[number] = later[sums[number]]
        later[sums[number]] = number
    return ends


def _varying(first: Lines, others: list[Lines]) -> list[tuple[int, int, list[Lines]]]:
    """The parts of the first that some other has not, with what each other has in their place.

    Parts that together are in another order, and nothing else, are joined.
    """
    matches = [_matching(first, other) for other in others]
    fixed = [number for number in range(len(first)) if all(number in match for match in matches)]
    borders = [-1, *fixed, len(first)]
    parts: list[tuple[int, int, list[Lines]]] = []
    for before, after in pairwise(borders):
        counterparts = []
        for match, other in zip(matches, others, strict=True):
            low = match[before] + 1 if before >= 0 else 0
            high = match[after] if after < len(first) else len(other)
            counterparts.append(other[low:high])
        if after - before > 1 or any(counterparts):
            parts.append((before + 1, after, counterparts))
    return _joined(first, others, matches, parts)


def _joined(
    first: Lines,
    others: list[Lines],
    matches: list[dict[int, int]],
    parts: list[tuple[int, int, list[Lines]]],
) -> list[tuple[int, int, list[Lines]]]:
    joined = []
    index = 0
    while index < len(parts):
        start, end, counterparts = parts[index]
        wanted = Counter(first[start:end])
        if any(Counter(each) != wanted for each in counterparts):
            for last in range(index + 1, min(index + 50, len(parts))):
                until = parts[last][1]
                between = [
                    other[_start_in(match, start) : _end_in(match, until, len(first), len(other))]
                    for match, other in zip(matches, others, strict=True)
                ]
                if all(Counter(each) == Counter(first[start:until]) for each in between):
                    end, counterparts, index = until, between, last
                    break
        joined.append((start, end, counterparts))
        index += 1
    return joined


def _start_in(match: dict[int, int], start: int) -> int:
    return match[start - 1] + 1 if start else 0


def _end_in(match: dict[int, int], end: int, length: int, other_length: int) -> int:
    return match[end] if end < length else other_length


def _matching(first: Lines, other: Lines) -> dict[int, int]:
    # Many lines that are often the same take a time that grows with the square of their number.
    matcher = SequenceMatcher(None, first, other, autojunk=len(first) > MOST_EXACT)
    blocks = matcher.get_matching_blocks()
    return {block.a + offset: block.b + offset for block in blocks for offset in range(block.size)}


def _pattern_of(line: str, others: Sequence[str]) -> re.Pattern[str]:
    """What a line has in common with others, as a regular expression.

    What is a number in all of them must be one of that kind in the port.
    """
    tokens = tuple(_TOKEN.findall(line))
    of_others = [tuple(_TOKEN.findall(other)) for other in others]
    matches = [_matching(tokens, each) for each in of_others]
    for match, each in zip(matches, of_others, strict=True):
        match.update({-1: -1, len(tokens): len(each)})
    parts = []
    before = -1
    for number in range(len(tokens) + 1):
        if all(number in match for match in matches):
            gap = [tokens[before + 1 : number]]
            for match, each in zip(matches, of_others, strict=True):
                gap.append(each[match[before] + 1 : match[number]])
            parts.append(_like(gap))
            parts.append(re.escape(tokens[number]) if number < len(tokens) else "")
            before = number
    return re.compile("".join(parts), re.DOTALL)


def _like(gap: list[Lines]) -> str:
    """A regular expression for what varies: the tokens of each line, none in all for nothing."""
    if not any(gap):
        return ""
    if all(len(tokens) == 1 for tokens in gap):
        for kind in _NUMBERS:
            if all(re.fullmatch(kind, tokens[0]) for tokens in gap):
                return kind
    return ".*"
