from __future__ import annotations

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import arguments
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.own_names import is_own_attribute
from porting.project.language import Language

NAMES = {
    "im_func": "__func__",
    "im_self": "__self__",
    "func_closure": "__closure__",
    "func_code": "__code__",
    "func_defaults": "__defaults__",
    "func_dict": "__dict__",
    "func_doc": "__doc__",
    "func_globals": "__globals__",
    "func_name": "__name__",
    "__nonzero__": "__bool__",
    "__div__": "__truediv__",
    "__idiv__": "__itruediv__",
    "__rdiv__": "__rtruediv__",
    "iteritems": "items",
    "iterkeys": "keys",
    "itervalues": "values",
    "next": "__next__",
    "has_key": "keys",
}
_TYPES = frozenset(f"builtins.{name}" for name in "dict file list object str tuple".split())
_FUNCTIONS = ("hasattr", "getattr", "setattr", "delattr")


class AttributeStrings(ResolvedFixer):
    r"""Rename attributes where ``getattr`` and its like name them in strings.

    2to3 renames ``function.func_name`` and ``iterator.next``, but asks for them under the old
    name still where that is a string: ``hasattr`` then always says no.

    Before::

        if hasattr(books, "next") or hasattr(books, "im_func"):
            name = getattr(books, "func_name", None)

    After::

        if hasattr(books, "__next__") or hasattr(books, "__func__"):
            name = getattr(books, "__name__", None)

    Left alone, because the file has its own attribute of that name::

        class Pages:
            def next(self, page):
                return page + 1

        if hasattr(pages, "next"):
            print(pages)

    Left alone, because who asks a builtin type asks in which Python the program runs::

        method = "iteritems" if hasattr(dict, "iteritems") else "items"

    Limits: ``has_key``, which tells a dictionary, becomes ``keys``, and only for ``hasattr``.
    Source: https://docs.python.org/3/whatsnew/3.0.html#operators-and-special-methods
    """

    name = "attribute_strings"
    triggers = frozenset(_FUNCTIONS)
    in_strings = False
    knows_by = "name"
    safety = "review"
    written_in = Language.UNDECIDED

    def may_change(self, statement: Statement) -> bool:
        return not statement.words.isdisjoint(NAMES) and super().may_change(statement)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        if not isinstance(func, cst.Name) or func.value not in _FUNCTIONS:
            return updated_node
        args = arguments(updated_node.args)
        if len(args) < 2 or not isinstance(args[1].value, cst.SimpleString):
            return updated_node
        string = args[1].value
        old = string.raw_value
        new = NAMES.get(old)
        if new is None or (old == "has_key" and func.value != "hasattr"):
            return updated_node
        if self.path_of(func) != f"builtins.{func.value}" or old in self.origins.bound:
            return updated_node
        if func.value == "hasattr" and self.path_of(args[0].value) in _TYPES:
            return updated_node
        # What has its new name by other fixers, as methods of one's own have, answers to that.
        knows_by = "name" if old.startswith(("func_", "im_")) else "receiver"
        if is_own_attribute(self, original_node.args[0].value, old, knows_by):
            return updated_node
        string = string.with_changes(value=string.value.replace(old, new))
        args[1] = args[1].with_changes(value=string)
        return updated_node.with_changes(args=args)
