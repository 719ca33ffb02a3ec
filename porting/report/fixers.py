"""A fixer's page, made from its docstring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import getdoc

from markupsafe import Markup

from porting.example import blocks_of
from porting.report.forgotten import is_program
from porting.report.marked import coloured, markup
from porting.stages import ALL_STAGES, all_fixers


@dataclass(frozen=True)
class DocBlock:
    """A piece of a docstring: one of these is given."""

    text: str = ""
    heading: str = ""
    source: str = ""
    code: tuple[Markup, ...] = ()


@dataclass(frozen=True)
class FixerPage:
    """A fixer, with the blocks of its docstring behind the title."""

    name: str
    stage: str
    title: str
    blocks: tuple[DocBlock, ...]


def fixer_page(name: str) -> FixerPage:
    """What there is to tell of a fixer, from its own docstring."""
    kind = all_fixers()[name]
    stage = next(stage.name for stage in ALL_STAGES if kind in stage.corrected)
    return FixerPage(name, stage, kind.title(), tuple(_doc_blocks(getdoc(kind) or "")))


def _doc_blocks(docstring: str) -> Iterator[DocBlock]:
    for block in list(blocks_of(docstring))[1:]:
        if block.is_code:
            lines = coloured(block.text, "python" if is_program(block.text) else "python2")
            yield DocBlock(code=tuple(markup(line) for line in lines))
        elif block.text.endswith("::"):
            yield DocBlock(heading=block.text[:-2])
        else:
            yield from _fields(block.text)


def _fields(text: str) -> Iterator[DocBlock]:
    """A paragraph, or the fields at the end of a docstring."""
    head, _, source = text.partition("Source: ")
    if head.strip():
        yield DocBlock(head.strip())
    if source.strip().startswith("https://"):
        yield DocBlock(source=source.strip())
    elif source:
        yield DocBlock(f"Source: {source.strip()}")
