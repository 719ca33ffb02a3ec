import libcst as cst

from porting.document import Document
from porting.fixer import Fixer, Options
from porting.fixers.class_bodies import append_to_class, names_in_class
from porting.language import Language

_NAMES = {"iteritems": "items", "iterkeys": "keys", "itervalues": "values"}


class IterationMethods(Fixer):
    """Give classes that define ``iteritems`` alone the method ``items`` as well.

    Who called ``iteritems``, ``iterkeys`` or ``itervalues`` calls ``items``, ``keys`` or
    ``values`` in Python 3. A class of the program that has only the former must answer to both.

    Before::

        class Shelf:
            def iteritems(self):
                return iter(self.books)

            def size(self):
                return len(self.books)

    After::

        class Shelf:
            def iteritems(self):
                return iter(self.books)

            def size(self):
                return len(self.books)

            items = iteritems

    Left alone, because the class has both::

        class Shelf:
            def iteritems(self):
                return iter(self.books)

            def items(self):
                return list(self.books)

    Limits: methods that a class gets in another way than by ``def`` are not seen.
    Source: https://peps.python.org/pep-0469/
    """

    name = "iteration_methods"
    triggers = frozenset(_NAMES)
    written_in = Language.PYTHON2
    safety = "review"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.found: list[tuple[int, str]] = []

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        name = original_node.name.value
        header = self.document.header_of(self.index)
        if name in _NAMES and header is not None and self.enclosing() == "class":
            self.found.append((header, name))
        return updated_node

    def finish(self) -> None:
        for header, name in reversed(self.found):
            new = _NAMES[name]
            if new not in names_in_class(self.document, header):
                append_to_class(self.document, header, f"{new} = {name}")
