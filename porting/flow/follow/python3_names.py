"""The tree of a program for Python 2 and 3, as that of Python 3 would be."""

from __future__ import annotations

import ast
import re
from functools import lru_cache

from porting.trees import own_tree_of, tree_of, types_in

# What Python 2 calls the types of Python 3; code for both keeps these names to the last.
NAMES = {"basestring": "str", "long": "int", "unichr": "chr", "unicode": "str"}
_ANY = re.compile(rf"\b(?:{'|'.join(NAMES)})\b")


def python3_tree_of(text: str) -> ast.Module | None:
    """The tree of a text, in which the types of Python 2 bear the names of Python 3.

    Everything stands where it stands in the text. None where it cannot be read.
    """
    return _renamed_tree(text) if _ANY.search(text) else tree_of(text)


@lru_cache(maxsize=2)
def _renamed_tree(text: str) -> ast.Module | None:
    tree = own_tree_of(text)
    if tree is not None:
        for node in types_in(tree)[ast.Name]:
            node.id = NAMES.get(node.id, node.id)
    return tree
