"""Examples in fixers' docstrings: found, so that they can be run as tests and shown as pages."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from porting.fixer import Fixer

_BLOCK = re.compile(
    r"^(Before|After(?:, with a warning)?|(?:Left alone|Warned about), because [^\n]*?)::\n\n"
    r"((?:(?: {4}[^\n]*)?(?:\n|\Z))+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Example:
    """A piece of Python 2 and what a fixer makes of it.

    `title` is "" for a pair of Before and After; otherwise it is the heading of a piece that is
    left alone (then `after` equals `before`). `is_warned` tells that there is a warning.
    """

    before: str
    after: str
    title: str = ""
    is_warned: bool = False


def examples_of(fixer: type[Fixer]) -> list[Example]:
    """The examples in a fixer's docstring, in order.

    Raises:
        ValueError: one of a pair without the other, or neither a pair nor a piece that is warned
            about.
    """
    found: list[Example] = []
    before: str | None = None
    for heading, block in _BLOCK.findall(inspect.getdoc(fixer) or ""):
        # A docstring cannot hold a tab that anybody sees: an arrow stands for it.
        code = textwrap.dedent(block).strip("\n").replace("→", "\t") + "\n"
        if heading == "Before":
            before = code
        elif heading.startswith("After"):
            if before is None:
                raise ValueError(f"{fixer.__name__}: an After without its Before")
            found.append(Example(before, code, is_warned=heading != "After"))
            before = None
        else:
            found.append(Example(code, code, heading, heading.startswith("Warned")))
    if before is not None or not any(not each.title or each.is_warned for each in found):
        raise ValueError(f"{fixer.__name__}: needs a Before with its After, or a warning")
    return found


@dataclass(frozen=True)
class Block:
    """A paragraph of a docstring, or the code between two of them."""

    text: str
    is_code: bool


def blocks_of(docstring: str) -> Iterator[Block]:
    """The paragraphs of a docstring, its title first, and the code between them."""
    for found in re.finditer(r"(?:^ {4}.*\n?|^[ ]*\n)+|(?:^\S.*\n?)+", docstring, re.MULTILINE):
        text = found.group()
        if text.strip():
            is_code = text.lstrip("\n").startswith("    ")
            text = textwrap.dedent(text).strip("\n") if is_code else text.strip()
            yield Block(text, is_code)
