from __future__ import annotations

import libcst as cst

from porting.engine.document import Statement
from porting.fixers.bases.resolved import ResolvedFixer


class File(ResolvedFixer):
    r"""Open files with ``open``, no longer with ``file``.

    ``file`` was the type of files, and calling it opened one. In Python 3 a file is an object of
    one of the classes of ``io``, which all descend from ``io.IOBase``.

    Before::

        page = file("page.html").read()
        if isinstance(source, (str, file)):
            print(source)

    After::

        import io
        page = open("page.html").read()
        if isinstance(source, (str, io.IOBase)):
            print(source)

    Left alone, because the name is the file's own::

        def show(file):
            print(file("page.html"))

    Warned about, because no class can stand in for the type everywhere::

        class Log(file):
            pass

    Limits: a name bound by ``from helpers import *`` is not seen.
    Source: https://docs.python.org/3/whatsnew/3.0.html#builtins
    """

    name = "file"
    triggers = frozenset(["file"])

    def may_change(self, statement: Statement) -> bool:
        return self.refers_to(statement, ("builtins.file",))

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        found = self.reference_of(original_node)
        if found is None or found.path != "builtins.file" or found.name != original_node.value:
            return updated_node
        if isinstance(self.parent, cst.Call) and self.parent.func is original_node:
            return updated_node.with_changes(value="open")
        if self._is_class_of_test(original_node):
            new = self.spell("io:IOBase")
            return new.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)
        self.note(original_node, "Python 3 has no type file: use open, or a class of the module io")
        return updated_node

    def _is_class_of_test(self, node: cst.Name) -> bool:
        """Whether the name is what ``isinstance`` compares with, or one of a tuple of such."""
        parents = [parent for parent in self.parents if not isinstance(parent, cst.Element)]
        child: object = node
        if parents and isinstance(parents[-1], cst.Tuple):
            child = parents.pop()
        if len(parents) < 2 or not isinstance(parents[-1], cst.Arg):
            return False
        call = parents[-2]
        if not isinstance(call, cst.Call) or len(call.args) != 2 or call.args[1].value is not child:
            return False
        return self.path_of(call.func) in ("builtins.isinstance", "builtins.issubclass")
