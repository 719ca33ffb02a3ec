"""Which branches of a file are for one version of Python alone, as far as their condition says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from porting.engine.document import Document, Statement
from porting.project.language import (
    PYTHON2_ATTRIBUTES,
    PYTHON2_NAMES,
    Language,
    has_print_statement,
)
from porting.project.versions import NAMES, PYTHON2, PYTHON3, Answers, evaluate, is_in_library
from porting.py2.tokens import code_in
from porting.trees import tree_of

# The lookahead takes the first `if` of a line, and does not look for another.
_QUESTION = re.compile(rf"^(?=(.*?if\b))\1.*{NAMES.pattern}", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(r"\s*(?:el)?if\b(.*?):\s*(?:#[^\n]*)?(?:pass\s*)?\Z", re.DOTALL)
_LOADED = re.compile(r"[\"'](\w+)[\"']\s+in\s+sys\s*\.\s*modules\b")
_ONLY_PYTHON2 = re.compile(
    rf"\.\s*(?:{'|'.join(sorted(PYTHON2_ATTRIBUTES))})\s*\("
    rf"|(?<![\w.])(?P<name>{'|'.join(sorted(PYTHON2_NAMES))})\b(?!\s*=(?!=))"
)
_CATCHES = re.compile(r"\s*except\b(?:[^:]*\b(?:ImportError|ModuleNotFoundError|Exception)\b|\s*:)")
_EXIT = re.compile(r"\b_?exit\s*\(")
_OWNER = re.compile(r"(?<![\w.])(\w+)\s*\.")
_IMPORTED = re.compile(r"\s*(?:import|from)\s+([\w.]+)")
_HASATTR = re.compile(r"(\bnot\s+)?\bhasattr\s*\(\s*([\w.]+)\s*,\s*[\"'](\w+)[\"']\s*\)")


def is_for_python3(document: Document, index: int) -> bool:
    """Whether a statement is run in Python 3 alone, and was written in it.

    A branch in which something stands that only Python 2 has was to go through 2to3 as well.
    """
    if not _asks(document.source):
        return False
    version, outer = _decided(document, index)
    return version is Language.PYTHON3 and not _is_for_2to3(*_span_of_block(document, outer))


def is_passed_over(document: Document, index: int) -> bool:
    """Whether code that works in Python 3 does so whatever a statement says.

    Python 3 never runs it, or the file has asked for what it names, or it is an import and the
    file copes where that fails.
    """
    if _asks(document.source) and version_of(document, index) is Language.PYTHON2:
        return True
    statement = document.statements[index]
    is_import = statement.first_word in ("import", "from")
    outer = document.header_of(index)
    while outer is not None:
        word = document.statements[outer].first_word
        if word == "try" and (
            (is_import and _catches_import_error(document, outer))
            or _is_stood_in_for(statement, document, outer)
        ):
            return True
        if word == "except" and (
            _follows_library_imports(document, outer) or _stands_in(statement, document, outer)
        ):
            return True
        if word in ("if", "elif", "else") and _is_asked_for(statement, document, outer):
            return True
        outer = document.header_of(outer)
    return False


def _is_asked_for(statement: Statement, document: Document, index: int) -> bool:
    """Whether the clause at `index` asks if something has an attribute, or a module is loaded,
    which a statement names; where one is missing, another attribute may stand in for it."""
    header = document.statements[index].text
    if any(map(statement.names, _LOADED.findall(header))):
        return True
    before = _clause_before(document, index) or "" if header.lstrip().startswith("el") else ""
    return any(
        statement.names(name) or (is_missing and statement.names(owner.rpartition(".")[2]))
        for text, is_else in ((header, False), (before, True))
        for negation, owner, name in _HASATTR.findall(text)
        for is_missing in (is_else is not bool(negation),)
    )


def _clauses(document: Document, index: int) -> Iterator[tuple[int, int]]:
    """Where the ``except`` clauses of the ``try`` at `index` begin and end."""
    depth = document.statements[index].depth
    clause = document.block_end(index)
    while clause < len(document.statements):
        statement = document.statements[clause]
        if statement.depth != depth or statement.first_word != "except":
            return
        end = document.block_end(clause)
        yield clause, end
        clause = end


def _catches_import_error(document: Document, index: int) -> bool:
    """Whether the ``try`` at `index` has a clause that goes on where an import fails."""
    for clause, end in _clauses(document, index):
        if _CATCHES.match(document.statements[clause].text):
            return not any(map(_gives_up, document.statements[clause:end]))
    return False


def _is_stood_in_for(statement: Statement, document: Document, index: int) -> bool:
    """Whether a clause of the ``try`` takes another attribute of the same where one is missing."""
    return any(
        _stands_in(each, document, clause) and _owners(statement) & _owners(each)
        for clause, end in _clauses(document, index)
        for each in document.statements[clause + 1 : end]
    )


def _gives_up(statement: Statement) -> bool:
    return statement.first_word == "raise" or _EXIT.search(statement.code) is not None


def _follows_library_imports(document: Document, index: int) -> bool:
    """Whether a clause is for imports that fail, of modules that every Python 3 has."""
    if not _CATCHES.match(document.statements[index].text):
        return False
    imported = (_IMPORTED.match(each.text) for each in _body_of_try(document, index))
    return all(found and is_in_library(found[1]) for found in imported)


def _stands_in(statement: Statement, document: Document, index: int) -> bool:
    """Whether a statement takes an attribute where the clause's ``try`` finds none in the same."""
    if "AttributeError" not in document.statements[index].words:
        return False
    return any(_owners(statement) & _owners(each) for each in _body_of_try(document, index))


