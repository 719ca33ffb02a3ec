from __future__ import annotations

from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.names import place_of_import

FUNCTION = """

def _walk(top, visit, arg):
    for folder, folders, files in os.walk(top):
        names = folders + files
        visit(arg, folder, names)
        folders[:] = [name for name in folders if name in names]
"""


class PathWalk(ResolvedFixer):
    r"""Walk through folders with ``os.walk`` in place of ``os.path.walk``.

    It called a function for each folder; ``os.walk``, which came with Python 2.3, is for a loop.
    The file gets a small function that makes the one out of the other.

    Before::

        import os

        os.path.walk("shop", show, [])

    After::

        import os


        def _walk(top, visit, arg):
            for folder, folders, files in os.walk(top):
                names = folders + files
                visit(arg, folder, names)
                folders[:] = [name for name in folders if name in names]

        _walk("shop", show, [])

    Left alone, because it is another function::

        from shop import path

        path.walk("shop", show, [])

    Limits: written as a loop over ``os.walk`` it reads better.
    Source: https://docs.python.org/3/library/os.html#os.walk
    """

    name = "path_walk"
    triggers = frozenset(["walk"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_used = False

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if original_node.attr.value != "walk" or self.path_of(original_node) != "os.path.walk":
            return updated_node
        if "_walk" in self.origins.bound:
            return updated_node
        self.is_used = True
        return cst.Name("_walk", lpar=updated_node.lpar, rpar=updated_node.rpar)

    def finish(self) -> None:
        if not self.is_used:
            return
        spelt: Any = self.spell("os:walk")
        super().finish()
        function = FUNCTION.replace("os.walk", cst.Module([]).code_for_node(spelt))
        text = function.replace("\n", self.document.newline)
        self.document.insert(place_of_import(self.document), text, above_comments=True)
