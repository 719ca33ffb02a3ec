"""Reads Python 2 into a LibCST tree that gives the same text back.

The tree is an ordinary `libcst.Module`: visitors, matchers and metadata providers work on it.
What only Python 2 has is in `porting.py2.nodes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from porting.py2.parse import parse_module

__all__ = ["parse_module"]


def __getattr__(name: str) -> Any:
    """Import on first use: tokens and lowering need no LibCST."""
    if name != "parse_module":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from porting.py2.parse import parse_module

    return parse_module
