from __future__ import annotations

import ast
from typing import Any, ClassVar

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, arguments
from porting.fixers.bases.moved_names import MovedNames
from porting.fixers.questions.syntax import syntax_of
from porting.py2.spaces import SPACE, comma_space

PATH = "contextlib.nested"
_ADVICE = "Python 3 has no contextlib.nested: enter the managers one by one in an ExitStack"


class NestedContexts(MovedNames):
    r"""Name several managers in one ``with`` in place of ``contextlib.nested``.

    Python 2.7 taught the statement to take more than one, for the function left files open where
    a later one could not be opened. Python 3 has the statement alone.

    Before::

        from contextlib import nested

        with nested(open(source), open(target, "w")) as (old, new):
            new.write(old.read())

    After::

        with open(source) as old, open(target, "w") as new:
            new.write(old.read())

    Left alone, because it is one of one's own::

        from shop import nested

        with nested(lock, page) as (lock, page):
            page.write()

    Warned about, because nobody knows how many there are::

        from contextlib import nested

        with nested(*managers):
            run()

    Limits: where one use in a file must stay, all do.
    Source: https://docs.python.org/2/library/contextlib.html#contextlib.nested
    """

    name = "nested_contexts"
    moved: ClassVar = {PATH: "contextlib:ExitStack"}

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        syntax = syntax_of(document) if self.uses else None
        nodes = syntax.by_type[ast.With] if syntax else ()
        items = (item for node in nodes for item in node.items)
        self.is_whole = sum(map(_is_plain, items)) == self.uses.get(PATH, 0)

    def leave_With(self, original_node: cst.With, updated_node: cst.With) -> cst.With:
        items: list[cst.WithItem] = []
        for old, new in zip(original_node.items, updated_node.items):
            items += self._items(old, new)
        if len(items) == len(updated_node.items):
            return updated_node
        comma = comma_space()
        items = [item.with_changes(comma=comma) for item in items]
        items[-1] = items[-1].with_changes(comma=updated_node.items[-1].comma)
        return updated_node.with_changes(items=items)

    def _items(self, old: cst.WithItem, new: cst.WithItem) -> list[cst.WithItem]:
        call: Any = new.item
        if not self.is_whole or not isinstance(call, cst.Call):
            return [new]
        if self.path_of(old.item.func) != PATH:  # type: ignore[attr-defined]
            return [new]
        managers = [arg.value for arg in arguments(call.args)]
        if new.asname is None:
            return [cst.WithItem(manager) for manager in managers]
        targets: Any = new.asname.name
        return [
            cst.WithItem(manager, cst.AsName(element.value, SPACE, SPACE))
            for manager, element in zip(managers, targets.elements)
        ]

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if not self.is_whole and self.path_of(original_node) == PATH:
            self.note(original_node, _ADVICE)
        return updated_node

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        return updated_node

    def _sort(self, module: str, alias: cst.ImportAlias) -> tuple[str, Any]:
        if f"{module}.{alias.name.value}" != PATH:
            return super()._sort(module, alias)
        if self.is_whole and not alias.asname:
            return "", None
        if not self.may_fail():
            self.note(alias, _ADVICE, self.when_it_raises())
        return module, alias


def _is_plain(item: ast.withitem) -> bool:
    """Whether a call of ``nested`` names its managers, and a target for each of them or none."""
    call, target = item.context_expr, item.optional_vars
    if not isinstance(call, ast.Call) or call.keywords or len(call.args) < 2:
        return False
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name != "nested" or any(isinstance(arg, ast.Starred) for arg in call.args):
        return False
    is_tuple = isinstance(target, (ast.Tuple, ast.List))
    return target is None or (is_tuple and len(target.elts) == len(call.args))  # type: ignore[attr-defined]
