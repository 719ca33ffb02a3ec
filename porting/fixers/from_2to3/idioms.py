from typing import Any

import libcst as cst

from porting.engine.document import Document, Statement
from porting.engine.rewrite import node_of
from porting.fixer import Fixer, Options, arguments, call_of, is_call_to, name_of
from porting.py2.spaces import NO_SPACE, comma_space

_EQUAL, _UNEQUAL = (cst.Equal, cst.Is), (cst.NotEqual, cst.IsNot)


class Idioms(Fixer):
    r"""Write ``isinstance``, ``while True`` and ``sorted`` for what came before them.

    Code that is older than Python 2.4 compares types, loops while ``1`` and sorts in two steps.
    Python 3 takes all that, too: this is about style, so it runs only where it is asked for.

    Before::

        while 1:
            titles = list(books)
            titles.sort()
            if type(title) == str:
                print title

    After::

        while True:
            titles = sorted(books)
            if isinstance(title, str):
                print title

    Left alone, because the list is sorted by a rule of its own::

        titles = list(books)
        titles.sort(key=len)

    Limits: ``isinstance`` holds for subclasses as well, and ``sorted(books)`` makes a new list
    where ``titles = books`` did not. As with 2to3, only the first sorted list of a block is
    looked at, and a comment behind its ``sort()`` is lost.
    Source: https://docs.python.org/3/library/2to3.html#to3fixer-idioms
    """

    name = "idioms"
    explicit = True
    safety = "review"
    triggers = frozenset(["type", "while", "sort"])

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.sorted_in: set[Statement | None] = set()

    def is_wanted(self, statement: Statement) -> bool:
        following = self.document.statements[self.index + 1 : self.index + 2]
        return super().is_wanted(statement) or any("sort" in line.words for line in following)

    def leave_While(self, original_node: cst.While, updated_node: cst.While) -> cst.While:
        test = original_node.test
        if not isinstance(test, cst.Integer) or test.value != "1" or test.lpar:
            return updated_node
        return updated_node.with_changes(test=cst.Name("True"))

    def leave_Comparison(
        self, original_node: cst.Comparison, updated_node: cst.Comparison
    ) -> cst.BaseExpression:
        del original_node
        if len(updated_node.comparisons) != 1:
            return updated_node
        left, (target,) = updated_node.left, updated_node.comparisons
        operator, right = target.operator, target.comparator
        is_old_unequal = isinstance(operator, cst.NotEqual) and operator.value == "<>"
        if not isinstance(operator, _EQUAL + _UNEQUAL) or is_old_unequal:
            return updated_node
        if not _is_type_of(left):
            left, right = right, left
        if not _is_type_of(left):
            return updated_node
        test: cst.BaseExpression = _isinstance(left, right)
        if isinstance(operator, _UNEQUAL):
            test = cst.UnaryOperation(cst.Not(), test)
        return test.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine:
        name = _only_target(original_node)
        outer = self.document.header_of(self.index)
        block = None if outer is None else self.document.statements[outer]
        if not name or block in self.sorted_in or not self._is_sorted_next(name):
            return updated_node
        self.sorted_in.add(block)
        self._remove_next()
        assign: Any = updated_node.body[0]
        value = _sorted(assign.value)
        return updated_node.with_changes(body=[assign.with_changes(value=value)])

    def _is_sorted_next(self, name: str) -> bool:
        """Whether the next line, in the same block, is ``name.sort()``."""
        document, place = self.document, self.index + 1
        if place == len(document.statements) or "sort" not in document.statements[place].words:
            return False
        if document.statements[place].depth != self.statement.depth:
            return False
        line = node_of(document, place)
        if not isinstance(line, cst.SimpleStatementLine) or not _is_only(line, cst.Expr):
            return False
        expression: Any = line.body[0]
        if not is_call_to(expression.value, f"{name}.sort"):
            return False
        call, method = expression.value, expression.value.func
        return not (call.args or call.lpar or method.lpar or method.value.lpar)

    def _remove_next(self) -> None:
        """Take out the next line, but not what stands above it."""
        document, place = self.document, self.index + 1
        gap = document.remove(place).gap
        if place < len(document.statements):
            document.statements[place].gap = gap + document.statements[place].gap
        else:
            document.tail = gap + document.tail


def _is_only(line: cst.SimpleStatementLine, kind: type) -> bool:
    """Whether a line holds one statement of a kind, and no semicolon."""
    first: Any = line.body[0]
    has_semicolon = isinstance(first.semicolon, cst.Semicolon)
    return len(line.body) == 1 and isinstance(first, kind) and not has_semicolon


def _only_target(line: cst.SimpleStatementLine) -> str:
    """The name that a line assigns to, if that is all it does."""
    if not _is_only(line, cst.Assign):
        return ""
    assign: Any = line.body[0]
    target = assign.targets[0].target
    is_plain = len(assign.targets) == 1 and isinstance(target, cst.Name) and not target.lpar
    return target.value if is_plain else ""


def _sorted(value: cst.BaseExpression) -> cst.Call:
    if (
        isinstance(value, cst.Call)
        and name_of(value.func) == "list"
        and not (value.lpar or value.func.lpar)
        and len(value.args) == 1
        and not isinstance(value.args[0].comma, cst.Comma)
    ):
        return value.with_changes(func=cst.Name("sorted"))
    return call_of("sorted", value)


def _is_type_of(node: cst.BaseExpression) -> bool:
    """Whether the node is ``type(...)`` and nothing else."""
    return (
        isinstance(node, cst.Call)
        and name_of(node.func) == "type"
        and not (node.lpar or node.func.lpar)
        and bool(arguments(node.args))
        and not isinstance(node.args[-1].comma, cst.Comma)
    )


def _isinstance(type_of: Any, kind: cst.BaseExpression) -> cst.Call:
    *args, last = type_of.args
    last = last.with_changes(
        comma=comma_space(),
        whitespace_after_arg=NO_SPACE,
    )
    return cst.Call(cst.Name("isinstance"), [*args, last, cst.Arg(kind)])
