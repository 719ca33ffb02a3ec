from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import line_of
from porting.fixers.bases.loops import LoopInstead
from porting.fixers.questions.reaching import OTHER, UNBOUND, Reaching, outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.trees import nodes_below


class LeakedNames(LoopInstead):
    r"""Keep the variable of a list comprehension where it is read afterwards.

    In Python 2 it lived on behind the brackets, as a loop's does. In Python 3 it is gone, or has
    the value that it had before. A loop keeps it. A name that is only deleted needs no more
    deleting.

    Before::

        def cheapest(prices):
            cents = [100 * price for price in prices if price]
            return min(cents), price

        titles = [book.title for book in shelf]
        del book

    After::

        def cheapest(prices):
            cents = []
            for price in prices:
                if price:
                    cents.append(100 * price)
            return min(cents), price

        titles = [book.title for book in shelf]

    Left alone, because the name is bound anew before it is read::

        def cheapest(prices):
            cents = [100 * price for price in prices]
            for price in cents:
                print price

    Warned about, because nothing can be moved out of a condition::

        if [price for price in prices if price < 10]:
            print price

    Limits: names read through ``locals()``, by code in strings, or from another module are not
    seen.
    Source: https://docs.python.org/3/whatsnew/3.0.html#changed-syntax
    """

    name = "leaked_names"

    def __init__(self, document: Document, options: Options) -> None:
        self.deletions: set[int] = set()
        super().__init__(document, options)

    def is_wanted(self, statement: Any) -> bool:
        is_deletion = "del" in statement.words and self.has_place(statement)
        return is_deletion or super().is_wanted(statement)

    def places(self) -> Iterable[int]:
        return (*self.reasons, *self.deletions)

    def analyse(self, syntax: Syntax) -> None:
        scopes = (ast.Module, ast.ClassDef, *FUNCTIONS)
        for scope in syntax.nodes:
            if isinstance(scope, scopes):
                self._analyse_scope(syntax, scope)

    def _analyse_scope(self, syntax: Syntax, scope: Any) -> None:
        names: dict[str, list[ast.ListComp]] = defaultdict(list)
        for statement in scope.body:
            for node in outside_functions(statement):
                if isinstance(node, ast.ListComp):
                    for name in _targets(node):
                        names[name].append(node)
        names = {name: found for name, found in names.items() if _is_used(scope, name, found)}
        if not names:
            return
        reaching = Reaching(syntax, scope, names)
        deleted: list[tuple[ast.Name, set[Any]]] = []
        asked: set[ast.AST] = set()
        for use, bindings in reaching.uses.items():
            inner = set(syntax.around(use))
            leaked = {each for each in bindings if isinstance(each, ast.ListComp)} - inner
            if isinstance(use.ctx, ast.Del):
                deleted.append((use, bindings))
            elif leaked:
                self._ask(syntax, use, leaked, bindings)
                asked |= leaked
        for use in reaching.captured:
            bindings = reaching.bound[use.id]
            is_ours = not bindings & set(syntax.around(use)) and not hasattr(builtins, use.id)
            if is_ours and all(isinstance(each, ast.ListComp) for each in bindings):
                self._ask(syntax, use, bindings, bindings)
                asked |= bindings  # type: ignore[arg-type]
        for use, bindings in deleted:
            if bindings & asked or OTHER in bindings or bindings == {UNBOUND}:
                continue
            if all(isinstance(each, ast.ListComp) or each == UNBOUND for each in bindings):
                self.deletions.add(syntax.start_of(use))

    def _ask(self, syntax: Syntax, use: ast.Name, leaked: Any, bindings: Any) -> None:
        line = line_of(syntax, use, self.document)
        for node in leaked:
            message = (
                f"{use.id} is read in line {line}, but in Python 3 the comprehension keeps it to "
                "itself: write a loop, or give the value a name"
            )
            self.ask_for_loop(
                syntax,
                node,
                message,
                "wrong result, no error" if OTHER in bindings else "fails when reached",
            )

    def leave_Del(self, original_node: cst.Del, updated_node: cst.Del) -> Any:
        if not self.deletions:
            return updated_node
        target = original_node.target
        elements = target.elements if isinstance(target, cst.Tuple) else [cst.Element(target)]
        kept = [
            element for element in elements if self.offset_of(element.value) not in self.deletions
        ]
        if len(kept) == len(elements):
            return updated_node
        if not kept:
            return cst.RemoveFromParent() if self._is_removable() else cst.Pass()
        kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        new = kept[0].value if len(kept) == 1 else target.with_changes(elements=kept)
        return updated_node.with_changes(target=new)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        if not updated_node.body:
            return cst.RemoveFromParent()
        return super().leave_SimpleStatementLine(original_node, updated_node)

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        updated_node = super().leave_Module(original_node, updated_node)
        if updated_node.body:
            return updated_node
        return updated_node.with_changes(has_trailing_newline=False)

    def _is_removable(self) -> bool:
        """Whether the block around a statement that is alone in its line has others."""
        line = self.parent
        if not isinstance(line, cst.SimpleStatementLine) or len(line.body) > 1:
            return False
        outer = self.document.header_of(self.index)
        if outer is None:
            return True
        return self.document.block_end(outer) - outer > 2


def _targets(node: ast.ListComp) -> set[str]:
    return {
        inner.id
        for part in node.generators
        for inner in nodes_below(part.target)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }


def _is_used(scope: Any, name: str, found: list[ast.ListComp]) -> bool:
    """Whether a name is read or deleted outside of the comprehensions that bind it."""
    inside = {inner for node in found for inner in nodes_below(node)}
    return any(
        isinstance(node, ast.Name)
        and node.id == name
        and not isinstance(node.ctx, ast.Store)
        and node not in inside
        for statement in scope.body
        for node in nodes_below(statement)
    )
