"""Writes Python 2 as Python 3 with the same tokens inside, so that LibCST can parse it.

Every form that only Python 2 has is visible among the tokens. Each is replaced by a stand-in that
Python 3 can parse, made with a reserved name: ``print a, b`` becomes a call of it, ``0777L`` the
name itself. `lift` turns the stand-ins back. Lowering too much does no harm, since what was
lowered is lifted; lowering too little is a syntax error.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from porting.py2.tokens import Indentation, Kind, LogicalLine, Token, logical_lines, tokenize


@dataclass(frozen=True, slots=True)
class StandIn:
    """What a reserved name stands for.

    `form` is one of print, exec, raise, except, unnamed, backquote, items, diamond, number, string,
    bytes, word, tuple, paren, prefix, chain. `text` is the source that the name replaced, where it
    replaced any; `glued` tells that a pair of parentheses (number) or a space (tuple) was added as
    well.
    """

    form: str
    text: str = ""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which words are statements: `print` and `exec` are functions in Python 3.

    `has_async_def` tells that the text is part of one that defines coroutines: in it ``async`` and
    ``await`` are no names.
    """

    print_statement: bool = True
    exec_statement: bool = True
    has_async_def: bool = False


@dataclass(slots=True)
class Lowered:
    """A text that LibCST can parse, and what it takes to get back.

    `tail` is what follows the last logical line, and is not lowered: LibCST 1.9 loses comments and
    white space there. `table` maps reserved names to what they stand for. `lone_cr` is the white
    space that marks a newline as a lone CR ("" where there is none), `mixed` tells that every
    line's indentation was replaced. `places` pairs offsets of `text` with offsets of the original,
    in order.
    """

    text: str
    prefix: str
    table: dict[str, StandIn]
    diamond: str
    tail: str = ""
    lone_cr: str = ""
    mixed: bool = False
    places: list[tuple[int, int]] = field(default_factory=list)

    def original_offset(self, offset: int) -> int:
        """Where in the original text a place of the lowered text lies."""
        index = bisect_right(self.places, (offset, 1 << 62)) - 1
        if index < 0:
            return offset
        lowered, original = self.places[index]
        return original + offset - lowered


_SUSPECT = re.compile(
    r"`|<>|\b(?:print|exec|async|await|nonlocal|True|False)\b|\.\s*None\b|\braise\b[\s\S]*?,"
    r"|\bexcept\b(?!(?:[ \t]+[\w.]+|[ \t]*\([\w., \t]*\))?(?:[ \t]+as[ \t]+\w+)?:)"
    r"|\b(?:def\b[^(]*\([^()\"'#]*[\"'#(]|lambda\b[^:]*?(?:[\"'#(\[{]|\blambda\b))"
    r"|\b0[0-7]|[\dxXa-fA-F][lL]\b|\b\d[\w.]*[^\W\d]|[uU][rR][\"']|\b[bB][rR]?[\"']"
    r"|\w\s*\)\s*=(?!=)"
    r"|\bfor\b[\s\S]*?\bin\b[\s\S]*?,"
)
_COMPOUND = frozenset(
    "if elif else for while try except finally with def class async match case".split()
)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
KEYWORDS = frozenset(
    "and as assert break class continue def del elif else except exec finally for from global if "
    "import in is lambda not or pass print raise return try while with yield".split()
)
FUNCTIONS = frozenset(("print", "exec"))
_BINDING_WORDS = frozenset(("def", "class", "import", "as", "global", "for", "del", "."))
_OCTAL = re.compile(r"0[0-7]*[1-7][0-7]*")
_ASYNC_DEF = re.compile(r"\basync\s+def\b")
_LONE_CR = re.compile(r"(\\?)\r(?!\n)")


def has_async_def(text: str) -> bool:
    """Whether a text defines a coroutine: then ``async`` and ``await`` are keywords in it."""
    return "async" in text and _ASYNC_DEF.search(text) is not None


def lower(text: str, dialect: Dialect) -> Lowered:
    """Replace every form that only Python 2 has.

    Raises:
        SourceError: where the text cannot even be split into tokens.
    """
    return _Lowering(text, dialect).run()


def lower_line(text: str, dialect: Dialect) -> Lowered:
    """The same for one logical line without indentation, and with no lone CR in it."""
    return _Lowering(text, dialect).run_line()


