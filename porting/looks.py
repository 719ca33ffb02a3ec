"""What fixers look for, and whether a document may hold it: known without parsing anything."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Protocol

from porting.language import Language
from porting.looks_of_2to3 import LOOKS
from porting.source import modules_beside

if TYPE_CHECKING:
    from porting.document import Document, Statement
    from porting.fixer import Fixer

_WORD = re.compile(r"\w+")


class Looks(Protocol):
    """What a fixer says of itself: see `porting.fixer.Fixer`."""

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


@dataclass(frozen=True)
class Entry:
    """A fixer of stage 2to3 that is imported only where there may be something for it."""

    module: str
    name: str
    explicit: bool
    triggers: frozenset[str]
    pattern: re.Pattern[str] | None
    form: re.Pattern[str] | None
    in_strings: bool
    in_package: bool

    written_in: ClassVar[Language] = Language.PYTHON3
    strings: ClassVar[None] = None
    together: ClassVar[str] = ""

    @property
    def is_loaded(self) -> bool:
        """Whether it was imported already, so that there is nothing to save."""
        return f"porting.fixers.from_2to3.{self.module}" in sys.modules

    def load(self) -> type[Fixer]:
        """The fixer itself."""
        (fixer,) = fixers_in("from_2to3", self.module)
        return fixer


@cache
def entries() -> tuple[Entry, ...]:
    """The fixers of stage 2to3, in the order in which they run."""
    return tuple(
        Entry(
            module,
            name,
            explicit,
            frozenset(triggers.split()),
            re.compile(pattern) if pattern else None,
            re.compile(form) if form else None,
            in_strings,
            in_package,
        )
        for module, name, explicit, triggers, pattern, form, in_strings, in_package in LOOKS
    )


def fixers_in(folder: str, name: str) -> list[type[Fixer]]:
    """Import a module of `porting.fixers` and find the fixer that it defines."""
    module = import_module(f"porting.fixers.{folder}.{name}")
    from porting.fixer import Fixer

    return [
        item
        for item in vars(module).values()
        if isinstance(item, type)
        and issubclass(item, Fixer)
        and "name" in vars(item)
        and item.__module__ == module.__name__
    ]


def watch(document: Document, looks: Collection[Looks]) -> None:
    """Let a document know what is looked for."""
    words = frozenset[str]().union(*(each.triggers for each in looks))
    document.watch(words, {each.pattern for each in looks if each.pattern is not None})


def may_find(document: Document, looks: Looks) -> bool:
    """Whether a document that watches for it may hold what a fixer looks for."""
    if not looks.triggers and looks.pattern is None:
        return True
    holders = document.index.holders
    if looks.pattern not in holders and looks.triggers.isdisjoint(holders):
        return False
    if not isinstance(looks, Entry) or looks.is_loaded:
        return True
    places = document.holding(looks.triggers, looks.pattern)
    return any(may_change(document, document.statements[place], looks) for place in places)


def may_change(document: Document, statement: Statement, looks: Looks) -> bool:
    """Whether a statement with a trigger may be rewritten, as far as its text tells."""
    if looks.in_package and modules_beside(document.filename).isdisjoint(statement.words):
        return False
    if looks.form is not None and looks.form.search(statement.code) is None:
        return False
    if looks.in_strings or (looks.pattern and looks.pattern.search(statement.text)):
        return True
    return holds_trigger(statement, looks)


def holds_trigger(statement: Statement, looks: Looks) -> bool:
    """Whether a trigger stands in a statement's code, and not just in its strings or comments."""
    return not looks.triggers.isdisjoint(_WORD.findall(statement.code))
