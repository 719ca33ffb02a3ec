"""The programs in the playground's menu: examples of the fixers, and exercises."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from porting.example import examples_of
from porting.stages import ALL_STAGES

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

EXERCISES = Path(__file__).parents[1] / "exercises"

Programs = dict[str, dict[str, str]]
"""Programs by their titles, in groups by theirs."""


@cache
def programs() -> Programs:
    """All that the menu has: exercises first, then each stage's fixers."""
    found = {"Exercises": dict(sorted(_exercises()))}
    for stage in ALL_STAGES:
        found[f"Fixers of {stage.name}"] = {
            kind.name: next(
                (each.before for each in examples_of(kind) if not each.title),
                examples_of(kind)[0].before,
            )
            for kind in stage.corrected
        }
    return {group: titles for group, titles in found.items() if titles}


def _exercises() -> Iterator[tuple[str, str]]:
    """The programs in Python 2 that exercises begin with, by title and file."""
    for settings in sorted(EXERCISES.glob("*/exercise.toml")):
        title = tomllib.loads(settings.read_text(encoding="utf-8")).get("title", "")
        for path in sorted((settings.parent / "start").glob("*.py")):
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:  # It is about encodings, and nothing to be pasted.
                continue
            yield f"{title or settings.parent.name} ({path.name})", text
