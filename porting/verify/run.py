"""Runs of a program in a world of its own: what goes in, and the transcript that comes out."""

from __future__ import annotations

import functools
import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from porting.errors import CassetteError, PortingError
from porting.verify.cassette import Cassette
from porting.verify.environment import program_environment
from porting.verify.group import Ended, Limits, Program, run_group
from porting.verify.interaction import Request, Response
from porting.verify.lead import FOLDER_ON_PATH
from porting.verify.program import ProgramFolder, find_program
from porting.verify.proxy import Answers, ReplayProxy, Servers
from porting.verify.scenario import Scenario
from porting.verify.transcript import (
    Transcript,
    WrittenFile,
    reduce_tracebacks,
    split_warnings,
    text_of,
)

# For asking an interpreter what it is.
TIMEOUT_SECONDS = 60
# While recording, pauses and servers are real.
RECORD_TIMEOUT_SECONDS = 3600

# With -bb, bytes that meet text are an error where Python 3 would let them pass, as unequal or by
# their repr.
STRICT = ("-bb", "-W", "default")

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Interpreter:
    """What runs a program: the path of a Python, and options such as ``-bb``.

    `names` are those by which the program finds it on its PATH.
    """

    path: str
    options: tuple[str, ...] = ()
    names: tuple[str, ...] = ("python", "python3")

    @classmethod
    def python27(cls) -> Interpreter:
        """The Python 2.7 of this machine.

        Raises:
            PortingError: there is none.
        """
        found = find_python27()
        if found is None:
            raise PortingError(
                "no Python 2.7 found to run the original\n"
                "hint: install one, such as `pyenv install 2.7.18`, or set PYTHON27 to its path; "
                "or record on a machine that has one (--save-transcript), and use --transcript here"
            )
        return cls(found, names=("python", "python2", "python2.7"))


@dataclass(frozen=True)
class World:
    """How a run's world differs from that of others: `shake`, not 0 for another order of hashes and
    of threads that are ready; `is_real`, whether pauses take their time."""

    shake: int = 0
    is_real: bool = False


@dataclass(frozen=True)
class Spot:
    """A line of the program, its file below the program's folder."""

    file: str
    line: int


@dataclass(frozen=True)
class Run:
    """A transcript, and which lines of the program did what is in it.

    `lines` has for "stdout" and "stderr" (first line of that stream, spot), in order; `files` the
    spot that opened a file, by its path; `requests` that which asked, in their order; `hangs` where
    the program was when it was stopped, `raised` where its last traceback ends; `misses` what it
    asked that has no answer; `errors` is standard error with its whole tracebacks, otherwise as in
    the transcript.
    """

    transcript: Transcript
    lines: Mapping[str, tuple[tuple[int, Spot], ...]] = field(default_factory=dict)
    files: Mapping[str, Spot] = field(default_factory=dict)
    requests: tuple[Spot | None, ...] = ()
    hangs: Spot | None = None
    raised: Spot | None = None
    misses: tuple[CassetteError, ...] = ()
    errors: str = ""

    def spot_of_line(self, stream: str, line: int) -> Spot | None:
        """What printed a line, counted from 1."""
        found = None
        for first, spot in self.lines.get(stream, ()):
            if first > line:
                break
            found = spot
        return found


class NothingRecorded:
    """Has no answer to anything: for a program that is expected to ask nothing."""

    def answer(self, request: Request) -> Response:
        """Raise the error."""
        raise CassetteError(
            f"{request}: no answer: nothing is recorded on it, as there is no cassette\n"
            "hint: `porting record` records one; give it by --cassette, or in the scenario"
        )


