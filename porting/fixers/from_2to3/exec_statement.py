import libcst as cst

from porting.fixer import Fixer
from porting.py2 import nodes
from porting.py2.spaces import NO_SPACE


class ExecStatement(Fixer):
    r"""Turn the exec statement into a call of ``exec``.

    In Python 3 ``exec`` is a function: the dictionaries that stood behind ``in``, for the
    global and the local names, are its arguments. 2to3 calls this fixer ``exec``.

    Before::

        exec code
        exec code in names
        exec code in names, {}

    After::

        exec(code)
        exec(code, names)
        exec(code, names, {})

    Left alone, because Python 2 takes the call as well::

        exec(code, names)

    Limits: in a function Python 3's ``exec`` does not set the function's own variables;
    code that relies on that must give it a dictionary.
    Source: https://docs.python.org/3/library/functions.html#exec
    """

    name = "exec"
    triggers = frozenset(["exec"])
    in_strings = False

    def leave_Exec(
        self, original_node: nodes.Exec, updated_node: nodes.Exec
    ) -> cst.Expr | nodes.Exec:
        del original_node
        args = list(updated_node.args)
        if len(args) == 1 and args[0].value.lpar:
            return updated_node
        for index, arg in enumerate(args[:-1]):
            if isinstance(arg.comma, cst.Comma):
                comma = arg.comma.with_changes(whitespace_before=NO_SPACE)
                args[index] = arg.with_changes(comma=comma)
        return cst.Expr(cst.Call(cst.Name("exec"), args), semicolon=updated_node.semicolon)

    def finish(self) -> None:
        # What comes next is to be read as it is now.
        self.document.exec_function = True
