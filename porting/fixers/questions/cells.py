"""Solves equations between cells, each of which may rest on others, also in circles.

A cell is any hashable key. Its value only grows, from nothing; a rule that has read a cell is
asked again when that cell has grown. Only what is asked for is solved, without recursion: the
local worklist method of Fecht and Seidl, "A faster solver for general systems of equations" (1999).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Cells(Generic[Value]):
    """The values of cells; `rule` computes a cell's value from what it gets of others."""

    def __init__(
        self,
        rule: Callable[[Hashable], Value],
        join: Callable[[Value, Value], Value],
        nothing: Value,
    ) -> None:
        self._rule = rule
        self._join = join
        self._nothing = nothing
        self._values: dict[Hashable, Value] = {}
        self._readers: dict[Hashable, set[Hashable]] = defaultdict(set)
        self._waiting: deque[Hashable] = deque()
        self._are_waiting: set[Hashable] = set()
        self._current: Hashable = None

    def get(self, cell: Hashable) -> Value:
        """What is known of a cell so far, for the rule that is being computed."""
        self._readers[cell].add(self._current)
        if cell not in self._values:
            self.demand(cell)
        return self._values[cell]

    def demand(self, cell: Hashable) -> None:
        """Let a cell be computed, which then may add to others."""
        if cell not in self._values:
            self._values[cell] = self._nothing
            self._wait(cell)

    def add(self, cell: Hashable, value: Value) -> None:
        """Let a cell grow by a value."""
        self.demand(cell)
        before = self._values[cell]
        after = self._join(before, value)
        if after != before:
            self._values[cell] = after
            for reader in self._readers.pop(cell, ()):
                self._wait(reader)

    def _wait(self, cell: Hashable) -> None:
        if cell not in self._are_waiting:
            self._are_waiting.add(cell)
            self._waiting.append(cell)

    def solve(self, cell: Hashable) -> Value:
        """The value of a cell, when nothing grows any more."""
        self.demand(cell)
        while self._waiting:
            self._current = self._waiting.popleft()
            self._are_waiting.discard(self._current)
            self.add(self._current, self._rule(self._current))
        return self._values[cell]