class _Lowering:
    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.dialect = dialect
        self.prefix = "_p2_"
        while self.prefix in text:
            self.prefix = self.prefix[:-1] + "x_"
        self.diamond = " " + "\t" * 7 + " "
        while self.diamond in text:
            self.diamond = "\t" + self.diamond
        self.table: dict[str, StandIn] = {}
        self.edits: list[tuple[int, int, str]] = []
        self.has_async_def = dialect.has_async_def or has_async_def(text)

    def run(self) -> Lowered:
        lines = logical_lines(self.text)
        end = lines[-1].end if lines else 0
        tail, text = self.text[end:], self.text[:end]
        self.text = text
        self.indentation(lines)
        for line in lines:
            if _SUSPECT.search(text, line.code, line.end):
                self.line(list(tokenize(text, line.code, line.end)))
        lone_cr = ""
        if _LONE_CR.search(text):
            lone_cr = "\t \t "
            while lone_cr in text:
                lone_cr += "\t "
            for found in _LONE_CR.finditer(text):
                self.edits.append((found.start(), found.end(), f"{lone_cr}{found.group(1)}\n"))
        lowered = Lowered(text, self.prefix, self.table, self.diamond, tail, lone_cr, self.mixed)
        if self.edits:
            self.splice(lowered)
        return lowered

    def run_line(self) -> Lowered:
        if _SUSPECT.search(self.text):
            self.line(list(tokenize(self.text)))
        lowered = Lowered(self.text, self.prefix, self.table, self.diamond)
        if self.edits:
            self.splice(lowered)
        return lowered

    def splice(self, lowered: Lowered) -> None:
        parts: list[str] = []
        position = length = 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            kept = self.text[position:start]
            parts += (kept, new)
            length += len(kept)
            lowered.places.append((length, start))
            length += len(new)
            lowered.places.append((length, end))
            position = end
        parts.append(self.text[position:])
        lowered.text = "".join(parts)

    def reserve(self, form: str, text: str = "", glued: bool = False) -> str:
        name = f"{self.prefix}{len(self.table)}_"
        self.table[name] = StandIn(form, text, glued)
        return name

    def replace(self, start: int, end: int, new: str) -> None:
        self.edits.append((start, end, new))

    def wrap(self, form: str, tokens: Sequence[Token], text: str = "") -> None:
        """Make the tokens the arguments of a call, in parentheses of its own."""
        self.replace(tokens[0].start, tokens[0].start, f"({self.reserve(form, text)}(")
        self.replace(tokens[-1].end, tokens[-1].end, "))")

    # Indentation that LibCST cannot keep

    def indentation(self, lines: list[LogicalLine]) -> None:
        """Replace white space at line starts that holds form feeds or mixes tabs and spaces."""
        text, state = self.text, Indentation()
        whites = [text[line.start : line.code] for line in lines]
        depths = [state.depth_of(white) for white in whites]
        self.mixed = not state.consistent and -1 not in depths
        for line, white, depth in zip(lines, whites, depths):
            if self.mixed:
                indent = " " * depth
            elif "\f" in white:
                indent = white[white.rindex("\f") + 1 :]
            else:
                continue
            raw = white if self.mixed else white[: len(white) - len(indent)]
            name = self.reserve("prefix", raw)
            self.replace(line.start, line.code, f"{indent}#{name}\n{indent}")

    # Statements

    def line(self, tokens: list[Token]) -> None:
        for statement in _statements(tokens):
            word = statement[0].text
            if word == "print" and self.dialect.print_statement:
                self.print(statement)
            elif word == "exec" and self.dialect.exec_statement:
                self.exec(statement)
            elif word == "raise" and _top_level(statement[1:], ","):
                self.wrap("raise", statement[1:])
            elif word == "except":
                self.except_clause(statement)
            elif word == "def" and len(statement) > 2 and statement[2].text == "(":
                self.tuple_parameters(statement, 3)
        self.expressions(tokens)

    def print(self, tokens: Sequence[Token]) -> None:
        if len(tokens) > 1 and tokens[1].text in ("*", "**"):
            return
        self.replace(tokens[0].start, tokens[0].end, self.reserve("print") + "(")
        if len(tokens) > 1 and tokens[1].text == ">>":
            self.replace(tokens[1].start, tokens[1].end, "*")
        self.replace(tokens[-1].end, tokens[-1].end, ")")

    def exec(self, tokens: Sequence[Token]) -> None:
        following = tokens[1] if len(tokens) > 1 else None
        if following is None or (
            following.kind is Kind.OP and following.text not in ("(", "[", "{", "`", "-", "+", "~")
        ):
            return
        clause, commas = (_top_level(tokens[1:], text) for text in ("in", ","))
        if commas and not (clause and clause[0].start < commas[0].start):
            return  # Python 3's exec(code), more
        self.replace(tokens[0].start, tokens[0].end, self.reserve("exec") + "(")
        if clause:
            self.replace(clause[0].start, clause[0].end, ",")
        self.replace(tokens[-1].end, tokens[-1].end, ")")

    def except_clause(self, tokens: Sequence[Token]) -> None:
        """Wrap ``E, e``; also ``E as target`` where the target is no plain name."""
        inside = tokens[1:]
        commas = _top_level(inside, ",")
        names = _top_level(inside, "as")
        if len(commas) == 1 and not names and commas[0] is not inside[-1]:
            self.wrap("except", inside, ",")
        elif len(names) == 1 and not commas and inside[-2] is not names[0]:
            self.wrap("except", inside, "as")
            self.replace(names[0].start, names[0].end, ",")
            names = []
        end = tokens[-1].end
        if inside and not names and self.text[end : end + 1] != ":":
            # LibCST drops the white space before the colon where no name precedes it.
            self.replace(end, end, f" as {self.reserve('unnamed')}")

    def tuple_parameters(self, tokens: Sequence[Token], index: int) -> None:
        """Replace parenthesised parameters by names; `index` is where the parameters start."""
        depth, lambdas, expected, first = 0, 0, True, index
        while index < len(tokens):
            token = tokens[index]
            if token.text == "(" and expected and depth == 0:
                last = _matching(tokens, index)
                glued = index == first and tokens[index - 1].end == token.start
                glued = glued and tokens[index - 1].text == "lambda"
                name = self.reserve("tuple", self.text[token.start : tokens[last].end], glued)
                self.replace(token.start, tokens[last].end, " " * glued + name)
                index = last
            elif token.text in _OPEN:
                depth += 1
            elif token.text in _CLOSE:
                depth -= 1
                if depth < 0:
                    return
            elif token.text == "lambda" and depth == 0:
                lambdas += 1
            elif token.text == ":" and depth == 0:
                if lambdas == 0:
                    return
                lambdas -= 1
            expected = token.text == "," and depth == 0 and lambdas == 0
            index += 1

    # Expressions

    def expressions(self, tokens: Sequence[Token]) -> None:
        frames = [_Frame("")]
        previous: Token | None = None
        last = len(tokens) - 1
        for index, token in enumerate(tokens):
            text, kind = token.text, token.kind
            following = tokens[index + 1].text if index < last else ""
            frame = frames[-1]
            if kind is Kind.NUMBER:
                self.number(token)
            elif kind is Kind.STRING:
                if text[:2].lower() == "ur":
                    self.raw_string(token, "string")
                elif is_bytes(token) and _is_beside_text(tokens, index):
                    self.raw_string(token, "bytes")
            elif kind is Kind.NAME:
                if text == "lambda":
                    self.tuple_parameters(tokens, index + 1)
                    frame.lambdas += 1
                elif frame.may_loop and frame.lambdas == 0:
                    self.comprehension(frame, token, previous)
                self.word(token, previous, following, tokens)
            elif text == "`":
                is_first = index == frame.start + 1
                if frame.opened == "`" and not is_first and _ends_operand(previous):
                    self.replace(token.start, token.end, ")))")
                    frames.pop()
                else:
                    self.replace(token.start, token.end, f"({self.reserve('backquote')}((")
                    frames.append(_Frame("`", index))
            elif text in _OPEN:
                is_display = text == "[" or (text == "(" and not _ends_operand(previous))
                frames.append(_Frame(text, may_loop=is_display))
                if text == "(" and following and previous and previous.text in ("(", ","):
                    self.parenthesised_keyword(tokens, index)
            elif text in _CLOSE and len(frames) > 1:
                self.end_of_iterable(frame, previous)
                frames.pop()
            elif text == "<>":
                self.reserve("diamond")
                self.replace(token.start, token.end, f" is{self.diamond}not ")
            elif text == ":" and frame.lambdas:
                frame.lambdas -= 1
            elif text == "," and frame.iterable is not None and frame.lambdas == 0:
                frame.has_comma = True
            if frame.awaits_iterable and text != "in":
                frame.awaits_iterable = False
                frame.iterable = token
            previous = token

    def comprehension(self, frame: _Frame, token: Token, previous: Token | None) -> None:
        """Find the bare tuple in ``[x for x in 1, 2]``, and in ``(x for x in 1, 2)``, which
        2to3 reads though Python 2 does not."""
        if token.text == "for":
            self.end_of_iterable(frame, previous)
            frame.awaits_in = True
        elif token.text == "in" and frame.awaits_in:
            frame.awaits_in, frame.awaits_iterable = False, True
        elif token.text == "if":
            self.end_of_iterable(frame, previous)

    def end_of_iterable(self, frame: _Frame, last: Token | None) -> None:
        if frame.iterable is not None and frame.has_comma and last is not None:
            self.wrap("items", (frame.iterable, last))
        frame.iterable, frame.has_comma = None, False

    def number(self, token: Token) -> None:
        after = self.text[token.end : token.end + 1]
        glued = after.isidentifier()
        if glued or token.text[-1] in "lL" or _OCTAL.fullmatch(token.text):
            name = self.reserve("number", token.text, glued)
            self.replace(token.start, token.end, f"({name})" if glued else name)

    def raw_string(self, token: Token, form: str) -> None:
        """Replace what precedes a string's body by the start of a raw string."""
        start = re.match(r"\w*(\"\"\"|'''|\"|')", token.text)
        assert start is not None
        name = self.reserve(form, token.text)
        self.replace(token.start, token.start + start.end(), f"r{start.group(1)}{name}")

    def word(
        self, token: Token, previous: Token | None, following: str, tokens: Sequence[Token]
    ) -> None:
        """Replace names that are keywords in Python 3."""
        text, before = token.text, previous.text if previous else ""
        if text in ("async", "await"):
            lowered = not self.has_async_def
        elif text == "nonlocal":
            lowered = not (before in ("", ";", ":") and following.isidentifier())
        elif text in ("True", "False"):
            lowered = (
                following == "="
                or before in _BINDING_WORDS
                or (tokens[0].text == "def" and before in ("(", ","))
                or (before != "=" and any(t.text == "=" for t in tokens if t.start > token.start))
            )
        else:
            lowered = text == "None" and before == "."
        if lowered:
            self.replace(token.start, token.end, self.reserve("word", text))

    def parenthesised_keyword(self, tokens: Sequence[Token], index: int) -> None:
        """Replace the ``(a)`` of ``f((a)=1)``."""
        found = tokens[index : index + 4]
        if (
            len(found) == 4
            and found[1].kind is Kind.NAME
            and found[2].text == ")"
            and found[3].text == "="
            and tokens[0].text != "def"
        ):
            source = self.text[found[0].start : found[2].end]
            self.replace(found[0].start, found[2].end, self.reserve("paren", source))


