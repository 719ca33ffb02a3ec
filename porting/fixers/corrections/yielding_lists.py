from __future__ import annotations

import ast

from porting.fixers.bases.loops import LoopInstead
from porting.fixers.questions.syntax import Syntax
from porting.trees import nodes_below


class YieldingLists(LoopInstead):
    r"""Write a list comprehension that yields as a loop.

    In Python 2 it was part of the function around it, which the ``yield`` made a generator. In
    Python 3 it would be one of its own, and does not compile.

    Before::

        def ask(questions):
            answers = [(yield question) for question in questions]

    After::

        def ask(questions):
            answers = []
            for question in questions:
                answers.append((yield question))

    Left alone, because what the loop goes through is evaluated outside of it::

        def ask(questions):
            answers = [answer.strip() for answer in (yield questions)]

    Warned about, because nothing can be moved out of a condition::

        def ask(questions):
            if [(yield question) for question in questions]:
                print "done"

    Limits: generator expressions that yield are left for a person.
    Source: https://docs.python.org/3/whatsnew/3.8.html#changes-in-python-behavior
    """

    name = "yielding_lists"

    def analyse(self, syntax: Syntax) -> None:
        for node in syntax.by_type[ast.ListComp]:
            inside = [inner for inner in nodes_below(node) if isinstance(inner, ast.Yield)]
            first = set(nodes_below(node.generators[0].iter))
            if set(inside) - first:
                message = "a comprehension cannot yield in Python 3: write a loop"
                self.ask_for_loop(syntax, node, message, "fails at import")

    def is_wanted(self, statement: object) -> bool:
        return super().is_wanted(statement) and "yield" in statement.words  # type: ignore[attr-defined]
