"""A source text as a list of statements, of which only those that change are ever parsed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from porting.engine.context import Context
from porting.engine.trigger_index import Index
from porting.errors import SourceError
from porting.py2.lower import has_async_def
from porting.py2.tokens import Indentation, code_in, error_at, logical_lines

if TYPE_CHECKING:
    from porting.py2.nodes import Module

_WORD = re.compile(r"\w+")
_FIRST_WORD = re.compile(r"[ \t\f]*(@|\w+)?")
_NEWLINE = re.compile(r"\r\n|\n|\r")

_NO_CONTEXT = Context()


@dataclass(slots=True, eq=False)
class Statement:
    """One logical line.

    `gap` is what precedes it: blank lines and comments. `text` is the line itself, with its
    indentation and its newline. `offset` and `end` are where that began and ended which it came
    from, in the text that the document was made from: they are the same for what was inserted.
    `depth` counts the blocks around it.
    """

    gap: str
    text: str
    offset: int
    end: int
    depth: int
    opens_block: bool
    _words: frozenset[str] | None = None
    _code: str | None = None
    _tree: Module | None = None

    @property
    def words(self) -> frozenset[str]:
        """Every name and keyword in it (and what looks like one in its strings)."""
        if self._words is None:
            self._words = frozenset(_WORD.findall(self.text))
        return self._words

    def holds(self, word: str) -> bool:
        """Whether this is one of its words: told without collecting them where it is not."""
        return word in self.text and word in self.words

    def names(self, word: str) -> bool:
        """Whether this is a word of its code, and not just of its strings and comments."""
        return self.holds(word) and re.search(rf"\b{word}\b", self.code) is not None

    @property
    def code(self) -> str:
        """Its text without what strings and comments hold: see `code_in`."""
        if self._code is None:
            self._code = code_in(self.text)
        return self._code

    @property
    def indent(self) -> str:
        """The white space that it starts with."""
        return self.text[: len(self.text) - len(self.text.lstrip(" \t\f"))]

    @property
    def first_word(self) -> str:
        """Its first word, an ``@`` for a decorator, "" for anything else."""
        found = _FIRST_WORD.match(self.text)
        return (found.group(1) or "") if found else ""


@dataclass(slots=True)
class Document:
    """The statements of a text, in order, and what follows the last one.

    Joined again they are the text: `document.text`. `context` is what else is known of the file.
    `needs_builtins` tells that it must import the module `builtins` in the end. `index` knows what
    the fixers of a stage look for; `is_disturbed` becomes true with every change to the list of
    statements or to their texts.
    """

    source: str
    context: Context = _NO_CONTEXT
    print_function: bool | None = None
    exec_function: bool = False
    statements: list[Statement] = field(default_factory=list)
    tail: str = ""
    newline: str = "\n"
    has_async_def: bool = False
    needs_builtins: bool = False
    index: Index = field(default_factory=Index)
    is_disturbed: bool = False
    _places: dict[Statement, int] | None = None
    _line_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        found = _NEWLINE.search(self.source)
        self.newline = found.group() if found else "\n"
        self.has_async_def = "async" in self.source and has_async_def(self.source)
        position = 1 if self.source.startswith("\ufeff") else 0
        self.statements, end = _split(self.source, position, 0)
        if self.statements and position:
            self.statements[0].gap = "\ufeff" + self.statements[0].gap
        self.tail = self.source[end:]

    @property
    def text(self) -> str:
        """The whole text as it stands now."""
        parts: list[str] = []
        for statement in self.statements:
            parts += (statement.gap, statement.text)
        parts.append(self.tail)
        return "".join(parts)

    @property
    def words(self) -> set[str]:
        """Every name and keyword in it (and what looks like one in its strings)."""
        return set().union(*(statement.words for statement in self.statements))

    def watch(self, words: Collection[str], patterns: Iterable[re.Pattern[str]]) -> None:
        """Know from now on what holds these words, and in what these patterns are found.

        It is for a document in which nothing was changed yet.
        """
        self.index = Index(words, patterns)
        self.index.read(self.source, self.statements)

    def holding(self, words: Iterable[str], pattern: re.Pattern[str] | None) -> list[int]:
        """The indexes of the statements that hold a word which is watched, or match the pattern."""
        if self._places is None:
            self._places = {each: index for index, each in enumerate(self.statements)}
        places, holders = self._places, self.index.holders
        keys: Iterable[str | re.Pattern[str]] = words if pattern is None else (*words, pattern)
        found = {
            places[statement]
            for key in keys
            for statement in holders.get(key, ())
            if statement in places
        }
        return sorted(found)

    def place(self, offset: int) -> tuple[int, int]:
        """Line (from 1) and column (from 0) of an offset in `source`."""
        if not self._line_starts:
            self._line_starts = [0, *(found.end() for found in _NEWLINE.finditer(self.source))]
        index = bisect_right(self._line_starts, offset) - 1
        return index + 1, offset - self._line_starts[index]

    def block_end(self, index: int) -> int:
        """The index behind the last statement of the block that the statement opens."""
        depth = self.statements[index].depth
        end = index + 1
        while end < len(self.statements) and self.statements[end].depth > depth:
            end += 1
        return end

    def header_of(self, index: int) -> int | None:
        """The index of the compound statement's header (or clause) around a statement."""
        depth = self.statements[index].depth
        for outer in range(index - 1, -1, -1):
            if self.statements[outer].depth < depth:
                return outer
        return None

    def replace(self, first: int, end: int, text: str) -> None:
        """Put `text`, whole lines, in the place of statements; the gap of the first stays."""
        old = self.statements[first:end]
        gap, depth = old[0].gap, old[0].depth
        new, stop = _split(text, 0, depth)
        rest = text[stop:]
        _give_origins(old, new)
        if new:
            new[0].gap = gap + new[0].gap
        else:
            rest = gap + rest
        self.statements[first:end] = new
        following = first + len(new)
        if following < len(self.statements):
            self.statements[following].gap = rest + self.statements[following].gap
        else:
            self.tail = rest + self.tail
        self._take_in(new)
        if len(old) == len(new) == 1 and self._places is not None:
            del self._places[old[0]]
            self._places[new[0]] = first
        else:
            self._places = None

    def refresh(self, statement: Statement, text: str) -> None:
        """Give a statement another text of as many lines."""
        statement.text = text
        statement._words = statement._code = statement._tree = None
        self._take_in((statement,))

    def remove(self, index: int) -> Statement:
        """Take a statement out, with the gap before it."""
        self._places = None
        self.is_disturbed = True
        return self.statements.pop(index)

    def insert(
        self, index: int, text: str, depth: int = 0, *, above_comments: bool = False
    ) -> None:
        """Insert whole lines before the statement at `index`.

        They follow the blank lines and comments that lead it, or precede them. Behind a last
        line without a newline they begin with one and end without one, too.
        """
        new, _ = _split(text, 0, depth)
        if index < len(self.statements):
            before = self.statements[index]
            offset = before.offset
            if not above_comments:
                new[0].gap, before.gap = before.gap, ""
            elif before.gap.startswith("\ufeff"):
                new[0].gap, before.gap = "\ufeff", before.gap[1:]
        else:
            offset = len(self.source)
            last = self.statements[-1] if self.statements else None
            if last is not None and not last.text.endswith(("\n", "\r")):
                last.text += self.newline
                new[-1].text = new[-1].text.rstrip("\r\n")
        for statement in new:
            statement.offset = statement.end = offset
        self.statements[index:index] = new
        self._take_in(new)
        self._places = None

    def _take_in(self, new: Iterable[Statement]) -> None:
        self.is_disturbed = True
        for statement in new:
            self.index.add(statement)


