"""A process of its own for the porting: where it takes too long, it is ended, and another begun."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Any

MEMORY_BYTES = 2 << 30
_WARM_UP = "import urllib2\nprint urllib2.urlopen('x').read().split('#')[0], 1 / 2\n"
# Only from where we were imported ourselves: not from the folder that we were started in.
_BEGIN = (
    "import sys; sys.path[:] = sys.argv[1:]; from porting.playground.worker import work; work()"
)


class Busy(Exception):
    """The worker is at another program, or was ended because it took too long."""


class Worker:
    """Answers one program at a time, each within the limit of `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin a process, unless there is one."""
        if self._process is not None and self._process.poll() is None:
            return
        paths = [path for path in sys.path if path]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BEGIN, *paths], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._pipes()[1].readline()  # It is warm.

    def ask(self, source: str) -> dict[str, Any]:
        """What there is to show of a program.

        Raises:
            Busy: others were before it for too long, or it takes too long itself.
        """
        if not self._lock.acquire(timeout=self._seconds):
            raise Busy("Other programs are being ported: try again.")
        try:
            self.start()
            return self._asked(source)
        finally:
            self._lock.release()

    def _asked(self, source: str) -> dict[str, Any]:
        process = self._process
        assert process is not None
        clock = threading.Timer(self._seconds, process.kill)
        clock.start()
        line = b""
        try:
            to, back = self._pipes()
            with suppress(OSError):
                to.write(json.dumps(source).encode() + b"\n")
                to.flush()
                line = back.readline()
        finally:
            clock.cancel()
        if not line.endswith(b"\n"):
            self.stop()
            raise Busy(
                f"It took more than {self._seconds:g} seconds, or too much memory, and was ended."
            )
        found: dict[str, Any] = json.loads(line)
        return found

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        return process.stdin, process.stdout

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in self._pipes():
                with suppress(OSError):
                    pipe.close()
        self._process = None


def work() -> None:
    """Answer until nobody asks any more: a line of JSON for each line of JSON."""
    from porting.playground.answer import answer

    _limit_memory()
    answer(_WARM_UP)
    back = sys.stdout.buffer
    sys.stdout = sys.stderr
    back.write(b"warm\n")
    back.flush()
    for line in sys.stdin.buffer:
        try:
            found = answer(json.loads(line))
        except (RecursionError, MemoryError):
            found = {"error": "The program is nested too deeply, or too large.", "line": 0}
        except Exception as error:  # A bug of ours must not end the page.
            kind = type(error).__name__
            found = {"error": f"A bug in porting: {kind}: {error}", "line": 0}
        back.write(json.dumps(found).encode() + b"\n")
        back.flush()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
