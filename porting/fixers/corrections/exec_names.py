from __future__ import annotations

import ast
import builtins
import warnings as python_warnings
from dataclasses import dataclass
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.fresh_names import FreshNames
from porting.fixers.questions.names import PYTHON2_BUILTINS
from porting.fixers.questions.reaching import bound_in, outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.project.language import Language
from porting.py2 import nodes
from porting.py2.spaces import SPACE
from porting.trees import nodes_below


@dataclass(frozen=True)
class Needs:
    """What a function reads behind an ``exec`` that only the code can have set, if it is known."""

    names: tuple[str, ...]
    is_known: bool


class ExecNames(AnalysedFixer):
    r"""Take the names that ``exec`` binds in a function out of a dictionary.

    The statement could bind variables of the function around it; Python 3's function cannot. It
    is given a dictionary with all that it may read, and what it binds is taken from there.

    Before::

        def load(code):
            exec code
            return handler

        def setup():
            count = 0
            exec "count = 3"
            return count

    After::

        def load(code):
            namespace = dict(locals())
            exec code in globals(), namespace
            handler = namespace["handler"]
            return handler

        def setup():
            count = 0
            namespace = dict(locals())
            exec "count = 3" in globals(), namespace
            count = namespace["count"]
            return count

    Left alone, because it has a dictionary::

        def load(code, names):
            exec code in names
            return names["handler"]

    Warned about, because the code may set any variable::

        def run(code):
            result = None
            exec code
            return result

    Limits: code that is put together from strings is not read.
    Source: https://docs.python.org/3/library/functions.html#exec
    """

    name = "exec_names"
    triggers = frozenset(["exec"])
    safety = "review"
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self.needs: dict[int, Needs] = {}
        super().__init__(document, options)
        self.fresh = FreshNames(document)
        self.namespace = ""

    def analyse(self, syntax: Syntax) -> None:
        known = {*dir(builtins), *PYTHON2_BUILTINS, *bound_in(syntax.tree.body)}
        for node in syntax.by_type[ast.Call]:
            if syntax.form_of(node) != "exec":
                continue
            scope = syntax.scope_of(node)
            if len(node.args) == 1 and isinstance(scope, FUNCTIONS):
                needs = _needs(syntax, scope, node, known)
                if needs is not None:
                    self.needs[syntax.start_of(syntax.statement_of(node))] = needs

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        statement: Any = updated_node.body[0]
        if not isinstance(statement, nodes.Exec) or len(original_node.body) > 1:
            return updated_node
        needs = self.needs.get(self.offset_of(original_node.body[0]) or 0)
        if needs is None:
            return updated_node
        if not needs.is_known:
            self.note(
                original_node.body[0],
                "exec cannot set the function's variables in Python 3: give it a dictionary and "
                "read the names from that",
                "wrong result, no error",
            )
            return updated_node
        namespace = self.namespace = self.namespace or self.fresh.make("namespace")
        (code,) = statement.args
        comma = cst.Comma(whitespace_before=SPACE, whitespace_after=SPACE)
        names = cst.parse_expression("globals()"), cst.Name(namespace)
        last = cst.Comma(whitespace_after=SPACE)
        args = [code.with_changes(comma=comma), cst.Arg(names[0], comma=last), cst.Arg(names[1])]
        lines = [
            cst.parse_statement(f"{namespace} = dict(locals())"),
            updated_node.with_changes(body=[statement.with_changes(args=args)]),
        ]
        for name in needs.names:
            lines.append(cst.parse_statement(f'{name} = {namespace}["{name}"]'))
        return cst.FlattenSentinel(lines)


def _needs(syntax: Syntax, scope: Any, node: ast.Call, known: set[str]) -> Needs | None:
    """What is read behind a statement ``exec``; None where it does not matter what that binds."""
    own = {*syntax.names_of(scope.args), *bound_in(scope.body)}
    around = set(known)
    for outer in syntax.around(scope):
        if isinstance(outer, FUNCTIONS):
            around |= {*syntax.names_of(outer.args), *bound_in(outer.body)}
    place = syntax.start_of(node)
    inside = {
        each.id
        for statement in scope.body
        for each in nodes_below(statement)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }
    read = {
        each.id: None
        for statement in scope.body
        for each in nodes_below(statement)
        if isinstance(each, ast.Name)
        and isinstance(each.ctx, ast.Load)
        and syntax.start_of(each) > place
        and not syntax.form_of_name(each.id)
    }
    (code,) = node.args
    if isinstance(code, ast.Constant) and isinstance(code.value, str):
        try:
            with python_warnings.catch_warnings():
                python_warnings.simplefilter("ignore")
                bound = set(bound_in(ast.parse(code.value.strip()).body))
        except (SyntaxError, ValueError):
            bound = None
        if bound is not None:
            names = tuple(name for name in read if name in bound)
            return Needs(names, True) if names else None
    unknown = tuple(name for name in read if name not in own | around | inside)
    if unknown:
        return Needs(unknown, True)
    after = {
        each.id
        for statement in scope.body
        for each in outside_functions(statement)
        if isinstance(each, ast.Name)
        and isinstance(each.ctx, ast.Load)
        and syntax.start_of(each) > place
    }
    is_used = (after & set(bound_in(scope.body))) - {"self"}
    return Needs((), False) if is_used else None
