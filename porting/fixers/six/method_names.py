from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language

NAMES = {
    "__bool__": "__nonzero__",
    "__itruediv__": "__idiv__",
    "__next__": "next",
    "__rtruediv__": "__rdiv__",
    "__truediv__": "__div__",
}


class MethodNames(ClassFixer):
    r"""Give special methods the name that Python 2 calls them by, too.

    Python 3 asks ``__next__`` for the next item and ``__bool__`` for the truth; Python 2 asks
    ``next`` and ``__nonzero__``, and divides by ``__div__``.

    Before::

        class Countdown(object):
            def __iter__(self):
                return self

            def __next__(self):
                raise StopIteration

    After::

        class Countdown(object):
            def __iter__(self):
                return self

            def __next__(self):
                raise StopIteration

            next = __next__

    Left alone, because it has both::

        class Countdown(object):
            def __next__(self):
                raise StopIteration

            def next(self):
                return self.__next__()

    Limits: methods that a class gets from outside of its body are not seen.
    Source: https://docs.python.org/2/reference/datamodel.html#special-method-names
    """

    name = "method_names"
    written_in = Language.UNDECIDED
    triggers = frozenset(NAMES)

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        lines = [
            f"{old} = {new}"
            for new, old in NAMES.items()
            if new in facts.names and old not in facts.names
        ]
        if lines:
            self.appended[syntax.start_of(facts.node)] = ["", *lines]
