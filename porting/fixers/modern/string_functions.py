from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import libcst as cst

from porting.fixer import arguments, name_of
from porting.fixers.bases.moved_names import MovedNames, assignment
from porting.fixers.questions.own_names import call_of_builtin
from porting.py2.spaces import NO_SPACE

METHODS = {
    name: name
    for name in (
        "capitalize center count expandtabs find index ljust lower lstrip replace rfind rindex"
        " rjust rsplit rstrip split strip swapcase upper zfill"
    ).split()
} | {"splitfields": "split"}
TYPES = {"atof": "float", "atoi": "int", "atol": "int"}
ERRORS = dict.fromkeys(("atof_error", "atoi_error", "atol_error", "index_error"), "ValueError")
JOINS = ("join", "joinfields")
MOVED = (
    {f"string.{name}": f"builtins:str.{new}" for name, new in METHODS.items()}
    | {f"string.{name}": f"builtins:{new}" for name, new in (TYPES | ERRORS).items()}
    | {f"string.{name}": "builtins:str.join" for name in JOINS}
)
_JOIN = 'lambda words, sep=" ": sep.join(words)'
_ATOMS = (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.SimpleString)


class StringFunctions(MovedNames):
    r"""Call the methods of strings in place of the functions of ``string``.

    Strings have had methods since Python 2.0; Python 3 dropped the functions that came before.

    Before::

        import string
        from string import join, atoi

        words = string.split(line, ",")
        print(join(words), string.join(map(string.upper, words), "-"), atoi("12"))

    After::

        import string

        words = line.split(",")
        print(" ".join(words), "-".join(map(str.upper, words)), int("12"))

    Before::

        from string import *

        words = split(line, ",")

    After::

        from string import *

        words = line.split(",")

    Before::

        import string

        print(string.zfill(number, 3))

    After::

        import string

        print(str(number).zfill(3))

    Left alone, because they are in the module still::

        import string

        print(string.capwords(line), string.Template(line))

    Limits: ``zfill`` where it is handed on no longer takes numbers.
    Source: https://docs.python.org/2/library/string.html#deprecated-string-functions
    """

    name = "string_functions"
    moved = MOVED

    def _sort(self, module: str, alias: cst.ImportAlias) -> tuple[str, Any]:
        path = f"{module}.{name_of(alias.name)}"
        if path not in self.table:
            return super()._sort(module, alias)
        local = name_of(alias.asname.name) if alias.asname else name_of(alias.name)
        if not self._is_for_others(local):
            return "", None  # No name stays: each use is written in another way.
        is_join = path.rpartition(".")[2] in JOINS
        return "", assignment(local, _JOIN if is_join else self.table[path].partition(":")[2])

    def _is_for_others(self, name: str) -> bool:
        """Whether others may take a name that the file imports, or it comes from elsewhere, too."""
        is_exported = self.project.is_exported(self.document.context.filename, name)
        is_from_elsewhere = len(self.origins.bound.get(name, ())) > 1
        return is_exported or is_from_elsewhere or name in self.origins.strings

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        name = self._called(original_node)
        if not name or name in TYPES:
            return updated_node
        first, *rest = updated_node.args
        if name == "zfill" and not isinstance(first.value, cst.SimpleString):
            first = first.with_changes(value=call_of_builtin(self, "str", first.value))
        if name not in JOINS:
            return _method(updated_node, first.value, METHODS[name], rest)
        separator: Any = rest[0].value if rest else cst.SimpleString('" "')
        return _method(updated_node, separator, "join", [first])

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if original_node.attr.value not in self.triggers:
            return updated_node
        path = self.path_of(original_node)
        found = self.reference_of(original_node)
        if path not in self.table or found is None or found.origin == path:
            return updated_node
        return self._as_value(original_node, updated_node, path)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        found = self.reference_of(original_node)
        if found is None or found.name != original_node.value or found.origin not in self.table:
            return updated_node
        return self._as_value(original_node, updated_node, found.origin)

    def _as_value(self, node: Any, updated: Any, path: str) -> cst.BaseExpression:
        """The function where it is handed on, or is about to be taken apart with its call."""
        name = path.rpartition(".")[2]
        call = self.parent
        is_called = isinstance(call, cst.Call) and call.func is node and bool(self._called(call))
        if is_called and name not in TYPES:
            return updated  # type: ignore[no-any-return]
        if name in JOINS:
            return cst.parse_expression(f"({_JOIN})")
        new = self.spell(self.table[path])
        return new.with_changes(lpar=updated.lpar, rpar=updated.rpar)

    def _called(self, call: cst.Call) -> str:
        """The function that a call gives all its arguments by their places, else ""."""
        path = self.path_of(call.func)
        args = arguments(call.args)
        if path not in self.table or not args:
            return ""
        name = path.rpartition(".")[2]
        return "" if name in ERRORS or (name in JOINS and len(args) > 2) else name


def _method(call: cst.Call, owner: Any, name: str, args: Sequence[cst.Arg]) -> cst.Call:
    """The call of a method of an argument, with other arguments."""
    if not owner.lpar and not isinstance(owner, _ATOMS):
        owner = owner.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    rest = list(args)
    if rest:
        rest[-1] = rest[-1].with_changes(
            comma=cst.MaybeSentinel.DEFAULT, whitespace_after_arg=NO_SPACE
        )
    return call.with_changes(
        func=cst.Attribute(owner, cst.Name(name)), args=rest, whitespace_before_args=NO_SPACE
    )