def play(
    program: ProgramFolder,
    scenario: Scenario,
    interpreter: Interpreter,
    *,
    answers: Answers | None = None,
    world: World | None = None,
    add: Iterable[str] = (),
    stop: threading.Event | None = None,
) -> Run:
    """Run a program in a scenario, in a folder that is gone afterwards.

    Args:
        answers: to what it asks the network; by default the scenario's cassette.
        world: by default the one in which all runs are compared.
        add: names of environment variables of ours that it gets, too.
        stop: where set, the run ends as soon as possible.

    Raises:
        CassetteError: the cassette cannot be read.
        PortingError: the interpreter cannot be run, or a server did not start.
        Interrupted: `stop` was set.
    """
    world = world or World()
    if answers is None:
        answers = Cassette(scenario.cassette) if scenario.cassette else NothingRecorded()
    with tempfile.TemporaryDirectory(prefix="porting-run-", ignore_cleanup_errors=True) as name:
        stage = _Stage(Path(name).resolve())
        stage.fill(program, scenario, interpreter)
        with ReplayProxy(answers) as proxy:
            environment = stage.environment(scenario, world, proxy, answers, add)
            commands = [*scenario.servers, scenario.command]
            programs = [
                Program(
                    [interpreter.path, *interpreter.options, *command],
                    stage.program,
                    environment,
                    scenario.stdin if command is scenario.command else b"",
                    scenario.ready.encode() or None,
                )
                for command in commands
            ]
            ended = run_group(programs, scenario.limits, stop)
        if not stage.has_report(ended[-1]):
            errors = ended[-1].stderr.decode("utf-8", "replace").rstrip()
            raise PortingError(
                f"{interpreter.path}: cannot be run, or does not load sitecustomize, which pins "
                f"the world of a run\n{errors}"
            )
        run = stage.run(ended, proxy.requests)
    return replace(run, misses=tuple(proxy.errors))


