import re

import libcst as cst

from porting.fixer import Fixer
from porting.language import Language
from porting.py2 import nodes


class PrintNothing(Fixer):
    r"""Keep apart what prints an empty tuple, an empty line, and nothing at all.

    The statement ``print ()`` prints a tuple without items, and under the future import
    ``print`` alone is a name that nobody calls. 2to3 makes both into a call that prints an empty
    line.

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
    # Nothing at all behind the word, or nothing in the parentheses.
    form = re.compile(r"\bprint\s*(?:\(\s*\)|;|$)")

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
        value = original_node.value
        if isinstance(value, cst.Name) and value.value == "print" and not value.lpar:
            name = value.with_changes(lpar=(cst.LeftParen(),), rpar=(cst.RightParen(),))
            return updated_node.with_changes(value=name)
        return updated_node