def _give_origins(old: list[Statement], new: list[Statement]) -> None:
    """Tell statements where that began and ended in whose place they stand."""
    spans = [(statement.offset, statement.end) for statement in old]
    if len(old) == 1:
        rows: Iterable[tuple[str, int, int, int, int]] = [("replace", 0, 1, 0, len(new))]
    else:
        before, after = ([each.text.strip() for each in part] for part in (old, new))
        rows = SequenceMatcher(None, before, after, False).get_opcodes()
    for kind, first, end, start, stop in rows:
        for number, statement in enumerate(new[start:stop], first):
            if kind == "equal":
                span = spans[number]
            elif kind == "insert":
                span = (spans[min(first, len(spans) - 1)][0],) * 2
            else:
                span = spans[first][0], spans[end - 1][1]
            statement.offset, statement.end = span


def _split(text: str, position: int, base_depth: int) -> tuple[list[Statement], int]:
    """The statements of text[position:] and the offset behind the last one."""
    statements: list[Statement] = []
    white, depth = None, 0
    part = text[position:] if position else text
    base = position
    lines = logical_lines(part)
    # A part of a file starts at whatever depth it has there.
    indentation = Indentation()
    if base_depth and lines:
        indentation.start_at(part[lines[0].start : lines[0].code])
    for line in lines:
        start, end = line.start + base, line.end + base
        now = part[line.start : line.code]
        if now != white:
            white, depth = now, indentation.depth_of(now)
            if depth < 0:
                raise error_at(text, line.code + base, "the indentation matches no enclosing block")
        statements.append(
            Statement(
                text[position:start],
                text[start:end],
                start,
                end,
                base_depth + depth,
                line.opens_block,
            )
        )
        position = end
    return statements, position


def read_document(
    text: str,
    context: Context = _NO_CONTEXT,
    print_function: bool | None = None,
    exec_function: bool = False,
) -> Document:
    """Split a text into statements.

    Args:
        text: the whole file.
        context: what else is known of it.
        print_function: whether ``print`` is a function; None where the text must tell.
        exec_function: whether ``exec`` is one whatever the text looks like.

    Raises:
        SourceError: a string or bracket that is never closed, or an impossible dedent.
    """
    try:
        return Document(text, context, print_function, exec_function)
    except SourceError as error:
        error.filename = context.filename
        raise
