from __future__ import annotations

from typing import Any

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import Fixer, name_of
from porting.project.language import Language
from porting.py2.tokens import strings_in

MODES = frozenset("U rU Ur rbU Ub bU rUb Urb brU".split())
OPENERS = frozenset("fdopen file open popen".split())


class UniversalNewlines(Fixer):
    r"""Open files without the mode ``U``.

    It asked for lines that end in ``\n`` whatever the file has. Python 3 does so for all text, and
    Python 3.11 no longer knows the letter.

    Before::

        text = open(name, "rU").read()
        lines = archive.open("list", mode="U")

        def read(name, mode="rU"):
            return open(name, mode).read()

        kind = "rU"
        text = open(name, kind).read()

    After::

        text = open(name, "r").read()
        lines = archive.open("list", mode="r")

        def read(name, mode="r"):
            return open(name, mode).read()

        kind = "r"
        text = open(name, kind).read()

    Left alone, because it is no mode::

        print("U")
        chart.draw("U", 2)
        kind = "rU"

    Limits: a mode that is put together, or comes from another file, is not seen.
    Source: https://docs.python.org/3/whatsnew/3.11.html#porting-to-python-3-11
    """

    name = "universal_newlines"
    removed_in = (3, 11)
    written_in = Language.PYTHON3
    triggers = MODES

    def may_change(self, statement: Statement) -> bool:
        """Whether one of its strings is a mode, all of it."""
        strings = strings_in(statement.text)
        return any(text.lstrip("bBrRuU").strip("\"'") in MODES for text in strings)

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        if original_node.raw_value not in MODES or not self._is_mode(original_node):
            return updated_node
        mode = "rb" if "b" in original_node.raw_value else "r"
        quote = original_node.quote
        return updated_node.with_changes(value=f"{original_node.prefix}{quote}{mode}{quote}")

    def _is_mode(self, node: Any) -> bool:
        outer = self.parent
        if isinstance(outer, cst.Param):
            return outer.default is node and "mode" in outer.name.value
        if isinstance(outer, cst.Assign):
            name = name_of(outer.targets[0].target).rpartition(".")[2]
            return "mode" in name or (len(node.raw_value) > 1 and self._opens_with(name))
        if not isinstance(outer, cst.Arg):
            return False
        if outer.keyword is not None:
            return outer.keyword.value == "mode"
        call = self.parents[-2]
        if not isinstance(call, cst.Call) or call.args[1:2] != (outer,):
            return False
        func = call.func
        name = func.attr.value if isinstance(func, cst.Attribute) else name_of(func)
        return name in OPENERS

    def _opens_with(self, name: str) -> bool:
        """Whether some statement of the file opens one, and has this name."""
        return any(
            name in statement.words and not OPENERS.isdisjoint(statement.words)
            for statement in self.document.statements
        )
