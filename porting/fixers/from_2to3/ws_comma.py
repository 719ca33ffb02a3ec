from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

import libcst as cst

from porting.fixer import Fixer
from porting.py2 import nodes
from porting.py2.spaces import NO_SPACE, SPACE

_Node = TypeVar("_Node", bound=cst.CSTNode)


class WsComma(Fixer):
    r"""Put a space behind each comma, and none before it.

    This changes how code looks and not what it does, so it runs only when it is asked
    for. The colons of a dictionary are treated as its commas are.

    Before::

        total = add(1 ,2,  3)
        names = {"one" :1 ,}

    After::

        total = add(1, 2,  3)
        names = {"one": 1,}

    Left alone, because what follows the last comma is more than one piece to 2to3::

        def total(first ,second=2): return first+second
        names = {"one" :1 ,"two" :2}

    Limits: spaces are never taken from behind a comma; ``x[1, :]`` becomes ``x[1,:]``.
    Source: https://docs.python.org/3.12/library/2to3.html#to3fixer-ws_comma
    """

    name = "ws_comma"
    pattern = re.compile(",")
    explicit = True

    # Expressions

    def leave_Tuple(self, original_node: cst.Tuple, updated_node: cst.Tuple) -> cst.Tuple:
        return _respaced(updated_node, "elements")

    def leave_List(self, original_node: cst.List, updated_node: cst.List) -> cst.List:
        return _respaced(updated_node, "elements")

    def leave_Set(self, original_node: cst.Set, updated_node: cst.Set) -> cst.Set:
        return _respaced(updated_node, "elements")

    def leave_Dict(self, original_node: cst.Dict, updated_node: cst.Dict) -> cst.Dict:
        return _respaced(updated_node, "elements")

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        return _respaced(updated_node, "args")

    def leave_Subscript(
        self, original_node: cst.Subscript, updated_node: cst.Subscript
    ) -> cst.Subscript:
        node = _respaced(updated_node, "slice")
        if not (_is_list(node.slice) and _is_bare_colon(node.slice[0])):
            return node
        space = _none_before(node.lbracket.whitespace_after)
        return node.with_changes(lbracket=node.lbracket.with_changes(whitespace_after=space))

    # Statements

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        return _respaced(updated_node, "bases", "keywords")

    def leave_Parameters(
        self, original_node: cst.Parameters, updated_node: cst.Parameters
    ) -> cst.Parameters:
        return _respaced(
            updated_node,
            "posonly_params",
            "posonly_ind",
            "params",
            "star_arg",
            "kwonly_params",
            "star_kwarg",
        )

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> cst.Import:
        return _respaced(updated_node, "names")

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        return _respaced(updated_node, "names")

    def leave_Global(self, original_node: cst.Global, updated_node: cst.Global) -> cst.Global:
        return _respaced(updated_node, "names")

    def leave_Nonlocal(
        self, original_node: cst.Nonlocal, updated_node: cst.Nonlocal
    ) -> cst.Nonlocal:
        return _respaced(updated_node, "names")

    def leave_With(self, original_node: cst.With, updated_node: cst.With) -> cst.With:
        if not isinstance(updated_node.lpar, cst.LeftParen):
            return updated_node
        return _respaced(updated_node, "items")

    def leave_Assert(self, original_node: cst.Assert, updated_node: cst.Assert) -> cst.Assert:
        return cst.ensure_type(_with_comma(updated_node, True), cst.Assert)

    def leave_Print(self, original_node: nodes.Print, updated_node: nodes.Print) -> nodes.Print:
        return _respaced(updated_node, "file", "args")

    def leave_RaiseArgs(
        self, original_node: nodes.RaiseArgs, updated_node: nodes.RaiseArgs
    ) -> nodes.RaiseArgs:
        return _respaced(updated_node, "args")

    def leave_Exec(self, original_node: nodes.Exec, updated_node: nodes.Exec) -> nodes.Exec:
        code, *rest = updated_node.args
        return updated_node.with_changes(args=[code, *_respaced_items(rest)])

    def leave_AsName(self, original_node: cst.AsName, updated_node: cst.AsName) -> cst.AsName:
        if getattr(updated_node, "keyword", "") != ",":
            return updated_node
        return updated_node.with_changes(
            whitespace_before_as=_none_before(updated_node.whitespace_before_as),
            whitespace_after_as=_some_behind(updated_node.whitespace_after_as),
        )


