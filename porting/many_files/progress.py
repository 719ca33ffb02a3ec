"""How far a long run is, told on a terminal and nowhere else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

SECONDS_BETWEEN = 0.1


def progress_of(paths: Sequence[Path]) -> NoProgress:
    """A bar on standard error for a run over `paths`, where there is a person to look at it."""
    if len(paths) < 2 or not is_watched():
        return NoProgress()
    return Bar(paths)


def is_watched() -> bool:
    """Whether standard error is a terminal that can redraw a line, and no build's."""
    if os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stderr is not None and sys.stderr.isatty()


class NoProgress(AbstractContextManager["NoProgress"]):
    """Says nothing."""

    def advance(self, path: Path, lines: int) -> None:
        """One of the files, of so many lines, is done."""

    @contextmanager
    def away(self) -> Iterator[None]:
        """While something else is printed."""
        yield

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


class Bar(NoProgress):
    """A bar with files, lines per second and time left; gone when the run is over.

    Time left is reckoned from bytes: files differ too much to be counted.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.sizes = {path: _size(path) for path in paths}
        self.files = 0
        self.lines = 0
        self.begin = time.monotonic()
        self.drawn = 0.0
        # Drawn by this thread alone, for processes may yet be forked off.
        self.progress = _new_progress()
        self.task = self.progress.add_task("", total=sum(self.sizes.values()), files="", speed="")
        self._draw()
        self.progress.start()

    def advance(self, path: Path, lines: int) -> None:
        self.progress.advance(self.task, self.sizes[path])
        self.files += 1
        self.lines += lines
        is_last = self.files == len(self.sizes)
        if is_last or time.monotonic() - self.drawn >= SECONDS_BETWEEN:
            self._draw()
            self.progress.refresh()

    @contextmanager
    def away(self) -> Iterator[None]:
        self.progress.stop()
        try:
            yield
        finally:
            self.progress.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.progress.stop()

    def _draw(self) -> None:
        self.drawn = time.monotonic()
        speed = self.lines / max(self.drawn - self.begin, 0.001)
        self.progress.update(
            self.task,
            files=f"{self.files}/{len(self.sizes)} files",
            speed=f"{speed:,.0f} lines/s",
        )


def _new_progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(bar_width=None),
        TextColumn("{task.fields[files]}"),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
        expand=True,
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
