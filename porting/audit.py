"""Tells where bytes meet text in Python 3 code; nothing is changed."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from porting.engine.ignored import EVERYTHING, ignored_lines
from porting.errors import SourceError
from porting.flow.audit.auditor import Auditor, Suspicion
from porting.flow.decide.lines import Lines
from porting.flow.knowledge.library import SOURCES, Entry, Facts, modules_in
from porting.result import Shows
from porting.source import decode_source

CODE = "bytes_meet_text"
_WORDS = re.compile(r"\w+")
_BYTES = re.compile(r"\b(?:[bB][rR]?|[rR][bB])['\"]|\bencode\b|\bbytes\b")


@dataclass(frozen=True)
class Finding:
    """A place where bytes meet text.

    `line` counts from 1 and `column` from 0, in characters. `shows` tells how it would show
    itself. `chain` is how it is known, nearest step first.
    """

    filename: str
    line: int
    column: int
    message: str
    shows: Shows
    chain: tuple[str, ...] = ()


def audit_source(
    source: str | bytes,
    *,
    filename: str = "<string>",
    knowledge: Mapping[str, Entry] | None = None,
) -> list[Finding]:
    """Find where bytes meet text in a Python 3 file, in the order of its lines.

    Reported is only what is certain: where either may come, or what comes is unknown, nothing is
    said, nor where a comment ``# porting: ignore[bytes_meet_text]`` stands. `knowledge` is what a
    project adds to that of the library: see `porting.flow.knowledge.rows`.

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
    sources = SOURCES | modules_in(knowledge or {})
    if sources.isdisjoint(_WORDS.findall(text)) and not _BYTES.search(text):
        return []
    lines = Lines(text)

    def words(node: ast.expr) -> str:
        start, end = lines.span(node)
        shown = " ".join(text[start:end].split())
        return shown if len(shown) <= 50 else shown[:47] + "..."

    found = []
    ignored = ignored_lines(text)
    for suspicion in Auditor(tree, Facts(knowledge)).suspicions():
        start, _ = lines.span(suspicion.node)
        line = suspicion.node.lineno
        if not {CODE, EVERYTHING}.isdisjoint(ignored.get(line, ())):
            continue
        place = (line, start - lines.starts[line - 1])
        chain = _chain(suspicion, words)
        found.append(Finding(filename, *place, suspicion.message, suspicion.shows, chain))
    return list(dict.fromkeys(found))


def by_how_they_show(findings: list[Finding]) -> list[Finding]:
    """The findings, those that nobody would notice first."""
    return sorted(findings, key=lambda each: get_args(Shows).index(each.shows))


def _chain(suspicion: Suspicion, words: Callable[[ast.expr], str]) -> tuple[str, ...]:
    steps: list[str] = []
    for step in suspicion.steps:
        steps += (line for line in map(str, step.chain(words)) if line not in steps)
    return tuple(steps)
