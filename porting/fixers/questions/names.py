"""Questions about the names of a file that many fixers ask, and the way to import one more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import libcst as cst

from porting.engine.document import Document, Statement
from porting.engine.rewrite import node_of, parse_statement
from porting.fixer import name_of

# The names that every module of Python 2 has, and no module of Python 3.
PYTHON2_BUILTINS = frozenset(
    "apply basestring buffer cmp coerce execfile file intern long raw_input reduce reload unichr "
    "unicode xrange __file__ __builtins__".split()
)

_BRANCHES = ("if", "elif", "for", "while")
_CLAUSES = (cst.Else, cst.ExceptHandler, cst.Finally)
_OTHER_BODIES = ("try", "except", "finally", "else")


def add_import(
    document: Document, package: str | None, name: str, *, before: int | None = None
) -> None:
    """Make sure that a file imports a name, where and as 2to3 does. Call it from `Fixer.finish`.

    The line is ``from package import name``, without a package ``import name``. It goes behind
    the first group of imports at module level; where there are none, behind the docstring (the
    first statement at module level that is one string); else above everything, or (where 2to3's own
    text is not asked for) behind the comments that begin the file, its ``#!`` line among them.
    Nothing is added to a file that has the name already: see `is_bound`. Where the first imports
    come only after the statement at the index `before`, the line goes to the top.
    """
    if not is_bound(document, package, name):
        line = f"from {package} import {name}" if package else f"import {name}"
        index = place_of_import(document)
        if before is not None and before < index:
            index = place_of_first_import(document)
        above_comments = index > 0 or document.context.is_faithful
        document.insert(index, line + document.newline, above_comments=above_comments)


def is_bound(document: Document, package: str | None, name: str) -> bool:
    """Whether 2to3 takes a name for bound at module level: see `binding_of`."""
    return binding_of(document, package, name) is not None


def binding_of(document: Document, package: str | None, name: str) -> int | None:
    """The index of the first statement that binds a name at module level, as 2to3 looks for it.

    Without a package any binding counts: an import, the first target of an assignment, a loop's
    target, a function or class that has no decorator. With one, ``from package import name``
    (or ``*``) and the target of a loop that is in no block do. Bodies of ``try`` are looked into,
    and the last branch of ``if``, ``for`` and ``while``; other bodies are not. Not seen are names
    that stand in parentheses behind ``import``, or come from a relative module.
    """
    for index, statement in enumerate(document.statements):
        if not statement.names(name) and not (package and _has_star(statement)):
            continue
        if not _is_looked_at(document, index):
            continue
        if statement.first_word == "async" or _is_decorated(document, index):
            continue
        seen = statement.first_word not in _BRANCHES or _is_last_branch(document, index)
        for part in _parts(parse_statement(document, index), seen):
            inner_loop = isinstance(part, cst.For) and package and statement.depth
            if _binds(part, package, name) and not inner_loop:
                return index
    return None


def is_local(document: Document, index: int, name: str) -> bool:
    """Whether the functions around a statement give a name a value of their own."""
    assigned = re.compile(
        rf"(?<![\w.]){name}\s*(?:,[^=\n]*)?=(?!=)|\bfor\b[^:]*\b{name}\b[^:]*\bin\b"
    )
    outer = document.header_of(index)
    while outer is not None:
        header = document.statements[outer]
        around = document.header_of(outer)
        if header.first_word in ("def", "async"):
            # The name of a method is not seen in it.
            is_method = around is not None and document.statements[around].first_word == "class"
            seen = header.text.partition("(")[2] if is_method else header.text
            if header.holds(name) and re.search(rf"\b{name}\b", seen):
                return True
            inner = document.statements[outer + 1 : document.block_end(outer)]
            if any(each.holds(name) and assigned.search(each.text) for each in inner):
                return True
        outer = around
    return False


def place_of_import(document: Document) -> int:
    """The index of the statement before which a new import belongs."""
    outer = [n for n, statement in enumerate(document.statements) if statement.depth == 0]
    place = 0
    for index in outer:
        if document.statements[index].first_word in ("import", "from"):
            place = index + 1
        elif place:
            return place
    if place:
        return place
    return next((index + 1 for index in outer if begins_with_string(document, index)), 0)


def place_of_first_import(document: Document) -> int:
    """The index of the first statement that may be an import: behind a docstring and the imports
    from ``__future__``."""
    index = 0
    if document.statements and begins_with_string(document, 0):
        index = 1
    while index < len(document.statements) and "__future__" in document.statements[index].words:
        index += 1
    return index


def begins_with_string(document: Document, index: int) -> bool:
    """Whether a line begins with a statement that is one string, as a docstring is."""
    text = document.statements[index].text
    if not text.lstrip("uUbBrR \t\f").startswith(('"', "'")):
        return False
    line = node_of(document, index)
    first = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    if not isinstance(first, cst.Expr):
        return False
    return isinstance(first.value, cst.SimpleString) and not first.value.lpar


def _has_star(statement: Statement) -> bool:
    """Whether it may import all that a module has."""
    return "*" in statement.text and "*" in statement.code and "import" in statement.code


def _is_looked_at(document: Document, index: int) -> bool:
    """Whether all the bodies around a statement are looked into."""
    outer = document.header_of(index)
    while outer is not None:
        word = document.statements[outer].first_word
        if word in _BRANCHES:
            if not _is_last_branch(document, outer):
                return False
        elif word not in _OTHER_BODIES:
            return False
        outer = document.header_of(outer)
    return True


def _is_last_branch(document: Document, index: int) -> bool:
    """Whether neither ``elif`` nor ``else`` follows the body of a header."""
    end = document.block_end(index)
    if end == len(document.statements):
        return True
    following = document.statements[end]
    is_clause = following.first_word in ("elif", "else")
    return not (is_clause and following.depth == document.statements[index].depth)


def _is_decorated(document: Document, index: int) -> bool:
    return index > 0 and document.statements[index - 1].first_word == "@"


def _parts(node: Any, seen: bool) -> Iterator[cst.CSTNode]:
    """The header of a logical line and its small statements; those in the body that a branch has
    in the same line where it is `seen`."""
    if isinstance(node, (cst.BaseSmallStatement, cst.FunctionDef, cst.ClassDef)):
        yield node
        return
    if isinstance(node, cst.For):
        yield node
    if isinstance(node, cst.With) or (isinstance(node, (cst.If, cst.For, cst.While)) and not seen):
        return
    for child in node.children:
        if isinstance(child, (cst.BaseStatement, cst.BaseSuite, cst.BaseSmallStatement, *_CLAUSES)):
            yield from _parts(child, seen)


def _binds(node: Any, package: str | None, name: str) -> bool:
    """Whether a part of a statement binds a name."""
    if isinstance(node, cst.For):
        return _is_named_in(node.target, name)
    if isinstance(node, cst.ImportFrom):
        return _imports_from(node, package, name)
    if package is not None:
        return False
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return node.name.value == name
    if isinstance(node, cst.Assign):
        return _is_named_in(node.targets[0].target, name)
    if isinstance(node, (cst.AugAssign, cst.AnnAssign)):
        return _is_named_in(node.target, name)
    return isinstance(node, cst.Import) and name in map(_bound_by, node.names)


def _imports_from(node: cst.ImportFrom, package: str | None, name: str) -> bool:
    module = "." * len(node.relative) + name_of(node.module)
    if node.lpar or (node.relative and module != "."):
        return False
    if package is not None and module != package:
        return False
    if isinstance(node.names, cst.ImportStar):
        return package is not None
    if package is not None and any(alias.asname for alias in node.names):
        return False
    if len(node.names) == 1:
        return _bound_by(node.names[0]) == name
    return any(name in (name_of(alias.name), _bound_by(alias)) for alias in node.names)


def _bound_by(alias: cst.ImportAlias) -> str:
    return name_of(alias.asname.name if alias.asname else alias.name)


def _is_named_in(node: Any, name: str) -> bool:
    """Whether a target has the name, other than as an attribute, in an index or an argument."""
    if isinstance(node, (cst.Attribute, cst.Subscript)):
        return _is_named_in(node.value, name)
    if isinstance(node, cst.Call):
        return _is_named_in(node.func, name)
    if isinstance(node, cst.Name):
        return node.value == name
    return any(_is_named_in(child, name) for child in node.children)
