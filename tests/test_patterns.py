"""No pattern of ours takes endless time: what a file repeats must not stop a run."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest

import porting

# What patterns for source text repeat, and what may stand before it.
UNITS = (
    *(" ", "\t", " \t", "\n", " \n", "\r\n", "\\", "\\\n", "#", "#\n", "(", ")", "[", "{", "}"),
    *(",", ";", ":", "=", ".", "-", "%", "@", "<", "'", '"', '""', "'''", "ur'", 'f"', "0", "1"),
    *("_", "a", "a ", "a.", "a,", "a, ", "a=", "as ", "import a ", "def a(", "lambda ", "if a "),
)
BEFORE = (
    "",
    "from ",
    "import ",
    "def f(",
    "lambda ",
    "class a(",
    "if ",
    "except ",
    "x = ",
    '"',
    "#",
)
REPEATED = 300
SECONDS = 0.1  # Of computing; what grows with the square takes a tenth.
ATTEMPTS = 3  # A pattern is slow if it is each time: other threads count as well.


# What runs beside a program, not in ours.
APART = {
    "porting.__main__",
    "porting.replay.player",
    "porting.replay.porting_guard",
    "porting.replay.recorder",
    "porting.verify.player",
}


def _patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The compiled patterns that modules and classes hold, each with where it is."""
    for module in pkgutil.walk_packages(porting.__path__, "porting."):
        if module.name in APART:
            continue
        found = vars(importlib.import_module(module.name))
        classes = [each for each in found.values() if isinstance(each, type)]
        for owner, names in [("", found), *((each.__name__, vars(each)) for each in classes)]:
            for name, value in names.items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{owner}.{name}".replace("..", "."), value


def _is_searched(pattern: re.Pattern[Any], text: str) -> bool:
    """Whether a pattern is done with a text in time."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        pattern.search(text if isinstance(pattern.pattern, str) else text.encode())
    except TimeoutError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return True


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer")
def test_no_pattern_backtracks_without_end() -> None:
    slow: dict[str, str] = {}
    before = signal.signal(signal.SIGVTALRM, _too_slow)
    patterns = {pattern: where for where, pattern in _patterns()}
    try:
        for pattern, where in patterns.items():
            for text in (start + unit * REPEATED + "\x01" for start in BEFORE for unit in UNITS):
                if all(not _is_searched(pattern, text) for _ in range(ATTEMPTS)):
                    slow[where] = f"{text[:20]!r}..."
                    break
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert len(patterns) > 150
    assert not slow
