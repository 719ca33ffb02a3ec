from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.reaching import bound_in
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language
from porting.trees import nodes_below

_LAZY = frozenset(["filter", "map", "range", "zip"])
_VIEWS = frozenset(["items", "keys", "values"])
# What uses its argument up before it does anything else.
_CONSUMERS = frozenset("all any dict frozenset list max min set sorted sum tuple".split())
# What cannot change a dictionary that it is not given.
_HARMLESS = frozenset(
    "abs bool chr dict enumerate float format frozenset getattr hasattr hash hex id int isinstance "
    "issubclass iter len list map max min oct ord print range repr reversed round set setattr "
    "sorted str sum tuple type zip".split()
)
_HARMLESS_METHODS = frozenset(
    "append count decode encode endswith extend find format get index insert isdigit items join "
    "keys lower lstrip replace rstrip sort split splitlines startswith strip title upper values "
    "write writelines".split()
)


class NeedlessLists(AnalysedFixer):
    r"""Drop the ``list`` around what is gone through at once.

    2to3 makes lists of what used to be lists, unless it sees at a glance that nothing depends on
    it. A second look shows more: a loop that leaves the dictionary alone, a second argument.

    Before::

        for title, price in list(prices.items()):
            lines.append("%s: %d" % (title, price))
        cheap = sorted(list(prices.items()), key=by_price)
        titles = dict(list(zip(numbers, names)))

    After::

        for title, price in prices.items():
            lines.append("%s: %d" % (title, price))
        cheap = sorted(prices.items(), key=by_price)
        titles = dict(zip(numbers, names))

    Left alone, because the dictionary changes within the loop, or may do so::

        for title in list(prices.keys()):
            if not prices[title]:
                del prices[title]
        for title in list(prices.keys()):
            shelf.remove(title)

    Limits: a body is taken to leave a dictionary alone if it calls nothing but functions and
    methods that are known to.
    Source: https://docs.python.org/3/library/stdtypes.html#dictionary-view-objects
    """

    name = "needless_lists"
    triggers = frozenset(["list"])
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self.needless: set[int] = set()
        super().__init__(document, options)

    def places(self) -> Iterable[int]:
        return self.needless

    def analyse(self, syntax: Syntax) -> None:
        known = set(bound_in(syntax.tree.body))
        self.known = known
        for node in syntax.by_type[ast.Call]:
            if len(node.args) != 1 or node.keywords:
                continue
            if self._is_call(node, {"list"}) and self._is_needless(syntax, node, node.args[0]):
                self.needless.add(syntax.start_of(node))

    def _is_call(self, node: Any, names: Any) -> bool:
        """Whether a node calls one of these builtins."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            return False
        return node.func.id in names and node.func.id not in self.known

    def _is_needless(self, syntax: Syntax, node: Any, value: Any) -> bool:
        is_lazy = self._is_call(value, _LAZY)
        owner = _viewed(value)
        if not is_lazy and owner is None:
            return False
        parent: Any = syntax.parents[node]
        if isinstance(parent, ast.Call) and parent.args and parent.args[0] is node:
            if isinstance(parent.func, ast.Name):
                return self._is_call(parent, _CONSUMERS)
            return isinstance(parent.func, ast.Attribute) and parent.func.attr == "join"
        if isinstance(parent, ast.For) and parent.iter is node:
            return not is_lazy and self._leaves_alone(parent.body, owner or "")
        if isinstance(parent, ast.comprehension) and parent.iter is node:
            outer: Any = syntax.parents[parent]
            is_lasting = isinstance(outer, ast.GeneratorExp) and not self._is_used_up(syntax, outer)
            return not (is_lazy or is_lasting) and self._leaves_alone([outer], owner or "")
        return False

    def _is_used_up(self, syntax: Syntax, node: Any) -> bool:
        parent: Any = syntax.parents[node]
        if not isinstance(parent, ast.Call) or parent.args[:1] != [node]:
            return False
        is_join = isinstance(parent.func, ast.Attribute) and parent.func.attr == "join"
        return is_join or self._is_call(parent, _CONSUMERS)

    def _leaves_alone(self, body: list[Any], owner: str) -> bool:
        """Whether code neither changes a dictionary nor calls what could."""
        if owner == "sys.modules" or owner.endswith("__dict__"):
            return False
        for node in (inner for part in body for inner in nodes_below(part)):
            if isinstance(node, (ast.Yield, ast.YieldFrom, ast.Await, ast.Lambda)):
                return False
            if isinstance(node, (ast.With, ast.Import, ast.ImportFrom)):
                return False
            if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
                if _spelled(node.value) in (owner, ""):
                    return False
            elif isinstance(node, ast.Call) and not self._is_harmless(node, owner):
                return False
        return True

    def _is_harmless(self, node: ast.Call, owner: str) -> bool:
        if self._is_call(node, _HARMLESS):
            return True
        func = node.func
        if not isinstance(func, ast.Attribute) or func.attr not in _HARMLESS_METHODS:
            return False
        return _spelled(func.value) != owner or func.attr in {*_VIEWS, "get"}

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        if not self.needless or self.offset_of(original_node) not in self.needless:
            return updated_node
        value = updated_node.args[0].value
        if updated_node.lpar and not value.lpar:
            return value.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)
        return value


def _viewed(node: Any) -> str | None:
    """The dotted name of the dictionary whose view a call gives; None for any other node."""
    if not isinstance(node, ast.Call) or node.args or node.keywords:
        return None
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in _VIEWS:
        return None
    return _spelled(node.func.value) or None


def _spelled(node: Any) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        outer = _spelled(node.value)
        return f"{outer}.{node.attr}" if outer else ""
    return ""
