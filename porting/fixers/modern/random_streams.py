from __future__ import annotations

from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_CHANGED = frozenset(["choice", "randint", "randrange", "sample", "shuffle"])
_SEEDED = ("random.Random", "random.seed")


class RandomStreams(ResolvedFixer):
    r"""Tell of random numbers that are to be the same each time, and list sets to sample from.

    From one seed ``random()`` gives the same numbers as in Python 2, but ``choice``, ``randint``,
    ``sample`` and ``shuffle`` do not, nor does anything that a string was the seed of. And
    since Python 3.11 ``sample`` takes no set, whose order nobody promises.

    Before::

        import random

        books = random.sample(set(titles), 3)

    After::

        import random

        books = random.sample(list(set(titles)), 3)

    Left alone, because the seed is not known, or gives the same numbers::

        import random

        random.seed(time)
        share = random.random()

    Warned about, because it gives another book than in Python 2::

        import random

        random.seed(42)
        book = random.choice(books)

    Limits: a set that has a name is not taken for one.
    Source: https://docs.python.org/3/library/random.html#notes-on-reproducibility
    """

    name = "random_streams"
    triggers = frozenset(["Random", "sample", "seed"])
    in_strings = False
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        words = document.words if self.origins.is_readable else set()
        self.changed = sorted(_CHANGED & words)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        path = self.path_of(original_node.func)
        args = original_node.args
        if not args or args[0].star:
            return updated_node
        if path in _SEEDED:
            self._tell(original_node, args[0].value)
        elif path == "random.sample" and self._is_set(args[0].value):
            first, *others = updated_node.args
            value = cst.Call(cst.Name("list"), [cst.Arg(first.value)])
            return updated_node.with_changes(args=[first.with_changes(value=value), *others])
        return updated_node

    def _tell(self, call: cst.Call, seed: Any) -> None:
        if isinstance(seed, cst.BaseString):
            self.note(
                call,
                "from this seed Python 3 makes other numbers than Python 2",
                "wrong result, no error",
            )
        elif isinstance(seed, cst.Integer) and self.changed:
            names = " and ".join(self.changed)
            message = f"from this seed Python 3 makes other numbers in {names} than Python 2"
            self.note(call, message, "wrong result, no error")

    def _is_set(self, node: Any) -> bool:
        if isinstance(node, (cst.Set, cst.SetComp)):
            return True
        path = self.path_of(node.func) if isinstance(node, cst.Call) else ""
        return path in ("builtins.set", "builtins.frozenset")
