from __future__ import annotations

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Fixer, Options, is_call_to
from porting.fixers.bases.list_builtin import is_none
from porting.fixers.questions.names import add_import
from porting.fixers.questions.own_names import as_list
from porting.project.language import Language


class MapNone(Fixer):
    r"""Bring values together with ``izip_longest`` where ``map`` was given no function.

    ``map(None, a, b)`` made pairs, and filled up with ``None`` what ended first. Python 3's ``map``
    wants a function, and 2to3 leaves such a call to a person. ``itertools.imap`` ended with the
    first, as ``izip`` does.

    Before::

        import itertools
        pairs = map(None, titles, prices)
        some = itertools.imap(None, titles, prices)
        columns = map(None, *rows)

    After::

        import itertools
        pairs = list(itertools.izip_longest(titles, prices))
        some = itertools.izip(titles, prices)
        columns = list(itertools.izip_longest(*rows))

    Left alone, because there is a function, or one list only, which 2to3 sees to::

        pairs = map(pair, titles, prices)
        titles = map(None, titles)

    Limits: a ``map`` of the file's own is taken for the builtin, as by 2to3. Of ``*rows`` with one
    row alone Python 2 made that row, not tuples of one.
    Source: https://docs.python.org/2/library/functions.html#map
    """

    name = "map_none"
    triggers = frozenset(["map", "imap"])
    in_strings = False
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_used = False

    def is_wanted(self, statement: object) -> bool:
        return super().is_wanted(statement) and "None" in statement.words  # type: ignore

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        args = list(updated_node.args)
        if any(arg.keyword or arg.star == "**" for arg in args):
            return updated_node
        if is_call_to(original_node, "itertools.imap") and len(args) > 1 and is_none(args[0]):
            izip = cst.Attribute(cst.Name("itertools"), cst.Name("izip"))
            return updated_node.with_changes(func=izip, args=args[1:])
        if not is_call_to(original_node, "map") or not args or not is_none(args[0]):
            return updated_node
        if len(args) < 3 and not any(arg.star for arg in args):
            return updated_node
        self.is_used = True
        longest = cst.Attribute(cst.Name("itertools"), cst.Name("izip_longest"))
        call = cst.Call(longest, args[1:])
        loop = self.parent
        if isinstance(loop, (cst.For, cst.CompFor)) and loop.iter is original_node:
            return call
        return as_list(self, call).with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)

    def finish(self) -> None:
        if self.is_used:
            add_import(self.document, None, "itertools")
