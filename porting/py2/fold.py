"""Takes long chains apart: of operators, of calls and attributes, of strings side by side.

LibCST's parser takes a time that grows with the square of the number of terms (minutes for 5,000),
and no recursion reaches the last of so many. So names stand in for parts of a chain; `lift` parses
each part by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from porting.py2.lower import FUNCTIONS, KEYWORDS, Lowered, StandIn, ends_value, is_bytes
from porting.py2.tokens import Kind, Token, logical_lines, tokenize, too_deep

# How closely operators bind. Comparisons, signs, powers and the like are no chains, or such as are
# nested the other way; they are known to tell where a chain begins.
_LINK, _AWAIT, _POWER, _SIGN = 14, 13, 12, 11
_COMPARISON, _NOT = 4, 3
_CHAINS = (
    (1, "or"),
    (2, "and"),
    (5, "|"),
    (6, "^"),
    (7, "&"),
    (8, "<< >>"),
    (9, "+ -"),
    (10, "* / // % @"),
    (_LINK, ". ( ["),
)
_FOLDED = {word: level for level, words in _CHAINS for word in words.split()}
_LEVELS = _FOLDED | {"**": _POWER}
_LEVELS |= dict.fromkeys(("<", ">", "==", ">=", "<=", "!=", "in", "is", "not"), _COMPARISON)
_PREFIXES = {"+": _SIGN, "-": _SIGN, "~": _SIGN, "not": _NOT}
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_WORDS = KEYWORDS - FUNCTIONS
_NESTED = frozenset(("lambda", "else"))
_MOST_TERMS, _LONG = 50, 500
# Of what is nested to the right LibCST's parser takes memory that grows with the square of the
# depth, and in the end the whole process with it.
_MOST_NESTED = 1100


def fold_chains(lowered: Lowered) -> str:
    """The lowered text with names in the place of the beginnings of long chains, and of the ends
    of long rows of strings. What each stands for may hold further ones.

    Raises:
        SourceError: signs, ``not``, lambdas or conditions that are nested too deeply to be parsed.
    """
    text = lowered.text
    if len(text) < _LONG:
        return text
    for line in reversed(logical_lines(text)):
        if line.end - line.code >= _LONG:
            folded = _Folding(text[line.code : line.end], line.code, lowered).run()
            text = text[: line.code] + folded + text[line.end :]
    return text


@dataclass(slots=True)
class _Chain:
    """Terms between operators of one level, the first at `start`; `name` stands for them up to
    `position`."""

    level: int
    start: int
    position: int
    name: str = ""
    terms: int = 1


@dataclass(slots=True)
class _Frame:
    """What is known inside one pair of brackets: the chains around the term at `operand` (-1 before
    one), whether the next ``in`` belongs to a loop, and how often words led deeper."""

    chains: list[_Chain] = field(default_factory=list)
    operand: int = -1
    is_loop: bool = False
    nested: int = 0

    def clear(self) -> None:
        self.chains, self.operand = [], -1


class _Folding:
    """Folds the chains of one logical line, which begins at `start`."""

    def __init__(self, text: str, start: int, lowered: Lowered) -> None:
        self.text = text
        self.start = start
        self.lowered = lowered
        self.edits: list[tuple[int, int, str]] = []
        self.frames = [_Frame()]
        self.strings: list[Token] = []

    def run(self) -> str:
        tokens = list(tokenize(self.text))
        first, *others = [token.text for token in tokens[:2]] or [""]
        if first in ("from", "import") or (first == "case" and others != ["="]):
            return self.text  # Names do not stand for values there.
        previous: Token | None = None
        for token in tokens:
            if token.kind is not Kind.STRING and self.strings:
                self.fold_strings()
            if token.kind is Kind.STRING:
                self.strings.append(token)
            self.take(token, previous)
            previous = token
        if self.strings:
            self.fold_strings()
        return self.spliced(0, len(self.text))

    def take(self, token: Token, previous: Token | None) -> None:
        """Find out what a token is to the chains around it."""
        frame, text, is_op = self.frames[-1], token.text, token.kind is Kind.OP
        before = previous.text if previous is not None else ""
        is_behind_value = ends_value(previous) and frame.operand >= 0
        starts_value = text in _OPEN or text == "..." or not (is_op or text in _WORDS)
        if text in _CLOSE:
            del self.frames[max(len(self.frames) - 1, 1) :]
        elif text == "in" and frame.is_loop:
            frame.clear()
            frame.is_loop = False
        elif before == "await" and is_behind_value and starts_value:
            frame.chains.append(_Chain(_AWAIT, frame.operand, frame.operand))
            frame.operand = token.start
        elif previous is not None and is_behind_value and text in _LEVELS:
            self.take_operator(frame, text, previous.end)
        elif (before, text) in (("is", "not"), ("not", "in")):
            pass
        elif text in _PREFIXES:
            frame.chains.append(_Chain(_PREFIXES[text], token.start, token.start))
        elif not starts_value:
            frame.clear()
            frame.is_loop = frame.is_loop or text == "for"
            if text in _NESTED:
                frame.nested += 1
            elif text in (",", ";"):
                frame.nested = 0
        elif frame.operand < 0:
            frame.operand = token.start
        elif is_behind_value and token.kind is not Kind.STRING:
            frame.clear()
            frame.operand = token.start
        if frame.nested + len(frame.chains) > _MOST_NESTED:
            raise too_deep(self.lowered.text, self.start + token.start)
        if text in _OPEN:
            self.frames.append(_Frame())

    def take_operator(self, frame: _Frame, text: str, end: int) -> None:
        """Count the term or link that ends before an operator; fold what is long enough."""
        level, start = _LEVELS[text], frame.operand
        while frame.chains and frame.chains[-1].level > level:
            start = frame.chains.pop().start
        if not frame.chains or frame.chains[-1].level < level:
            frame.chains.append(_Chain(level, start, start))
        if level != _LINK:
            frame.operand = -1
        chain = frame.chains[-1]
        chain.terms += 1
        if chain.terms > _MOST_TERMS and text in _FOLDED:
            part = self.spliced(chain.position, end)
            if chain.name:
                self.edits.pop()
            chain.name = self.reserve(chain.name + part)
            self.edits.append((chain.start, end, chain.name))
            chain.position, chain.terms = end, 2

    def fold_strings(self) -> None:
        """Fold the end of a row of strings: LibCST nests them to the right."""
        row, self.strings = self.strings, []
        name, end = "", row[-1].end
        for index in reversed(range(_MOST_TERMS, len(row) - 1, _MOST_TERMS)):
            name = self.reserve(self.text[row[index].start : end] + name)
            name = f"{'b' * is_bytes(row[index])}'{name}'"
            end = row[index].start
        if name:
            self.edits.append((end, row[-1].end, name))

    def reserve(self, text: str) -> str:
        table = self.lowered.table
        name = f"{self.lowered.prefix}{len(table)}_"
        table[name] = StandIn("chain", text)
        return name

    def spliced(self, start: int, end: int) -> str:
        """A part of the text; what is folded in it need not be known any longer."""
        parts: list[str] = []
        inner = [edit for edit in self.edits if edit[0] >= start]
        del self.edits[len(self.edits) - len(inner) :]
        for first, last, name in inner:
            parts += (self.text[start:first], name)
            start = last
        return "".join((*parts, self.text[start:end]))
