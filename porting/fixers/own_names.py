"""Whether a name is the file's own, where 2to3 takes every such name for the builtin.

It is asked before the file is Python 3, so what binds a name is found in its statements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import libcst as cst

from porting.branches import version_of
from porting.document import Document
from porting.engine import parse_statement
from porting.fixer import Fixer, call_of, name_of
from porting.language import Language

Ranges = tuple[range, ...]
_known: WeakKeyDictionary[Fixer, dict[str, Ranges]] = WeakKeyDictionary()


def is_own(fixer: Fixer, name: str) -> bool:
    """Whether the file binds a name where the fixer's statement stands, in whatever way.

    Never where 2to3's own text is asked for. What is bound at module level counts everywhere,
    unless Python 3 does not run it; what a function binds, in that function.
    """
    if fixer.document.is_faithful:
        return False
    ranges = _known.setdefault(fixer, {})
    if name not in ranges:
        ranges[name] = tuple(_scopes_of(fixer.document, name))
    # What a parameter is by default is none of the function's own names.
    is_default = any(isinstance(parent, cst.Param) for parent in fixer.parents)
    return any(
        fixer.index in scope and not (is_default and scope.start == fixer.index)
        for scope in ranges[name]
    )


def is_shadowed(fixer: Fixer, name: str) -> bool:
    """Whether a builtin's name stands for something else where the fixer's statement stands.

    What is bound at module level on one way only (``except NameError: bytes = str``) is there for
    those who have not got the builtin.
    """
    document = fixer.document
    if name not in document.words:
        return False
    whole = range(-1, len(document.statements) * 2)
    return is_own(fixer, name) and any(
        fixer.index in scope and (scope != whole or _is_bound_plainly(document, name))
        for scope in _known[fixer][name]
    )


def as_list(fixer: Fixer, value: cst.BaseExpression) -> cst.BaseExpression:
    """``list(value)``; a display where the file has something of its own by that name."""
    if is_shadowed(fixer, "list"):
        return cst.List([cst.StarredElement(value)])
    return call_of("list", value)


def is_no_variable(node: Any, parents: Sequence[Any]) -> bool:
    """Whether a name is that of an attribute, an argument, a function, or something imported."""
    parent = parents[-1]
    if isinstance(parent, cst.Attribute):
        return parent.attr is node or isinstance(parents[-2], (cst.ImportAlias, cst.ImportFrom))
    if isinstance(parent, cst.Arg):
        return parent.keyword is node
    if isinstance(parent, cst.Param):
        return parent.name is node
    if isinstance(parent, (cst.FunctionDef, cst.ClassDef)):
        return parent.name is node
    return isinstance(parent, (cst.ImportAlias, cst.ImportFrom, cst.AsName, cst.NameItem))


def _scopes_of(document: Document, name: str) -> Iterator[range]:
    """The statements, by index, in which a name means what some statement binds it to."""
    for index, statement in enumerate(document.statements):
        if not statement.names(name):
            continue
        tree = parse_statement(document, index)
        if statement.first_word in ("def", "async") and _is_parameter(tree, name):
            yield range(index, document.block_end(index))
        is_bound = any(bound == name for bound in _bound_in(tree))
        if is_bound and version_of(document, index) is not Language.PYTHON2:
            yield from _scope_around(document, index)


def _is_bound_plainly(document: Document, name: str) -> bool:
    """Whether a statement that is in no block binds a name."""
    return any(
        name in _bound_in(parse_statement(document, index))
        for index, statement in enumerate(document.statements)
        if not statement.depth and statement.names(name)
    )


def _scope_around(document: Document, index: int) -> Iterator[range]:
    """The block of the function around a statement, or all of the file; none for a class body."""
    outer = document.header_of(index)
    while outer is not None:
        word = document.statements[outer].first_word
        if word == "class":
            return
        if word in ("def", "async"):
            yield range(outer, document.block_end(outer))
            return
        outer = document.header_of(outer)
    yield range(-1, len(document.statements) * 2)


def _is_parameter(node: Any, name: str) -> bool:
    if isinstance(node, cst.FunctionDef):
        return any(_named(param) == name for param in _walk(node.params, cst.Param))
    return any(_is_parameter(child, name) for child in node.children)


def _named(param: Any) -> str:
    return name_of(param.name)


def _walk(node: Any, kind: type) -> Iterator[Any]:
    if isinstance(node, kind):
        yield node
    for child in node.children:
        yield from _walk(child, kind)


def _bound_in(node: Any) -> Iterator[str]:
    """The names that a statement binds in the scope that it stands in."""
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        yield node.name.value
        return
    if isinstance(node, cst.Assign):
        # ``unicode = unicode`` binds what it must first know.
        first = node.targets[0].target
        if len(node.targets) > 1 or not node.value.deep_equals(first):
            for target in node.targets:
                yield from _targets(target.target)
    elif isinstance(node, (cst.AugAssign, cst.AnnAssign, cst.For)):
        yield from _targets(node.target)
    elif isinstance(node, cst.AsName):
        yield from _targets(node.name)
    elif isinstance(node, cst.ImportAlias):
        yield name_of(node.asname.name if node.asname else node.name).partition(".")[0]
        return
    for child in node.children:
        if not isinstance(child, (cst.BaseExpression, cst.AssignTarget)):
            yield from _bound_in(child)


def _targets(node: Any) -> Iterator[str]:
    if isinstance(node, cst.Name):
        yield node.value
    elif isinstance(node, (cst.Tuple, cst.List)):
        for element in node.elements:
            yield from _targets(element.value)
    elif isinstance(node, cst.StarredElement):
        yield from _targets(node.value)
