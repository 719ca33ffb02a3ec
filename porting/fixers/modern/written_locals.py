import ast
from collections.abc import Iterable
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.reaching import outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.project.language import Language
from porting.py2.spaces import comma_space

_NOTE = "locals() of a function is a copy in Python 3.13: what is written there changes no variable"


class WrittenLocals(AnalysedFixer):
    r"""Hand what was written to ``locals()`` on to ``eval``.

    In Python 2 all calls of ``locals()`` in a function gave the same dictionary, and ``eval``
    looked names up there. From Python 3.13 on each call gives a copy of its own, so that names
    written to one are not found by the other.

    Before::

        def load(module, text):
            names = locals()
            names[module] = __import__(module)
            return eval(text)

    After::

        def load(module, text):
            names = locals()
            names[module] = __import__(module)
            return eval(text, globals(), {**names, **locals()})

    Warned about, because the variable keeps its value::

        def fill(name, value):
            locals()[name] = value

    Left alone, because the dictionary is read only::

        def show(name):
            names = locals()
            return eval("%(name)s" % names)

    Limits: ``exec`` is left to `exec_names`. A dictionary that is handed on before it is written to
    is not followed.
    Source: https://peps.python.org/pep-0667/
    """

    name = "written_locals"
    removed_in = (3, 13)
    triggers = frozenset(["locals", "eval"])
    safety = "review"
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self.names: dict[int, str] = {}
        self.direct: set[int] = set()
        super().__init__(document, options)

    def is_needed(self) -> bool:
        return "locals" in self.document.words

    def places(self) -> Iterable[int]:
        return [*self.names, *self.direct]

    def analyse(self, syntax: Syntax) -> None:
        for kind in FUNCTIONS:
            for function in syntax.by_type[kind]:
                nodes = [node for part in function.body for node in outside_functions(part)]
                written = [owner for node in nodes if (owner := _written_to(node)) is not None]
                self.direct.update(syntax.start_of(each) for each in written if _is_locals(each))
                names = {each.id for each in written if isinstance(each, ast.Name)}
                bound = [node for node in nodes if isinstance(node, ast.Name) and node.id in names]
                stores = [node.id for node in bound if isinstance(node.ctx, ast.Store)]
                kept = [
                    target.id
                    for node in nodes
                    if isinstance(node, ast.Assign) and _is_locals(node.value)
                    for target in node.targets
                    if isinstance(target, ast.Name) and stores.count(target.id) == 1
                ]
                if len(kept) == 1:
                    calls = [node for node in nodes if _runs_text(node)]
                    self.names.update((syntax.start_of(call), kept[0]) for call in calls)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        offset = self.offset_of(original_node)
        func = original_node.func
        if offset in self.direct and isinstance(func, cst.Name):
            self.note(original_node, _NOTE, "wrong result, no error")
        is_run = isinstance(func, cst.Name) and func.value == "eval"
        if not is_run or offset not in self.names or len(updated_node.args) != 1:
            return updated_node
        comma = comma_space()
        text = updated_node.args[0].with_changes(comma=comma)
        scope = cst.Arg(cst.Call(cst.Name("globals")), comma=comma)
        parts = [cst.Name(self.names[offset]), cst.Call(cst.Name("locals"))]
        both = cst.Dict([cst.StarredDictElement(part) for part in parts])
        return updated_node.with_changes(args=[text, scope, cst.Arg(both)])


def _is_locals(node: Any) -> bool:
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return is_call and node.func.id == "locals" and not node.args


def _written_to(node: Any) -> ast.expr | None:
    """The dictionary that an item is written to, or that is updated; else None."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        return node.value
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return node.func.value if is_call and node.func.attr in ("update", "setdefault") else None


def _runs_text(node: Any) -> bool:
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return is_call and node.func.id == "eval" and len(node.args) == 1
