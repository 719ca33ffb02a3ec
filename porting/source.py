"""Bytes on disk to text, and text back to the same bytes on disk."""

from __future__ import annotations

import codecs
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from porting.errors import SourceError
from porting.files import is_special, read_file

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    Ignores = tuple[tuple[Path, GitIgnoreSpec], ...]

SUFFIXES = frozenset({".py", ".pyw"})
TEXT_SUFFIXES = frozenset({".txt", ".rst", ".doctest"})
SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules"})
MODULE_ENDINGS = (".py", "/", ".pyc", ".so", ".sl", ".pyd")
_TICK_NS = 2_000_000_000
VENV_MARKS = ("pyvenv.cfg", "bin/activate", "Scripts/activate")

# Names that Python's tokenizers know by themselves, in the spelling of editors too: what
# follows, as in `utf-8-unix`, is about line ends.
_NORMAL_NAMES = (
    (re.compile(r"utf-8($|-)"), "utf-8"),
    (re.compile(r"(latin-1|iso-8859-1|iso-latin-1)($|-)"), "iso-8859-1"),
)
_CODING = re.compile(rb"coding[:=][ \t]*([-_.A-Za-z0-9]+)")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n|\Z)")
_NEWLINE = re.compile(r"\r\n?|\n")
_FILE_ENDINGS = tuple(ending for ending in MODULE_ENDINGS if ending != "/")
_PROMPT = re.compile(rb"^[ \t]*>>> ", re.MULTILINE)
_SHEBANG = re.compile(rb"#![^\r\n]*\bpython[0-9.]*\b")
_told: ContextVar[Mapping[str, frozenset[str]]] = ContextVar("_told", default=MappingProxyType({}))


@dataclass(frozen=True)
class Source:
    """A Python file as text, with what it takes to give it back as bytes.

    `text` has the file's own line ends and no BOM. `encoding` is a name that Python 3 knows.
    `coding_line` is the line (from 1) whose comment names the encoding, 0 where none does.
    """

    text: str
    encoding: str = "utf-8"
    bom: bool = False
    coding_line: int = 0
    filename: str = "<string>"

    def encode(self, text: str | None = None) -> bytes:
        """Give `text`, by default the source's own, this file's encoding and BOM.

        Raises:
            SourceError: a character that the encoding cannot hold; carries the place.
        """
        text = self.text if text is None else text
        try:
            body = text.encode(self.encoding)
        except UnicodeEncodeError as error:
            character = text[error.start]
            raise _error_at(
                f"cannot write {character!r} (U+{ord(character):04X}) in {self.encoding}",
                text,
                error.start,
                filename=self.filename,
                hint="convert the file to UTF-8 first",
            ) from None
        return (codecs.BOM_UTF8 if self.bom else b"") + body


def decode_source(
    data: bytes, *, filename: str = "<string>", encoding: str | None = None
) -> Source:
    """Read a Python 2 file the way Python 2.7 would.

    To Python 2.7 a file with neither BOM nor coding line is ASCII. Where it is not, but reads
    as UTF-8, it is taken as that: an accent in a comment must not stop a port.

    Args:
        data: the whole file as on disk, BOM and line ends included.
        filename: for messages.
        encoding: that of a file which has neither BOM nor coding line.

    Returns:
        Source that encodes to the same bytes again.

    Raises:
        SourceError: not text, an unknown encoding, or a byte it cannot decode; with the place.

    Source: PEP 263; Python 2.7 Parser/tokenizer.c, get_coding_spec and check_coding_spec.
    """
    _require_text(data, filename)
    bom = data.startswith(codecs.BOM_UTF8)
    body = data[len(codecs.BOM_UTF8) :] if bom else data
    named, coding_line, offset = _find_coding(body)
    if named and not _is_source_encoding(named):
        raise _error_at(
            f"unknown encoding {named!r}",
            body.decode("latin-1"),
            offset,
            filename=filename,
            hint="name one that Python 3 knows, such as utf-8 or latin-1",
        )
    if bom and named and not _is_utf8(named):
        raise _error_at(
            f"the coding line says {named!r}, but the file begins with a UTF-8 BOM",
            body.decode("latin-1"),
            offset,
            filename=filename,
            hint="correct the coding line, or remove the BOM",
        )
    if encoding is not None and not _is_source_encoding(encoding):
        raise SourceError(f"unknown encoding {encoding!r}", filename=filename)
    used = named or ("utf-8" if bom or encoding is None or _is_utf8(encoding) else encoding)
    if named:
        origin, hint = f" as {used}", "correct the coding line"
    elif bom or encoding:
        origin, hint = f" as {used}", ""
    else:
        origin = ": the file names no encoding"
        hint = "add a coding line, or pass --encoding latin-1"
    text = _decode(body, used, origin, filename, hint)
    return Source(text, used, bom, coding_line, filename)