class _Stage:
    """The folder of one run: the program, its home, its temporary files, and what it reports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "program"
        self.home, self.temporary = folder / "home", folder / "tmp"
        self.reports, self.bin = folder / "reports", folder / "bin"
        for each in (self.program, self.home, self.temporary, self.reports, self.bin):
            each.mkdir()
        self.given: dict[str, tuple[str, bytes]] = {}

    def fill(self, program: ProgramFolder, scenario: Scenario, interpreter: Interpreter) -> None:
        program.copy_to(self.program)
        for name, path in scenario.files:
            place = self.program / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                shutil.copytree(path, place, dirs_exist_ok=True)
            else:
                shutil.copy2(path, place)
        command = shlex.join([interpreter.path, *interpreter.options[:1]])
        for name in interpreter.names:
            link = self.bin / name
            link.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
            link.chmod(0o755)
        self.given = dict(self._left())

    def environment(
        self,
        scenario: Scenario,
        world: World,
        proxy: ReplayProxy,
        answers: Answers,
        add: Iterable[str],
    ) -> dict[str, str]:
        recorded = getattr(answers, "requests", ())
        hosts = {urlsplit(request.url).hostname for request in recorded}
        # What a program asks of itself, or of a server of the scenario, is not recorded.
        bypassed = [] if world.is_real or hosts & set(_LOOPBACK) else list(_LOOPBACK)
        settings = {
            "reports": str(self.reports),
            "program": str(self.program),
            "seed": scenario.seed,
            "shake": world.shake,
            "is_real": world.is_real or bool(scenario.servers),
            "bypassed": bypassed,
        }
        given = program_environment(add)
        paths = [self.bin, given.get("PATH", os.defpath)]
        own = dict(scenario.environment)
        module_paths = [FOLDER_ON_PATH, own.get("PYTHONPATH") or given.get("PYTHONPATH")]
        return {
            **given,
            **proxy.environment,
            "no_proxy": ",".join(bypassed),
            "HOME": str(self.home),
            "PYTHONUSERBASE": str(Path.home() / ".local"),
            "USER": "porting",
            "LOGNAME": "porting",
            "TMPDIR": str(self.temporary),
            "PYTHONHASHSEED": str(world.shake),
            **own,
            "PATH": os.pathsep.join(map(str, paths)),
            "PYTHONPATH": os.pathsep.join(filter(None, module_paths)),
            "PORTING_WORLD": json.dumps(settings),
        }

    def run(self, ended: Sequence[Ended], requests: Sequence[Request]) -> Run:
        """What is to be seen of a run that has ended."""
        last = ended[-1]
        report = self._report(last)
        printed = b"".join(each.stdout for each in ended)
        errors = self._readable(b"".join(each.stderr for each in ended))
        raw_errors, warnings = split_warnings(errors)
        is_one = len(ended) == 1
        transcript = Transcript(
            stdout=self._readable(printed),
            stderr=reduce_tracebacks(raw_errors),
            status=0 if last.stopped else last.status,
            requests=tuple(requests),
            files=tuple(self._changed()),
            removed=tuple(sorted(self.given.keys() - dict(self._left()).keys())),
            by_thread=tuple(
                self._readable(text.encode("utf-8", "surrogateescape"))
                for text in (report["by_thread"] if is_one and not last.stopped else ())
            ),
            warnings=warnings,
            python=report["python"],
            stopped=last.stopped,
            is_quiet=bool(last.stopped) and last.is_quiet,
        )
        return Run(
            transcript,
            {name: _noted(report["lines"][name]) for name in ("stdout", "stderr")},
            {
                self._name_of(Path(path)): Spot(*spot)
                for path, spot in report["files"].items()
                if spot
            },
            tuple(Spot(*spot) if spot else None for _, _, spot in report["requests"]),
            self._where_it_hung(last),
            self._last_in_program(last.stderr.rpartition(b"Traceback (most recent call last)")[2]),
            errors=raw_errors,
        )

    def has_report(self, ended: Ended) -> bool:
        """Whether the program ran in its world at all."""
        return (self.reports / f"{ended.pid}.json").exists()

    def _report(self, ended: Ended) -> dict[str, Any]:
        """What the process reported at its end; where it was killed, at its start."""
        text = (self.reports / f"{ended.pid}.json").read_text(encoding="utf-8")
        report: dict[str, Any] = json.loads(text)
        return report

    def _where_it_hung(self, ended: Ended) -> Spot | None:
        path = self.reports / f"{ended.pid}.hangs"
        if not ended.stopped or not path.exists():
            return None
        return next(self._frames(path.read_bytes()), None)

    def _last_in_program(self, steps: bytes) -> Spot | None:
        return next(reversed(list(self._frames(steps))), None)

    def _frames(self, steps: bytes) -> Iterator[Spot]:
        """The lines of the program that a traceback names, in its order."""
        for name, line in re.findall(rb'File "(.*)", line (\d+)', steps):
            place = Path(self.program, os.fsdecode(name))
            if place.is_relative_to(self.program) and place.is_file():
                yield Spot(place.relative_to(self.program).as_posix(), int(line))

    def _changed(self) -> Iterator[WrittenFile]:
        for name, (mode, content) in sorted(self._left()):
            if self.given.get(name) != (mode, content):
                yield WrittenFile(name, self._readable(content), mode)

    def _left(self) -> Iterator[tuple[str, tuple[str, bytes]]]:
        """What is in the program's folder, its home and beside them: by path, mode and content."""
        own = (self.program, self.home, self.temporary, self.reports, self.bin)
        for root in (self.program, self.home, self.folder):
            for home, folders, names in os.walk(root):
                passed_over = {each.name for each in own} if home == str(self.folder) else set()
                passed_over.add("__pycache__")
                folders[:] = [name for name in folders if name not in passed_over]
                for name in [*folders, *names]:
                    path = Path(home, name)
                    yield self._name_of(path) + "/" * (name in folders), _seen(path)

    def _name_of(self, path: Path) -> str:
        if path.is_relative_to(self.home):
            return f"~/{path.relative_to(self.home).as_posix()}"
        if path.is_relative_to(self.program):
            return path.relative_to(self.program).as_posix()
        if path.is_relative_to(self.folder):
            return f"../{path.relative_to(self.folder).as_posix()}"
        return str(path)

    def _readable(self, output: bytes) -> str:
        """The output without what is different in each run: the folder."""
        output = output.replace(os.fsencode(self.program), b"<folder>")
        return text_of(output.replace(os.fsencode(self.folder), b"<folder>"))


def _seen(path: Path) -> tuple[str, bytes]:
    try:
        status = path.lstat()
        mode = format(stat.S_IMODE(status.st_mode), "o")
        if stat.S_ISLNK(status.st_mode):
            return "link", b"-> " + os.fsencode(os.readlink(path))
        if stat.S_ISREG(status.st_mode):
            if not status.st_mode & stat.S_IRUSR:
                path.chmod(0o600)
            return mode, path.read_bytes()
        return mode, b""
    except OSError:
        return "gone", b""


def _noted(entries: Iterable[Sequence[Any]]) -> tuple[tuple[int, Spot], ...]:
    return tuple((first, Spot(file, line)) for first, file, line in entries)


# -- single scripts --------------------------------------------------------------------------


