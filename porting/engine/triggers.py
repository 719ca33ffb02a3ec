"""What fixers look for, and whether a document may hold it: known without parsing anything."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

from porting.source import modules_beside

if TYPE_CHECKING:
    from porting.engine.document import Document, Statement
    from porting.fixer import Fixer

_WORD = re.compile(r"\w+")


class KnownFixer(Protocol):
    """What a fixer says of itself, also before it is imported: see `porting.fixer.Fixer`."""

    @property
    def name(self) -> str: ...
    @property
    def together(self) -> str: ...
    @property
    def is_loaded(self) -> bool: ...
    @property
    def triggers(self) -> frozenset[str]: ...
    @property
    def pattern(self) -> re.Pattern[str] | None: ...
    @property
    def form(self) -> re.Pattern[str] | None: ...
    @property
    def in_strings(self) -> bool: ...
    @property
    def in_package(self) -> bool: ...
    def load(self) -> type[Fixer]: ...


def watch(document: Document, fixers: Collection[KnownFixer]) -> None:
    """Let a document know what is looked for."""
    words = frozenset[str]().union(*(each.triggers for each in fixers))
    document.watch(words, {each.pattern for each in fixers if each.pattern is not None})


def may_find(document: Document, fixer: KnownFixer) -> bool:
    """Whether a document that watches for it may hold what a fixer looks for."""
    if not fixer.triggers and fixer.pattern is None:
        return True
    holders = document.index.holders
    if fixer.pattern not in holders and fixer.triggers.isdisjoint(holders):
        return False
    if fixer.is_loaded:
        return True
    places = document.holding(fixer.triggers, fixer.pattern)
    return any(may_change(document, document.statements[place], fixer) for place in places)


def may_change(document: Document, statement: Statement, fixer: KnownFixer) -> bool:
    """Whether a statement with a trigger may be rewritten, as far as its text tells."""
    if fixer.in_package and modules_beside(document.context.filename).isdisjoint(statement.words):
        return False
    if fixer.form is not None and fixer.form.search(statement.code) is None:
        return False
    if fixer.in_strings or (fixer.pattern and fixer.pattern.search(statement.text)):
        return True
    return holds_trigger(statement, fixer)


def holds_trigger(statement: Statement, fixer: KnownFixer) -> bool:
    """Whether a trigger stands in a statement's code, and not just in its strings or comments."""
    return not fixer.triggers.isdisjoint(_WORD.findall(statement.code))
