"""Runs programs within limits of time, memory and output, and leaves nothing of them running."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from porting.errors import PortingError

# The name of the variable by which processes that left their group are found again.
MARK = "PORTING_RUN"

POLL_SECONDS = 0.02
# How often the processes of a run are looked at; each look takes some milliseconds.
LOOK_SECONDS = 0.25
# What children that were left behind get to end by themselves.
GRACE_SECONDS = 1.0
START_SECONDS = 20.0
# How often what left its group is looked for, until there is no more of it.
MOST_LOOKS = 10

# Of address space, which Python's threads reserve and do not use; memory in use is watched.
ADDRESS_SPACE_FACTOR = 8


@dataclass(frozen=True)
class Limits:
    """What all processes of a run together may use.

    `seconds` of time; `memory_mb` of memory in use, in units of 2**20 bytes; `output_mb` of
    standard output and error each, and for each file that is written 10 times that.
    """

    seconds: float = 30
    memory_mb: int = 1024
    output_mb: int = 10


@dataclass(frozen=True)
class Program:
    """A command, where it runs, and what it gets on standard input.

    `waits_for` is text of its standard output: the next program starts when it is there.
    """

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    stdin: bytes = b""
    waits_for: bytes | None = None


@dataclass(frozen=True)
class Ended:
    """How a program ended.

    `status` is negative for the signal that ended it. `stopped` says why it was ended from
    outside: "time", "memory" or "output"; "" where it ended by itself. `is_quiet` says whether it
    had printed nothing for at least half of its time.
    """

    pid: int
    status: int
    stdout: bytes
    stderr: bytes
    stopped: str
    is_quiet: bool


class Interrupted(Exception):
    """Whoever asked for the run wants it no more."""


def run_group(
    programs: Sequence[Program], limits: Limits, stop: threading.Event | None = None
) -> tuple[Ended, ...]:
    """Run programs together until the last of them has ended; the others are ended then.

    Args:
        programs: those before the last are servers of a kind, started one after the other, each as
            soon as the one before has printed what it `waits_for`.
        limits: for all together.
        stop: where set, the run ends as soon as possible.

    Returns:
        How each ended, in the order of `programs`. No process of theirs is left.

    Raises:
        Interrupted: `stop` was set.
        PortingError: a program cannot be started, or one did not print what was waited for.
    """
    group = _Group(limits, stop or threading.Event())
    try:
        for program in programs[:-1]:
            group.start(program)
            group.wait_until_ready()
        group.start(programs[-1])
        group.wait_for_last()
    finally:
        group.end()
    return group.ended()


class _Member:
    """A process that was started, and what it has printed so far."""

    def __init__(self, program: Program, process: subprocess.Popen[bytes], limit: int) -> None:
        self.program = program
        self.process = process
        self.limit = limit
        self.stdout, self.stderr = bytearray(), bytearray()
        self.is_over_limit = False
        self.was_ended = False
        self.began = self.printed = time.monotonic()
        assert process.stdin
        assert process.stdout
        assert process.stderr
        self.threads = [
            threading.Thread(target=self._read, args=(process.stdout, self.stdout), daemon=True),
            threading.Thread(target=self._read, args=(process.stderr, self.stderr), daemon=True),
            threading.Thread(target=self._write, args=(process.stdin, program.stdin), daemon=True),
        ]
        for thread in self.threads:
            thread.start()

    def _read(self, pipe: IO[bytes], kept: bytearray) -> None:
        with pipe:
            while piece := os.read(pipe.fileno(), 65536):
                self.printed = time.monotonic()
                room = self.limit - len(kept)
                kept += piece[:room]
                if len(piece) > room:
                    self.is_over_limit = True

    def _write(self, pipe: IO[bytes], data: bytes) -> None:
        try:
            with pipe:
                pipe.write(data)
        except BrokenPipeError:
            pass  # the program did not want it all


class _Group:
    def __init__(self, limits: Limits, stop: threading.Event) -> None:
        self.limits = limits
        self.stop = stop
        self.mark = uuid.uuid4().hex
        self.members: list[_Member] = []
        self.stopped = ""
        self.began = self.ended_at = time.monotonic()
        self._next_look = self.began + LOOK_SECONDS

    def start(self, program: Program) -> None:
        kilobytes = self.limits.memory_mb * 1024 * ADDRESS_SPACE_FACTOR
        blocks = self.limits.output_mb * 10 * 2048
        # A shell sets the limits of itself and becomes the program.
        limiting = (
            f"ulimit -v {kilobytes} 2>/dev/null; ulimit -f {blocks} 2>/dev/null;"
            ' ulimit -c 0; umask 022; exec "$@"'
        )
        try:
            process = subprocess.Popen(
                ["/bin/sh", "-c", limiting, "sh", *program.command],
                cwd=program.folder,
                env={**program.environment, MARK: self.mark},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            raise PortingError(f"{program.command[0]} cannot be run: {error}") from error
        self.members.append(_Member(program, process, self.limits.output_mb << 20))

    def wait_until_ready(self) -> None:
        member = self.members[-1]
        until = time.monotonic() + START_SECONDS
        wanted = member.program.waits_for
        while wanted is not None and wanted not in bytes(member.stdout):
            if member.process.poll() is not None or time.monotonic() > until:
                command = " ".join(member.program.command)
                raise PortingError(
                    f"{command}: did not print {wanted.decode(errors='replace')!r} at its start\n"
                    f"{bytes(member.stderr).decode(errors='replace')}"
                )
            self._wait_a_little()

    def wait_for_last(self) -> None:
        last = self.members[-1].process
        while last.poll() is None and not self.stopped:
            self._wait_a_little()
            self._look()
        self.ended_at = time.monotonic()
        if not self.stopped:
            self._wait_for_the_left_behind()

    def _wait_for_the_left_behind(self) -> None:
        """What the last program started, and did not wait for, may have something to say yet."""
        until = time.monotonic() + GRACE_SECONDS
        readers = self.members[-1].threads[:2]
        while any(thread.is_alive() for thread in readers) and time.monotonic() < until:
            self._wait_a_little()
            self._look()

    def _wait_a_little(self) -> None:
        if self.stop.wait(POLL_SECONDS):
            raise Interrupted

    def _look(self) -> None:
        now = time.monotonic()
        if now - self.began > self.limits.seconds:
            self.stopped = "time"
        elif any(member.is_over_limit for member in self.members):
            self.stopped = "output"
        elif now > self._next_look:
            sessions = {member.process.pid for member in self.members}
            if _memory_of(sessions) > self.limits.memory_mb << 20:
                self.stopped = "memory"
            self._next_look = time.monotonic() + LOOK_SECONDS

    def end(self) -> None:
        """End all processes, those too that went their own ways."""
        if self.stopped == "time":
            self._ask_where_it_hangs()
        for member in self.members:
            member.was_ended = member.process.poll() is None
            _kill_group(member.process.pid)
        self._kill_the_rest()
        for member in self.members:
            member.process.wait()
            for thread in member.threads:
                thread.join(GRACE_SECONDS)

    def _kill_the_rest(self) -> None:
        """Those that left the group; what is just being started shows at the next look."""
        sessions = {member.process.pid for member in self.members}
        folders = {str(member.program.folder) for member in self.members}
        for _ in range(MOST_LOOKS):
            found = list(_left_behind(self.mark, sessions, folders))
            if not found:
                return
            for pid in found:
                _kill(pid)
            time.sleep(POLL_SECONDS)

    def _ask_where_it_hangs(self) -> None:
        """A Python of ours answers this signal with a file; others end, as they are about to."""
        for member in self.members:
            if member.process.poll() is None:
                _kill(member.process.pid, signal.SIGUSR2)
        time.sleep(0.2)

    def ended(self) -> tuple[Ended, ...]:
        return tuple(
            Ended(
                member.process.pid,
                0 if member.was_ended and member is not self.members[-1] else _status(member),
                bytes(member.stdout),
                bytes(member.stderr),
                self.stopped,
                self.ended_at - member.printed > (self.ended_at - member.began) / 2,
            )
            for member in self.members
        )


def _status(member: _Member) -> int:
    status: int = member.process.returncode
    return status


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _kill(pid: int, number: int = signal.SIGKILL) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _left_behind(mark: str, sessions: set[int], folders: set[str]) -> Iterator[int]:
    """The processes that have the mark of a run in their environment, belong to one of its
    sessions, or work in one of its folders; Linux only."""
    wanted = f"{MARK}={mark}".encode()
    for pid in _all_processes():
        try:
            columns = _columns_of(pid)
            if columns[0] in "ZX":
                continue
            if (
                int(columns[3]) in sessions
                or wanted in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
                or os.readlink(f"/proc/{pid}/cwd") in folders
            ):
                yield pid
        except OSError:
            pass  # it ended, or is somebody else's


def _memory_of(sessions: set[int]) -> int:
    """Bytes of memory that the processes of the sessions use; 0 where there is no /proc."""
    pages = 0
    for pid in _all_processes():
        try:
            columns = _columns_of(pid)
        except OSError:
            continue
        if int(columns[3]) in sessions:
            pages += int(columns[21])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _columns_of(pid: int) -> list[str]:
    """What /proc tells of a process: its state, parent, group, session and so on."""
    # The name of the program comes before them in parentheses, and may hold anything.
    return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()


def _all_processes() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return []
