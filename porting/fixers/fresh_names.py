"""The names that 2to3 invents, in the order in which it does."""

from __future__ import annotations

from porting.document import Document

TODO = "xxx_todo_changeme"
"""2to3's name for what a person should name."""


class FreshNames:
    """Names that a file does not use yet; one instance serves one fixer on one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._taken: set[str] = set()
        self._count = 0

    def make(self, template: str = TODO) -> str:
        """The template itself where it is free; else with the next number behind it."""
        if not self._taken:
            self._taken.update(*(statement.words for statement in self._document.statements))
        name = template
        while name in self._taken:
            self._count += 1
            name = f"{template}{self._count}"
        self._taken.add(name)
        return name


def block_depth(document: Document, index: int) -> int:
    """How deep 2to3's tree has a compound statement, given its header or one of its clauses.

    2to3 rewrites the deepest ones first, and numbers the names that it invents accordingly.
    """
    depth = 2 * document.statements[index].depth
    outer: int | None = index
    while outer is not None:
        header = document.statements[outer]
        depth += header.first_word == "async"
        depth += outer > 0 and document.statements[outer - 1].first_word == "@"
        outer = document.header_of(outer)
    return depth