@dataclass(slots=True)
class _Frame:
    """What is known inside one pair of brackets (or backticks)."""

    opened: str
    start: int = -1
    may_loop: bool = False
    lambdas: int = 0
    awaits_in: bool = False
    awaits_iterable: bool = False
    iterable: Token | None = None
    has_comma: bool = False


def _ends_operand(token: Token | None) -> bool:
    if token is None:
        return False
    if token.kind is Kind.NAME:
        return token.text not in KEYWORDS
    return token.kind is not Kind.OP or token.text in (")", "]", "}", "`")


def ends_value(token: Token | None) -> bool:
    """The same for Python 3, where ``print`` and ``...`` are values."""
    return _ends_operand(token) or (token is not None and token.text in ("...", *FUNCTIONS))


def is_bytes(token: Token) -> bool:
    """Whether a string literal is one of bytes."""
    return token.text[0] in "bB" or token.text[:2] in ("rb", "rB", "Rb", "RB")


def _is_beside_text(tokens: Sequence[Token], index: int) -> bool:
    """Whether a bytes literal is glued to one of text, as only Python 2 can."""
    for step in (1, -1):
        place = index + step
        while 0 <= place < len(tokens) and tokens[place].kind is Kind.STRING:
            if not is_bytes(tokens[place]):
                return True
            place += step
    return False


