"""Runs originals and ports in their scenarios, several at a time, and gives a verdict for each."""

from __future__ import annotations

import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from porting.errors import EvidenceError, PortingError
from porting.proof.mutate import Case
from porting.proof.ported import Port
from porting.proof.recorded import Runs
from porting.verify.compare import Difference, Verdict, compare_transcripts
from porting.verify.program import ProgramFolder
from porting.verify.run import Interpreter, Run, Spot, World, play
from porting.verify.transcript import Transcript, shown

# Other orders of hashes and threads: one in any case, more before a port is said to differ. After
# these two keys have come in both orders but for one set in 256.
FIRST_SHAKE = 1
MORE_SHAKES = (2, 3, 4, 5, 6, 7, 8)
# A clock of the real world must have moved from one recorded run to the next.
TICK_SECONDS = 1.1

# What Python says of a script that it cannot compile; of a module it gives a traceback.
_NOT_COMPILED = re.compile(
    r' *File "(?P<file>.*)", line (?P<line>\d+)\n(?: .*\n)*'
    r"(?P<what>(?:Syntax|Indentation|Tab)Error: .*)\n\Z"
)

T = TypeVar("T")


@dataclass(frozen=True)
class Programs:
    """What is compared: an original and its port, and the Pythons that run them.

    `original` and `python27` are not needed where transcripts were recorded. `add` are names of
    environment variables of ours that both get, too.
    """

    original: ProgramFolder
    port: Port | None = None
    python27: Interpreter | None = None
    pythons: tuple[Interpreter, ...] = ()
    add: tuple[str, ...] = ()


@dataclass(frozen=True)
class Blame:
    """The line of the port at which a difference shows: its place, its text, and the change or
    warning nearest to it, "" where none is known."""

    spot: Spot
    line: str
    nearest: str


@dataclass(frozen=True)
class Proof:
    """What one Python 3 showed of a port in one scenario.

    `verdict` is None where there is an `error`, as the scenario could not be run, and where there
    was no original to run.
    """

    case: Case
    python: str
    original: Transcript | None = None
    port: Transcript | None = None
    verdict: Verdict | None = None
    blame: Blame | None = None
    error: PortingError | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def is_same(self) -> bool:
        return self.verdict is not None and self.verdict.is_same


def prove(
    programs: Programs,
    cases: Sequence[Case],
    *,
    recorded: Mapping[str, Runs] | None = None,
    jobs: int = 1,
) -> Iterator[Proof]:
    """Compare the port with its original in each case, under each Python; in their order.

    Args:
        recorded: what the original showed, by the names of scenarios; by default it is run.
        jobs: how many cases run at a time.
    """

    def one(case: Case, stop: threading.Event) -> list[Proof]:
        try:
            return list(_prove_one(programs, case, recorded, stop))
        except PortingError as error:
            return [Proof(case, "", error=error)]

    for proofs in _each(one, cases, jobs):
        yield from proofs


def run_alone(programs: Programs, case: Case) -> Proof:
    """Run the port in a case where there is no original to compare it with: without a verdict."""
    assert programs.port is not None
    (python,) = programs.pythons
    run = _play(programs.port.program, case, python, World(), programs.add, threading.Event())
    notes = tuple(str(miss) for miss in run.misses[:1])
    return Proof(case, run.transcript.python, port=run.transcript, notes=notes)


def record(programs: Programs, cases: Sequence[Case], *, jobs: int = 1) -> dict[str, Runs]:
    """Run the original in each case often enough to know what varies in it.

    Raises:
        PortingError: there is no Python 2.7, or a case cannot be run.
    """

    def one(case: Case, stop: threading.Event) -> Runs:
        began = time.monotonic()
        first = _play_original(programs, case, World(), stop)
        stop.wait(max(0.0, began + TICK_SECONDS - time.monotonic()))
        others = [World(), *map(World, (FIRST_SHAKE, *MORE_SHAKES))]
        runs = [first, *(_play_original(programs, case, each, stop) for each in others)]
        return tuple(run.transcript for run in runs)

    names = [case.scenario.name for case in cases]
    return dict(zip(names, _each(one, cases, jobs), strict=True))


