from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language

_NAMES = {"iteritems": "items", "iterkeys": "keys", "itervalues": "values"}


class IterationMethods(ClassFixer):
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

    Left alone, because it inherits the other from a class of the file::

        class Catalogue(object):
            def items(self):
                return list(self.read())

        class Shelf(Catalogue):
            def iteritems(self):
                return iter(self.books)

    Limits: methods that a class gets in another way than by ``def`` are not seen.
    Source: https://peps.python.org/pep-0469/
    """

    name = "iteration_methods"
    triggers = frozenset(_NAMES)
    written_in = Language.PYTHON2
    safety = "review"

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        names = facts.names | self.inherited_names(facts)
        lines = [
            f"{new} = {old}"
            for old, new in _NAMES.items()
            if old in facts.methods and new not in names
        ]
        if lines:
            self.appended[syntax.start_of(facts.node)] = ["", *lines]
