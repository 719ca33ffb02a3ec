from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator
from typing import Any

import libcst as cst

from porting.errors import SourceError
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.regexes import first_argument, text_in
from porting.project.language import Language
from porting.py2 import nodes, parse_module

_PATHS = frozenset(
    "builtins.compile builtins.eval builtins.exec timeit.Timer timeit.repeat timeit.timeit".split()
)

MESSAGE = "this string is Python 2 code: port it, too"
_PRINTS = re.compile(r"(?:^[rR]?['\"]+|\\n|[;:])\s*print\s+['\"\w%]")


class CodeStrings(ResolvedFixer):
    r"""Port strings that are Python 2 code, or tell of them.

    What ``exec``, ``eval`` and ``timeit`` are given is code like any other, but stands in a string.
    In the whole pipeline it is ported where the literal is used for nothing else and the port has
    as many lines; what cannot be is told.

    Warned about, because Python 3 cannot read it::

        exec("print 'title'")

    Left alone, because it can read this::

        exec("print('title')")
        total = eval("1 + 2")

    Limits: of a string that is put together only ``print`` statements are found.
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
        if text is None:
            is_found = any(_PRINTS.search(each.value) for each in _strings_in(node))
        else:
            is_found = _is_python2_only(textwrap.dedent(text).strip() + "\n")
        if is_found:
            self.note(node, MESSAGE)


def _strings_in(node: Any) -> Iterator[cst.SimpleString]:
    """The literals that a string is put together of."""
    if isinstance(node, cst.SimpleString):
        yield node
    elif isinstance(node, (cst.BinaryOperation, cst.ConcatenatedString)):
        yield from _strings_in(node.left)
        yield from _strings_in(node.right)


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
