from __future__ import annotations

import ast
from typing import Any

from porting.fixers.bases.loops import LoopInstead
from porting.fixers.questions.reaching import bound_in, outside_functions
from porting.fixers.questions.syntax import Syntax


class ClassComprehensions(LoopInstead):
    r"""Write a list comprehension in a class's body as a loop where it reads the class's names.

    Python 3 runs a comprehension as a function of its own, and functions do not see the names of
    the class around them. Only what the first loop goes through is still evaluated in the class.

    Before::

        class Shelf:
            prices = [7, 9]
            factor = 100
            cents = [factor * price for price in prices]

    After::

        class Shelf:
            prices = [7, 9]
            factor = 100
            cents = []
            for price in prices:
                cents.append(factor * price)

    Left alone, because the first loop alone reads a name of the class::

        class Shelf:
            prices = [7, 9]
            cents = [100 * price for price in prices]

    Warned about, because nothing can be moved out of a condition::

        class Shelf:
            prices, limit = [7, 9], 8
            if [price for price in prices if price > limit]:
                is_dear = True

    Limits: generator expressions could not read such names in Python 2 either.
    Source: https://docs.python.org/3/reference/executionmodel.html#resolution-of-names
    """

    name = "class_comprehensions"

    def analyse(self, syntax: Syntax) -> None:
        for scope in syntax.by_type[ast.ClassDef]:
            own = set(bound_in(scope.body))
            for statement in scope.body:
                for node in outside_functions(statement):
                    if isinstance(node, ast.ListComp):
                        self._look_at(syntax, node, own)

    def _look_at(self, syntax: Syntax, node: ast.ListComp, own: set[str]) -> None:
        nested = [*syntax.around(node), *outside_functions(node)]
        lists = [node, *(each for each in nested if isinstance(each, ast.ListComp))]
        bound = {name for each in lists for name in _targets(each)}
        read = [name for name in _read_inside(node) if name in own - bound]
        if read:
            message = (
                f"a comprehension cannot read {read[0]}, a name of the class around it, in "
                "Python 3: write a loop"
            )
            self.ask_for_loop(syntax, node, message, "fails at import")


def _targets(node: ast.ListComp) -> set[str]:
    return {inner.id for part in node.generators for inner in _names(part.target)}


def _read_inside(node: ast.ListComp) -> list[str]:
    parts: list[Any] = [node.elt]
    for number, part in enumerate(node.generators):
        parts += [*part.ifs, *([part.iter] if number else [])]
    return [inner.id for part in parts for inner in _names(part)]


def _names(node: ast.AST) -> list[ast.Name]:
    return [inner for inner in outside_functions(node) if isinstance(inner, ast.Name)]
