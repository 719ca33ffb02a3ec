"""A Python that makes recorded calls, one after the other, in a process that cannot outlive us."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from porting.errors import PortingError
from porting.replay.calls import Call, Calls, Function

PLAYER = Path(__file__).with_name("player.py")
START_SECONDS = 60
SECONDS = 10
MEGABYTES = 2048

Answer = Mapping[str, Any]
"""What a player says of a call: see `answer` in player.py."""


@dataclass(frozen=True)
class Limits:
    """What one call may take."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES


class Player:
    """A running `player.py`; `failed` has the modules that cannot be imported, each with why."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str], wait: float):
        self._buffer = b""
        self._wait = wait
        try:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise PortingError(f"{command[0]} cannot be run: {error}") from None
        try:
            self.failed: Mapping[str, str] = self._read(START_SECONDS)["failed"]
        except BaseException:
            self.close()
            raise

    def ask(self, function: Function, call: Call, choices: Mapping[str, str]) -> Answer:
        """Make a call; `choices` says where a native string is "bytes", else it is text."""
        request = {
            "function": f"{function.module}:{function.path}",
            "arguments": call.arguments,
            "named": call.named,
            "places": function.places(call),
            "keywords": f"**{function.keywords}",
            "choices": choices,
        }
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise PortingError("the process that replays calls has ended by itself") from None
        return self._read(self._wait)

    def _read(self, seconds: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        end = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._buffer:
                if not selector.select(max(0.0, end - time.monotonic())):
                    raise PortingError(f"no answer from a replay after {seconds:g} seconds")
                part = os.read(self._process.stdout.fileno(), 1 << 16)
                if not part:
                    raise PortingError(f"a replay ended at once: {self._last_words()}")
                self._buffer += part
        line, self._buffer = self._buffer.split(b"\n", 1)
        found: dict[str, Any] = json.loads(line)
        return found

    def _last_words(self) -> str:
        assert self._process.stderr is not None
        text = self._process.stderr.read().decode("utf-8", "replace").strip()
        return text.rpartition("\n")[2] or f"status {self._process.wait()}"

    def close(self) -> None:
        with suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


@contextmanager
def open_player(
    python: str,
    folder: Path,
    calls: Calls,
    *,
    limits: Limits = Limits(),
    is_hash_random: bool = False,
) -> Iterator[Player]:
    """Start a player.

    Args:
        python: the interpreter, 2.7 or 3.
        folder: the program's, in which the files of the calls have their paths.
        is_hash_random: have strings hashed otherwise each time, as ``python2.7 -R``.

    Raises:
        PortingError: it cannot be run, or does not answer.
    """
    from porting.fixers.from_2to3.imports import MODULES

    if not hasattr(os, "fork"):
        raise PortingError("replaying calls needs fork: use Linux, macOS or WSL")
    with tempfile.TemporaryDirectory(prefix="porting-replay-") as scratch:
        settings = Path(scratch, "settings.json")
        data = {
            "folder": str(folder.resolve()),
            "scratch": scratch,
            "files": [vars(each) for each in calls.files],
            "seconds": limits.seconds,
            "megabytes": limits.megabytes,
            "renamed": MODULES,
        }
        settings.write_text(json.dumps(data), encoding="utf-8")
        command = [python, *(["-R"] if is_hash_random else []), str(PLAYER), str(settings)]
        environment = _environment(scratch, is_hash_random)
        start = folder / calls.start
        player = Player(
            command, start if start.is_dir() else folder, environment, limits.seconds + 30
        )
        try:
            yield player
        finally:
            player.close()


def _environment(scratch: str, is_hash_random: bool) -> dict[str, str]:
    """Little of ours: what a call sees should be the same everywhere."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {
        **kept,
        "HOME": scratch,
        "TMPDIR": scratch,
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "random" if is_hash_random else "0",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONWARNINGS": "ignore",
    }
