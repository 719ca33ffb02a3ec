"""Every example in a fixer's docstring does what it says, and every fixer has its examples."""

from __future__ import annotations

from pathlib import Path

import pytest

import porting
from porting.example import Example, examples_of
from porting.stages import all_fixers
from tests.fixers.check import check

# What the examples import from their own package is there.
FILENAME = str(Path(__file__).parent / "package" / "example.py")
FIXERS = all_fixers()
EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{number}")
    for name, fixer in FIXERS.items()
    for number, example in enumerate(examples_of(fixer), 1)
]
# What these write has another meaning in Python 2, so they, like 2to3, would change it again.
CHANGED_AGAIN = {"dict", "xrange"}
# These come when the text is Python 3.
SEES_PYTHON3 = {"with_metaclass"}


@pytest.mark.parametrize(("fixer", "example"), EXAMPLES)
def test_example(fixer: str, example: Example) -> None:
    if example.is_warned:
        result = porting.port_source(example.before, filename=FILENAME, fixers=[fixer])
        assert result.code == example.after
        assert result.warnings
    else:
        settles = fixer not in CHANGED_AGAIN or bool(example.title)
        check(
            fixer,
            example.before,
            example.after,
            compiles=False,
            settles=settles,
            filename=FILENAME,
            python2=fixer not in SEES_PYTHON3,
        )


@pytest.mark.parametrize("name", FIXERS)
def test_docstring_has_all_its_parts(name: str) -> None:
    fixer = FIXERS[name]
    text = fixer.__doc__ or ""
    assert fixer.title().endswith(".")
    assert "Left alone, because" in text
    assert "Limits: " in text
    assert "Source: http" in text
