from __future__ import annotations

import libcst as cst

from porting.fixers.bases.moved_names import MovedNames

# Builtins, and names whose import 2to3 replaces without all of their uses.
MOVED = {
    "builtins.basestring": "builtins:str",
    "builtins.dict.has_key": "builtins:dict.__contains__",
    "builtins.dict.iteritems": "builtins:dict.items",
    "builtins.dict.iterkeys": "builtins:dict.keys",
    "builtins.dict.itervalues": "builtins:dict.values",
    "builtins.ifilter": "builtins:filter",
    "builtins.imap": "builtins:map",
    "builtins.intern": "sys:intern",
    "builtins.izip": "builtins:zip",
    "builtins.long": "builtins:int",
    "builtins.maxint": "sys:maxsize",
    "builtins.raw_input": "builtins:input",
    "builtins.reduce": "functools:reduce",
    "builtins.reload": "importlib:reload",
    "builtins.unichr": "builtins:chr",
    "builtins.unicode": "builtins:str",
    "builtins.xrange": "builtins:range",
}


class BuiltinNames(MovedNames):
    r"""Rename builtins that are handed on without being called.

    2to3 renames some of them only where they are called, others only where they are not imported
    in another way. What it leaves is a ``NameError``.

    Before::

        fields = {"range": xrange, "sum": reduce}
        pairs = dict.iteritems(fields)

    After::

        import functools
        fields = {"range": range, "sum": functools.reduce}
        pairs = dict.items(fields)

    Left alone, because the file defines its own::

        try:
            xrange
        except NameError:
            xrange = range
        print(xrange)

    Limits: a name bound by ``from helpers import *`` is not seen.
    Source: https://docs.python.org/3/whatsnew/3.0.html#builtins
    """

    name = "builtin_names"
    moved = MOVED

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        found = self.reference_of(original_node)
        if found is None or found.name != original_node.value or found.origin not in self.table:
            return updated_node
        new = self.spell(self.table[found.origin])
        return new.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)
