from __future__ import annotations

import ast
import textwrap
import warnings
from typing import Any

import libcst as cst

from porting.errors import SourceError
from porting.fixers.regexes import first_argument, text_in
from porting.fixers.resolved import ResolvedFixer
from porting.language import Language
from porting.py2 import nodes, parse_module

_PATHS = frozenset(
    "builtins.compile builtins.eval builtins.exec timeit.Timer timeit.repeat timeit.timeit".split()
)


class CodeStrings(ResolvedFixer):
    r"""Tell of strings that are Python 2 code.

    What ``exec``, ``eval`` and ``timeit`` are given is code like any other, but stands in a string.

    Warned about, because Python 3 cannot read it::

        exec("print 'title'")

    Left alone, because it can read this::

        exec("print('title')")
        total = eval("1 + 2")

    Limits: a string that is put together, or has a name, is not looked at; nor is one that both
    Pythons can read looked at for more.
    Source: https://docs.python.org/3/library/functions.html#exec
    """

    name = "code_strings"
    triggers = frozenset(["Timer", "compile", "eval", "exec", "repeat", "timeit"])
    in_strings = False
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if self.path_of(original_node.func) in _PATHS:
            self._look_at(first_argument(original_node))
        return updated_node

    def leave_Exec(self, original_node: nodes.Exec, updated_node: nodes.Exec) -> nodes.Exec:
        self._look_at(original_node.args[0].value)
        return updated_node

    def _look_at(self, node: Any) -> None:
        text = text_in(node)
        if text is not None and _is_python2_only(textwrap.dedent(text).strip() + "\n"):
            self.note(node, "this string is Python 2 code: port it, too")


def _is_python2_only(code: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except (SyntaxError, ValueError):
        try:
            parse_module(code)
        except SourceError:
            return False
        return True
    return False
