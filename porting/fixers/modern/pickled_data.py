from typing import Any

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_NOTE = (
    "a str that Python 2 pickled is read as ASCII text: where it was bytes, or other text, give an "
    "encoding ('latin-1' keeps each byte a character, 'bytes' makes bytes)"
)
_IN_MEMORY = frozenset(["io.BytesIO", "io.StringIO"])


class PickledData(ResolvedFixer):
    r"""Tell of pickles that Python 2 may have written.

    Python 3 reads them, but makes text of each ``str``, and takes it for ASCII. What is not is an
    error, unless ``load`` is told what it is.

    Warned about, because the file may be an old one::

        import pickle

        with open("shelf.pickle", "rb") as stream:
            books = pickle.load(stream)

    Left alone, because it is told, or has just been written::

        import io, pickle

        books = pickle.load(stream, encoding="latin-1")
        books = pickle.load(io.BytesIO(data))

    Limits: ``loads`` is taken to read what the same program wrote.
    Source: https://docs.python.org/3/library/pickle.html#pickle.load
    """

    name = "pickled_data"
    triggers = frozenset(["load", "Unpickler"])
    in_strings = False
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if self.path_of(original_node.func) not in ("pickle.load", "pickle.Unpickler"):
            return updated_node
        args = original_node.args
        is_told = any(arg.keyword and arg.keyword.value == "encoding" for arg in args)
        if len(args) == 1 and not is_told and not self._is_in_memory(args[0].value):
            self.note(original_node, _NOTE)
        return updated_node

    def _is_in_memory(self, node: Any) -> bool:
        return isinstance(node, cst.Call) and self.path_of(node.func) in _IN_MEMORY