def with_coding_line(source: Source) -> Source:
    """Name the encoding of a file that Python 3 would otherwise misread.

    Python 3 takes a file that names no encoding as UTF-8. One that was read in another
    (`--encoding`) gets a coding line: its first line, or its second below a shebang.
    """
    if source.coding_line or _is_utf8(source.encoding) or source.text.isascii():
        return source
    newline = _NEWLINE.search(source.text)
    end = newline.group() if newline else "\n"
    at = newline.end() if newline and source.text.startswith("#!") else 0
    line = f"# -*- coding: {source.encoding} -*-{end}"
    text = source.text[:at] + line + source.text[at:]
    return replace(source, text=text, coding_line=2 if at else 1)


def read_source(path: Path, *, encoding: str | None = None) -> Source:
    """Read the file at `path`; see `decode_source`.

    Raises:
        SourceError: as there, and where the file cannot be opened.
    """
    return decode_source(read_bytes(path), filename=str(path), encoding=encoding)


def read_bytes(path: Path) -> bytes:
    """Read the file at `path` as it is.

    Raises:
        SourceError: the file cannot be opened, or is no regular file.
    """
    try:
        return read_file(path)
    except IsADirectoryError:
        reason = "is a folder whose files cannot be listed"
        raise SourceError(reason, filename=str(path)) from None
    except OSError as error:
        raise SourceError(_reason(error), filename=str(path)) from None


def is_text_file(path: Path) -> bool:
    """Whether the name of a file says that it is text, in which there may be sessions."""
    return path.suffix in TEXT_SUFFIXES


def find_sources(
    paths: Iterable[Path],
    *,
    skip: Path | None = None,
    with_texts: bool = False,
    exclude: Ignores = (),
) -> list[Path]:
    """List the Python files that `paths` stand for, each once.

    A named file is always taken, a missing one too: reading it says what is wrong. Of a folder
    those are taken, sorted, that end in `.py` or `.pyw`, or have no suffix and a first line
    that calls Python; and `with_texts` text files that show a prompt of Python. Passed over are
    hidden files and folders, virtual environments, what `.gitignore` names, links to folders, named
    pipes, sockets and devices, the folder `skip`, and what the patterns `exclude` name, unless they
    name the folder itself.
    """
    skipped = None if skip is None else os.path.realpath(skip)
    found: dict[str, Path] = {}
    for path in paths:
        inside: Iterable[Path] = [path]
        if path.is_dir():
            inside = _walk(path, _ignores_above(path), skipped, with_texts)
            if exclude and not _is_ignored(path, exclude):
                inside = [file for file in inside if not _is_ignored(file, exclude)]
        for file in inside:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _require_text(data: bytes, filename: str) -> None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError(
            "is UTF-16, which no Python reads as source",
            filename=filename,
            hint="convert the file to UTF-8 first",
        )
    nul = data.find(b"\0")
    if nul >= 0:
        text = data.decode("latin-1")
        raise _error_at("is not text: it holds a NUL byte", text, nul, filename=filename)


def encoding_named_in(text: str) -> str:
    """The encoding that the text of a source file says it is in; "utf-8" where it says nothing."""
    return _find_coding(text.removeprefix("\ufeff").encode("utf-8", "replace"))[0] or "utf-8"


def _find_coding(body: bytes) -> tuple[str, int, int]:
    """Find the encoding that a comment names, the line it is on, and its place in `body`."""
    position = 0
    for line_number in (1, 2):
        line = _LINE.match(body, position)
        assert line is not None  # It matches the empty string too.
        code = line.group().lstrip(b" \t\f")
        if code.startswith(b"#"):
            coding = _CODING.search(body, *line.span())
            if coding:
                return _normal_name(coding.group(1).decode()), line_number, coding.start(1)
        elif code.strip(b"\r\n"):
            break  # Below a line of code a comment is but a comment.
        position = line.end()
    return "", 0, 0


def _normal_name(name: str) -> str:
    dashed = name.lower().replace("_", "-")
    for pattern, normal in _NORMAL_NAMES:
        if pattern.match(dashed):
            return normal
    return name


def _is_source_encoding(name: str) -> bool:
    """Tell whether Python 3 reads source in it: not in `rot13` or `hex`, which 2.7 allowed."""
    try:
        return b"#\n".decode(name) == "#\n"
    except (LookupError, UnicodeError):
        return False


def _is_utf8(name: str) -> bool:
    return codecs.lookup(name).name in ("utf-8", "utf-8-sig")


def _decode(body: bytes, encoding: str, origin: str, filename: str, hint: str) -> str:
    try:
        text = body.decode(encoding)
    except UnicodeError as error:
        start: int = getattr(error, "start", 0)
        raise _error_at(
            f"cannot decode byte 0x{body[start]:02x}{origin}",
            body.decode(encoding, "backslashreplace"),
            len(body[:start].decode(encoding)),
            filename=filename,
            hint=hint,
        ) from None
    if text.encode(encoding) != body:
        raise SourceError(
            f"would not be the same bytes when written as {encoding} again",
            filename=filename,
            hint="convert the file to UTF-8 first",
        )
    return text


