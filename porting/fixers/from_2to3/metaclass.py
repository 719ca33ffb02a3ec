from typing import Any

import libcst as cst

from porting.engine.document import Statement
from porting.engine.rewrite import node_of, parse_statement
from porting.fixer import Fixer, keyword_argument, name_of, spans_in
from porting.py2 import parse_module
from porting.py2.spaces import NO_SPACE, comma_space

_NAME = "__metaclass__"


class Metaclass(Fixer):
    r"""Name the metaclass behind the class's bases, not in an assignment.

    Python 3 makes the class's namespace before it runs the body, so it must know the metaclass
    by then. To an assignment of ``__metaclass__`` it pays no heed.

    Before::

        class Book(Item):
            __metaclass__ = Registered
            currency = "$"

    After::

        class Book(Item, metaclass=Registered):
            currency = "$"

    Left alone, because it does not stand in the body of a class::

        __metaclass__ = type

    Limits: as with 2to3, the assignment is found where it begins a line of the class's own
    body, and comments about it go with it. After a method 2to3 leaves white space behind,
    which moves the next line into another block; here it stays where it was.
    Source: https://peps.python.org/pep-3115/
    """

    name = "metaclass"
    triggers = frozenset([_NAME])

    def is_wanted(self, statement: Statement) -> bool:
        if statement.first_word != "class":
            return False
        return bool(self._lines()) if statement.opens_block else super().is_wanted(statement)

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        if any(name_of(arg.keyword) == "metaclass" for arg in original_node.keywords):
            return updated_node
        if isinstance(updated_node.body, cst.SimpleStatementSuite):
            first, *others = updated_node.body.body
            value = _value(first)
            if value is None:
                return updated_node
            body = updated_node.body.with_changes(body=others or [cst.Pass()])
            if not others:
                body = body.with_deep_changes(
                    body.trailing_whitespace, whitespace=NO_SPACE, comment=None
                )
            return _with_metaclass(updated_node.with_changes(body=body), value)
        lines = self._lines()
        value = self._value_in(lines[-1])
        self._remove(lines)
        return _with_metaclass(updated_node, value)

    # The body of the node is a stand-in: the statements are in the document.

    def _lines(self) -> list[int]:
        """The indexes of the lines in the class's body that begin with the assignment."""
        document, end = self.document, self.document.block_end(self.index)
        depth = document.statements[self.index].depth + 1
        return [
            index
            for index in range(self.index + 1, end)
            if document.statements[index].depth == depth
            and _NAME in document.statements[index].text
            and isinstance(line := node_of(document, index), cst.SimpleStatementLine)
            and _value(line.body[0]) is not None
        ]

    def _value_in(self, index: int) -> Any:
        """What a line assigns, as it is to stand in another one."""
        tree = parse_statement(self.document, index)
        start, end = spans_in(tree)[node_of(self.document, index).body[0]]
        text = tree.code[start:end].partition("=")[2].strip(" \t\f\r\n\\")
        # Read with the header's indentation, so that further lines of it stay where they are.
        indent = self.statement.indent.rpartition("\f")[2]
        outer = "if 1:\n" if indent else ""
        node: Any = parse_module(f"{outer}{indent}_ = {text}\n").body[0]
        return (node.body.body[0] if outer else node).body[0].value

    def _remove(self, lines: list[int]) -> None:
        """Take the assignments out of the body, and put a pass where nothing is left."""
        statements, first = self.document.statements, self.index + 1
        gap = statements[first].gap
        for index in reversed(lines):
            rest = self._rest_of(index)
            if not rest and self.document.block_end(self.index) == first + 1:
                text = statements[index].text
                rest = "pass" + text[len(text.rstrip("\r\n")) :]
            if rest:
                self.document.replace(index, index + 1, statements[index].indent + rest)
            else:
                self._remove_line(index)
        statements[first].gap = gap

    def _rest_of(self, index: int) -> str:
        """The line's text behind the first semicolon, if it has more statements."""
        tree, line = parse_statement(self.document, index), node_of(self.document, index)
        if len(line.body) == 1:
            return ""
        start = tree.code.index(self.document.statements[index].text)
        return self.document.statements[index].text[spans_in(tree)[line.body[1]][0] - start :]

    def _remove_line(self, index: int) -> None:
        """Take a line out, with what stands above it; behind a block that stays, as in 2to3."""
        document = self.document
        removed = document.remove(index)
        if document.statements[index - 1].depth <= removed.depth:
            return
        if index < len(document.statements):
            document.statements[index].gap = removed.gap + document.statements[index].gap
        else:
            document.tail = removed.gap + document.tail


def _value(statement: Any) -> Any:
    """What a statement assigns to ``__metaclass__``, if that is all it does."""
    if not isinstance(statement, cst.Assign) or len(statement.targets) != 1:
        return None
    target, value = statement.targets[0].target, statement.value
    if name_of(target) != _NAME or target.lpar:
        return None
    return None if isinstance(value, cst.Tuple) and not value.lpar else value


def _with_metaclass(node: cst.ClassDef, value: cst.BaseExpression) -> cst.ClassDef:
    """Add the metaclass behind the bases, before any space in front of the parenthesis."""
    new = keyword_argument("metaclass", value)
    if not isinstance(node.lpar, cst.LeftParen):
        node = node.with_changes(
            lpar=cst.LeftParen(), rpar=cst.RightParen(), whitespace_after_name=NO_SPACE
        )
    elif not node.bases and not node.keywords:
        new = new.with_changes(whitespace_after_arg=node.lpar.whitespace_after)
        node = node.with_changes(lpar=cst.LeftParen())
    for field in ("keywords", "bases"):
        if args := getattr(node, field):
            last = args[-1].with_changes(comma=comma_space())
            node = node.with_changes(**{field: [*args[:-1], last]})
            break
    return node.with_changes(keywords=[*node.keywords, new])
