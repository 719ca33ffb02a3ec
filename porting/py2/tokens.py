"""Splits Python 2 and 3 source into tokens and logical lines, by regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from porting.errors import SourceError


class Kind(IntEnum):
    """What a token is. White space, comments and line joins are not tokens."""

    NAME = 1
    NUMBER = 2
    STRING = 3
    OP = 4


class Token(NamedTuple):
    """One token; `start` and `end` are offsets in the text it was read from."""

    kind: Kind
    text: str
    start: int
    end: int


class LogicalLine(NamedTuple):
    """One logical line: a simple statement list, or the header of a compound statement.

    `start` is the offset of its first character in the file, indentation included; `code` that
    of its first token; `end` is behind its newline (or the end of the text). `opens_block` is
    true where the line ends with the colon of a compound statement.
    """

    start: int
    code: int
    end: int
    opens_block: bool


# No part of it can match in two ways: where a long match fails, each would be tried with each.
_NEWLINE = r"\r\n|\n|\r(?!\n)"
_STRING_BODY = (
    r'"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*'''"
    r'|"(?!"")[^"\\\r\n]*(?:\\(?:\r\n|[\s\S])[^"\\\r\n]*)*"'
    r"|'(?!'')[^'\\\r\n]*(?:\\(?:\r\n|[\s\S])[^'\\\r\n]*)*'"
)
# An f-string may hold strings with its own quotes (PEP 701), so only its start is matched here.
_F_START = r"(?:[fFtT][rR]?|[rR][fFtT])(?P<quote>\"\"\"|'''|\"|')"
_STRING = r"(?:[uUbB]?[rR]?|[rR][bB])(?:" + _STRING_BODY + ")"
STRING_PATTERN = _STRING
_COMMENT = r"\#[^\r\n]*"
_JOIN = r"\\[ \t\f]*(?:" + _NEWLINE + ")"
_EXPONENT = r"[eE][-+]?\d[\d_]*"
_NUMBER = (
    r"0[xX](?:_?[0-9a-fA-F])+[lL]?|0[bB](?:_?[01])+[lL]?|0[oO](?:_?[0-7])+[lL]?"
    rf"|(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:{_EXPONENT})?[jJ]?"
    rf"|\d(?:_?\d)*(?:{_EXPONENT}[jJ]?|[jJ]|[lL])?"
)
_OP = (
    r"<>|\*\*=|//=|>>=|<<=|\.\.\.|!=|\*\*|//|>>|<<|<=|>=|==|->|:=|[-+*/%&|^@]="
    r"|[-+*/%&|^~<>=@()\[\]{},:.`;!$?]"
)

_TOKEN = re.compile(
    rf"(?P<space>[ \t\f]+)|(?P<newline>{_NEWLINE})|(?P<comment>{_COMMENT})|(?P<join>{_JOIN})"
    rf"|(?P<fstart>{_F_START})|(?P<STRING>{_STRING})|(?P<NAME>[^\W\d]\w*)|(?P<NUMBER>{_NUMBER})"
    rf"|(?P<OP>{_OP})"
)
_KINDS = {"NAME": Kind.NAME, "NUMBER": Kind.NUMBER, "STRING": Kind.STRING, "OP": Kind.OP}

# What decides where logical lines end; the rest of the text is skipped without a match.
_BOUNDARY = re.compile(
    rf"(?P<string>(?<![\w\"'])(?:{_F_START})|{_STRING_BODY})|(?P<comment>{_COMMENT})|(?P<join>{_JOIN})"
    rf"|(?P<open>[(\[{{])|(?P<close>[)\]}}])|(?P<newline>{_NEWLINE})|(?P<bad>[\"'])"
)
_BLANK_LINES = rf"(?:[ \t\f]*(?:{_COMMENT})?(?:{_NEWLINE}))*"
_BLANK = re.compile(_BLANK_LINES)
_INDENT = re.compile(r"[ \t\f]*")


def _plain_line() -> str:
    """A pattern of one logical line, with the blank and comment lines before it.

    It matches at once what most lines are: those without f-strings, and with brackets nested at
    most three deep. No part can match in two ways, so failing costs no more than matching.
    """
    string = rf"(?<![fFtT])(?<![fFtT][rR])(?:{_STRING_BODY})"
    inside, outside = r"[^\"'()\[\]{}\\#]*", r"[^\"'()\[\]{}\\#\r\n]*"
    join = r"\\[ \t\f]*(?:\r\n|\n|\r(?!\n))"
    brackets = "(?!)"
    for _ in range(3):
        item = rf"{string}|{_COMMENT}(?=[\r\n])|{join}|{brackets}"
        brackets = rf"[(\[{{]{inside}(?:(?:{item}){inside})*[)\]}}]"
    code = rf"(?=[^\s#]){outside}(?:(?:{string}|{join}|{brackets}){outside})*"
    return rf"{_BLANK_LINES}()[ \t\f]*({code})(?:{_COMMENT})?(?:{_NEWLINE}|\Z)"


_PLAIN_LINE = re.compile(_plain_line())


_NO_CODE = re.compile(
    rf"(?P<fstart>(?<!\w){_F_START})|(?P<string>{_STRING_BODY})|{_COMMENT}|{_JOIN}"
)


def code_in(text: str) -> str:
    """A text with empty strings in the place of strings, and without comments and line joins.

    Where there are f-strings, which hold code, it is the text as it is.
    """
    code = _NO_CODE.sub(_replacement, text)
    return text if "\0" in code else code


def code_by_line(text: str) -> str:
    """The same, with as many lines as the text; an f-string begins with ``f''``, and its text
    stays."""
    return _NO_CODE.sub(_replacement_by_line, text)


def _replacement_by_line(found: re.Match[str]) -> str:
    if found.group("fstart"):
        return "f''"
    lines = found[0].count("\n") * "\n"
    return f"''{lines}" if found.group("string") else lines


_STRING_OR_COMMENT = re.compile(rf"{_COMMENT}|(?P<string>{_STRING})")


def strings_in(text: str) -> Iterator[str]:
    """The string literals of a text, with their prefixes and quotes, in order."""
    for found in _STRING_OR_COMMENT.finditer(text):
        if found["string"]:
            yield found["string"]


def _replacement(found: re.Match[str]) -> str:
    if found.group("fstart"):
        return "\0"
    return "''" if found.group("string") else " "


def error_at(text: str, offset: int, message: str, hint: str = "") -> SourceError:
    """A SourceError for a place in a text; the caller adds the file's name."""
    lines = re.split(_NEWLINE, text[:offset])
    rest = re.split(_NEWLINE, text[offset:], maxsplit=1)[0]
    return SourceError(
        message,
        line=len(lines),
        column=len(lines[-1]),
        source_line=lines[-1] + rest,
        hint=hint,
    )


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of text[start:end], in order, without white space, comments and newlines.

    Raises:
        SourceError: at an unfinished string, or a character that no token starts with.
    """
    position, end = start, len(text) if end is None else end
    match = _TOKEN.match
    while position < end:
        found = match(text, position, end)
        if found is None:
            raise _unreadable(text, position)
        kind = found.lastgroup
        if kind in _KINDS:
            yield Token(_KINDS[kind], found.group(), position, found.end())
            position = found.end()
        elif kind in ("fstart", "quote"):
            close = _end_of_f_string(text, found)
            yield Token(Kind.STRING, text[position:close], position, close)
            position = close
        else:
            position = found.end()


def _unreadable(text: str, position: int) -> SourceError:
    quote = re.compile(r"\w{0,2}(\"\"\"|'''|\"|')").match(text, position)
    if quote:
        return error_at(text, position, f"string that starts here has no closing {quote.group(1)}")
    return error_at(text, position, f"unexpected character {text[position]!r}")


_F_PART = re.compile(r"\\[\s\S]|\{\{|\}\}|\{|\"\"\"|'''|\"|'|[\r\n]")


# As in CPython 3.
_MOST_F_STRINGS = 150


def _end_of_f_string(text: str, start: re.Match[str], depth: int = 1) -> int:
    """The offset behind the f-string that `start` opens, nested strings of any quote included."""
    if depth > _MOST_F_STRINGS:
        hint = f"no Python reads more than {_MOST_F_STRINGS} f-strings in one another"
        raise error_at(text, start.start(), "too many nested f-strings", hint)
    quote, position = start.group("quote"), start.end()
    while found := _F_PART.search(text, position):
        part, position = found.group(), found.end()
        if part.startswith(quote):
            return found.start() + len(quote)
        if part == "{":
            position = _end_of_field(text, position, depth)
        elif part in "\r\n" and len(quote) == 1:
            break
    raise _unreadable(text, start.start())


_FIELD_PART = re.compile(
    rf"(?P<fstart>(?<!\w){_F_START})|(?P<string>{_STRING_BODY})|(?P<open>[({{\[])|(?P<close>[)}}\]])|(?P<bad>[\"'])"
)


def _end_of_field(text: str, position: int, f_strings: int) -> int:
    """The offset behind the brace that closes a replacement field of an f-string, which stands in
    so many f-strings."""
    depth = 1
    while found := _FIELD_PART.search(text, position):
        position = found.end()
        if found.group("quote"):
            position = _end_of_f_string(text, found, f_strings + 1)
        elif found.group("open"):
            depth += 1
        elif found.group("close"):
            depth -= 1
            if depth == 0:
                return position
        elif found.group("bad"):
            raise _unreadable(text, found.start())
    raise _unreadable(text, position - 1)


def too_deep(text: str, offset: int) -> SourceError:
    """The error of what no recursion reaches the innermost part of."""
    hint = "give parts of it names, in statements of their own"
    return error_at(text, offset, "this is nested too deeply to be read", hint)


# As in CPython 3; 2.7 gives up at half of that. LibCST's parser would end the process in the end.
_MOST_BRACKETS = 200


def logical_lines(text: str) -> list[LogicalLine]:
    """The logical lines of a text, in order; blank and comment lines belong to none.

    Raises:
        SourceError: at a string or bracket that is never closed, or one too deep in others.
    """
    lines: list[LogicalLine] = []
    position, length = 0, len(text)
    match = _PLAIN_LINE.match
    while position < length:
        found = match(text, position)
        if found:
            (code, behind), position = found.span(2), found.end()
            behind -= 1
            while text[behind] in " \t\f":
                behind -= 1
            lines.append(LogicalLine(found.end(1), code, position, text[behind] == ":"))
            continue
        line = _line_at(text, position)
        if line is None:
            break
        lines.append(line)
        position = line.end
    return lines


def _line_at(text: str, position: int) -> LogicalLine | None:
    """Any logical line, with the brackets counted; None where only blank lines follow."""
    blank = _BLANK.match(text, position)
    start = blank.end() if blank else position
    indent = _INDENT.match(text, start)
    code = indent.end() if indent else start
    if code >= len(text) or text[code] == "#":
        return None
    depth, position, opened, comment = 0, code, code, (-1, -1)
    search = _BOUNDARY.search
    while found := search(text, position):
        kind = found.lastgroup
        position = found.end()
        if kind == "newline":
            if depth == 0:
                break
        elif kind == "open":
            if depth == 0:
                opened = found.start()
            depth += 1
            if depth > _MOST_BRACKETS:
                hint = f"no Python reads more than {_MOST_BRACKETS} brackets in one another"
                raise error_at(text, found.start(), "too many nested brackets", hint)
        elif kind == "close":
            depth = max(depth - 1, 0)
        elif kind == "comment":
            comment = found.span()
        elif found.group("quote"):
            position = _end_of_f_string(text, found)
        elif kind == "bad":
            raise _unreadable(text, found.start())
    else:
        if depth:
            raise error_at(text, opened, f"'{text[opened]}' is never closed")
        position = len(text)
    last = found.start() if found else len(text)
    if comment[1] == last:
        last = comment[0]
    last -= 1
    while text[last] in " \t\f":
        last -= 1
    return LogicalLine(start, code, position, text[last] == ":")


@dataclass(slots=True)
class Indentation:
    """Follows the indentation of logical lines as Python 2 does: a tab goes to the next multiple
    of eight columns, a form feed starts again at column 0.

    `consistent` becomes false where Python 3 would see a TabError.
    """

    columns: list[int] = field(default_factory=lambda: [0])
    alternative: list[int] = field(default_factory=lambda: [0])
    consistent: bool = True

    def start_at(self, white: str) -> None:
        """Count depths from the indentation `white`."""
        self.columns[:], self.alternative[:] = ([column] for column in _columns(white))

    def depth_of(self, white: str) -> int:
        """The nesting depth of a line that starts with `white`; -1 for an impossible dedent."""
        column, other = _columns(white)
        while len(self.columns) > 1 and column < self.columns[-1]:
            self.columns.pop()
            self.alternative.pop()
        if column == self.columns[-1]:
            self.consistent &= other == self.alternative[-1]
        elif column > self.columns[-1]:
            self.consistent &= other > self.alternative[-1]
            self.columns.append(column)
            self.alternative.append(other)
        else:
            return -1
        return len(self.columns) - 1


@lru_cache(maxsize=1000)
def _columns(white: str) -> tuple[int, int]:
    """The column behind some white space, with tabs of eight columns and with tabs of one."""
    column = other = 0
    for character in white:
        if character == " ":
            column, other = column + 1, other + 1
        elif character == "\t":
            column, other = column // 8 * 8 + 8, other + 1
        else:
            column = other = 0
    return column, other