def _error_at(
    message: str, text: str, offset: int, *, filename: str, hint: str = ""
) -> SourceError:
    """Make the error for the place that is `offset` characters into `text`."""
    newlines = list(_NEWLINE.finditer(text, 0, offset))
    start = newlines[-1].end() if newlines else 0
    end = _NEWLINE.search(text, offset)
    return SourceError(
        message,
        filename=filename,
        line=len(newlines) + 1,
        column=offset - start,
        source_line=_printable(text[start : end.start() if end else len(text)]),
        hint=hint,
    )


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() or c == "\t" else ascii(c)[1:-1] for c in line)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _walk(folder: Path, ignores: Ignores, skipped: str | None, with_texts: bool) -> Iterator[Path]:
    ignores += _ignores_in(folder)
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        yield folder  # Reading it says what is wrong; the other folders go on.
        return
    for name in names:
        path = folder / name
        if name.startswith(".") or name in SKIPPED_FOLDERS or _is_ignored(path, ignores):
            continue
        if path.is_dir():
            is_venv = any((path / mark).exists() for mark in VENV_MARKS)
            if not (path.is_symlink() or is_venv or os.path.realpath(path) == skipped):
                yield from _walk(path, ignores, skipped, with_texts)
        elif (
            (path.suffix in SUFFIXES and not is_special(path))
            or (not path.suffix and _calls_python(path))
            or (with_texts and is_text_file(path) and _has_prompt(path))
        ):
            yield path


def modules_beside(filename: str) -> frozenset[str]:
    """The modules and folders in the package that a file is in, as 2to3 sees them."""
    if filename.startswith("<"):
        return frozenset()
    names = neighbours(os.path.dirname(filename))
    return _module_names(names) if "__init__.py" in names else frozenset()


@lru_cache(maxsize=100)
def _module_names(names: frozenset[str]) -> frozenset[str]:
    return frozenset(
        name[: -len(ending)] for name in names for ending in MODULE_ENDINGS if name.endswith(ending)
    )


def is_script_beside(filename: str, module: str) -> bool:
    """Whether a file is in no package, but in a folder that has a module of this name."""
    if filename.startswith("<"):
        return False
    names = neighbours(os.path.dirname(filename))
    return "__init__.py" not in names and _has_module(names, module)


def _has_module(names: frozenset[str], module: str) -> bool:
    return any(module + ending in names for ending in MODULE_ENDINGS)


def neighbours(folder: str) -> frozenset[str]:
    """What a folder has that can be imported: names of modules, and of folders with a slash."""
    names = _told.get().get(folder)
    if names is not None:
        return names
    try:
        changed = os.stat(folder or os.curdir).st_mtime_ns
    except OSError:
        return frozenset()
    # What changes twice within one tick of the clock shows one time for both.
    is_settled = time.time_ns() - changed > _TICK_NS
    look = _look_into if is_settled else _look_into.__wrapped__
    return look(os.path.abspath(folder), changed)


@lru_cache(maxsize=100)
def _look_into(folder: str, changed: int) -> frozenset[str]:
    """What a folder has since it was changed, in nanoseconds since 1970."""
    try:
        with os.scandir(folder) as entries:
            return frozenset(
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry in entries
                if entry.name.endswith(_FILE_ENDINGS) or entry.is_dir()
            )
    except OSError:
        return frozenset()


@contextmanager
def told(folder: str, names: frozenset[str]) -> Iterator[None]:
    """Take for what is in a folder what somebody saw there who has the files."""
    token = _told.set({folder: names})
    try:
        yield
    finally:
        _told.reset(token)


def _has_prompt(path: Path) -> bool:
    try:
        return _PROMPT.search(read_file(path)) is not None
    except OSError:
        return False


def _calls_python(path: Path) -> bool:
    try:
        return _SHEBANG.match(read_file(path, 200)) is not None
    except OSError:
        return False


def _ignores_in(folder: Path) -> Ignores:
    file = folder / ".gitignore"
    if not file.is_file():
        return ()
    from pathspec import GitIgnoreSpec

    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return ((folder, GitIgnoreSpec.from_lines(lines)),)


def _ignores_above(folder: Path) -> Ignores:
    """Read the ignore files from the top of the git checkout down to where `folder` is."""
    above = []
    top = folder = folder.resolve()
    while not (top / ".git").exists():
        if top == top.parent:
            return ()
        top = top.parent
        above.append(top)
    ignores = tuple(ignore for parent in reversed(above) for ignore in _ignores_in(parent))
    return () if _is_ignored(folder, ignores) else ignores


def _is_ignored(path: Path, ignores: Ignores) -> bool:
    """Ask the ignore files as git does: the nearest that has an opinion decides."""
    for root, spec in reversed(ignores):
        relative = os.path.relpath(path, root) + ("/" if path.is_dir() else "")
        verdict = spec.check_file(relative).include
        if verdict is not None:
            return verdict
    return False
