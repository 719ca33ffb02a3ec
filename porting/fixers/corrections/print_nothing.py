import re
from typing import Any

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import Fixer
from porting.project.language import Language
from porting.py2 import nodes

# Nothing at all behind the word, or nothing in the parentheses.
_NOTHING = re.compile(r"\bprint\s*(?:\(\s*\)|;|$)")


class PrintNothing(Fixer):
    r"""Keep apart what prints an empty tuple, an empty line, and nothing at all.

    The statement ``print ()`` prints a tuple without items, and under the future import
    ``print`` alone is a name that nobody calls. 2to3 makes both into a call that prints an empty
    line. Without the import, which the port does not need, whoever reads it would take such a line
    for a statement of Python 2, so the name gets parentheses.

    Before::

        print ()

    After::

        print(())

    Left alone, because the statement without items prints an empty line, as the call will::

        print

    Limits: none known.
    Source: https://peps.python.org/pep-3105/
    """

    name = "print_nothing"
    written_in = Language.PYTHON2
    triggers = frozenset(["print"])
    form = re.compile(r"\bprint\b\s*(?:\(\s*\)|[^\s\w(=]|$)")

    def may_change(self, statement: Statement) -> bool:
        is_found = self.document.print_function or _NOTHING.search(statement.code) is not None
        return is_found and super().may_change(statement)

    def leave_Print(
        self, original_node: nodes.Print, updated_node: nodes.Print
    ) -> cst.Expr | nodes.Print:
        if len(original_node.args) != 1 or original_node.file is not None:
            return updated_node
        value = original_node.args[0].value
        is_empty = isinstance(value, cst.Tuple) and not value.elements and len(value.lpar) == 1
        if not is_empty or isinstance(original_node.args[0].comma, cst.Comma):
            return updated_node
        call = cst.Call(cst.Name("print"), [cst.Arg(updated_node.args[0].value)])
        return cst.Expr(call, semicolon=updated_node.semicolon)

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> cst.Expr:
        first = _first_of(updated_node.value)
        if not isinstance(first, cst.Name) or first.value != "print" or first.lpar:
            return updated_node
        parentheses = {"lpar": (cst.LeftParen(),), "rpar": (cst.RightParen(),)}
        return updated_node.with_deep_changes(first, **parentheses)


def _first_of(node: Any) -> Any:
    """What an expression begins with, up to a call or parentheses."""
    while not getattr(node, "lpar", ()):
        match node:
            case cst.BinaryOperation() | cst.BooleanOperation() | cst.Comparison():
                node = node.left
            case cst.Tuple(elements=[first, *_]) | cst.Attribute(value=first):
                node = first.value if isinstance(first, cst.Element) else first
            case cst.Subscript():
                node = node.value
            case _:
                break
    return node