def _matching(tokens: Sequence[Token], index: int) -> int:
    """The index of the bracket that closes the one at `index` (or of the last token)."""
    depth = 0
    for position in range(index, len(tokens)):
        depth += (tokens[position].text in _OPEN) - (tokens[position].text in _CLOSE)
        if depth == 0:
            return position
    return len(tokens) - 1


def _top_level(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens with this text that stand in no bracket, backtick or lambda's parameters."""
    depth, lambdas, quoted, found = 0, 0, False, []
    for token in tokens:
        if token.text in _OPEN:
            depth += 1
        elif token.text in _CLOSE:
            depth -= 1
        elif token.text == "`":
            quoted = not quoted
        elif depth == 0 and not quoted:
            if token.text == "lambda":
                lambdas += 1
            elif token.text == ":" and lambdas:
                lambdas -= 1
            elif token.text == text and lambdas == 0:
                found.append(token)
    return found


def _statements(tokens: list[Token]) -> Iterator[list[Token]]:
    """The parts of a logical line: a compound statement's header without its colon, then the
    simple statements between semicolons."""
    start = 0
    if tokens[0].text in _COMPOUND:
        colons = _top_level(tokens, ":")
        if colons:
            start = tokens.index(colons[0]) + 1
            yield tokens[: start - 1]
    for semicolon in [*_top_level(tokens[start:], ";"), None]:
        end = tokens.index(semicolon) if semicolon else len(tokens)
        if end > start:
            yield tokens[start:end]
        start = end + 1
