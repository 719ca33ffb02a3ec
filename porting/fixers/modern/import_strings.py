from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.from_2to3.imports import MODULES
from porting.project.language import Language

_NOTE = "Python 3 has no module {}: what this needs of it is in {}"
_SPREAD = {
    "urllib": "urllib.request, urllib.parse and urllib.error",
    "urllib2": "urllib.request and urllib.error",
}


class ImportStrings(ResolvedFixer):
    r"""Give the modules of the library their new names where a string names them.

    2to3 renames what an ``import`` names, not what is handed to ``__import__``.

    Before::

        pickle = __import__("cPickle")
        output = __import__("StringIO").StringIO()

    After::

        pickle = __import__("pickle")
        output = __import__("io").StringIO()

    Warned about, because ``__import__`` would give the package around the module::

        server = __import__("BaseHTTPServer")

    Left alone, because it has that name still::

        system = __import__("os")

    Limits: names that are put together when the program runs are not seen.
    Source: https://docs.python.org/3/library/functions.html#import__
    """

    name = "import_strings"
    triggers = frozenset(["__import__", "import_module"])
    in_strings = False
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        path = self.path_of(original_node.func)
        if path not in ("builtins.__import__", "importlib.import_module") or not updated_node.args:
            return updated_node
        literal: Any = updated_node.args[0].value
        if not isinstance(literal, cst.SimpleString) or self.may_fail():
            return updated_node
        old = literal.raw_value
        if literal.prefix or self.is_own(old):
            return updated_node
        new = MODULES.get(old, "")
        is_whole = path == "importlib.import_module" or "." not in new
        if new and is_whole:
            text = literal.with_changes(value=literal.value.replace(old, new))
            return updated_node.with_deep_changes(updated_node.args[0], value=text)
        if new or old in _SPREAD:
            self.note(original_node, _NOTE.format(old, new or _SPREAD[old]), self.when_it_raises())
        return updated_node
