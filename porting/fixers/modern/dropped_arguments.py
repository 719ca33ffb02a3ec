from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from porting.engine.document import Statement
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE

DROPPED = {
    "gettext.install": ("unicode", "codeset"),
    "gettext.translation": ("codeset",),
    "html.parser.HTMLParser": ("strict",),
    "http.client.HTTPConnection": ("strict",),
    "http.client.HTTPResponse": ("strict",),
    "http.client.HTTPSConnection": ("strict",),
    "json.JSONDecoder": ("encoding",),
    "json.JSONEncoder": ("encoding",),
    "json.dump": ("encoding",),
    "json.dumps": ("encoding",),
    "json.load": ("encoding",),
    "json.loads": ("encoding",),
    "random.shuffle": ("random",),
    "threading.Condition": ("verbose",),
    "threading.Event": ("verbose",),
    "threading.RLock": ("verbose",),
    "threading.Thread": ("verbose",),
}
# Where arguments come to stand that are given without their names.
PLACES = {
    "http.client.HTTPConnection": 2,
    "json.load": 1,
    "json.loads": 1,
    "random.shuffle": 1,
}
# Behind these places Python 3 wants names.
LAST = ("json.load", "json.loads", "random.shuffle")

_SHUFFLE = (
    "random.shuffle() takes no function any more, and shuffles in another order; seed "
    "random.Random() and call its shuffle() where the order matters"
)


class DroppedArguments(ResolvedFixer):
    r"""Drop arguments that the library no longer takes, as they have nothing to say.

    Python 3's text needs no encoding, so ``json`` asks for none; answers are read in one way,
    strict or not; the traces of ``threading`` went with Python 3.3.

    Before::

        import json
        from http.client import HTTPConnection

        shelf = json.loads(text, encoding="utf-8")
        server = HTTPConnection("example.org", strict=1, timeout=3)

    After::

        import json
        from http.client import HTTPConnection

        shelf = json.loads(text)
        server = HTTPConnection("example.org", timeout=3)

    Before::

        import random

        random.shuffle(books, random.random)

    After::

        import random

        random.shuffle(books)

    Left alone, because it is another module's::

        import simplejson as json

        shelf = json.loads(text, encoding="utf-8")

    Limits: arguments without their names are looked at in a few calls only. What ``shuffle`` took
    its numbers from is forgotten: it shuffles in another way.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "dropped_arguments"
    written_in = Language.PYTHON3
    safety = "review"
    triggers = frozenset(word for words in DROPPED.values() for word in words) | {
        path.rpartition(".")[2] for path in PLACES
    }

    def may_change(self, statement: Statement) -> bool:
        return self.refers_to(statement, DROPPED)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        path = self.path_of(original_node.func)
        if path not in DROPPED:
            return updated_node
        # Where others may follow, the next argument stands there in Python 3.
        is_certain = path in LAST or self.document.context.language is Language.PYTHON2
        place = _place(path, original_node.args) if is_certain else None
        args = [
            arg
            for number, arg in enumerate(updated_node.args)
            if number != place
            and not (arg.keyword is not None and arg.keyword.value in DROPPED[path])
        ]
        if len(args) == len(updated_node.args):
            return updated_node
        if path == "random.shuffle" and not self._is_random(original_node):
            self.note(original_node, _SHUFFLE, "wrong result, no error")
        if args:
            args[-1] = args[-1].with_changes(
                comma=cst.MaybeSentinel.DEFAULT, whitespace_after_arg=NO_SPACE
            )
        return updated_node.with_changes(args=args)

    def _is_random(self, call: cst.Call) -> bool:
        """Whether the numbers came from where they come from anyway."""
        return self.path_of(call.args[-1].value) == "random.random"


def _place(path: str, args: Sequence[cst.Arg]) -> int | None:
    """Where an argument stands that is to be dropped and has no name."""
    place = PLACES.get(path)
    plain = [arg for arg in args if not arg.keyword]
    if place is None or len(plain) <= place or any(arg.star for arg in args):
        return None
    return None if path in LAST and len(plain) > place + 1 else place
