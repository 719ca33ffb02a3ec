from __future__ import annotations

import libcst as cst

from porting.engine.document import Document, Statement
from porting.fixer import Fixer, Options, dotted, name_of


class Exitfunc(Fixer):
    r"""Register a function with ``atexit`` instead of assigning it to ``sys.exitfunc``.

    There was room for one function to be called at the end of a program, and whoever
    assigned it threw out the one before. Python 3 keeps only ``atexit``, which takes
    any number of them.

    Before::

        import sys

        sys.exitfunc = save_all

    After::

        import sys
        import atexit

        atexit.register(save_all)

    Before::

        from sys import *
        sys.exitfunc = save_all

    After, with a warning::

        from sys import *
        atexit.register(save_all)

    Left alone, because it reads the function, for which there is no substitute::

        previous = sys.exitfunc

    Limits: without a plain ``import sys`` above it there is nothing to put the new import
    beside. Each assignment adds an import. The first plain ``import sys`` of the file is the
    one that gets a neighbour, be it in a function that never runs.
    Source: https://docs.python.org/2/library/sys.html#sys.exitfunc
    """

    name = "exitfunc"
    triggers = frozenset(["exitfunc"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_assigned = "exitfunc" in document.text
        self.sys_import: tuple[int, str] | None = None
        self.added = ""

    def is_wanted(self, statement: Statement) -> bool:
        if super().is_wanted(statement):
            return True
        return self.is_assigned and self.sys_import is None and statement.names("sys")

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> cst.Import:
        names = [name_of(alias.name) for alias in original_node.names if not alias.asname]
        if self.sys_import is None and "sys" in names:
            start, end = self.span_of(original_node)
            self.sys_import = self.index, self.statement.text[start:end]
        return updated_node

    def leave_Assign(
        self, original_node: cst.Assign, updated_node: cst.Assign
    ) -> cst.Assign | cst.Expr:
        target = original_node.targets[0].target
        if len(original_node.targets) > 1 or not _is_exitfunc(target):
            return updated_node
        if self.sys_import is None:
            self.note(
                original_node,
                "Can't find sys import; Please add an atexit import at the top of your file.",
            )
        else:
            self.added += self._import_beside()
        call = cst.Call(dotted("atexit.register"), [cst.Arg(updated_node.value)])
        return cst.Expr(call, semicolon=updated_node.semicolon)

    def _import_beside(self) -> str:
        """What is to be written behind the import of `sys`."""
        assert self.sys_import is not None
        index, text = self.sys_import
        if "," in text:
            return ", atexit"
        indent = self.document.statements[index].indent.rpartition("\f")[2]
        return f"{self.document.newline}{indent}import atexit"

    def finish(self) -> None:
        if self.sys_import is None or not self.added:
            return
        index, old = self.sys_import
        text = self.document.statements[index].text
        self.document.replace(index, index + 1, text.replace(old, old + self.added, 1))


def _is_exitfunc(node: cst.BaseExpression) -> bool:
    if not isinstance(node, cst.Attribute) or node.lpar or node.value.lpar:
        return False
    return name_of(node) == "sys.exitfunc"
