"""Whether a quotient is used as only an integer can be."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cached_property
from typing import Any, NamedTuple

from porting.fixers.questions.number_bindings import called_name
from porting.fixers.questions.syntax import Syntax
from porting.trees import nodes_below

# What takes no float in Python 2.7, as the first argument or all of them.
_FUNCTIONS = frozenset("range xrange chr unichr hex oct bin islice randrange randint".split())
_METHODS = frozenset("ljust rjust center zfill read seek truncate randrange randint".split())
# Modules with numbers of their own, and the methods of such.
_OTHER_NUMBERS = frozenset("decimal fractions numpy __div__ __truediv__".split())
_BITS = (ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr, ast.BitXor)
_FIELD = re.compile(r"%(?P<name>\([^)]*\))?[#0\- +]*(?P<width>\*|\d*)(?:\.(?:\*|\d*))?(?P<code>.)")


class NumberUses:
    """The uses of the names and the divisions of a file, found once for each scope."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._scopes: dict[Any, _Scope] = {}

    def must_be_whole(self, node: Any) -> bool:
        """Whether a quotient, or a name that it is given, is used as only an integer can be, or
        the remainder is taken as well.

        `node` is a division or the statement ``x /= y``, in a tree of Python 2. Where a file has
        other numbers than integers and floats, nothing is known.
        """
        if self._has_other_numbers:
            return False
        if self._is_used_whole(node):
            return True
        if not isinstance(node, ast.BinOp):
            return False
        return self._is_rounding(node) or self._has_remainder(node)

    @cached_property
    def _has_other_numbers(self) -> bool:
        by_type = self.syntax.by_type
        modules = {alias.name for each in by_type[ast.Import] for alias in each.names}
        modules |= {each.module for each in by_type[ast.ImportFrom] if each.module}
        functions = {each.name for each in by_type[ast.FunctionDef]}
        return not _OTHER_NUMBERS.isdisjoint(modules | functions)

    def _is_rounding(self, node: ast.BinOp) -> bool:
        """Whether a quotient is multiplied by what it was divided by, as in ``x / 8 * 8``."""
        above = self.syntax.parents[node]
        return (
            isinstance(above, ast.BinOp)
            and isinstance(above.op, ast.Mult)
            and above.left is node
            and ast.dump(above.right) == ast.dump(node.right)
        )

    def _has_remainder(self, node: ast.BinOp) -> bool:
        """Whether the remainder of a division is taken as well, or it divides such a remainder."""
        operations = self._in_scope_of(node).operations
        if _form(ast.Mod, node) in operations:
            return True
        left: Any = node.left  # x / 3600, x % 3600 / 60
        is_remainder = isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mod)
        return is_remainder and _form(ast.Div, left) in operations

    def _is_used_whole(self, node: Any) -> bool:
        if self._is_whole_here(node):
            return True
        uses = self._in_scope_of(node).uses
        waiting, seen = self._names_given(node), set[str]()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            if any(map(self._is_whole_here, uses[name])):
                return True
            for use in uses[name]:
                waiting += self._names_given(use)
        return False

    def _in_scope_of(self, node: Any) -> _Scope:
        scope = self.syntax.scope_of(node)
        if scope not in self._scopes:
            self._scopes[scope] = found = _Scope(defaultdict(list), set())
            for each in nodes_below(scope):
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
                    found.uses[each.id].append(each)
                elif isinstance(each, ast.BinOp) and isinstance(each.op, (ast.Mod, ast.Div)):
                    found.operations.add(_form(type(each.op), each))
        return self._scopes[scope]

    def _names_given(self, node: Any) -> list[str]:
        """The names that a value is given as it is."""
        parent: Any = self.syntax.parents[node]
        targets: list[Any] = [node.target] if isinstance(node, ast.AugAssign) else []
        if isinstance(parent, ast.Assign) and parent.value is node:
            targets = parent.targets
        return [target.id for target in targets if isinstance(target, ast.Name)]

    def _is_whole_here(self, node: Any) -> bool:
        child, parent = node, self.syntax.parents[node]
        while isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Add, ast.Sub)):
            child, parent = parent, self.syntax.parents[parent]
        if isinstance(parent, ast.Slice) or _is_repeating(parent, child):
            return True
        if isinstance(parent, ast.Subscript):
            return parent.slice is child and isinstance(parent.value, (ast.Name, ast.Attribute))
        if isinstance(parent, ast.Call):
            names = _METHODS if isinstance(parent.func, ast.Attribute) else _FUNCTIONS
            return child in parent.args and called_name(parent) in names
        if isinstance(parent, ast.BinOp) and isinstance(parent.op, _BITS):
            return True
        return self._is_shown_whole(child, parent)

    def _is_shown_whole(self, node: Any, parent: Any) -> bool:
        """Whether a template shows a value by a code for integers, such as ``%d``."""
        template, place = parent, 0
        if isinstance(parent, ast.Tuple):
            template, place = self.syntax.parents[parent], parent.elts.index(node)
        if not isinstance(template, ast.BinOp) or not isinstance(template.op, ast.Mod):
            return False
        text = template.left.value if isinstance(template.left, ast.Constant) else None
        if not isinstance(text, str) or template.left is node:
            return False
        fields = [each for each in _FIELD.finditer(text) if each["code"] != "%"]
        if any(each["name"] or "*" in each.group() for each in fields) or place >= len(fields):
            return False
        return fields[place]["code"] in "diuoxXc"


class _Scope(NamedTuple):
    uses: defaultdict[str, list[ast.Name]]
    operations: set[tuple[type, str, str]]


def _form(operator: type, node: ast.BinOp) -> tuple[type, str, str]:
    return operator, ast.dump(node.left), ast.dump(node.right)


def _is_repeating(node: Any, count: Any) -> bool:
    """Whether a string or list that stands there is repeated so many times."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
        return False
    other = node.left if node.right is count else node.right
    is_string = isinstance(other, ast.Constant) and isinstance(other.value, (str, bytes))
    return is_string or isinstance(other, ast.List)
