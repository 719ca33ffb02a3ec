import re

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import Fixer, is_call_to, name_of
from porting.fixers.questions.own_names import builtin
from porting.project.language import Language


class StrTests(Fixer):
    r"""Test for ``bytes`` where what passes the test for ``str`` is decoded.

    Python 2's ``str`` was both; a program that decodes it takes it for bytes. In Python 3 ``str``
    is text: nothing that passes the test could be decoded, and bytes would no longer be.

    Before::

        def to_text(value):
            if isinstance(value, str):
                value = value.decode("utf-8")
            return value

    After::

        def to_text(value):
            if isinstance(value, bytes):
                value = value.decode("utf-8")
            return value

    Left alone, because the text is used as it is::

        def quoted(value):
            if isinstance(value, str):
                return '"%s"' % value
            return repr(value)

    Before::

        def to_text(value):
            return value.decode("utf-8") if type(value) == type("") else value

    After::

        def to_text(value):
            return value.decode("utf-8") if type(value) == bytes else value

    Limits: only a test of an ``if`` and what stands in its block are looked at, or both parts of a
    conditional expression.
    Source: https://docs.python.org/3/howto/pyporting.html
    """

    name = "str_tests"
    triggers = frozenset(["isinstance", "type"])
    safety = "review"
    written_in = Language.PYTHON2

    def may_change(self, statement: Statement) -> bool:
        return not statement.words.isdisjoint(("if", "elif")) and super().may_change(statement)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if name_of(original_node.func) != "isinstance" or len(original_node.args) != 2:
            return updated_node
        value, kind = (argument.value for argument in original_node.args)
        if not _is_str(kind) or not self.is_decoded(original_node, value):
            return updated_node
        last = updated_node.args[1].with_changes(value=builtin(self, "bytes"))
        return updated_node.with_changes(args=[updated_node.args[0], last])

    def leave_Comparison(
        self, original_node: cst.Comparison, updated_node: cst.Comparison
    ) -> cst.Comparison:
        kind = original_node.left
        target = original_node.comparisons[0]
        if len(original_node.comparisons) > 1 or not isinstance(kind, cst.Call):
            return updated_node
        if not isinstance(target.operator, (cst.Equal, cst.Is)) or not _is_str(target.comparator):
            return updated_node
        if not is_call_to(kind, "type") or len(kind.args) != 1:
            return updated_node
        if not self.is_decoded(original_node, kind.args[0].value):
            return updated_node
        new = updated_node.comparisons[0].with_changes(comparator=builtin(self, "bytes"))
        return updated_node.with_changes(comparisons=[new])

    def is_decoded(self, test: cst.Call | cst.Comparison, value: cst.BaseExpression) -> bool:
        """Whether what passes a test of a value decodes the value."""
        name = name_of(value)
        if not name or self.is_negated():
            return False
        passed = self.passed(test)
        return re.search(_DECODED % ((re.escape(name),) * 3), passed) is not None

    def is_negated(self) -> bool:
        return any(
            isinstance(node, (cst.UnaryOperation, cst.BooleanOperation)) and not _is_and(node)
            for node in self.parents
        )

    def passed(self, test: cst.Call | cst.Comparison) -> str:
        """The text of what runs when the test is passed."""
        for node in self.parents:
            if isinstance(node, cst.IfExp):
                start, end = self.span_of(node.body)
                return self.statement.text[start:end]
        if self.statement.first_word not in ("if", "elif"):
            return ""
        statements = self.document.statements
        inner = statements[self.index + 1 : self.document.block_end(self.index)]
        own = self.statement.text[self.span_of(test)[1] :]
        return own + "".join(statement.text for statement in inner)


_DECODED = (
    r"(?<![\w.])%s\s*\.\s*decode\s*\(|\bunicode\s*\(\s*%s\s*,"
    r"|\bcodecs\s*\.\s*(?:\w*decode|getdecoder\s*\([^()]*\))\s*\(\s*%s\s*[,)]"
)


def _is_str(node: cst.BaseExpression) -> bool:
    """Whether a node is ``str``, or the type of an empty literal."""
    if is_call_to(node, "type"):
        args = [arg.value for arg in cst.ensure_type(node, cst.Call).args]
        return len(args) == 1 and isinstance(args[0], cst.SimpleString) and len(args[0].value) == 2
    return name_of(node) == "str"


def _is_and(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.BooleanOperation) and isinstance(node.operator, cst.And)
