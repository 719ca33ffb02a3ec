"""Reads Python 2 into a LibCST tree that gives the same text back.

The tree is an ordinary `libcst.Module`: visitors, matchers and metadata providers work on it.
What only Python 2 has is in `porting.py2.nodes`.
"""

from porting.py2.parse import parse_module

__all__ = ["parse_module"]
