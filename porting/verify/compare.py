"""The verdict on the transcripts of an original and a port: do they show the same behaviour?"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from porting.verify.interaction import Request
from porting.verify.noise import Lines, Pattern
from porting.verify.rules import ALL_RULES, REQUEST_HEADERS, SQLITE_FILE, RuleSet
from porting.verify.transcript import Transcript, WrittenFile, bytes_of, shown, text_of


@dataclass(frozen=True)
class Freedom:
    """What a script leaves open, so that two runs of it may differ in it.

    Attributes:
        order: "none" where each line has its place; "threads" where each thread's lines have
            theirs, but threads may overtake each other and tear each other's lines; "lines" where
            the lines between the first and the last may come in any order (say, a dict's).
        sets: patterns; what their group 1 matches is a list with ", ", in any order.
        ignored: patterns; what they match is not compared.
    """

    order: Literal["none", "threads", "lines"] = "none"
    sets: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def remove_from(self, text: str) -> str:
        """The text with all lists in order, and without what is ignored."""
        for pattern in self.sets:
            text = re.sub(pattern, _with_sorted_list, text)
        for pattern in self.ignored:
            text = re.sub(pattern, "(ignored)", text)
        return text


@dataclass(frozen=True)
class Difference:
    """One thing in which two runs differ: where (such as "output"), and how, in words.

    `wanted` and `got` are what the original and the port show there, "" for nothing. `line` is the
    port's line of the aspect, from 1, 0 where there is none; `name` is the path of the file, or the
    number of the request, from 1.
    """

    aspect: str
    message: str
    wanted: str = ""
    got: str = ""
    line: int = 0
    name: str = ""

    def __str__(self) -> str:
        return f"{self.aspect}: {self.message}"


@dataclass(frozen=True)
class Verdict:
    """What a comparison found.

    `differences` is empty where the behaviour is the same. `set_aside` says what differs and was
    not counted, each with its reason: a reader should be able to disagree. `rules` are the names
    of the rules that were needed, `noise` what varies in the original itself.
    """

    differences: tuple[Difference, ...]
    set_aside: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        return not self.differences

    def __str__(self) -> str:
        return "\n".join(map(str, self.differences)) or "same behaviour"


def compare_transcripts(
    expected: Transcript,
    actual: Transcript,
    freedom: Freedom | None = None,
    *,
    again: Sequence[Transcript] = (),
    rules: RuleSet | None = None,
) -> Verdict:
    """Compare two runs of what should be the same script.

    Args:
        expected: of the original, which is right by definition.
        actual: of a port.
        freedom: what the script leaves open; by default nothing.
        again: further runs of the original: where they differ from the first, the port may, too.
        rules: the harmless differences to set aside; by default all that are known.
    """
    return _Comparison([expected, *again], actual, freedom or Freedom(), rules or RuleSet()).run()


class _Comparison:
    def __init__(
        self, originals: list[Transcript], port: Transcript, freedom: Freedom, rules: RuleSet
    ) -> None:
        self.originals = originals
        self.port = port
        self.freedom = freedom
        self.rules = rules
        self.differences: list[Difference] = []
        self.fired: dict[str, str] = {}
        self.noise: list[str] = []
        self.notes: list[str] = []

    def run(self) -> Verdict:
        expected, actual = self.originals[0], self.port
        if expected.stopped or actual.stopped:
            self._compare_stopped()
        else:
            # Errors first: other differences are often their consequence.
            self._compare_text("error output", "stderr")
            self._compare_status()
            self._compare_output()
            self._compare_requests()
            self._compare_files()
        notes = [] if self.differences else [*self.notes, *self._freedoms_used()]
        for name, place in self.fired.items():
            notes.append(f"{ALL_RULES[name].about} [{name}, first in {place}]")
        notes += [f"the original differs from itself: {each}" for each in self.noise]
        if set(actual.warnings) - set(expected.warnings):
            listed = "; ".join(dict.fromkeys(actual.warnings))
            notes.append(f"Python itself warned of the port, on standard error: {listed}")
        return Verdict(tuple(self.differences), tuple(notes), tuple(self.fired), tuple(self.noise))

    # -- aspects --

    def _compare_stopped(self) -> None:
        expected, actual = self.originals[0], self.port
        limits = {expected.stopped, actual.stopped}
        # Whether time or the room for output ends first is a matter of speed.
        if len(limits) == 2 and limits != {"time", "output"}:
            who, other = ("port", "original") if actual.stopped else ("original", "port")
            limit = actual.stopped or expected.stopped
            ending = "ended by itself"
            if "" not in limits:
                ending = f"ran into that of {expected.stopped}"
            self.differences.append(
                Difference(
                    "end",
                    f"the {who} was stopped: it ran into the limit of {limit}; "
                    f"the {other} {ending}",
                    expected.stopped or f"exit status {expected.status}",
                    actual.stopped or f"exit status {actual.status}",
                )
            )
            return
        runs = [_lines(self._clean(each.stdout)) for each in self.originals if each.stopped]
        got = _lines(self._clean(actual.stdout))
        shorter, had_no_more = min((len(runs[0]), expected.is_quiet), (len(got), actual.is_quiet))
        if not had_no_more:
            # The last line of what was cut off may be a part of one.
            length = max(0, shorter - 1)
            runs, got = [lines[:length] for lines in runs], got[:length]
        self._compare_lines("output", "line", runs, got)
        how = " and of ".join(sorted(limits))
        self.notes.append(
            f"both were stopped by the limit of {how}: compared is what they printed until then"
        )

    def _compare_text(self, aspect: str, attribute: str) -> None:
        runs = [_lines(self._clean(getattr(each, attribute))) for each in self.originals]
        got = _lines(self._clean(getattr(self.port, attribute)))
        if self.freedom.order == "none":
            self._compare_lines(aspect, "line", runs, got)
        else:
            self._compare_unordered(aspect, "line", runs[0], got)

    def _compare_status(self) -> None:
        runs: list[Lines] = [(str(each.status),) for each in self.originals]
        self._compare_lines("exit status", "status", runs, (str(self.port.status),))

    def _compare_output(self) -> None:
        runs = [_lines(self._clean(each.stdout)) for each in self.originals]
        got = _lines(self._clean(self.port.stdout))
        if self.freedom.order == "lines":
            self._compare_unordered("output", "line", runs[0], got)
            ends = [lines[:1] + lines[-1:] for lines in (runs[0], got)]
            self._compare_lines("first and last line of the output", "line", ends[:1], ends[1])
        elif self.freedom.order == "threads" or self._threads_overtake(runs):
            texts = [
                tuple(map(self._clean, each.by_thread)) for each in (self.originals[0], self.port)
            ]
            self._compare_unordered("output", "thread that prints", *texts)
            frames = [_frame(*each) for each in zip((runs[0], got), texts, strict=True)]
            self._compare_lines(
                "the main thread's place in the output", "line", frames[:1], frames[1]
            )
        else:
            self._compare_lines("output", "line", runs, got)

    def _threads_overtake(self, runs: list[Lines]) -> bool:
        """Whether only the order in which threads print differs from run to run of the original."""
        if len(set(runs)) == 1 or len(self.originals[0].by_thread) < 2:
            return False
        by_thread = [
            Counter(map(self.rules.canonical, map(self._clean, each.by_thread)))
            for each in self.originals
        ]
        if any(each != by_thread[0] for each in by_thread):
            return False
        self.noise.append("output, threads overtake each other; what each printed is compared")
        return True

    def _compare_requests(self) -> None:
        ordered = self.freedom.order == "none"
        knows_headers = any(each.headers for each in self.originals[0].requests)
        runs = [self._request_lines(each.requests, knows_headers) for each in self.originals]
        got = self._request_lines(self.port.requests, knows_headers)
        if ordered:
            item = "line" if knows_headers else "request"
            before = len(self.differences)
            self._compare_lines("requests", item, runs, got)
            if len(self.differences) > before:
                last = self.differences[-1]
                number = sum(not line.startswith(" ") for line in got[: last.line])
                self.differences[-1] = replace(last, name=str(number))
        else:
            plain = [tuple(map(str, each.requests)) for each in (self.originals[0], self.port)]
            self._compare_unordered("requests", "request", *plain)
            self._compare_unordered("requests", "line", runs[0], got)

    def _request_lines(self, requests: Sequence[Request], with_headers: bool) -> Lines:
        lines = []
        for request in requests:
            lines.append(str(request))
            if with_headers:
                lines += self._header_lines(request)
                lines += [f"    {line}" for line in _lines(text_of(request.body))]
        return tuple(map(self._clean, lines))

    def _header_lines(self, request: Request) -> list[str]:
        lines = [f"{name}: {value}" for name, value in request.headers]
        if self.rules.has(REQUEST_HEADERS):
            lines = sorted(f"{name.title()}: {value}" for name, value in request.headers)
            lines = [REQUEST_HEADERS.rewrite(line, line)[0] for line in lines]
        return [f"  {line}" for line in lines]

    def _compare_files(self) -> None:
        runs = [_file_names(each) for each in self.originals]
        self._compare_lines("files", "file", runs, _file_names(self.port))
        written = {file.path: file for file in self.port.files}
        for file in self.originals[0].files:
            if file.path not in written:
                continue
            same_file = [
                found for each in self.originals for found in each.files if found.path == file.path
            ]
            self._compare_content(same_file, written[file.path])

    def _compare_content(self, originals: list[WrittenFile], port: WrittenFile) -> None:
        contents = [each.content for each in (*originals, port)]
        if all(map(_is_database, contents)) and self.rules.has(SQLITE_FILE):
            dumps = [_dump(content) for content in contents]
            if len(set(contents)) > 1 and len(set(dumps)) == 1:
                self.fired.setdefault(SQLITE_FILE.name, port.path)
            contents = dumps
        *runs, got = (_lines(self._clean(content)) for content in contents)
        self._compare_lines("files", "line", runs, got, name=port.path)

    # -- lines --

    def _compare_lines(
        self, aspect: str, item: str, runs: list[Lines], got: Lines, name: str = ""
    ) -> None:
        """Note only the first difference: what follows is often its consequence."""
        pattern = Pattern(runs, self.rules)
        match = pattern.match(got)
        where = f"{aspect}, {name}" if name else aspect
        self.noise += [f"{where}, {region}" for region in pattern.regions]
        for rule, place in match.fired.items():
            self.fired.setdefault(rule, f"{where}, {item} {place + 1}")
        if match.mismatch is None:
            return
        wanted_at, got_at = match.mismatch.wanted, match.mismatch.got
        wanted = runs[0][wanted_at] if wanted_at < len(runs[0]) else ""
        found = got[got_at] if got_at < len(got) else ""
        prefix = f"{name}: " if name else ""
        if match.mismatch.is_missing:
            message = f"{item} {got_at + 1} is missing: {_quoted(prefix + wanted)}"
        elif match.mismatch.is_extra:
            message = f"{item} {got_at + 1} is one too many: {_quoted(prefix + found)}"
        else:
            message = (
                f"{item} {got_at + 1} should be {_quoted(prefix + wanted)} "
                f"and is {_quoted(prefix + found)}"
            )
        if Counter(runs[0]) == Counter(got) and len(got) > 1:
            message += f" (the same {item}s come in another order)"
        self.differences.append(
            Difference(aspect, message, shown(wanted), shown(found), got_at + 1, name)
        )

    def _compare_unordered(self, aspect: str, item: str, wanted: Lines, got: Lines) -> None:
        missing, extra = list(wanted), []
        for number, line in enumerate(got):
            found = line if line in missing else self._like(line, missing)
            if found is None:
                extra.append(line)
                continue
            for rule in self.rules.explain(found, line) or ():
                self.fired.setdefault(rule, f"{aspect}, {item} {number + 1}")
            missing.remove(found)
        for line in sorted(missing):
            message = f"there is no {item} {_quoted(line)}"
            self.differences.append(Difference(aspect, message, shown(line)))
        for line in sorted(extra):
            message = f"there should be no {item} {_quoted(line)}"
            place = got.index(line) + 1 if item == "line" else 0
            self.differences.append(Difference(aspect, message, "", shown(line), place))

    def _like(self, line: str, others: list[str]) -> str | None:
        return next((each for each in others if self.rules.is_same(each, line)), None)

    def _clean(self, text: str) -> str:
        return self.freedom.remove_from(text)

    # -- words --

    def _freedoms_used(self) -> Iterator[str]:
        """The reasons why two outputs that differ are the same all the same."""
        wanted, got = self.originals[0].stdout, self.port.stdout
        if wanted == got:
            return
        for pattern in self.freedom.sets:
            if re.findall(pattern, wanted) != re.findall(pattern, got):
                yield f"a set promises no order of its members: {pattern}"
        for pattern in self.freedom.ignored:
            if re.findall(pattern, wanted) != re.findall(pattern, got):
                yield f"ignored, as the scenario asks: {pattern}"
        if self.freedom.order != "none" and self._clean(wanted) != self._clean(got):
            free = "its threads" if self.freedom.order == "threads" else "these lines"
            yield f"the script promises no order of {free}"


def _lines(text: str) -> Lines:
    lines = text.split("\n")
    if lines[-1]:
        return (*lines, "(no newline at the end)")
    return tuple(lines[:-1])


def _file_names(seen: Transcript) -> Lines:
    """Each file with its mode, where that is known, and what was removed."""
    names = [f"{file.path} (mode {file.mode})" if file.mode else file.path for file in seen.files]
    return (*names, *(f"{path} (removed)" for path in seen.removed))


def _frame(lines: Lines, texts: Lines) -> Lines:
    """What the main thread printed before all others, and after them, such as an exit handler."""
    own = _lines(texts[0]) if texts else ()
    first = lines[0] if own[:1] == lines[:1] and own else "(another thread's line)"
    last = lines[-1] if own[-1:] == lines[-1:] and own else "(another thread's line)"
    return first, last


def _quoted(text: str) -> str:
    lines = [_visible(line) for line in shown(text).split("\n")]
    if not lines[-1]:
        lines.pop()
    if len(lines) < 2:
        return f"`{''.join(lines)}`"
    return "".join(f"\n    {line}" for line in lines)


def _visible(line: str) -> str:
    """The line with escapes for what nobody would see, a blank at its end excepted."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in line)


def _with_sorted_list(match: re.Match[str]) -> str:
    members = ", ".join(sorted(match[1].split(", ")))
    start, end = match.span(1)
    return match.string[match.start() : start] + members + match.string[end : match.end()]


# -- databases -------------------------------------------------------------------------------


def _is_database(content: str) -> bool:
    return content.startswith("SQLite format 3\0")


def _dump(content: str) -> str:
    """The statements that make a database anew; its bytes as text where SQLite cannot read it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "database"
        path.write_bytes(bytes_of(content))
        try:
            connection = sqlite3.connect(path)
            connection.text_factory = text_of
            try:
                return "".join(f"{line}\n" for line in connection.iterdump())
            finally:
                connection.close()
        except sqlite3.Error:
            return content
