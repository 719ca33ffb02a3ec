"""Keeps what became of files, so that a file that has not changed is not ported again.

One SQLite file in the user's cache folder (or in that which PORTING_CACHE_DIR names), for all
projects. A key is a digest of all that a result depends on; a row is never changed, only dropped.
File and folder are used only where they are the user's and nobody else can write them.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from porting import __version__

if TYPE_CHECKING:
    from types import TracebackType

FILE = "results-2.sqlite"
FOLDER_VARIABLE = "PORTING_CACHE_DIR"
MOST_BYTES = 512 * 1024 * 1024
WAIT_SECONDS = 5.0
ROWS_AT_ONCE = 200
# How long a row was not used is told by the day, so that reading seldom means writing.
SECONDS_A_DAY = 24 * 60 * 60

# What SQLite puts beside the file, which comes last.
_SUFFIXES = ("-journal", "-wal", "-shm", "")
_TABLE = """\
CREATE TABLE IF NOT EXISTS results (
    key BLOB PRIMARY KEY, parcel BLOB NOT NULL, seal BLOB NOT NULL, day INTEGER NOT NULL
)"""


class Cache(AbstractContextManager["Cache"]):
    """Parcels by their keys.

    Several runs may use one file at once. A file that is damaged is thrown away, and one that
    others can write is not used; `warn` is told of both. Where no file can be had, nothing is
    kept, and nothing is said.
    """

    def __init__(
        self, path: Path, warn: Callable[[str], None], most_bytes: int = MOST_BYTES
    ) -> None:
        self.path = path
        self.warn = warn
        self.most_bytes = most_bytes
        self._new: list[tuple[bytes, bytes]] = []
        self._used: list[bytes] = []
        self._today = int(time.time() / SECONDS_A_DAY)
        self._connection = self._connect()

    def get(self, key: bytes) -> bytes | None:
        """The parcel that was put there, `None` if there is none."""
        if self._connection is None:
            return None
        try:
            query = "SELECT parcel, seal, day FROM results WHERE key = ?"
            row = self._connection.execute(query, (key,)).fetchone()
            if row is None:
                return None
            parcel, seal, day = row
            if not isinstance(parcel, bytes) or seal != _seal(key, parcel):
                raise sqlite3.DatabaseError("a row is not what was written")
        except sqlite3.Error as error:
            self._fail(error)
            return None
        if day != self._today:
            self._used.append(key)
        return parcel

    def put(self, key: bytes, parcel: bytes) -> None:
        """Keep a parcel."""
        self._new.append((key, parcel))
        if len(self._new) >= ROWS_AT_ONCE:
            self._write()

    def drop(self, key: bytes) -> None:
        """Keep no parcel there."""
        if self._connection is None:
            return
        try:
            with self._connection as connection:
                connection.execute("DELETE FROM results WHERE key = ?", (key,))
        except sqlite3.Error as error:
            self._fail(error)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._write()
        self._evict()
        if self._connection is not None:
            self._connection.close()

    def _connect(self) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if reason := self._doubt():
                self.warn(f"warning: {self.path}: the cache is not used: {reason}")
                return None
        except OSError:
            return None
        for attempt in (1, 2):
            try:
                return self._open()
            except OSError:
                return None
            except sqlite3.Error as error:
                if not _is_damage(error) or attempt == 2 or not self._discard(error):
                    return None
        return None

    def _doubt(self) -> str:
        """Why what is in the file may be from somebody else, "" where it cannot."""
        folder = self.path.parent
        for path in (folder, *(Path(f"{self.path}{suffix}") for suffix in _SUFFIXES)):
            try:
                found = path.stat() if path == folder else path.lstat()
            except FileNotFoundError:
                continue
            if path != folder and not stat.S_ISREG(found.st_mode):
                return f"{path} is no regular file"
            if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
                return f"{path} belongs to somebody else"
            if os.name == "posix" and found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return f"others can write {path} (chmod go-w mends that)"
        return ""

    def _open(self) -> sqlite3.Connection:
        with suppress(FileExistsError):
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(self.path, timeout=WAIT_SECONDS)
        try:
            connection.execute("PRAGMA auto_vacuum = FULL")  # Of use before there is a table.
            connection.execute("PRAGMA synchronous = NORMAL")
            with connection:
                connection.execute(_TABLE)
            connection.execute("SELECT key, parcel, seal, day FROM results LIMIT 1").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _write(self) -> None:
        new, used = self._new, self._used
        self._new, self._used = [], []
        if self._connection is None or not (new or used):
            return
        rows = ((key, parcel, _seal(key, parcel), self._today) for key, parcel in new)
        try:
            with self._connection as connection:
                connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", rows)
                connection.executemany(
                    "UPDATE results SET day = ? WHERE key = ?", ((self._today, key) for key in used)
                )
        except sqlite3.Error as error:
            self._fail(error)

    def _evict(self) -> None:
        """Drop what was not used for longest until all fits, with some room for the next runs."""
        if self._connection is None or _size(self.path) <= self.most_bytes:
            return
        try:
            with self._connection as connection:
                room = self.most_bytes * 3 // 4
                rows = connection.execute(
                    "SELECT key, length(parcel) FROM results ORDER BY day DESC, rowid DESC"
                )
                dropped = list(_beyond(room, rows))
                connection.executemany("DELETE FROM results WHERE key = ?", dropped)
        except sqlite3.Error as error:
            self._fail(error)

    def _fail(self, error: sqlite3.Error) -> None:
        """Go on without a cache, and for the next run without the file if it is damaged."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        if _is_damage(error) and self._discard(error):
            with suppress(sqlite3.Error, OSError):
                self._connection = self._open()

    def _discard(self, error: sqlite3.Error) -> bool:
        self.warn(f"warning: {self.path}: the cache is damaged ({error}), and begun anew")
        try:
            for suffix in _SUFFIXES:
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        except OSError:
            return False
        return True


