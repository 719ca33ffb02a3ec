"""Which of the values that `struct` packs are bytes, as its format says."""

from __future__ import annotations

import re
import string

_FIELD = re.compile(r"(\d*)([a-zA-Z?])")


def is_bytes_field(format_text: str) -> list[bool] | None:
    """For each value of a format whether it is bytes; None for one that cannot be read."""
    text = "".join(format_text.split()).lstrip("@=<>!")
    found: list[bool] = []
    position = 0
    for field in _FIELD.finditer(text):
        if field.start() != position:
            return None
        position = field.end()
        count = int(field.group(1) or 1)
        if field.group(2) in "sp":
            found.append(True)
        elif field.group(2) == "c":
            found += [True] * count
        elif field.group(2) != "x":
            found += [False] * count
        if len(found) > 1000:
            return None
    return found if position == len(text) else None


_CONVERSION = re.compile(r"%(?:\(\w*\))?[-#0 +]*(\*)?\d*(?:\.(\*)?\d*)?[hlL]?([a-zA-Z%])")
# The letters of the conversions that take numbers alone.
NUMBERS = frozenset("dioxXueEfFgG")
_WIDTH = re.compile(r"\d[^a-zA-Z]*s")


def conversions_of(text: str) -> list[str] | None:
    """The conversions in a text for ``%``, such as ``s`` or ``-10s`` (none for ``%%``); None where
    they cannot be counted off."""
    found: list[str] = []
    for each in _CONVERSION.finditer(text):
        if each.group(1) or each.group(2) or each.group().startswith("%("):
            return None
        if each.group(3) != "%":
            found.append(each.group()[1:])
    return found


def has_width(conversion: str) -> bool:
    """Whether a conversion (see `conversions_of`) counts what it shows, or cuts it off."""
    return _WIDTH.search(conversion) is not None


def fields_with_width(text: object) -> list[tuple[int, str]]:
    """The fields of a text for ``format`` that fill up a string: the number of the argument, and
    the field as it stands there. Fields by name, and what is no such text, are left out."""
    if not isinstance(text, str):
        return []
    try:
        fields = [field for field in string.Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return []
    found = []
    for place, (_, name, kind, _) in enumerate(fields):
        number = name or str(place)
        if number.isdigit() and kind and re.search(r"[1-9]\d*s?$", kind):
            found.append((int(number), f"{{{name}:{kind}}}"))
    return found
