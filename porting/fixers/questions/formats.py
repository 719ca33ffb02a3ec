"""What is written in the strings on the left of ``%``."""

from __future__ import annotations

import re

_CONVERSION = re.compile(
    r"%(?P<key>\([^)]*\))?(?P<flags>[#0\- +]*)(?P<width>\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?(?P<kind>.)"
)


def conversions(template: str) -> str:
    """The letters of the conversions of a template, in their order: "sd" for "%s: %d".

    It is "" where they take a dictionary, or one of them takes its width from the values.
    """
    letters = ""
    for found in _CONVERSION.finditer(template):
        if found["kind"] == "%":
            continue
        if found["key"] or "*" in found.group():
            return ""
        letters += found["kind"]
    return letters
