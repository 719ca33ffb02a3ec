"""The base of the fixers whose changes `porting.flow` decides by following the data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import libcst as cst

from porting.engine.document import Document, Statement
from porting.fixer import Fixer, Options, dotted, in_parentheses
from porting.fixers.questions.names import add_import
from porting.fixers.questions.own_names import builtin
from porting.flow.decide.deciding import Decision, Decisions
from porting.flow.decide.passes import decide
from porting.project.language import Language


class DecidedFixer(Fixer):
    """Carries out the decisions that bear its name.

    What Python 3 code does with bytes is meant so: it is left alone.
    """

    written_in = Language.UNDECIDED
    together = "decided"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.needs_six = False
        self.decisions: dict[Statement, list[Decision]] = {}
        self.decided = self.decide(document.text)
        changes = [change for change in self.decided.changes if change.fixer == self.name]
        position = 0
        for statement in document.statements if changes else ():
            position += len(statement.gap)
            end = position + len(statement.text)
            for change in changes:
                if position <= change.start < end:
                    start, length = change.start - position, change.end - change.start
                    change_here = replace(change, start=start, end=start + length)
                    self.decisions.setdefault(statement, []).append(change_here)
            position = end

    def decide(self, text: str) -> Decisions:
        """What to change in a text."""
        document = self.document
        return decide(
            text,
            self.options.evidence,
            document.context.original,
            document.context.facts,
            is_first=document.context.is_first_look,
            is_python2=document.context.language is Language.PYTHON2,
        )

    def is_needed(self) -> bool:
        return bool(self.decisions)

    def is_wanted(self, statement: Statement) -> bool:
        return statement in self.decisions

    def decision_on(self, node: Any, *, inside: bool = False) -> Decision | None:
        """The decision on exactly this node (`inside`: or on something that it is a part of)."""
        decisions = self.decisions.get(self.statement)
        if not decisions:
            return None
        start, end = self.span_of(node)
        for decision in decisions:
            first, last = decision.start, decision.end
            if (start, end) == (first, last) or (inside and first <= start and end <= last):
                return decision
        return None

    def builtin(self, name: str) -> cst.BaseExpression:
        """A builtin by its name: see `own_names.builtin`."""
        return builtin(self, name)

    def either(
        self, node: Any, kind: str, passed: Any, failed: Any, parent: Any
    ) -> cst.BaseExpression:
        """One expression where `node` is of a type (`kind`, by name), another where it is not."""
        kinds = cst.Arg(self.builtin(kind))
        test = cst.Call(self.builtin("isinstance"), [cst.Arg(node), kinds])
        choice = cst.IfExp(body=passed, test=test, orelse=failed)
        stands_alone = isinstance(parent, (cst.Assign, cst.Return, cst.Expr, cst.Arg, cst.Element))
        return choice if stands_alone else in_parentheses(choice)

    def encoded(self, node: Any) -> cst.Call:
        """The call that encodes the text that an expression gives.

        In code for 2.7 and 3 it is `six.ensure_binary`, since what is text in Python 3 may be bytes
        in Python 2, which must not be encoded again.
        """
        if self.options.target == "3":
            return encoded(node, self.options.encoding)
        encoding = cst.SimpleString(repr(self.options.encoding))
        return self.six("ensure_binary", node, encoding)

    def six(self, function: str, *arguments: cst.BaseExpression) -> cst.Call:
        """A call of a function of ``six``."""
        self.needs_six = True
        return cst.Call(dotted(f"six.{function}"), [cst.Arg(each) for each in arguments])

    def finish(self) -> None:
        if self.needs_six:
            add_import(self.document, None, "six")

    def to_bytes(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        """Make a literal bytes where that was decided; with implicit joins, all its parts."""
        decision = self.decision_on(original_node, inside=True)
        if decision is None:
            return updated_node
        self.because(*decision.chain, safety=decision.safety)
        return as_bytes(updated_node)


def encoded(node: Any, encoding: str) -> cst.Call:
    """The call that encodes what an expression gives."""
    simple = (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.SimpleString)
    if not isinstance(node, simple) and not node.lpar:
        node = in_parentheses(node)
    encode = cst.Attribute(node, cst.Name("encode"))
    return cst.Call(encode, [cst.Arg(cst.SimpleString(repr(encoding)))])


def as_bytes(string: cst.SimpleString) -> cst.SimpleString:
    """The literal with the prefix ``b``."""
    value = string.value[1:] if string.value[0] in "uU" else string.value
    return string.with_changes(value=f"b{value}")
