from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.names import begins_with_string
from porting.fixers.questions.reaching import outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.project.language import Language


class LateGlobals(AnalysedFixer):
    r"""Declare global names at the start of the function.

    The declaration always held for the whole function. Python 3.6 and later do not compile it
    behind a use of the name; Python 2 only warned.

    Before::

        def count():
            if total is None:
                global total
                total = 0
            total += 1

    After::

        def count():
            global total
            if total is None:
                pass
                total = 0
            total += 1

    Left alone, because the declaration comes first::

        def count():
            global total
            total += 1

    Limits: a function in one line with its body is left for a person.
    Source: https://docs.python.org/3/reference/simple_stmts.html#the-global-statement
    """

    name = "late_globals"
    written_in = Language.PYTHON3
    triggers = frozenset(["global"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        self.late: dict[int, set[str]] = {}
        self.functions: dict[int, list[str]] = {}
        super().__init__(document, options)

    def analyse(self, syntax: Syntax) -> None:
        for function in syntax.nodes:
            if not isinstance(function, FUNCTIONS):
                continue
            if function.lineno == function.body[0].lineno:
                continue
            nodes = [each for line in function.body for each in outside_functions(line)]
            for node in nodes:
                if isinstance(node, ast.Global):
                    names = set(node.names) & _names_before(syntax, nodes, syntax.start_of(node))
                    if names:
                        self.late[syntax.start_of(node)] = names
                        first = syntax.start_of(function.body[0])
                        moved = self.functions.setdefault(first, [])
                        moved += [name for name in node.names if name in names - set(moved)]

    def leave_Global(
        self, original_node: cst.Global, updated_node: cst.Global
    ) -> cst.Global | cst.Pass:
        late = self.late.get(self.offset_of(original_node) or 0, set())
        kept = [item for item in updated_node.names if item.name.value not in late]
        if len(kept) == len(updated_node.names):
            return updated_node
        if not kept:
            return cst.Pass(semicolon=updated_node.semicolon)
        kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return updated_node.with_changes(names=kept)

    def finish(self) -> None:
        """Put the declarations in front of the first statement, behind the docstring."""
        document = self.document
        starts = {start + len(each.indent): each for each, start in self.starts.items()}
        for start, names in self.functions.items():
            first = starts.get(start)
            if first not in document.statements:
                continue
            index = document.statements.index(first)
            text = f"{first.indent}global {', '.join(names)}{document.newline}"
            index += begins_with_string(document, index)
            document.insert(index, text, first.depth, above_comments=True)


def _names_before(syntax: Syntax, nodes: list[Any], place: int) -> set[str]:
    found = set()
    for node in nodes:
        name = node.id if isinstance(node, ast.Name) else getattr(node, "name", None)
        if isinstance(name, str) and hasattr(node, "lineno") and syntax.start_of(node) < place:
            found.add(name)
        if isinstance(node, ast.alias) and syntax.start_of(node) < place:
            found.add((node.asname or node.name).partition(".")[0])
    return found
