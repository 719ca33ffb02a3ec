from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, without_parentheses
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.consumers import CONSUMERS
from porting.fixers.questions.own_names import call_of_builtin
from porting.fixers.questions.reaching import bound_in, outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.project.language import Language

_TEXT_METHODS = frozenset(
    "capitalize expandtabs join ljust lower lstrip replace rjust rstrip strip swapcase title upper "
    "zfill".split()
)
_CONSUMERS = ("join", *sorted(CONSUMERS))


class FilteredText(AnalysedFixer):
    r"""Keep text that ``filter`` went through text, and a tuple a tuple.

    ``filter`` gave back what it was given: of a string a string, of a tuple a tuple. In Python 3 it
    gives an iterator always, of which 2to3 makes a list.

    Before::

        digits = filter(str.isdigit, title.strip())
        rest = filter(None, (first, second))

    After::

        digits = "".join(filter(str.isdigit, title.strip()))
        rest = tuple(filter(None, (first, second)))

    Left alone, because nothing shows that it is text::

        digits = filter(str.isdigit, words)

    Limits: only what is written in the same function is known.
    Source: https://docs.python.org/2/library/functions.html#filter
    """

    name = "filtered_text"
    in_strings = False
    triggers = frozenset(["filter"])
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"

    def __init__(self, document: Document, options: Options) -> None:
        self.calls: dict[int, str] = {}
        super().__init__(document, options)

    def analyse(self, syntax: Syntax) -> None:
        if "filter" in set(bound_in(syntax.tree.body)):
            return
        for node in syntax.by_type[ast.Call]:
            if len(node.args) != 2 or node.keywords:
                continue
            parent: Any = syntax.parents[node]
            is_joined = isinstance(parent, ast.Call) and _name(parent.func) in _CONSUMERS
            is_loop = isinstance(parent, (ast.For, ast.comprehension)) and parent.iter is node
            if not isinstance(node.func, ast.Name) or node.func.id != "filter":
                continue
            kind = _kind_of(syntax, syntax.scope_of(node), node.args[1])
            if kind and not is_joined and not is_loop:
                self.calls[syntax.start_of(node)] = kind

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        if not self.calls or not isinstance(original_node.func, cst.Name):
            return updated_node
        kind = self.calls.get(self.offset_of(original_node) or -1)
        if original_node.func.value != "filter" or kind is None:
            return updated_node
        bare = without_parentheses(updated_node)
        if kind == "tuple":
            new = call_of_builtin(self, "tuple", bare)
        else:
            join = cst.Attribute(cst.SimpleString('""'), cst.Name("join"))
            new = cst.Call(join, [cst.Arg(bare)])
        return new.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)


def _name(node: Any) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _kind_of(syntax: Syntax, scope: Any, node: Any, asked: frozenset[str] = frozenset()) -> str:
    """ "text" or "tuple" where a value is known to be one, "" otherwise."""
    if isinstance(node, ast.Constant):
        return "text" if isinstance(node.value, str) else ""
    if isinstance(node, ast.Tuple):
        return "tuple"
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mod, ast.Add)):
        return _kind_of(syntax, scope, node.left, asked) if isinstance(node.op, ast.Mod) else ""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            return "text" if node.func.attr in _TEXT_METHODS else ""
        is_text = isinstance(node.func, ast.Name) and node.func.id in ("str", "repr", "raw_input")
        return "text" if is_text else ""
    if not isinstance(node, ast.Name) or node.id in asked:
        return ""
    while not isinstance(scope, (ast.Module, ast.ClassDef, *FUNCTIONS)):
        scope = syntax.scope_of(scope)
    if isinstance(scope, FUNCTIONS) and node.id in syntax.names_of(scope.args):
        return ""
    stores = 0
    kinds = set()
    for statement in scope.body:
        for each in outside_functions(statement):
            if isinstance(each, ast.Name) and each.id == node.id:
                stores += isinstance(each.ctx, ast.Store)
            if isinstance(each, ast.Assign) and len(each.targets) == 1:
                (target,) = each.targets
                if isinstance(target, ast.Name) and target.id == node.id:
                    stores -= 1
                    kinds.add(_kind_of(syntax, scope, each.value, asked | {node.id}))
    return kinds.pop() if stores == 0 and len(kinds) == 1 else ""