def folder() -> Path:
    """Where the user's caches are."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("porting", appauthor=False)


def digest(*parts: object) -> bytes:
    """A short name for values: the same for equal ones, in any run, different for others.

    They may be texts, bytes, numbers, paths, enums, dataclasses of those, and collections.
    """
    state = blake2b(digest_size=20)
    for part in parts:
        for piece in _pieces(part):
            state.update(b"%d:" % len(piece))
            state.update(piece)
    return state.digest()


_NO_CODE = frozenset(["demo_data", "exercises"])


@cache
def tool_digest() -> bytes:
    """Stands for this program: its code and data, its Python, and what reads the source."""
    home = Path(__file__).parents[1]
    files = sorted(
        path
        for path in home.rglob("*")
        if path.suffix != ".pyc" and _NO_CODE.isdisjoint(path.parts) and path.is_file()
    )
    contents = [(path.relative_to(home).as_posix(), path.read_bytes()) for path in files]
    readers = [_version(name) for name in ("libcst", "typeshed-client")]
    return digest(__version__, sys.version_info[:3], readers, contents)


def _version(distribution: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _pieces(value: object) -> Iterator[bytes]:
    yield type(value).__name__.encode()
    match value:
        case bytes():
            yield value
        case str():
            yield value.encode("utf-8", "surrogatepass")
        case None | bool() | int() | float():
            yield repr(value).encode()
        case PurePath():
            yield str(value).encode("utf-8", "surrogateescape")
        case Enum():
            yield value.name.encode()
        case dict():
            yield from _collected(digest(key, item) for key, item in value.items())
        case set() | frozenset():
            yield from _collected(map(digest, value))
        case tuple() | list():
            yield str(len(value)).encode()
            for item in value:
                yield from _pieces(item)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _pieces(getattr(value, field.name))
        case _:
            raise TypeError(f"no digest of {type(value).__name__}")


def _collected(digests: Iterable[bytes]) -> Iterator[bytes]:
    """The digests of what comes in any order."""
    yield b"".join(sorted(digests))


def _seal(key: bytes, parcel: bytes) -> bytes:
    """Tells a row that was written from one that came about."""
    return blake2b(parcel, key=key, digest_size=12).digest()


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is at fault, not one who has it locked, or a disk that is full."""
    return not isinstance(error, sqlite3.OperationalError)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _beyond(room: int, rows: Iterable[tuple[bytes, int]]) -> Iterator[tuple[bytes]]:
    """The keys of the rows that no longer fit."""
    for key, size in rows:
        room -= size
        if room < 0:
            yield (key,)
