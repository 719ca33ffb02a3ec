from __future__ import annotations

from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language

_UNHASHABLE = frozenset(["list", "dict", "set", "bytearray"])


class HashMethod(ClassFixer):
    r"""Keep the hash of a class that defines ``__eq__``.

    In Python 2 its objects could be members of sets and keys of dictionaries by the hash they
    inherited. In Python 3 a class with ``__eq__`` and no ``__hash__`` has none.

    Before::

        class Book(object):
            def __eq__(self, other):
                return self.title == other.title

    After::

        class Book(object):
            def __eq__(self, other):
                return self.title == other.title

            __hash__ = object.__hash__

    Left alone, because it has one, or had none in Python 2 either::

        class Book(object):
            def __eq__(self, other):
                return self.title == other.title

            def __hash__(self):
                return hash(self.title)

        class Shelf:
            def __eq__(self, other):
                return self.books == other.books

    Limits: that equal objects have equal hashes is up to the class, now as before.
    Source: https://docs.python.org/3/reference/datamodel.html#object.__hash__
    """

    name = "hash_method"
    triggers = frozenset(["__eq__"])
    in_strings = False
    safety = "review"
    written_in = Language.UNDECIDED

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        if "__eq__" not in facts.names or "__hash__" in facts.names:
            return
        base = self.hash_of(facts)
        if not base or self.builtin_bases(facts) & _UNHASHABLE:
            return
        if base.startswith(("collections.", "unittest.")):
            return
        self.appended[syntax.start_of(facts.node)] = ["", f"__hash__ = {base}.__hash__"]
