from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.number_kinds import NumberKinds
from porting.fixers.questions.number_values import FLOAT
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language

_NOTE = (
    "print and str() show all digits of a float in Python 3, and showed 12 in Python 2; where "
    "it matters, write '%.12g' % x (told once a file)"
)


class FloatDigits(AnalysedFixer):
    r"""Tell of floats that are shown, which have more digits than before.

    Python 2 rounded to 12 digits what ``print``, ``str`` and ``%s`` showed. Python 3 shows what
    it takes to read the same number back: 0.1 + 0.2 is 0.30000000000000004.

    Warned about, because the sum is shown::

        total = 0.1 + 0.2
        print("total:", total)

    Left alone, because the digits are counted::

        total = 0.1 + 0.2
        print("total: %.2f" % total)

    Limits: one place is told in each file, the first where the number is known to be a float.
    Source: https://docs.python.org/3/whatsnew/3.1.html
    """

    name = "float_digits"
    triggers = frozenset(["print", "str", "write"])
    in_strings = False
    form = re.compile(r"\b(?:print|str|write)\s*\(")
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self.first: int | None = None
        super().__init__(document, options)

    def is_wanted(self, statement: Any) -> bool:
        start = self.starts.get(statement)
        if start is None:
            return not self.starts and super().is_wanted(statement)
        return self.first is not None and start <= self.first < start + len(statement.text)

    def analyse(self, syntax: Syntax) -> None:
        numbers = NumberKinds(syntax, lambda name: True)
        calls = sorted(syntax.by_type[ast.Call], key=syntax.start_of)
        for call in calls:
            if getattr(call.func, "id", getattr(call.func, "attr", "")) not in self.triggers:
                continue
            if any(numbers.kind_of(each) == FLOAT for each in _shown(call)):
                self.first = syntax.start_of(call)
                return

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if self.first is not None and self.offset_of(original_node) == self.first:
            self.note(original_node, _NOTE, "wrong result, no error")
        return updated_node


def _shown(call: ast.Call) -> Iterator[ast.expr]:
    """What a call shows in the way of ``str``, but for numbers that stand there."""
    for argument in call.args:
        shown = [argument]
        if isinstance(argument, ast.BinOp) and isinstance(argument.op, ast.Mod):
            template = getattr(argument.left, "value", "")
            is_plain = isinstance(template, str) and "%s" in template
            right = argument.right
            shown = list(right.elts) if isinstance(right, ast.Tuple) else [right]
            shown = shown if is_plain and template.count("%") == template.count("%s") else []
        for each in shown:
            is_rounded = isinstance(each, ast.Call) and getattr(each.func, "id", "") == "round"
            if not isinstance(each, ast.Constant) and not is_rounded:
                yield each
