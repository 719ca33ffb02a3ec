import libcst as cst

from porting.fixer import Fixer, keyword_argument
from porting.project.language import Language
from porting.py2 import nodes
from porting.py2.parse import has_print_function


class PrintStatement(Fixer):
    r"""Turn the print statement into a call of ``print``.

    In Python 3 ``print`` is a function: what the statement wrote with ``>>`` and
    a comma at the end are the arguments ``file`` and ``end``. 2to3 calls this fixer ``print``.

    Before::

        print "total", total
        print
        print >>sys.stderr, "no price for", title,

    After::

        print("total", total)
        print()
        print("no price for", title, end=' ', file=sys.stderr)

    Left alone, because parentheses around one simple item mean the same in both::

        print ("done")

    Limits: the statement's comma writes a space only if another item follows on the line,
    ``end=' '`` writes it at once. In a file that imports ``print_function`` a line
    that only says ``print`` becomes a call too, as 2to3 has it.
    Source: https://peps.python.org/pep-3105/
    """

    name = "print"
    written_in = Language.HALF
    if_left = "wrong result, no error"
    triggers = frozenset(["print"])
    in_strings = False

    def leave_Print(
        self, original_node: nodes.Print, updated_node: nodes.Print
    ) -> cst.Expr | nodes.Print:
        if _is_call_already(original_node):
            return updated_node
        args = list(updated_node.args)
        keywords = []
        if args and isinstance(args[-1].comma, cst.Comma):
            keywords.append(keyword_argument("end", cst.SimpleString("' '")))
            args[-1] = args[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        if updated_node.file is not None:
            keywords.append(keyword_argument("file", updated_node.file.value))
        call = cst.Call(func=cst.Name("print"), args=[*args, *keywords])
        return cst.Expr(call, semicolon=updated_node.semicolon)

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> cst.Expr:
        is_bare = isinstance(original_node.value, cst.Name) and (
            original_node.value.value == "print" and not original_node.value.lpar
        )
        if not is_bare or not self._is_function_by_request():
            return updated_node
        return updated_node.with_changes(value=cst.Call(func=updated_node.value))

    def finish(self) -> None:
        # What comes next is to be read as it is now.
        self.document.print_function = True

    def _is_function_by_request(self) -> bool:
        """Whether the file or the user said so; 2to3 cannot read files where neither did."""
        return bool(self.options.print_function) or has_print_function(self.document.source)


def _is_call_already(node: nodes.Print) -> bool:
    """Whether there is one item only, a pair of parentheses around something that is not
    compound: a name, strings, a display, or more parentheses."""
    if node.file is not None or len(node.args) != 1:
        return False
    (arg,) = node.args
    value = arg.value
    if isinstance(arg.comma, cst.Comma) or not value.lpar:
        return False
    if len(value.lpar) > 1 or isinstance(value, _ATOMS):
        return True
    if isinstance(value, cst.Tuple):
        return not value.elements
    return isinstance(value, cst.Yield) and value.value is None


_ATOMS = (
    cst.Name,
    cst.BaseString,
    cst.BaseList,
    cst.BaseSet,
    cst.BaseDict,
    nodes.Backquote,
)
