from __future__ import annotations

import ast
import builtins
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.names import PYTHON2_BUILTINS
from porting.fixers.questions.reaching import bound_in, outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.trees import nodes_below

_HIDDEN = ("exec", "eval", "locals", "vars", "dir")


class StarImports(AnalysedFixer):
    r"""Name what a function takes out of a module with ``import *``.

    Python 3 allows the star at module level only: within a function it must know which names are
    local. They are those that the function reads and nobody else binds.

    Before::

        def area(radius):
            from math import *
            return pi * pow(radius, 2)

    After::

        def area(radius):
            from math import pi
            return pi * pow(radius, 2)

    Left alone, because it stands at module level::

        from math import *

        def area(radius):
            return pi * radius * radius

    Warned about, because the name may come from either module::

        def area(radius):
            from math import *
            from cmath import *
            return pi * radius * radius

    Limits: a name of the module that is also a builtin's or the file's own, as ``pow`` is, keeps
    that meaning.
    Source: https://docs.python.org/3/reference/simple_stmts.html#the-import-statement
    """

    name = "star_imports"
    safety = "review"
    triggers = frozenset(["import"])

    def __init__(self, document: Document, options: Options) -> None:
        self.names: dict[int, list[str]] = {}
        super().__init__(document, options)

    def is_wanted(self, statement: Any) -> bool:
        return "*" in statement.text and "import" in statement.words and statement.depth > 0

    def analyse(self, syntax: Syntax) -> None:
        stars = [node for node in syntax.nodes if _is_star(node)]
        scopes = {star: syntax.scope_of(star) for star in stars}
        known = {*dir(builtins), *PYTHON2_BUILTINS, *bound_in(syntax.tree.body)}
        known |= {
            node.id
            for target in syntax.targets.values()
            for node in nodes_below(target)
            if isinstance(node, ast.Name)
        }
        for star, scope in scopes.items():
            if not isinstance(scope, FUNCTIONS):
                continue
            others = [each for each in scopes.values() if each is not star]
            shared = sum(each is scope or isinstance(each, ast.Module) for each in others)
            is_hidden = any(
                isinstance(node, ast.Name)
                and (node.id in _HIDDEN or syntax.form_of_name(node.id) == "exec")
                for node in nodes_below(scope)
            )
            if shared == 1 and not is_hidden:
                self.names[syntax.start_of(star)] = _names_read(syntax, scope, known)

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom | cst.Import:
        if not isinstance(original_node.names, cst.ImportStar) or not self._is_in_function():
            return updated_node
        names = self.names.get(self.offset_of(original_node) or 0)
        if names:
            aliases = [cst.ImportAlias(cst.Name(name)) for name in names]
            return updated_node.with_changes(names=aliases)
        if names == [] and original_node.module is not None and not original_node.relative:
            return cst.Import(
                [cst.ImportAlias(original_node.module)], semicolon=updated_node.semicolon
            )
        self.note(
            original_node,
            "Python 3 does not compile this in a function: name what is imported, or import it at "
            "module level",
            "fails at import",
        )
        return updated_node

    def _is_in_function(self) -> bool:
        index: int | None = self.index
        while index is not None:
            index = self.document.header_of(index)
            if index is not None and self.document.statements[index].first_word in ("def", "async"):
                return True
        return any(isinstance(parent, cst.FunctionDef) for parent in self.parents)


def _is_star(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*"


def _names_read(syntax: Syntax, function: Any, known: set[str]) -> list[str]:
    """The names that a function reads and that neither it nor what is around it binds."""
    bound = known | {node.id for node in syntax.by_type[ast.Name] if syntax.form_of_name(node.id)}
    for scope in (function, *syntax.around(function)):
        if isinstance(scope, FUNCTIONS):
            bound |= {*syntax.names_of(scope.args), *bound_in(scope.body)}
    found: dict[str, None] = {}
    for node in nodes_below(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in bound:
            own: set[str] = set()
            for scope in syntax.around(node):
                if scope is function:
                    break
                if isinstance(scope, ast.Lambda):
                    own |= set(syntax.names_of(scope.args))
                elif isinstance(scope, FUNCTIONS):
                    own |= {*syntax.names_of(scope.args), *bound_in(scope.body)}
                elif hasattr(scope, "generators"):
                    own |= {
                        each.id
                        for part in scope.generators
                        for each in outside_functions(part.target)
                        if isinstance(each, ast.Name)
                    }
            if node.id not in own:
                found[node.id] = None
    return sorted(found)
