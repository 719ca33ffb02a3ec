"""Each fixer, withheld from the whole pipeline, is missed by an example of its own.

Those that are not stand in `SURVIVORS`, with the reason. `porting workshop break` does the same for
a program and its runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from porting import port_source
from porting.example import examples_of
from porting.fixer import Fixer
from porting.stages import all_fixers

# Ways to run the pipeline.
WAYS: tuple[Mapping[str, Any], ...] = (
    {},
    {"strings": "boundary"},
    {"target": "six"},
    {"print_function": True},
)
SAME_BY_ANOTHER = "another fixer does the same where this one is withheld"
NEEDS_FILES = "its example needs other files of a package; its own tests have them"
BETWEEN_STAGES = "its example is what an earlier stage leaves of a statement that it looks back at"
SURVIVORS: Mapping[str, str] = {
    "package_imports": NEEDS_FILES,
    "import_calls": NEEDS_FILES,
    "import": NEEDS_FILES,
    "absolute_future": NEEDS_FILES,
    "numliterals": SAME_BY_ANOTHER,
    "apply": SAME_BY_ANOTHER,
    "basestring": SAME_BY_ANOTHER,
    "buffer": SAME_BY_ANOTHER,
    "nonzero": SAME_BY_ANOTHER,
    "paren": SAME_BY_ANOTHER,
    "array_bytes": SAME_BY_ANOTHER,
    "array_methods": SAME_BY_ANOTHER,
    "text_prefixes": SAME_BY_ANOTHER,
    "line_ends": BETWEEN_STAGES,
    "soft_spaces": BETWEEN_STAGES,
}


def outcome(source: str, way: Mapping[str, Any], **options: Any) -> object:
    """What a user would notice of a port: its text, its warnings, or that it failed."""
    try:
        result = port_source(source, from_version="2", **way, **options)
    except Exception as error:
        return type(error)
    return result.code, [warning.message for warning in result.warnings]


def is_missed(name: str, fixer: type[Fixer]) -> bool:
    return any(
        outcome(source, way, enable=[name]) != outcome(source, way, disable=[name])
        for way in WAYS
        for source in sources_of(fixer)
    )


def sources_of(fixer: type[Fixer]) -> Iterator[str]:
    """The examples in which it does something."""
    for example in examples_of(fixer):
        if not example.title or example.is_warned:
            yield example.before


@pytest.mark.parametrize("name", all_fixers())
def test_a_withheld_fixer_is_missed(name: str) -> None:
    assert is_missed(name, all_fixers()[name]) == (name not in SURVIVORS)


def test_survivors_are_fixers() -> None:
    assert SURVIVORS.keys() <= all_fixers().keys()
