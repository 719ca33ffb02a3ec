from __future__ import annotations

from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Fixer, Options
from porting.project.language import Language

_METHODS = {
    "items": "iteritems",
    "keys": "iterkeys",
    "values": "itervalues",
}


class OwnIterators(Fixer):
    r"""Keep ``values`` from calling itself where a class makes it from its own ``itervalues``.

    2to3 writes ``values`` for every ``itervalues``. A class that has both then asks itself for
    ever.

    Before::

        class Shelf(object):
            def values(self):
                return list(self.values())

            def itervalues(self):
                return iter(self.books)

    After::

        class Shelf(object):
            def values(self):
                return list(self.itervalues())

            def itervalues(self):
                return iter(self.books)

    Left alone, because it asks another object::

        class Shelf(object):
            def values(self):
                return list(self.books.values())

            def itervalues(self):
                return iter(self.books)

    Limits: a method that is inherited from another module is not seen.
    Source: https://peps.python.org/pep-3106/
    """

    name = "own_iterators"
    triggers = frozenset(_METHODS)
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.defined = {
            name
            for name in _METHODS.values()
            if any(
                statement.first_word == "def" and name in statement.words
                for statement in document.statements
            )
        }

    def is_needed(self) -> bool:
        return bool(self.defined)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = updated_node.func
        if updated_node.args or not isinstance(func, cst.Attribute):
            return updated_node
        name = func.attr.value
        new = _METHODS.get(name, "")
        if new not in self.defined or not func.value.deep_equals(cst.Name("self")):
            return updated_node
        if not self._is_in_method(name):
            return updated_node
        return updated_node.with_changes(func=func.with_changes(attr=cst.Name(new)))

    def _is_in_method(self, name: str) -> bool:
        """Whether the function around the statement has a name."""
        index: Any = self.index
        while index is not None:
            header = self.document.statements[index]
            if header.first_word == "def":
                return bool(header.text.split("(")[0].split()[1:] == [name])
            index = self.document.header_of(index)
        return False
