"""The fixers of stage 2to3 before they are imported, which most files need few of."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from porting.fixers.triggers_of_2to3 import TRIGGERS
from porting.project.language import Language

if TYPE_CHECKING:
    from porting.fixer import Fixer


@dataclass(frozen=True)
class Unloaded:
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
    removed_in: ClassVar[tuple[int, int]] = (3, 0)
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
def unloaded() -> tuple[Unloaded, ...]:
    """The fixers of stage 2to3, in the order in which they run."""
    return tuple(
        Unloaded(
            module,
            name,
            explicit,
            frozenset(triggers.split()),
            re.compile(pattern) if pattern else None,
            re.compile(form) if form else None,
            in_strings,
            in_package,
        )
        for module, name, explicit, triggers, pattern, form, in_strings, in_package in TRIGGERS
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
