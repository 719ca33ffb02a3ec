"""Grades a port: runs it in each situation of its exercise, and tells in words what differs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from porting.errors import PortingError
from porting.verify.compare import Difference, Verdict, compare_transcripts
from porting.verify.program import find_program
from porting.verify.run import STRICT, Interpreter, play
from porting.verify.run import Run as Played
from porting.verify.transcript import Transcript, shown
from porting.workshop.exercises import Exercise, Run

# What the end of a run is called for learners.
_LIMITS = {
    "time": "it ran for {seconds:g} seconds and did not end: is there an endless loop?",
    "memory": "it took more than {memory_mb} MB of memory",
    "output": "it printed more than {output_mb} MB: is there an endless loop?",
}
# More of one kind says no more.
_ENOUGH = 3
_ERROR_LINES = 4
_OF_ERRORS = ("error output", "exit status")


@dataclass(frozen=True)
class RunGrade:
    """What a port did in one run.

    Attributes:
        run: the run.
        message: what differs, a line each; empty where the port does the same.
        output: what the port printed on standard output.
        errors: what it printed on standard error, without the steps of tracebacks.
    """

    run: Run
    message: tuple[str, ...]
    output: str = ""
    errors: str = ""

    @property
    def is_passed(self) -> bool:
        return not self.message


def own_python() -> Interpreter:
    """The Python that runs porting, with errors where bytes meet text."""
    return Interpreter(sys.executable, STRICT)


def grade(
    exercise: Exercise,
    folder: Path,
    python: Interpreter | None = None,
    *,
    stop: threading.Event | None = None,
) -> Iterator[RunGrade]:
    """Run the port that lies in a folder, in each run of its exercise; in their order.

    Raises:
        PortingError: the port's folder cannot be read, or what the original showed is not there.
        Interrupted: `stop` was set.
    """
    if not (folder / exercise.program).is_file():
        raise PortingError(
            f"{folder / exercise.program}: is not there\n"
            f"hint: `porting workshop reset {exercise.name}` puts it back as it was"
        )
    program = find_program(folder)
    for run in exercise.runs:
        played = play(program, run.scenario, python or own_python(), stop=stop)
        first, *again = exercise.expected(run)
        transcript = played.transcript
        verdict = compare_transcripts(
            first,
            transcript,
            run.scenario.freedom,
            again=again,
            rules=run.scenario.rules,
        )
        message = tuple(_told(run, verdict, first, played, folder))
        yield RunGrade(run, message, shown(transcript.stdout), shown(transcript.stderr))


def _told(
    run: Run, verdict: Verdict, original: Transcript, played: Played, folder: Path
) -> Iterator[str]:
    """What differs, for somebody who sees it for the first time."""
    if verdict.is_same:
        return
    transcript = played.transcript
    for miss in played.misses[:1]:
        yield f"it asked the network for something that is not recorded: {miss}"
    if transcript.stopped:
        limits = run.scenario.limits
        yield _LIMITS[transcript.stopped].format(**vars(limits))
        if played.hangs:
            yield _place(folder, played.hangs.file, played.hangs.line)
        return
    stderr = shown(transcript.stderr).replace("<folder>/", "").splitlines()
    is_error = bool(stderr) and any(each.aspect == "error output" for each in verdict.differences)
    if is_error:
        yield "it stopped with an error" if transcript.status else "it printed an error"
        yield from (f"    {line}" for line in stderr[-_ERROR_LINES:])
        if played.raised and "SyntaxError" not in stderr[-1]:
            yield _place(folder, played.raised.file, played.raised.line)
    # Other differences are consequences of an error.
    others = [each for each in verdict.differences if not (is_error and each.aspect in _OF_ERRORS)]
    for difference in others[: 1 if is_error else _ENOUGH]:
        yield from _told_difference(difference, original, transcript)


def _told_difference(
    difference: Difference, original: Transcript, port: Transcript
) -> Iterator[str]:
    place = difference.aspect
    if difference.name:
        place += f", {difference.name}"
    if difference.line:
        place += f", line {difference.line}"
    wanted, got = difference.wanted, difference.got
    if not wanted and not got:
        yield f"{place}: {difference.message}"
        return
    if wanted.strip() == got.strip() or not (wanted + got).replace("\n", "").isprintable():
        wanted, got = (repr(each) if each else "" for each in (wanted, got))
    yield f"{place}:"
    yield from _beside("Python 2", wanted or _empty(difference, original))
    yield from _beside("yours", got or _empty(difference, port))


def _empty(difference: Difference, transcript: Transcript) -> str:
    """What is said where a side shows nothing: whether it has an empty line there, or no line."""
    has_line = 0 < difference.line <= len(transcript.stdout.splitlines())
    return "(an empty line)" if has_line and difference.aspect == "output" else "(nothing)"


def _beside(who: str, text: str) -> Iterator[str]:
    lines = text.rstrip("\n").splitlines()
    if len(lines) > _ENOUGH:
        lines[_ENOUGH:] = [f"({len(lines) - _ENOUGH} more lines)"]
    for number, line in enumerate(lines):
        yield f"    {'' if number else who:9} | {line}"


def _place(folder: Path, file: str, line: int) -> str:
    text = (folder / file).read_bytes().decode("utf-8", "replace").splitlines()
    shown_line = text[line - 1].strip() if line <= len(text) else ""
    return f"    at {file}, line {line}: {shown_line}"