def run_original(
    script: Path,
    cassette: Path | None = None,
    *,
    python27: str | None = None,
    seed: int = 0,
    arguments: Sequence[str] = (),
) -> Transcript:
    """Run a Python 2 script under a real Python 2.7, its HTTP answered from a cassette.

    Args:
        script: the script, which runs in a copy of its folder.
        cassette: None for a script that asks the network for nothing.
        python27: the interpreter; by default the one that `find_python27` finds.
        seed: chooses the random numbers.
        arguments: the script's own, from ``sys.argv[1]`` on.

    Raises:
        CassetteError: the script asked what is not on the cassette.
        PortingError: there is no Python 2.7, or the run hung.
    """
    interpreter = Interpreter(python27) if python27 else Interpreter.python27()
    return _run_script(script, cassette, interpreter, seed, arguments)


def run_port(
    script: Path,
    cassette: Path | None = None,
    *,
    python: str = sys.executable,
    interpreter_options: Sequence[str] = (),
    seed: int = 0,
    arguments: Sequence[str] = (),
) -> Transcript:
    """Run a Python 3 script, its HTTP answered from a cassette; otherwise as `run_original`."""
    interpreter = Interpreter(python, tuple(interpreter_options))
    return _run_script(script, cassette, interpreter, seed, arguments)


def _run_script(
    script: Path,
    cassette: Path | None,
    interpreter: Interpreter,
    seed: int,
    arguments: Sequence[str],
) -> Transcript:
    command = (script.name, *arguments)
    scenario = Scenario(script.name, command, cassette=cassette, seed=seed)
    run = play(find_program(script.parent), scenario, interpreter)
    if run.misses:
        raise run.misses[0]
    if run.transcript.stopped:
        raise PortingError(f"{script}: stopped at the limit of {run.transcript.stopped}")
    return run.transcript


def record_run(
    script: Path,
    servers: Servers,
    *,
    python: str = sys.executable,
    seed: int = 0,
    arguments: Sequence[str] = (),
    add: Iterable[str] = (),
) -> tuple[Transcript, tuple[CassetteError, ...]]:
    """Run a script against the real network; `servers` keeps what was asked and answered.

    Args:
        script: for the Python that runs it.
        servers: of this run alone.
        python: an interpreter, 2.7 or 3.
        seed: chooses the random numbers.
        arguments: the script's own, from ``sys.argv[1]`` on.
        add: names of environment variables that the script gets, too.

    Returns:
        The transcript, and what was asked and got no answer.
    """
    scenario = Scenario(
        script.name,
        (script.name, *arguments),
        seed=seed,
        limits=Limits(seconds=RECORD_TIMEOUT_SECONDS),
    )
    run = play(
        find_program(script.parent),
        scenario,
        Interpreter(python),
        answers=servers,
        world=World(is_real=True),
        add=add,
    )
    if run.transcript.stopped:
        raise PortingError(f"{script}: stopped at the limit of {run.transcript.stopped}")
    return run.transcript, run.misses


# -- Python 2.7 ------------------------------------------------------------------------------


def find_python27() -> str | None:
    """Path of a Python 2.7 that really runs; None where there is none.

    Looks at ``$PYTHON27``, then for ``python2.7`` and ``python2`` on the path, then below the
    roots of pyenv, the newest first.

    Raises:
        PortingError: ``$PYTHON27`` is set and is not a Python 2.7.
    """
    return _find_python27(os.environ.get("PYTHON27", ""), os.environ.get("PATH", ""))


@functools.cache
def _find_python27(wanted: str, path: str) -> str | None:
    if wanted:
        if not _is_python27(wanted):
            raise PortingError(f"PYTHON27 is set to {wanted}, which does not run as a Python 2.7")
        return wanted
    return next(filter(_is_python27, _candidates(path)), None)


def _candidates(path: str) -> Iterator[str]:
    for name in ("python2.7", "python2"):
        if on_path := shutil.which(name, path=path):
            yield on_path
    for root in (os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv"):
        if root:
            found = Path(root).glob("versions/2.7*/bin/python")
            yield from map(str, sorted(found, key=_version_in, reverse=True))


def _version_in(python: Path) -> list[int]:
    """The version that pyenv gave the folder: 2.7.18 is newer than 2.7.6."""
    return [int(number) for number in re.findall(r"\d+", python.parent.parent.name)]


def _is_python27(python: str) -> bool:
    try:
        run = subprocess.run(
            [python, "-c", "import sys; print(sys.version_info[:2])"],
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0 and run.stdout.strip() == b"(2, 7)"
