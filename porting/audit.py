"""Tells where bytes meet text in Python 3 code; nothing is changed."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from porting.errors import SourceError
from porting.flow.audit import Auditor, Suspicion
from porting.flow.library import SOURCES
from porting.flow.lines import Lines
from porting.result import Shows
from porting.source import decode_source

_WORDS = re.compile(r"\w+")
_BYTES = re.compile(r"\b(?:[bB][rR]?|[rR][bB])['\"]|\bencode\b|\bbytes\b")
_ORDER: tuple[Shows, ...] = ("silently", "late", "at once")


@dataclass(frozen=True)
class Finding:
    """A place where bytes meet text.

    `line` counts from 1 and `column` from 0, in characters. `shows` tells how it would show
    itself: "silently" (a wrong result) or "late" (an exception when the line runs). `chain` is how
    it is known, nearest step first.
    """

    filename: str
    line: int
    column: int
    message: str
    shows: Shows
    chain: tuple[str, ...] = ()


def audit_source(source: str | bytes, *, filename: str = "<string>") -> list[Finding]:
    """Find where bytes meet text in a Python 3 file, in the order of its lines.

    Reported is only what is certain: where either may come, or what comes is unknown, nothing is
    said.

    Raises:
        SourceError: the source cannot be read, or is not Python 3; carries the place.
    """
    text = source if isinstance(source, str) else decode_source(source, filename=filename).text
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.removeprefix("\ufeff"))
    except SyntaxError as error:
        raise SourceError(
            f"is not Python 3: {error.msg}",
            filename=filename,
            line=error.lineno or 0,
            column=max((error.offset or 1) - 1, 0),
            source_line=error.text or "",
            hint="port it first: porting run shows how",
        ) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise SourceError(f"cannot be read: {error}", filename=filename) from None
    if SOURCES.isdisjoint(_WORDS.findall(text)) and not _BYTES.search(text):
        return []
    lines = Lines(text)

    def words(node: ast.expr) -> str:
        start, end = lines.span(node)
        shown = " ".join(text[start:end].split())
        return shown if len(shown) <= 50 else shown[:47] + "..."

    found = []
    for suspicion in Auditor(tree).suspicions():
        start, _ = lines.span(suspicion.node)
        line = suspicion.node.lineno
        place = (line, start - lines.starts[line - 1])
        chain = _chain(suspicion, words)
        found.append(Finding(filename, *place, suspicion.message, suspicion.shows, chain))
    return list(dict.fromkeys(found))


def by_how_they_show(findings: list[Finding]) -> list[Finding]:
    """The findings, those that nobody would notice first."""
    return sorted(findings, key=lambda each: _ORDER.index(each.shows))


def _chain(suspicion: Suspicion, words: Callable[[ast.expr], str]) -> tuple[str, ...]:
    steps: list[str] = []
    for step in suspicion.steps:
        steps += (line for line in step.chain(words) if line not in steps)
    return tuple(steps)
