from __future__ import annotations

import ast
import re
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Fixer, Options, keyword_argument
from porting.fixers.questions.own_names import call_of_builtin
from porting.project.language import Language
from porting.py2.spaces import comma_space

_ENDS = ("\n", "\t", "\r", "\v", "\f")


class PrintParts(Fixer):
    r"""Print no space behind an item that ends with a newline or a tab.

    The statement put a space between items, but for those after the end of a line or a tab. The
    function always puts one.

    Before::

        print("Total:\n", total)
        print("sum\t", total, "of\n", count, "books")

    After::

        print("Total:\n", total, sep='')
        print("sum\t" + str(total), "of\n" + str(count), "books")

    Left alone, because the space was there before::

        print("Total:", total)

    Limits: only items whose last character stands in the call are seen.
    Source: https://docs.python.org/2.7/reference/simple_stmts.html#print
    """

    name = "print_parts"
    triggers = frozenset(["print"])
    in_strings = False
    form = re.compile(r"\bprint\s*\(.*,", re.DOTALL)
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_statement = "print_function" not in (document.context.original or "")

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not isinstance(original_node.func, cst.Name) or original_node.func.value != "print":
            return updated_node
        items = [arg for arg in updated_node.args if not arg.keyword]
        keywords = [arg for arg in updated_node.args if arg.keyword]
        if not self.is_statement or any(arg.star for arg in items):
            return updated_node
        is_end = [_ends_line(arg.value) for arg in items]
        if not any(is_end[:-1]) or any(arg.keyword.value == "sep" for arg in keywords):  # type: ignore[union-attr]
            return updated_node
        if all(is_end[:-1]):
            last = updated_node.args[-1].with_changes(comma=comma_space())
            args = [*updated_node.args[:-1], last, keyword_argument("sep", cst.SimpleString("''"))]
            return updated_node.with_changes(args=args)
        joined: list[cst.Arg] = []
        for number, arg in enumerate(items):
            if number and is_end[number - 1]:
                left, right = joined[-1].value, self._text_of(arg.value)
                whole = cst.BinaryOperation(left, cst.Add(), right)
                joined[-1] = joined[-1].with_changes(value=whole, comma=arg.comma)
            else:
                joined.append(arg)
        return updated_node.with_changes(args=[*joined, *keywords])

    def _text_of(self, value: Any) -> Any:
        return value if isinstance(value, cst.BaseString) else call_of_builtin(self, "str", value)


def _ends_line(node: Any) -> bool:
    """Whether an item is text that ends a line, or with a tab."""
    while isinstance(node, cst.BinaryOperation):
        if isinstance(node.operator, cst.Add):
            node = node.right
        elif isinstance(node.operator, cst.Modulo):
            node = node.left
        else:
            return False
    if isinstance(node, cst.ConcatenatedString):
        return _ends_line(node.right)
    if not isinstance(node, cst.SimpleString):
        return False
    try:
        value = ast.literal_eval(node.value)
    except SyntaxError:
        return False  # An escape that Python 3 cannot read.
    return isinstance(value, str) and value.endswith(_ENDS)
