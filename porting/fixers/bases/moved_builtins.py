"""The base of the fixers for builtin functions that moved into a module."""

from __future__ import annotations

from typing import ClassVar

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Fixer, Options, arguments, dotted
from porting.fixers.questions.chains import is_call_of_bare_name
from porting.fixers.questions.names import add_import
from porting.fixers.questions.own_names import is_own


class MovedBuiltin(Fixer):
    """Calls the function of a module, and imports that, where the builtin got one argument."""

    builtin: ClassVar[str]
    """What the function is called, before and after."""

    module: ClassVar[str]
    """The module that has it now."""

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_used = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not is_call_of_bare_name(original_node, self.builtin, self.parents):
            return updated_node
        if is_own(self, self.builtin):
            return updated_node
        if len(arguments(original_node.args)) != 1:
            return updated_node
        self.is_used = True
        return updated_node.with_changes(func=dotted(f"{self.module}.{self.builtin}"))

    def finish(self) -> None:
        if self.is_used:
            add_import(self.document, None, self.module)
