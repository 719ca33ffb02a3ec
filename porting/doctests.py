"""Ports the examples in docstrings and text files, the lines that follow ``>>> ``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from porting.errors import SourceError
from porting.result import Result, Warning

PROMPT, CONTINUED = ">>> ", "... "


@dataclass(frozen=True)
class Unreadable:
    """An example that is no Python: the line (from 1) it starts in, its lines, what is wrong."""

    line: int
    lines: tuple[str, ...]
    error: SourceError


@dataclass(frozen=True)
class Doctests:
    """A text with its examples ported.

    `warnings` has a group for each example that got any; their lines are those of the text.
    """

    text: str
    warnings: tuple[tuple[Warning, ...], ...]
    unreadable: tuple[Unreadable, ...]


@dataclass(frozen=True)
class _Example:
    line: int
    indent: str
    lines: tuple[str, ...]

    @property
    def code(self) -> str:
        """What stands behind the prompts."""
        skip = len(self.indent) + len(PROMPT)
        return "".join(line[skip:] or "\n" for line in self.lines)

    def with_code(self, code: str) -> str:
        """Other code behind the prompts."""
        first, *rest = code.splitlines(keepends=True)
        prompted = [PROMPT + first, *(CONTINUED + line for line in rest)]
        return "".join(self.indent + line for line in prompted)


def port_doctests(
    text: str, port: Callable[[str], Result], is_touched: Callable[[str], bool]
) -> Doctests:
    """Port each example by itself, where and as 2to3 does.

    An example is a line with a prompt, and the lines behind it that continue it with the same
    indentation. What follows, its output, stays; so does an example that cannot be read.

    Args:
        text: a whole file, of Python or not.
        port: ports the code of one example, whole lines; may raise SourceError.
        is_touched: whether code that stays the same is written anew; see
            `porting.engine.noop_rewrites`.
    """
    parts: list[str] = []
    warnings: list[tuple[Warning, ...]] = []
    unreadable: list[Unreadable] = []
    for part in _split(text):
        if isinstance(part, str):
            parts.append(part)
            continue
        try:
            result = port(part.code)
        except SourceError as error:
            unreadable.append(Unreadable(part.line, part.lines, error))
            parts += part.lines
            continue
        if result.warnings:
            offset = part.line - 1
            warnings.append(tuple(replace(w, line=w.line + offset) for w in result.warnings))
        if result.code == part.code and not is_touched(part.code):
            parts += part.lines
        else:
            parts.append(part.with_code(result.code))
    return Doctests("".join(parts), tuple(warnings), tuple(unreadable))


def _split(text: str) -> Iterator[str | _Example]:
    """The examples of a text and the lines between them, in order."""
    lines: list[str] = []
    start, indent = 0, ""
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        is_first = line.lstrip().startswith(PROMPT)
        is_next = line.startswith(indent + CONTINUED) or line == f"{indent}{CONTINUED[:-1]}\n"
        if lines and (is_first or not is_next):
            yield _Example(start, indent, tuple(lines))
            lines = []
        if is_first:
            start, indent, lines = number, line[: line.index(PROMPT)], [line]
        elif lines:
            lines.append(line)
        else:
            yield line
    if lines:
        yield _Example(start, indent, tuple(lines))
