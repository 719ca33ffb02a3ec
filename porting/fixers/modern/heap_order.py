from __future__ import annotations

from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language


class HeapOrder(ClassFixer):
    r"""Give a class that is kept in heaps a ``__lt__`` beside its ``__le__``.

    Python 2's ``heapq`` asked ``__le__`` where a class had no ``__lt__``. In Python 3 it asks for
    nothing else than ``__lt__``.

    Before::

        import heapq

        class Task:
            def __le__(self, other):
                return self.time <= other.time

    After::

        import heapq

        class Task:
            def __le__(self, other):
                return self.time <= other.time

            def __lt__(self, other):
                return not other <= self

    Left alone, because it can tell the smaller one::

        import heapq

        class Task:
            def __lt__(self, other):
                return self.time < other.time

            def __le__(self, other):
                return self.time <= other.time

    Limits: only files that mention ``heapq`` are looked at.
    Source: https://github.com/python/cpython/blob/v2.7.18/Modules/_heapqmodule.c
    """

    name = "heap_order"
    triggers = frozenset(["__le__"])
    in_strings = False
    safety = "review"
    written_in = Language.PYTHON2

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        names = facts.names | self.inherited_names(facts)
        if "heapq" not in self.document.words or "__le__" not in facts.names or "__lt__" in names:
            return
        lines = ["", "def __lt__(self, other):", "    return not other <= self"]
        self.appended[syntax.start_of(facts.node)] = lines
