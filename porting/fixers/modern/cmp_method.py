from __future__ import annotations

import ast
from itertools import pairwise

from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language
from porting.trees import nodes_below

METHODS = {
    "__eq__": "==",
    "__ne__": "!=",
    "__lt__": "<",
    "__le__": "<=",
    "__gt__": ">",
    "__ge__": ">=",
}
# Types that had methods for each comparison in Python 2 already, which came first.
_COMPARED = frozenset("str unicode basestring float complex tuple list dict set frozenset".split())
_OPERATORS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)


class CmpMethod(ClassFixer):
    r"""Give a class that compares by ``__cmp__`` a method for each operator.

    Python 3 never calls ``__cmp__``: without the others two objects are equal when they are one,
    and cannot be ordered. A class that had a hash keeps it: with ``__eq__`` it would have none.

    Before::

        class Book(object):
            def __cmp__(self, other):
                return (self.title > other.title) - (self.title < other.title)

    After::

        class Book(object):
            def __cmp__(self, other):
                return (self.title > other.title) - (self.title < other.title)

            def __eq__(self, other):
                return self.__cmp__(other) == 0

            def __lt__(self, other):
                return self.__cmp__(other) < 0

            def __le__(self, other):
                return self.__cmp__(other) <= 0

            def __gt__(self, other):
                return self.__cmp__(other) > 0

            def __ge__(self, other):
                return self.__cmp__(other) >= 0

            __hash__ = object.__hash__

    Left alone, because it has the methods already::

        class Book(object):
            def __cmp__(self, other):
                return (self.title > other.title) - (self.title < other.title)

            def __eq__(self, other):
                return self.__cmp__(other) == 0

            def __lt__(self, other):
                return self.__cmp__(other) < 0

            def __le__(self, other):
                return self.__cmp__(other) <= 0

            def __gt__(self, other):
                return self.__cmp__(other) > 0

            def __ge__(self, other):
                return self.__cmp__(other) >= 0

            __hash__ = None

    Left alone, because ``__cmp__`` asks the operators, and not they ``__cmp__``::

        class Book(object):
            def __cmp__(self, other):
                return (self > other) - (self < other)

            def __eq__(self, other):
                return self.title == other.title

            def __gt__(self, other):
                return self.title > other.title

    Left alone, because the decorator completes the class::

        @functools.total_ordering
        class Book(object):
            def __cmp__(self, other):
                return cmp(self.title, other.title)

            def __eq__(self, other):
                return self.title == other.title

            def __lt__(self, other):
                return self.title < other.title

    Limits: a class whose base in another module has such methods gets its own as well.
    Source: https://docs.python.org/3/whatsnew/3.0.html#ordering-comparisons
    """

    name = "cmp_method"
    triggers = frozenset(["__cmp__"])
    in_strings = False
    safety = "review"
    written_in = Language.UNDECIDED

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        if "__cmp__" not in facts.names or self.builtin_bases(facts) & _COMPARED:
            return
        if _is_ordered(facts.node) or _compares_itself(facts.methods.get("__cmp__")):
            return
        is_derived = any(base != "object" for base in facts.bases)
        lines: list[str] = []
        for method, operator in METHODS.items():
            if method in facts.names or (method == "__ne__" and not is_derived):
                continue
            lines += [
                "",
                f"def {method}(self, other):",
                f"    return self.__cmp__(other) {operator} 0",
            ]
        if not lines:
            return
        base = self.hash_of(facts)
        if base and not {"__hash__", "__eq__"} & facts.names:
            lines += ["", f"__hash__ = {base}.__hash__"]
        self.appended[syntax.start_of(facts.node)] = lines


def _is_ordered(node: ast.ClassDef) -> bool:
    """Whether a decorator makes the missing methods of those that are there."""
    named = {"total_ordering", "functools.total_ordering"}
    return any(ast.unparse(each) in named for each in node.decorator_list)


def _compares_itself(method: ast.FunctionDef | None) -> bool:
    """Whether ``__cmp__`` compares its object, which the methods made of it would do again."""
    me = {argument.arg for argument in method.args.args[:1]} if method else set()
    return method is not None and any(
        isinstance(node, ast.Compare)
        and any(
            isinstance(side, ast.Name) and side.id in me and isinstance(operator, _OPERATORS)
            for pair, operator in zip(pairwise((node.left, *node.comparators)), node.ops)
            for side in pair
        )
        for node in nodes_below(method)
    )
