from __future__ import annotations

import libcst as cst

from porting.document import Document
from porting.fixer import Fixer, Options, arguments, call_of, is_call_to
from porting.fixers.list_builtin import is_none
from porting.fixers.names import add_import
from porting.language import Language


class MapNone(Fixer):
    r"""Bring values together with ``izip_longest`` where ``map`` was given no function.

    ``map(None, a, b)`` made pairs, and filled up with ``None`` what ended first. Python 3's ``map``
    wants a function, and 2to3 leaves such a call to a person.

    Before::

        pairs = map(None, titles, prices)

    After::

        import itertools
        pairs = list(itertools.izip_longest(titles, prices))

    Left alone, because there is a function, or one list only, which 2to3 sees to::

        pairs = map(pair, titles, prices)
        titles = map(None, titles)

    Limits: a ``map`` of the file's own is taken for the builtin, as by 2to3.
    Source: https://docs.python.org/2/library/functions.html#map
    """

    name = "map_none"
    triggers = frozenset(["map"])
    in_strings = False
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_used = False

    def is_wanted(self, statement: object) -> bool:
        return super().is_wanted(statement) and "None" in statement.words  # type: ignore

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = arguments(updated_node.args)
        if not is_call_to(original_node, "map") or len(args) < 3 or not is_none(args[0]):
            return updated_node
        self.is_used = True
        longest = cst.Attribute(cst.Name("itertools"), cst.Name("izip_longest"))
        call = cst.Call(longest, args[1:])
        loop = self.parent
        if isinstance(loop, (cst.For, cst.CompFor)) and loop.iter is original_node:
            return call
        return call_of("list", call).with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)

    def finish(self) -> None:
        if self.is_used:
            add_import(self.document, None, "itertools")
