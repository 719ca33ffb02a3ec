from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import arguments, dotted, name_of
from porting.fixers.bases.moved_names import MovedNames

MOVED = {"string.maketrans": "builtins:str.maketrans", "string.translate": "builtins:str.translate"}
_MAKES_TABLE = re.compile(
    r"=.*(?<!bytes\.)\bmaketrans\b|=.*\brange\s*\(\s*(?:0\s*,\s*)?256\s*\)", re.DOTALL
)
IDENTITY = '"".join(map(chr, range(256)))'
_ATOMS = (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.SimpleString)


class Translate(MovedNames):
    r"""Make tables for ``translate`` with ``str.maketrans``, and delete characters with one.

    A table of Python 2 was a string of 256 characters; what to delete was a second argument. For
    text in Python 3 it is a dictionary, in which what is to be deleted has no value. What does
    bytes has a table and a second argument still.

    Before::

        import string

        table = string.maketrans("abc", "xyz")
        everything = string.maketrans("", "")
        print(line.translate(table, " "))
        print(line.translate(None, "-"))

    After::

        import string

        table = str.maketrans("abc", "xyz")
        everything = "".join(map(chr, range(256)))
        print(line.translate(str.maketrans("", "", " ")).translate(table))
        print(line.translate(str.maketrans("", "", "-")))

    Left alone, because these are bytes::

        print(line.translate(None, b"-"))

    Limits: what is not known to be bytes is taken for text.
    Source: https://docs.python.org/3/library/stdtypes.html#str.maketrans
    """

    name = "translate"
    safety = "review"
    moved = MOVED
    triggers = frozenset(["maketrans", "translate"])
    in_strings = False

    def is_wanted(self, statement: Any) -> bool:
        return super().is_wanted(statement) or statement.names("translate")

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        args = arguments(original_node.args)
        path = self.path_of(original_node.func)
        if path == "string.maketrans":
            if len(args) == 2 and all(_is_empty(arg.value) for arg in args):
                return cst.parse_expression(IDENTITY)
            return updated_node
        new, func = list(updated_node.args), updated_node.func
        if path == "string.translate" and len(args) in (2, 3):
            owner: Any = new.pop(0).value
            if not owner.lpar and not isinstance(owner, _ATOMS):
                owner = owner.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        elif (
            len(args) != 2
            or not isinstance(func, cst.Attribute)
            or (
                (path and not path.startswith("builtins."))
                or func.attr.value != "translate"
                or not self._are_of_text(args)
            )
        ):
            return updated_node
        else:
            owner = func.value
        table, *deleted = (arg.value for arg in new)
        if deleted:
            no_text = [cst.Arg(cst.SimpleString('""'))] * 2
            maker = dotted("str.maketrans")
            owner = _translated(owner, cst.Call(maker, [*no_text, cst.Arg(deleted[0])]))
        if not _is_none(table):
            owner = _translated(owner, table)
        return owner.with_changes(  # type: ignore[no-any-return]
            lpar=[*updated_node.lpar, *owner.lpar], rpar=[*owner.rpar, *updated_node.rpar]
        )

    def _are_of_text(self, args: list[cst.Arg]) -> bool:
        """Whether a table and what to delete look like those of a string that is no bytes."""
        table, deleted = (arg.value for arg in args)
        if isinstance(deleted, cst.SimpleString) and "b" in deleted.prefix:
            return False
        if _is_none(table):
            return True
        if isinstance(table, cst.Call) and self.path_of(table.func) == "string.maketrans":
            return True
        name = name_of(table).rpartition(".")[2]
        return bool(name) and any(
            name in statement.words and _MAKES_TABLE.search(statement.text)
            for statement in self.document.statements
            if statement is not self.statement
        )


def _translated(owner: Any, table: cst.BaseExpression) -> cst.Call:
    return cst.Call(cst.Attribute(owner, cst.Name("translate")), [cst.Arg(table)])


def _is_none(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "None"


def _is_empty(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.SimpleString) and node.evaluated_value == ""
