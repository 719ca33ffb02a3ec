"""The transcript: all that a run of a script lets others see."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from porting.files import Output
from porting.verify.interaction import Request


@dataclass(frozen=True)
class WrittenFile:
    """A file or folder that a run left in its folder, or changed there.

    `path` is below the folder, with slashes, one at its end for a folder. `content` is as in a
    Transcript; of a symbolic link it is ``-> TARGET``. `mode` is octal, such as "644".
    """

    path: str
    content: str
    mode: str = ""


@dataclass(frozen=True)
class Transcript:
    """What a run of a script let others see.

    Texts are UTF-8, with a byte that is none as a lone surrogate (``surrogateescape``), so that
    encoding them so gives the bytes again.

    Attributes:
        stdout: standard output as it came.
        stderr: standard error, with each traceback cut down to the exception (its steps are
            the interpreter's words, and differ between Pythons) and without `warnings`.
        status: exit status; negative for the signal that ended the run.
        requests: in the order in which they were made.
        files: what the run left in its folder, by path; files that were given only if changed.
        removed: paths of files that were given and are gone.
        by_thread: what each thread printed on standard output, in the order in which the threads
            were made; the main thread first, silent ones left out.
        warnings: what Python itself had to say about the script, on standard error.
        python: version of the interpreter, such as "2.7.18".
        stopped: why the run was ended from outside ("time", "memory" or "output"), "" where it
            ended by itself.
        is_quiet: whether it had printed nothing for long when it was stopped: there was no more
            to come.
    """

    stdout: str
    stderr: str
    status: int
    requests: tuple[Request, ...] = ()
    files: tuple[WrittenFile, ...] = ()
    removed: tuple[str, ...] = ()
    by_thread: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    python: str = ""
    stopped: str = ""
    is_quiet: bool = False

    @property
    def torn_lines(self) -> tuple[str, ...]:
        """Lines of standard output that no thread printed like this by itself."""
        own = Counter(line for text in self.by_thread for line in text.splitlines())
        return tuple((Counter(self.stdout.splitlines()) - own).elements())

    def to_json(self) -> dict[str, Any]:
        """The transcript in lists, dicts, strings and numbers; what is empty is left out."""
        fields = {name: value for name, value in asdict(self).items() if value or name in _ALWAYS}
        if self.requests:
            fields["requests"] = [_request_to_json(each) for each in self.requests]
        return fields

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Transcript:
        """Read what `to_json` gave.

        Raises:
            KeyError, TypeError, AttributeError: it is something else.
        """
        known = {name: value for name, value in fields.items() if name not in _LISTS}
        known["requests"] = tuple(map(_request_from_json, fields.get("requests", ())))
        known["files"] = tuple(WrittenFile(**each) for each in fields.get("files", ()))
        for name in ("removed", "by_thread", "warnings"):
            known[name] = tuple(fields.get(name, ()))
        return cls(**known)

    def save(self, path: Path) -> None:
        """Write the transcript as JSON, in a form that makes readable diffs.

        Raises:
            OutputError: it would be written over a program, or cannot be written.
        """
        Output(path).write(json_text(self.to_json()).encode())

    @classmethod
    def load(cls, path: Path) -> Transcript:
        """Read what `save` wrote."""
        return cls.from_json(json.loads(path.read_text(encoding="utf-8")))


_ALWAYS = frozenset(["stdout", "stderr", "status"])
_LISTS = frozenset(["requests", "files", "removed", "by_thread", "warnings"])
_SURROGATE = re.compile("[\ud800-\udfff]")


def text_of(data: bytes) -> str:
    """Bytes as a transcript holds them."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The bytes that a text of a transcript stands for."""
    return text.encode("utf-8", "surrogateescape")


def shown(text: str) -> str:
    """A text of a transcript for people: bytes that are no UTF-8 as ``\\xe9``."""
    return bytes_of(text).decode("utf-8", "backslashreplace")


def json_text(value: object) -> str:
    """JSON that is readable in a diff, and valid UTF-8 whatever bytes it tells of."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _request_to_json(request: Request) -> dict[str, Any]:
    fields: dict[str, Any] = {"method": request.method, "url": request.url}
    if request.headers:
        fields["headers"] = [list(header) for header in request.headers]
    if request.body:
        fields["body"] = text_of(request.body)
    return fields


def _request_from_json(fields: Mapping[str, Any]) -> Request:
    headers = tuple((str(name), str(value)) for name, value in fields.get("headers", ()))
    return Request(fields["method"], fields["url"], headers, bytes_of(fields.get("body", "")))


_WARNING = re.compile(
    r"^\S.*:\d+: (?P<kind>\w*Warning): (?P<text>.*\n)(?:[ \t]+.*\n)*"
    r"(?:\w+: Enable tracemalloc to get the object allocation traceback\n)?",
    re.MULTILINE,
)
# Python warns by these of the code; by others, such as UserWarning, the program warns its users.
_OF_PYTHON = frozenset(
    "DeprecationWarning PendingDeprecationWarning ResourceWarning SyntaxWarning BytesWarning"
    " EncodingWarning FutureWarning ImportWarning UnicodeWarning".split()
)


def split_warnings(stderr: str) -> tuple[str, tuple[str, ...]]:
    """Standard error without what Python warned of, and those warnings, each on one line.

    A warning of the program's own stays, without its place and line of source.
    """
    warnings = tuple(
        match[0].splitlines()[0]
        for match in _WARNING.finditer(stderr)
        if match["kind"] in _OF_PYTHON
    )

    def kept(match: re.Match[str]) -> str:
        return "" if match["kind"] in _OF_PYTHON else f"{match['kind']}: {match['text']}"

    return _WARNING.sub(kept, stderr), warnings


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
