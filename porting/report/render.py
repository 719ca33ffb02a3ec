"""Pages written from templates; whatever comes from a file or a run is escaped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from porting.report.marked import visible
from porting.report.model import ChangeView, Decision, FileView

# No network, no code but ours: on a disk ('self' means nothing there) and behind a server.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
STATIC = Path(__file__).parent / "static"
STATIC_FILES = ("report.css", "report.js")
"""What the pages of a report need."""

_LITERAL = re.compile(r"``(.+?)``|`([^`\n]+)`", re.DOTALL)
_TICKED = re.compile(r"`(.+?)`", re.DOTALL)


@dataclass(frozen=True)
class FilePage:
    """A file's view, with its changes and decisions by the rows at which they are shown."""

    view: FileView
    marks: Mapping[int, list[ChangeView]] = field(default_factory=dict)
    asks: Mapping[int, list[Decision]] = field(default_factory=dict)

    @classmethod
    def of(cls, view: FileView) -> FilePage:
        marks: dict[int, list[ChangeView]] = defaultdict(list)
        asks: dict[int, list[Decision]] = defaultdict(list)
        for change in view.changes:
            marks[change.line].append(change)
        for decision in view.decisions:
            asks[decision.line].append(decision)
        return cls(view, marks, asks)


def render(template: str, **values: Any) -> bytes:
    """A page as UTF-8; `policy` may be another than that of pages on a disk."""
    text = environment().get_template(template).render({"policy": POLICY, **values})
    return text.encode("utf-8", "backslashreplace")


@cache
def environment() -> Environment:
    """Templates in which everything is escaped that is not markup of our own."""
    made = Environment(
        loader=PackageLoader("porting.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "prose": prose,
        "ticked": ticked,
        "visible": visible,
        "risk_class": risk_class,
    }
    return made


def prose(text: str) -> Markup:
    """A sentence of a docstring: literals become code."""
    return _with_code(_LITERAL, text)


def ticked(text: str) -> Markup:
    """A message of ours with pieces of a program in it."""
    return _with_code(_TICKED, text)


def _with_code(pattern: re.Pattern[str], text: str) -> Markup:
    parts: list[Markup] = []
    position = 0
    for found in pattern.finditer(text):
        parts.append(escape(visible(text[position : found.start()])))
        code = next(group for group in found.groups() if group is not None)
        parts.append(Markup("<code>{}</code>").format(visible(code)))
        position = found.end()
    return Markup("").join([*parts, escape(visible(text[position:]))])


def risk_class(risk: str) -> str:
    """The class of CSS for how something shows itself."""
    return {
        "wrong result, no error": "silent",
        "fails when reached": "late",
        "fails at import": "early",
    }.get(risk, "none")


def static_file(name: str) -> bytes:
    """A style sheet or script of ours."""
    return (STATIC / name).read_bytes()
