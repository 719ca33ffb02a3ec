from __future__ import annotations

import re

import libcst as cst

from porting.fixer import Fixer, Node, name_of
from porting.fixers.from_2to3.itertools import BUILTINS, RENAMED
from porting.fixers.questions.commas import keep_items
from porting.py2 import nodes


class ItertoolsImports(Fixer):
    r"""Do not import from ``itertools`` what Python 3 has as a builtin.

    ``imap``, ``ifilter`` and ``izip`` are gone from Python 3's ``itertools``: the builtins do
    what they did. ``ifilterfalse`` and ``izip_longest`` have lost their ``i``.

    Before::

        from itertools import chain, imap, izip_longest
        from itertools import izip  # in pairs

    After::

        from itertools import chain, zip_longest
          # in pairs

    Left alone, because 2to3 does not look into parentheses here::

        from itertools import (chain, imap)

    Limits: a block of which this was the only statement is left empty, and a name that was given
    with ``as`` goes with its import; both need a look.
    Source: https://docs.python.org/3/library/itertools.html
    """

    name = "itertools_imports"
    triggers = frozenset([*BUILTINS, *RENAMED])
    in_strings = False
    form = re.compile(r"\bimport\b")
    safety = "review"

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom | nodes.Blank:
        if not _is_changed(original_node) or isinstance(updated_node.names, cst.ImportStar):
            return updated_node
        names, space = keep_items(
            updated_node.names,
            lambda alias: name_of(alias.name) not in BUILTINS,
            updated_node.whitespace_after_import,
        )
        if not names:
            return nodes.Blank(semicolon=updated_node.semicolon)
        if space.empty:
            space = updated_node.whitespace_after_import
        return updated_node.with_changes(names=names, whitespace_after_import=space)

    def leave_ImportAlias(
        self, original_node: cst.ImportAlias, updated_node: cst.ImportAlias
    ) -> cst.ImportAlias:
        new = RENAMED.get(name_of(original_node.name))
        if new is None or not _is_changed(self.parent):
            return updated_node
        return updated_node.with_changes(name=cst.Name(new))


def _is_changed(node: Node) -> bool:
    """Whether a node imports names from itertools, and without parentheses."""
    if not isinstance(node, cst.ImportFrom) or node.relative or node.lpar:
        return False
    return name_of(node.module) == "itertools"