def _each(
    work: Callable[[Case, threading.Event], T], cases: Sequence[Case], jobs: int
) -> Iterator[T]:
    """Do the work for all cases, those that must be alone after the others; in their order.

    Where we are interrupted all runs are ended first.
    """
    stop = threading.Event()
    pool = ThreadPoolExecutor(jobs)
    try:
        together = {
            number: pool.submit(work, case, stop)
            for number, case in enumerate(cases)
            if not case.scenario.is_alone
        }
        alone: dict[int, Future[T]] = {}
        for number, case in enumerate(cases):
            if number in together:
                yield together[number].result()
                continue
            if not alone:
                for future in together.values():
                    future.exception()  # waits
            alone[number] = pool.submit(work, case, stop)
            yield alone[number].result()
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def _prove_one(
    programs: Programs,
    case: Case,
    recorded: Mapping[str, Runs] | None,
    stop: threading.Event,
) -> Iterator[Proof]:
    """The port runs between two runs of the original: what the time of day changes, changes there,
    too."""
    assert programs.port is not None
    if recorded is not None:
        runs = list(_recorded_runs(recorded, case))
    else:
        runs = [_play_original(programs, case, World(), stop).transcript]
    played = [
        (python, _play(programs.port.program, case, python, World(), programs.add, stop))
        for python in programs.pythons
    ]
    # What runs into a limit would do so again, and takes its time.
    more = [World(), World(FIRST_SHAKE)], [World(shake) for shake in MORE_SHAKES]
    if runs[0].stopped:
        more = [], [World(FIRST_SHAKE)]
    verdicts: list[Verdict] = []
    for worlds in more if recorded is None else ([],):
        if not verdicts or not all(verdict.is_same for verdict in verdicts):
            for world in worlds:
                runs.append(_play_original(programs, case, world, stop).transcript)
            verdicts = [_verdict(case, runs, run) for _, run in played]
    for (_, run), verdict in zip(played, verdicts, strict=True):
        blame = _blame(programs.port, run, verdict) if not verdict.is_same else None
        yield Proof(
            case,
            run.transcript.python,
            runs[0],
            run.transcript,
            verdict,
            blame,
            notes=tuple(_notes(runs[0], run, verdict)),
        )


def _recorded_runs(recorded: Mapping[str, Runs], case: Case) -> Runs:
    name = case.scenario.name
    if name not in recorded:
        raise EvidenceError(
            f"{name}: there is no transcript of it, but of {', '.join(recorded) or 'nothing'}\n"
            "hint: record it with --save-transcript, where there is a Python 2.7"
        )
    return recorded[name]


def _play_original(programs: Programs, case: Case, world: World, stop: threading.Event) -> Run:
    """Run the original; a request that has no answer means that the scenario cannot be played."""
    assert programs.python27 is not None
    run = _play(programs.original, case, programs.python27, world, programs.add, stop)
    if run.misses:
        raise run.misses[0]
    if found := _NOT_COMPILED.match(run.transcript.stderr):
        raise PortingError(
            f"{found['file']}:{found['line']}: Python 2.7 cannot compile the original: "
            f"{found['what']}\nhint: is it written for Python 2.7?"
        )
    return run


def _play(
    program: ProgramFolder,
    case: Case,
    interpreter: Interpreter,
    world: World,
    add: tuple[str, ...],
    stop: threading.Event,
) -> Run:
    with tempfile.TemporaryDirectory(prefix="porting-given-") as name:
        scenario = case.staged(Path(name))
        answers = case.answers()
        return play(
            program, scenario, interpreter, answers=answers, world=world, add=add, stop=stop
        )


def _verdict(case: Case, runs: Sequence[Transcript], run: Run) -> Verdict:
    return compare_transcripts(
        runs[0],
        run.transcript,
        case.scenario.freedom,
        again=runs[1:],
        rules=case.scenario.rules,
    )


def _notes(original: Transcript, run: Run, verdict: Verdict) -> Iterator[str]:
    """What a reader should know of an agreement, or of what was asked in vain."""
    status = run.transcript.status
    if verdict.is_same and status:
        lines = shown(original.stderr).rstrip().splitlines()
        said = f": {lines[-1]}" if lines else ""
        yield f"both fail alike, with exit status {status}{said}"
    for miss in run.misses[:1]:
        yield str(miss)


def _blame(port: Port, run: Run, verdict: Verdict) -> Blame | None:
    spot = _spot_of(run, verdict.differences[0])
    return Blame(spot, port.line_at(spot), port.nearest(spot)) if spot else None


def _spot_of(run: Run, difference: Difference) -> Spot | None:
    """Which line of the port made what differs."""
    printed = run.spot_of_line("stdout", difference.line or 1)
    if difference.aspect == "end":
        return run.hangs or printed
    if difference.aspect == "error output":
        return run.raised or run.spot_of_line("stderr", difference.line)
    if difference.aspect == "exit status":
        return run.raised or run.spot_of_line("stdout", 1 << 30)
    if difference.aspect == "files":
        name = difference.name or difference.got.partition(" (mode")[0]
        return run.files.get(name)
    if difference.aspect == "requests":
        number = int(difference.name or 0)
        return run.requests[number - 1] if 0 < number <= len(run.requests) else None
    return printed
