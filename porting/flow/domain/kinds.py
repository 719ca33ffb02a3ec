"""The kinds of strings, and how they join."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """Which of Python 3's two string types a Python 2 string is.

    The kinds form a lattice: NATIVE (a literal that nothing has pinned yet) below TEXT and BYTES,
    both below CONFLICT (now one, now the other).
    """

    NATIVE = "native"
    TEXT = "text"
    BYTES = "bytes"
    CONFLICT = "conflict"

    def join(self, other: Kind) -> Kind:
        """The least kind that both are."""
        if self is other or other is Kind.NATIVE:
            return self
        return other if self is Kind.NATIVE else Kind.CONFLICT

    def __str__(self) -> str:
        return self.value
