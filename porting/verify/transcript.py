"""The transcript: all that a run of a script lets others see."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from porting.verify.cassette import Request


@dataclass(frozen=True)
class WrittenFile:
    """A file that a run left in its folder; undecodable bytes are shown as ``\\xe9``."""

    path: str
    content: str


@dataclass(frozen=True)
class Transcript:
    """What a run of a script let others see.

    Attributes:
        stdout: standard output as it came.
        stderr: standard error, with each traceback cut down to the exception (its steps are
            the interpreter's words, and differ between Pythons) and without `warnings`.
        status: exit status; negative for the signal that ended the run.
        requests: in the order in which they were made.
        files: what the run left in its folder, by path.
        by_thread: what each thread printed on standard output, in the order in which the threads
            were made; the main thread first, silent ones left out.
        warnings: what Python itself had to say about the script, on standard error.
        python: version of the interpreter, such as "2.7.18".
    """

    stdout: str
    stderr: str
    status: int
    requests: tuple[Request, ...] = ()
    files: tuple[WrittenFile, ...] = ()
    by_thread: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    python: str = ""

    @property
    def torn_lines(self) -> tuple[str, ...]:
        """Lines of standard output that no thread printed like this by itself."""
        own = Counter(line for text in self.by_thread for line in text.splitlines())
        return tuple((Counter(self.stdout.splitlines()) - own).elements())

    def save(self, path: Path) -> None:
        """Write the transcript as JSON, in a form that makes readable diffs."""
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Transcript:
        """Read what `save` wrote."""
        fields = json.loads(path.read_text(encoding="utf-8"))
        fields["requests"] = tuple(Request(**each) for each in fields["requests"])
        fields["files"] = tuple(WrittenFile(**each) for each in fields["files"])
        fields["by_thread"] = tuple(fields["by_thread"])
        fields["warnings"] = tuple(fields["warnings"])
        return cls(**fields)


_WARNING = re.compile(r"^\S.*:\d+: \w*Warning: .*\n(?:[ \t]+.*\n)*", re.MULTILINE)


def split_warnings(stderr: str) -> tuple[str, tuple[str, ...]]:
    """Standard error without what Python warned of, and those warnings, each on one line."""
    warnings = tuple(match[0].splitlines()[0] for match in _WARNING.finditer(stderr))
    return _WARNING.sub("", stderr), warnings


_TRACEBACK = re.compile(
    r"^Traceback \(most recent call last\):\n"
    r"(?:[ \t]+.*\n)*"  # the steps
    r"(?P<exception>\S.*\n)"
    r"(?:\n+(?=\S))?",  # 2.7 ends a thread's traceback with an empty line
    re.MULTILINE,
)
_CHAINED = re.compile(
    r"^\S.*\n+"
    r"(?:During handling of the above exception, another exception occurred"
    r"|The above exception was the direct cause of the following exception):\n+",
    re.MULTILINE,
)
_QUALIFIED_NAME = re.compile(r"^(?:\w+\.)+(?=\w+(?::|$))")


def reduce_tracebacks(stderr: str) -> str:
    """Standard error with each traceback reduced to its exception.

    Of a chain of exceptions, which only Python 3 shows, the last is kept. The exception has no
    module before its name, since only Python 3 prints one.
    """
    reduced = _TRACEBACK.sub(lambda match: _QUALIFIED_NAME.sub("", match["exception"]), stderr)
    return _CHAINED.sub("", reduced).rstrip("\n") + "\n" if reduced.strip() else ""
