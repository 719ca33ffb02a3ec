from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.futures import future_features
from porting.fixers.questions.number_kinds import NumberKinds
from porting.fixers.questions.number_uses import NumberUses
from porting.fixers.questions.number_values import FLOAT, INTEGER
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language


class Division(AnalysedFixer):
    r"""Divide integers by ``//``, as ``/`` did.

    In Python 2 the quotient of two integers was cut off to an integer. In Python 3 ``/`` gives a
    ``float`` always. Where both sides are known to be integers, as they are if the quotient is an
    index or is shown by ``%d``, the operator for whole numbers is written; where neither is known
    to be a ``float``, a person must tell.

    Before::

        def middle(values):
            half = len(values) / 2
            return values[half]

        def bar(value):
            return "#" * (value / 10)

    After::

        def middle(values):
            half = len(values) // 2
            return values[half]

        def bar(value):
            return "#" * (value // 10)

    Left alone, because one side is a ``float``, or the file asked for true division::

        def mean(values):
            return sum(values) / float(len(values))

    Warned about, because nobody knows what it is given::

        def share(cents, people):
            return cents / people

    Limits: what a function is called with is known of scripts alone, which call it themselves;
    what an attribute is, by all that the file assigns to it; what is in a container, by all that
    the file puts into it. What a run of the original divided (``porting trace``, then
    ``porting run --evidence``) decides the rest.
    Source: https://peps.python.org/pep-0238/
    """

    name = "division"
    pattern = re.compile("/")
    safety = "review"
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"

    def __init__(self, document: Document, options: Options) -> None:
        self.whole: set[int] = set()
        self.unknown: set[int] = set()
        self.lines_of: dict[int, range] = {}
        self.divisions_on = Counter[int]()
        super().__init__(document, options)

    def is_needed(self) -> bool:
        return "division" not in future_features(self.document.source)

    def is_wanted(self, statement: Any) -> bool:
        return "/" in statement.text and self.has_place(statement)

    def places(self) -> Iterable[int]:
        return (*self.whole, *self.unknown)

    def analyse(self, syntax: Syntax) -> None:
        numbers, uses = NumberKinds(syntax, self.is_taken), NumberUses(syntax)
        for node in (*syntax.by_type[ast.BinOp], *syntax.by_type[ast.AugAssign]):
            if not isinstance(node.op, ast.Div):
                continue
            is_plain = isinstance(node, ast.BinOp)
            left, right = (node.left, node.right) if is_plain else (node.target, node.value)
            sides = {numbers.kind_of(left), numbers.kind_of(right)}
            lines = range(right.lineno, (right.end_lineno or right.lineno) + 1)
            self.lines_of[syntax.start_of(right)] = lines
            self.divisions_on.update(lines)
            if sides == {INTEGER} or (FLOAT not in sides and uses.must_be_whole(node)):
                self.whole.add(syntax.start_of(right))
            elif FLOAT not in sides:
                self.unknown.add(syntax.start_of(right))

    def is_taken(self, name: str) -> bool:
        """Whether other files may use a function or class of this one."""
        project, filename = self.document.context.project, self.document.context.filename
        module = project.module_of(filename) if project else None
        if project is None or module is None:
            return False
        return bool(module.package) or project.is_exported(filename, name)

    def leave_BinaryOperation(
        self, original_node: cst.BinaryOperation, updated_node: cst.BinaryOperation
    ) -> cst.BinaryOperation:
        operator = updated_node.operator
        if not isinstance(operator, cst.Divide):
            return updated_node
        if not self._is_whole(original_node, original_node.right):
            return updated_node
        return updated_node.with_changes(
            operator=cst.FloorDivide(operator.whitespace_before, operator.whitespace_after)
        )

    def leave_AugAssign(
        self, original_node: cst.AugAssign, updated_node: cst.AugAssign
    ) -> cst.AugAssign:
        operator = updated_node.operator
        if not isinstance(operator, cst.DivideAssign):
            return updated_node
        if not self._is_whole(original_node, original_node.value):
            return updated_node
        return updated_node.with_changes(
            operator=cst.FloorDivideAssign(operator.whitespace_before, operator.whitespace_after)
        )

    def _is_whole(self, node: Any, right: Any) -> bool:
        start = self.offset_of(right)
        if start in self.unknown and self._was_whole(right, self.lines_of[start]):
            self.because("in a run under Python 2.7 this divided integers alone")
            return True
        if start in self.unknown:
            self.note(
                node,
                "Python 2 truncated this division if both operands are ints; use // to keep that",
                "wrong result, no error",
            )
        return start in self.whole

    def _was_whole(self, right: Any, lines: range) -> bool:
        """Whether a run of the original divided integers here, and nothing else."""
        evidence = self.options.evidence
        if evidence is None or any(self.divisions_on[line] > 1 for line in lines):
            return False
        # The run knows the lines of the text that the stage was given.
        start, end = self.span_of(right)
        text, (first, _) = self.statement.text, self.document.place(self.statement.offset)
        seen = evidence.divided(first + text[:start].count("\n"), first + text[:end].count("\n"))
        return seen == {"int"}