def _owners(statement: Statement) -> set[str]:
    """The names of which a statement takes attributes."""
    return set(_OWNER.findall(statement.code))


def _body_of_try(document: Document, index: int) -> list[Statement]:
    """The statements that the clause at `index` belongs to."""
    statements, depth = document.statements, document.statements[index].depth
    first = index - 1
    while statements[first].depth != depth or statements[first].first_word != "try":
        first -= 1
    return statements[first + 1 : document.block_end(first)]


@lru_cache(maxsize=4)
def _asks(text: str) -> bool:
    """Whether a text may ask in which Python it runs."""
    return _QUESTION.search(text) is not None


def version_of(document: Document, index: int) -> Language:
    """The one version of Python in which a statement is run; `UNDECIDED` where that is not said."""
    return _decided(document, index)[0]


def _decided(document: Document, index: int) -> tuple[Language, int]:
    """The version in which a statement is run, and the header or clause that says so."""
    outer = document.header_of(index)
    while outer is not None:
        is_python2, is_python3 = (_is_run(document, outer, known) for known in (PYTHON2, PYTHON3))
        if is_python3 is False:
            return Language.PYTHON2, outer
        if is_python2 is False:
            return Language.PYTHON3, outer
        outer = document.header_of(outer)
    return Language.UNDECIDED, index


def _span_of_block(document: Document, index: int) -> tuple[str, int, int]:
    """A header with its block, in the text that the document was made from."""
    end = document.block_end(index)
    is_last = end == len(document.statements)
    stop = len(document.source) if is_last else document.statements[end].offset
    return document.source, document.statements[index].offset, stop


@lru_cache(maxsize=16)
def _is_for_2to3(text: str, start: int, stop: int) -> bool:
    """Whether a part of a text has what only Python 2 has, or cannot be Python 3."""
    part = text[start:stop]
    found = _ONLY_PYTHON2.finditer(code_in(part))
    if any(not hit["name"] or not _is_bound(text, hit["name"]) for hit in found):
        return True
    indent = part[: len(part) - len(part.lstrip(" \t\f"))]
    outer = f"if 1:\n{indent}" if indent else ""
    tree = tree_of(f"{outer}if 1:\n{indent} pass\n{part}")
    return tree is None or has_print_statement(tree)


def _is_bound(text: str, name: str) -> bool:
    """Whether a text may give a builtin's name to something of its own."""
    binds = (
        rf"\b(?:as|class|def)[ \t]+{name}\b|\b{name}\b[ \t]*(?:,[^=\n]*)?=(?!=)"
        rf"|^[ \t]*(?:from\b[^\n]*)?\bimport\b[^\n]*\b{name}\b"
    )
    return re.search(binds, text, re.MULTILINE) is not None


def _is_run(document: Document, index: int, known: Answers) -> bool | None:
    """Whether the body of a clause is run in a version; `None` where it cannot be told."""
    word = document.statements[index].first_word
    if word in ("elif", "else"):
        before = _clause_before(document, index)
        value = None if before is None else _value_of(before, known)
        if value:
            return False
        if word == "else":
            return None if value is None else True
    if word in ("if", "elif"):
        value = _value_of(document.statements[index].text, known)
        return None if value is None else bool(value)
    return None


def _clause_before(document: Document, index: int) -> str | None:
    """The text of the ``if`` or ``elif`` before an ``elif`` or ``else``."""
    depth = document.statements[index].depth
    for before in range(index - 1, -1, -1):
        statement = document.statements[before]
        if statement.depth == depth:
            return statement.text if statement.first_word in ("if", "elif") else None
    return None


@lru_cache(maxsize=256)
def _condition_in(header: str) -> ast.expr | None:
    found = _HEADER.match(header)
    if not found or not any(name in found[1] for name in ("version", "2", "3", "TYPE_CHECKING")):
        return None
    try:
        return ast.parse(f"({found[1]})", mode="eval").body
    except (SyntaxError, ValueError):
        return None


def _value_of(header: str, known: Answers) -> Any:
    """What the condition of a header is in a version, `None` where it cannot be told."""
    condition = _condition_in(header)
    return None if condition is None else evaluate(condition, known)