def _respaced(node: _Node, *fields: str) -> _Node:
    """The node with other white space around the commas of these fields, taken as one list."""
    values = {field: getattr(node, field) for field in fields}
    lists = {
        field: list(value) if isinstance(value, (list, tuple)) else [value]
        for field, value in values.items()
        if isinstance(value, (list, tuple, cst.CSTNode)) and not isinstance(value, cst.ImportStar)
    }
    items = [item for part in lists.values() for item in part]
    if not _is_list(items):
        return node
    respaced = iter(_respaced_items(items))
    changes: dict[str, Any] = {}
    for field, part in lists.items():
        new = [next(respaced) for _ in part]
        changes[field] = new if isinstance(values[field], (list, tuple)) else new[0]
    return node.with_changes(**changes)


def _is_list(items: Sequence[Any]) -> bool:
    """Whether there is a comma, and behind the last one no more than one piece to 2to3."""
    if not items:
        return False
    last = items[-1]
    if isinstance(last.comma, cst.Comma):
        return True
    return len(items) > 1 and _is_one_piece(last)


def _is_one_piece(item: Any) -> bool:
    if isinstance(item, cst.Param):
        return not (item.default or item.star)
    return not isinstance(item, (cst.DictElement, cst.StarredDictElement))


def _respaced_items(items: Sequence[Any]) -> list[Any]:
    if not _is_list(items):
        return list(items)
    followers = [*items[1:], None]
    return [_respaced_item(item, following) for item, following in zip(items, followers)]


def _respaced_item(item: Any, following: Any) -> Any:
    if isinstance(item, cst.DictElement):
        item = item.with_changes(
            whitespace_before_colon=_none_before(item.whitespace_before_colon),
            whitespace_after_colon=_some_behind(item.whitespace_after_colon),
        )
    if not isinstance(item.comma, cst.Comma):
        return item
    # LibCST takes the space behind these to be theirs.
    if isinstance(item, cst.ParamSlash):
        item = item.with_changes(whitespace_after=_none_before(item.whitespace_after))
    elif (colon := _last_colon(item)) is not None:
        space = _none_before(colon.whitespace_after)
        item = item.with_deep_changes(colon, whitespace_after=space)
    return _with_comma(item, following is not None, _is_bare_colon(following))


def _last_colon(item: Any) -> cst.Colon | None:
    """The colon that an index ends with, if it does."""
    part = getattr(item, "slice", None)
    if not isinstance(part, cst.Slice):
        return None
    if isinstance(part.second_colon, cst.Colon):
        return None if part.step else part.second_colon
    return None if part.upper else part.first_colon


def _with_comma(item: Any, is_followed: bool, by_colon: bool = False) -> Any:
    comma = item.comma
    if not isinstance(comma, cst.Comma):
        return item
    behind = comma.whitespace_after
    if is_followed:
        behind = _none_before(behind) if by_colon else _some_behind(behind)
    before = _none_before(comma.whitespace_before)
    return item.with_changes(
        comma=comma.with_changes(whitespace_before=before, whitespace_after=behind)
    )


def _is_bare_colon(item: Any) -> bool:
    """Whether an index is nothing but a colon: 2to3 treats it as it does a comma."""
    if not isinstance(item, cst.SubscriptElement) or not isinstance(item.slice, cst.Slice):
        return False
    part = item.slice
    return not (part.lower or part.upper or part.step or isinstance(part.second_colon, cst.Colon))


def _none_before(white: Any) -> Any:
    """The white space before a comma: none where it is only spaces."""
    if isinstance(white, cst.SimpleWhitespace) and not white.value.strip(" \t\f"):
        return NO_SPACE
    return white


def _some_behind(white: Any) -> Any:
    """The white space behind a comma: one space where there is none."""
    if isinstance(white, cst.SimpleWhitespace) and not white.value:
        return SPACE
    return white
