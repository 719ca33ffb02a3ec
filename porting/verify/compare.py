"""The verdict on two transcripts: do they show the same behaviour?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from porting.verify.transcript import Transcript

# Python 3.10 and later name a thread after its function as well: "Thread-1 (loop)".
THREAD_NAME = re.compile(r"\b(Thread-\d+) \(\w+\)")


@dataclass(frozen=True)
class Freedom:
    """What a script leaves open, so that two runs of it may differ in it.

    Attributes:
        order: "none" where each line has its place; "threads" where each thread's lines have
            theirs, but threads may overtake each other and tear each other's lines; "lines" where
            the lines between the first and the last may come in any order (say, a dict's).
        sets: patterns; what their group 1 matches is a list with ", ", in any order.
        races: patterns; what they match depends on which thread was faster.
    """

    order: Literal["none", "threads", "lines"] = "none"
    sets: tuple[str, ...] = ()
    races: tuple[str, ...] = ()

    def remove_from(self, text: str) -> str:
        """The text with all lists in order, without races and newer thread names."""
        text = THREAD_NAME.sub(r"\1", text)
        for pattern in self.sets:
            text = re.sub(pattern, _with_sorted_list, text)
        for pattern in self.races:
            text = re.sub(pattern, "(depends on which thread was faster)", text)
        return text


@dataclass(frozen=True)
class Difference:
    """One thing in which two runs differ: where (such as "output"), and how, in words."""

    aspect: str
    message: str

    def __str__(self) -> str:
        return f"{self.aspect}: {self.message}"


@dataclass(frozen=True)
class Verdict:
    """What a comparison found.

    `differences` is empty where the behaviour is the same. `set_aside` says what differs and was
    not counted, each with its reason: a reader should be able to disagree.
    """

    differences: tuple[Difference, ...]
    set_aside: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return not self.differences

    def __str__(self) -> str:
        return "\n".join(map(str, self.differences)) or "same behaviour"


def compare_transcripts(
    expected: Transcript, actual: Transcript, freedom: Freedom | None = None
) -> Verdict:
    """Compare two runs of what should be the same script.

    Args:
        expected: of the original, which is right by definition.
        actual: of a port.
        freedom: what the script leaves open; by default nothing.
    """
    freedom = freedom or Freedom()
    pairs = zip(_aspects(expected, freedom), _aspects(actual, freedom), strict=True)
    differences = tuple(each for wanted, got in pairs for each in _compare(wanted, got))
    set_aside = () if differences else tuple(_explain(expected, actual, freedom))
    if set(actual.warnings) - set(expected.warnings):
        listed = "; ".join(actual.warnings)
        set_aside += (f"Python itself warned of the port, on standard error: {listed}",)
    return Verdict(differences, set_aside)


# -- what counts -----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Aspect:
    """One list of things to compare: what one of them is called, whether their order counts."""

    name: str
    item: str
    items: tuple[str, ...]
    is_ordered: bool


def _aspects(seen: Transcript, freedom: Freedom) -> Iterator[_Aspect]:
    clean = freedom.remove_from
    is_ordered = freedom.order == "none"
    lines = _lines(clean(seen.stdout))
    # Errors first: other differences are often their consequence.
    yield _Aspect("error output", "line", _lines(clean(seen.stderr)), is_ordered)
    yield _Aspect("exit status", "status", (str(seen.status),), True)
    if freedom.order == "none":
        yield _Aspect("output", "line", lines, True)
    elif freedom.order == "lines":
        yield _Aspect("output", "line", lines, False)
        yield _Aspect("first and last line of the output", "line", lines[:1] + lines[-1:], True)
    else:
        texts = tuple(map(clean, seen.by_thread))
        yield _Aspect("output", "thread that prints", texts, False)
        yield _Aspect("the main thread's place in the output", "line", _frame(lines, texts), True)
    yield _Aspect("requests", "request", tuple(map(str, seen.requests)), is_ordered)
    yield _Aspect("files", "file", tuple(file.path for file in seen.files), False)
    written = [(file.path, line) for file in seen.files for line in _lines(clean(file.content))]
    yield _Aspect("files", "line", tuple(f"{path}: {line}" for path, line in written), True)


def _lines(text: str) -> tuple[str, ...]:
    lines = tuple(text.splitlines())
    return lines if not text or text.endswith("\n") else (*lines, "(no newline at the end)")


def _frame(lines: tuple[str, ...], texts: tuple[str, ...]) -> tuple[str, ...]:
    """What the main thread printed before all others, and after them, such as an exit handler."""
    own = _lines(texts[0]) if texts else ()
    first = lines[0] if own[:1] == lines[:1] and own else "(another thread's line)"
    last = lines[-1] if own[-1:] == lines[-1:] and own else "(another thread's line)"
    return first, last


# -- what differs, in words ------------------------------------------------------------------


def _compare(wanted: _Aspect, got: _Aspect) -> Iterator[Difference]:
    if wanted.is_ordered:
        message = _first_difference(wanted.item, wanted.items, got.items)
        if message:
            yield Difference(wanted.name, message)
        return
    missing = Counter(wanted.items) - Counter(got.items)
    extra = Counter(got.items) - Counter(wanted.items)
    for item in sorted(missing.elements()):
        yield Difference(wanted.name, f"there is no {wanted.item} {_quoted(item)}")
    for item in sorted(extra.elements()):
        yield Difference(wanted.name, f"there should be no {wanted.item} {_quoted(item)}")


def _first_difference(item: str, wanted: tuple[str, ...], got: tuple[str, ...]) -> str:
    """Only the first: what follows is often its consequence. "" where there is none."""
    for number, (want, find) in enumerate(zip(wanted, got, strict=False), start=1):
        if want != find:
            return f"{item} {number} should be {_quoted(want)} and is {_quoted(find)}"
    if len(got) < len(wanted):
        return f"{item} {len(got) + 1} is missing: {_quoted(wanted[len(got)])}"
    if len(got) > len(wanted):
        return f"{item} {len(wanted) + 1} is one too many: {_quoted(got[len(wanted)])}"
    return ""


def _quoted(text: str) -> str:
    lines = text.splitlines()
    if len(lines) < 2:
        return f"`{text.rstrip()}`"
    return "".join(f"\n    {line}" for line in lines)


# -- what does not count ---------------------------------------------------------------------


def _explain(expected: Transcript, actual: Transcript, freedom: Freedom) -> Iterator[str]:
    """The reasons why two outputs that differ are the same all the same."""
    if expected.stdout == actual.stdout:
        return
    wanted, got = (THREAD_NAME.sub(r"\1", seen.stdout) for seen in (expected, actual))
    if got != actual.stdout:
        yield "Python 3.10 and later add its function to a thread's name, as in `Thread-1 (loop)`"
    if any(re.findall(pattern, wanted) != re.findall(pattern, got) for pattern in freedom.sets):
        yield "a set promises no order of its members"
    if any(re.findall(pattern, wanted) != re.findall(pattern, got) for pattern in freedom.races):
        yield "what a thread sees of the others depends on which was faster"
    if freedom.remove_from(wanted) != freedom.remove_from(got):
        free = "its threads" if freedom.order == "threads" else "these lines"
        yield f"the script promises no order of {free}"


def _with_sorted_list(match: re.Match[str]) -> str:
    members = ", ".join(sorted(match[1].split(", ")))
    start, end = match.span(1)
    return match.string[match.start() : start] + members + match.string[end : match.end()]
