"""A Hypothesis strategy for programs as people wrote them in Python 2.

A program is made of templates, which stand in `tests/data/python2_programs.txt`: one on each line,
or on more where the others are indented by three spaces. ``@`` stands for an expression, ``$`` for
one of few names, so that statements meet in the same names. What a template needs of the library is
imported by some programs only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

NAMES = ("data", "d", "f", "items", "key", "line", "name", "self", "text", "value", "x")


@cache
def _templates(section: str) -> list[str]:
    text = Path(__file__).with_name("data").joinpath("python2_programs.txt").read_text("utf-8")
    rows = text.partition(f"== {section}\n")[2].partition("\n\n")[0]
    return [row.replace("\n   ", "\n") for row in re.split(r"\n(?!   )", rows)]


@cache
def _atoms() -> list[str]:
    return [*NAMES * 4, *_templates("literals") * 2, *_templates("leftovers")]


@st.composite
def _filled(draw: st.DrawFn, templates: Sequence[str], depth: int = 2) -> str:
    """One of some templates, with names and expressions in it."""
    parts = re.split(r"([@$])", draw(st.sampled_from(templates)))
    for place, part in enumerate(parts):
        if part == "$":
            parts[place] = draw(st.sampled_from(NAMES))
        elif part == "@":
            parts[place] = draw(_expressions(depth))
    return "".join(parts)


@st.composite
def _expressions(draw: st.DrawFn, depth: int) -> str:
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(st.sampled_from(_atoms()))
    return f"({draw(_filled(_templates('operations'), depth - 1))})"


class _Dialect:
    """The templates of a program: with ``print`` as a statement, or as a function."""

    def __init__(self, is_print_function: bool) -> None:
        simple = _templates("simple")
        if is_print_function:
            simple = [row for row in simple if not re.search(r"\bprint\b(?!\()", row)]
        headers = _templates("headers")
        functions = _templates("functions")
        self.simple = simple
        self.in_functions = [*simple, *_templates("in functions") * 3]
        self.inner_headers = [*headers, *functions]
        self.headers = [*headers, *functions * 2, *_templates("classes") * 2]


@st.composite
def _blocks(
    draw: st.DrawFn, dialect: _Dialect, depth: int, simple: list[str], headers: list[str]
) -> list[str]:
    """The lines of a block, indented by a tab for each block around them within this one."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.integers(0, 9)) if depth else 0
        if kind < 5:
            lines += draw(_filled(simple)).split("\n")
        elif kind < 6:
            for clause in draw(st.sampled_from(_templates("ladders"))).split(" | "):
                lines.append(draw(_filled([clause], 1)))
                lines += _indented(draw(_blocks(dialect, depth - 1, simple, dialect.inner_headers)))
        else:
            lines.append(draw(_filled(headers, 1)))
            word = lines[-1].partition(" ")[0]
            body, inner = simple, dialect.inner_headers
            if word == "class":
                body, inner = dialect.simple, _templates("methods")
            elif word == "def":
                body = dialect.in_functions
            lines += _indented(draw(_blocks(dialect, depth - 1, body, inner)))
    return lines


def _indented(lines: Sequence[str]) -> list[str]:
    """Lines in a block: what a string or bracket holds of them is indented, too, which is fine."""
    return [*(f"\t{line}" if line else line for line in lines), "\tpass"]


@st.composite
def python2_programs(draw: st.DrawFn) -> str:
    """The text of a file of Python 2: most compile under 2.7, and need not run."""
    lines = draw(st.lists(st.sampled_from(_templates("first lines")), max_size=2, unique=True))
    lines.sort(key=lambda line: not line.startswith("#"))
    dialect = _Dialect("print_function" in "".join(lines))
    for _ in range(draw(st.integers(1, 3))):
        lines += draw(_blocks(dialect, 2, dialect.simple, dialect.headers))
        lines += [""] * draw(st.integers(0, 2))
    return _written(draw, lines)


@st.composite
def half_ported_programs(draw: st.DrawFn) -> str:
    """The same with lines of Python 3 at module level: some are neither language."""
    dialect = _Dialect(draw(st.booleans()))
    lines = draw(_blocks(dialect, 1, dialect.simple, dialect.headers))
    for line in draw(st.lists(st.sampled_from(_templates("python 3")), min_size=1, max_size=2)):
        lines.insert(draw(st.sampled_from([0, len(lines)])), line)
    return _written(draw, lines)


def _written(draw: st.DrawFn, lines: Sequence[str]) -> str:
    """Lines as a text, with one indentation and one end of lines."""
    indent = draw(st.sampled_from(["    ", "    ", "  ", "\t"]))
    newline = draw(st.sampled_from(["\n", "\n", "\n", "\r\n"]))
    text = "\n".join(lines) + draw(st.sampled_from(["\n", "\n", ""]))
    text = re.sub(r"^\t+", lambda found: indent * len(found[0]), text, flags=re.MULTILINE)
    return text.replace("\n", newline)
