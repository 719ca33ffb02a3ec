from porting.fixer import Fixer, without_parentheses
from porting.py2 import nodes

import libcst as cst


class Print(Fixer):
    r"""Turn the print statement into a call of ``print``.

    In Python 3 ``print`` is a function: what the statement wrote with ``>>`` and
    a comma at the end are the arguments ``file`` and ``end``.

    Before::

        print "a", b
        print >>log, "a",

    After::

        print("a", b)
        print("a", end=' ', file=log)

    Left alone, because parentheses around one item mean the same in both::

        print("a")

    Limits: the statement's comma writes a space only before the next item; ``end=' '``
    writes it at once.
    Source: https://peps.python.org/pep-3105/
    """

    name = "print"
    triggers = frozenset(["print"])

    def leave_Print(
        self, original_node: nodes.Print, updated_node: nodes.Print
    ) -> cst.Expr | nodes.Print:
        del original_node
        args = list(updated_node.args)
        if len(args) == 1 and updated_node.file is None and args[0].value.lpar:
            if not isinstance(args[0].comma, cst.Comma):
                return updated_node
        keywords = []
        if args and isinstance(args[-1].comma, cst.Comma):
            keywords.append(_keyword("end", cst.SimpleString("' '")))
            args[-1] = args[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        if updated_node.file is not None:
            keywords.append(_keyword("file", updated_node.file.value))
        call = cst.Call(func=cst.Name("print"), args=[*args, *keywords])
        return cst.Expr(call, semicolon=updated_node.semicolon)


def _keyword(name: str, value: cst.BaseExpression) -> cst.Arg:
    return cst.Arg(
        value,
        keyword=cst.Name(name),
        equal=cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace("")),
    )
