from __future__ import annotations

import re

import libcst as cst

from porting.document import Document
from porting.fixer import Fixer, Options

_DEFINED = re.compile(r"\s*def\s+(\w+)|\s*(\w+)\s*=(?!=)")


class HasKeyMethod(Fixer):
    r"""Let ``in`` ask a class that answered ``has_key``.

    2to3 turns each ``d.has_key(k)`` into ``k in d``, whatever ``d`` is. A class that defines
    ``has_key`` alone answers to that with ``__contains__``; without it Python would go through all
    its items. Where the method of a dictionary is handed on without being called, it is
    ``__contains__`` as well.

    Before::

        class Shelf:
            def has_key(self, title):
                return title in self.books

            def size(self):
                return len(filter(self.books.has_key, self.wanted))

    After::

        class Shelf:
            def has_key(self, title):
                return title in self.books

            def size(self):
                return len(filter(self.books.__contains__, self.wanted))

            __contains__ = has_key

    Left alone, because it answers already::

        class Shelf(object):
            def __contains__(self, title):
                return title in self.books

            has_key = __contains__

    Limits: a class that inherits both has what it inherits.
    Source: https://docs.python.org/3/reference/datamodel.html#object.__contains__
    """

    name = "has_key_method"
    triggers = frozenset(["has_key"])

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.owners: list[int] = []

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        params = original_node.params.params
        if original_node.name.value == "has_key" and self.enclosing() == "class":
            header = self.document.header_of(self.index)
            if len(params) == 2 and header is not None:
                self.owners.append(header)
        return updated_node

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        if original_node.attr.value != "has_key" or isinstance(self.parent, cst.AssignTarget):
            return updated_node
        if isinstance(self.parent, (cst.Call, cst.Attribute)):
            return updated_node
        return updated_node.with_changes(attr=cst.Name("__contains__"))

    def finish(self) -> None:
        document, newline = self.document, self.document.newline
        for header in reversed(self.owners):
            end = document.block_end(header)
            first = document.statements[header + 1]
            names = {
                found.group(1) or found.group(2)
                for statement in document.statements[header + 1 : end]
                if statement.depth == first.depth
                and (found := _DEFINED.match(statement.text)) is not None
            }
            if "__contains__" not in names:
                text = f"{newline}{first.indent}__contains__ = has_key{newline}"
                document.insert(end, text, first.depth, above_comments=True)
