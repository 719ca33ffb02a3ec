from __future__ import annotations

import ast
import builtins
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, in_parentheses, without_parentheses
from porting.fixers.bases.analysed import AnalysedFixer, is_one_line
from porting.fixers.questions.raising import with_traceback
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.py2 import nodes
from porting.py2.spaces import SPACE
from porting.trees import nodes_below

_EXCEPTIONS = {name for name in dir(builtins) if name.endswith(("Error", "Exception"))}


class RaiseForms(AnalysedFixer):
    r"""Raise the exception itself where a ``raise`` hands on what was caught.

    ``raise kind, value, traceback`` with what ``sys.exc_info()`` gave raised the value, which is
    an exception already; 2to3 puts it into another one of its kind. Of an exception in parentheses
    2to3 keeps the name alone, and asks a class for ``with_traceback`` where there is no value.

    Before::

        kind, value, traceback = sys.exc_info()
        cleanup()
        raise kind, value, traceback
        raise (ValueError("no price"))
        raise ValueError, None, traceback

    After::

        kind, value, traceback = sys.exc_info()
        cleanup()
        raise value.with_traceback(traceback)
        raise ValueError("no price")
        raise ValueError(), None, traceback

    Left alone, because nothing shows that the value is an exception::

        def fail(kind, value, traceback):
            raise kind, value, traceback

    Limits: names that were given what ``sys.exc_info()`` returned are followed within a function.
    Source: https://docs.python.org/2/reference/simple_stmts.html#the-raise-statement
    """

    name = "raise_forms"
    triggers = frozenset(["raise"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        self.caught: set[int] = set()
        self.classes = set(_EXCEPTIONS)
        super().__init__(document, options)

    def analyse(self, syntax: Syntax) -> None:
        for node in syntax.by_type[ast.ClassDef]:
            self.classes.add(node.name)
        for node in syntax.by_type[ast.Call]:
            is_raised = len(node.args) == 3 and syntax.form_of(node) == "raise"
            if is_raised and _is_caught(syntax, node):
                self.caught.add(syntax.start_of(node.args[1]))

    def leave_RaiseArgs(
        self, original_node: nodes.RaiseArgs, updated_node: nodes.RaiseArgs
    ) -> cst.Raise | nodes.RaiseArgs:
        first, *rest = updated_node.args
        if len(rest) == 2 and self.offset_of(original_node.args[1].value) in self.caught:
            exception = with_traceback(rest[0].value, rest[1].value)
            return cst.Raise(exception, semicolon=updated_node.semicolon)
        kind = self._bare(first.value)
        is_class = isinstance(kind, cst.Name) and kind.value in self.classes
        if is_class and rest[0].value.deep_equals(cst.Name("None")) and len(rest) == 2:
            kind = cst.Call(kind)
        if kind is first.value:
            return updated_node
        return updated_node.with_changes(args=[first.with_changes(value=kind), *rest])

    def leave_Raise(self, original_node: cst.Raise, updated_node: cst.Raise) -> cst.Raise:
        if updated_node.exc is None or updated_node.cause is not None:
            return updated_node
        kind = self._bare(updated_node.exc)
        if kind is updated_node.exc:
            return updated_node
        return updated_node.with_changes(exc=kind, whitespace_after_raise=SPACE)

    def _bare(self, node: Any) -> Any:
        """The expression without its parentheses, or with so many that 2to3 lets it be."""
        if not node.lpar or isinstance(node, cst.Tuple) or len(node.lpar) > 1:
            return node
        if not isinstance(node, (cst.Attribute, cst.Call, cst.Subscript)):
            return node
        module: Any = self.parents[0]
        bare = without_parentheses(node)
        return bare if is_one_line(module.code_for_node(bare)) else in_parentheses(node)


def _is_caught(syntax: Syntax, node: ast.Call) -> bool:
    """Whether the three arguments are the parts of what ``sys.exc_info()`` returned."""
    kind, value, traceback = node.args
    parts = [ast.unparse(part) for part in (kind, value, traceback)]
    bases = {part.rpartition("[")[0] for part in parts}
    if len(bases) == 1 and [part.rpartition("[")[2] for part in parts] == ["0]", "1]", "2]"]:
        return True
    if parts == ["sys.exc_type", "sys.exc_value", "sys.exc_traceback"]:
        return True
    scope = syntax.scope_of(node)
    if isinstance(scope, FUNCTIONS) and scope.name == "__exit__":
        return syntax.names_of(scope.args)[1:4] == parts
    for other in nodes_below(scope):
        if not isinstance(other, ast.Assign) or not _is_exc_info(other.value):
            continue
        for target in other.targets:
            if isinstance(target, ast.Tuple) and [ast.unparse(e) for e in target.elts] == parts:
                return True
    return False


def _is_exc_info(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("sys.exc_info", "exc_info")
