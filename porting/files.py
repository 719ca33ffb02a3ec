"""Files on disk: read only where they are regular, written whole and never over another's work."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from porting.errors import OutputError

_KINDS = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a named pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)
# To open a named pipe waits for whoever writes into it, unless told not to.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_NEW |= getattr(os, "O_BINARY", 0)
_PRIVATE = 0o600
_AS_THE_UMASK_SAYS = 0o666
_PERMISSIONS = 0o777  # Without what makes a program run as its owner.

Identity = tuple[int, int]


def read_file(path: str | Path, limit: int = -1) -> bytes:
    """Read a regular file, or its first `limit` bytes.

    Raises:
        OSError: it cannot be read; `EINVAL` for a named pipe, a socket or a device, which are
            not even opened.
    """
    _require_regular(os.stat(path).st_mode, path)
    with open(os.open(path, _READ), "rb") as file:
        _require_regular(os.fstat(file.fileno()).st_mode, path)
        return file.read(limit)


def is_special(path: str | Path) -> bool:
    """Whether there is something at `path` that is neither a regular file nor a folder."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def digest_of(data: bytes) -> bytes:
    """What tells the content of a file from any other: 20 bytes."""
    return blake2b(data, digest_size=20).digest()


class Writer:
    """Writes the files of one run, and nothing else.

    Args:
        places: what may be written: these files, and all that is below these folders, with links
            resolved.
        inputs: what the run reads: no output is put there.

    What was written once is not written again: two outputs do not end in one file.
    """

    def __init__(self, places: Iterable[Path], inputs: Iterable[Path] = ()) -> None:
        self._places = [os.path.realpath(place) for place in places]
        self._inputs = _identities(inputs)
        self._written: dict[Identity, str] = {}

    def replace(
        self,
        path: Path,
        data: bytes,
        *,
        was: bytes,
        follows_link: bool = True,
        before: Callable[[], None] = lambda: None,
    ) -> None:
        """Put `data` in the place of a file that has been read.

        A link stays a link, and what it leads to is replaced; where it is not followed, the link
        is replaced by a file. Permissions, and if possible the owner, stay.

        Args:
            was: the digest of what was read.
            before: called when all is ready, just before the file is replaced.

        Raises:
            OutputError: the file changed since it was read, is no longer there, lies outside of
                what may be written, or cannot be written; what was there is untouched.
        """
        target = _resolved(path, follows_link)
        with _worded(path):
            self._require_inside(path, target)
            found = os.stat(target)
            with _written_beside(target, data, found, keeps_owner=True) as (temporary, _):
                there = read_file(target)
                if digest_of(there) != was:
                    if there == data:
                        return
                    raise OutputError(
                        "changed since it was read, and was not written",
                        filename=str(path),
                        hint="run porting again",
                    )
                before()
                os.replace(temporary, target)

    def create(self, path: Path, data: bytes, *, like: Path) -> None:
        """Write an output, over one of an earlier run if need be; folders are made.

        It gets the permissions of the file that it is `like`, which is what it was made from.

        Raises:
            OutputError: it would be written outside of what may be written, over an input, over
                another output of this run, or over what is no regular file.
        """
        target = _resolved(path)
        with _worded(path):
            self._require_inside(path, target)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            self._require_free(path, target, like)
            with _written_beside(target, data, _stat(like)) as (temporary, identity):
                os.replace(temporary, target)
            self._written[identity] = str(like)

    def require_no_input(self, path: Path) -> None:
        """Make sure that a file may be written over.

        Raises:
            OutputError: it is an input.
        """
        found = _stat(path)
        if found is not None:
            _require_no_input(path, found, self._inputs)

    def _require_inside(self, path: Path, target: str) -> None:
        if not any(_is_inside(target, place) for place in self._places):
            raise OutputError(
                f"leads to {target}, outside of what may be written, and was not written",
                filename=str(path),
                hint="name the file itself if it is to be written",
            )

    def _require_free(self, path: Path, target: str, like: Path) -> None:
        self.require_no_input(path)
        found = _stat(target)
        if found is None:
            return
        first = self._written.get(_identity(found), str(like))
        if first != str(like):
            raise OutputError(
                f"was written from {first} already, and not again from {like}",
                filename=str(path),
                hint="port them one by one, each into a folder of its own",
            )


class Output:
    """A file that a command was told to write, claimed before the command begins.

    Args:
        path: where to write; there may be an earlier one, and a link is followed.
        inputs: what the command reads.
        is_private: whether nobody but the owner may read it.

    Raises:
        OutputError: it is one of the inputs, a Python file, or no regular file.
    """

    def __init__(
        self, path: Path, inputs: Iterable[Path] = (), *, is_private: bool = False
    ) -> None:
        self.path = path
        self._mode = _PRIVATE if is_private else _AS_THE_UMASK_SAYS
        self._target = _resolved(path)
        inputs = list(inputs)
        if self._target in map(os.path.realpath, inputs):
            raise _written_over(path)
        with _worded(path):
            self._was = self._digest()
            if self._was is not None:
                _require_no_input(path, os.stat(path), _identities(inputs))
                if self._target.endswith((".py", ".pyw")) or read_file(path, 2) == b"#!":
                    raise OutputError(
                        "not written over: it is a program",
                        filename=str(path),
                        hint="name another file, or remove this one first",
                    )

    def write(self, data: bytes) -> None:
        """Write the file, whole or not at all; folders are made.

        Raises:
            OutputError: it cannot be written, or changed since it was claimed.
        """
        with _worded(self.path):
            os.makedirs(os.path.dirname(self._target), exist_ok=True)
            like = None if self._mode == _PRIVATE else _stat(self._target)
            with _written_beside(self._target, data, like, mode=self._mode, keeps_owner=True) as (
                temporary,
                _,
            ):
                if self._digest() != self._was:
                    raise OutputError(
                        "changed since the command began, and was not written",
                        filename=str(self.path),
                    )
                os.replace(temporary, self._target)

    def _digest(self) -> bytes | None:
        try:
            return digest_of(read_file(self._target))
        except FileNotFoundError:
            return None


@contextmanager
def file_beside(path: Path) -> Iterator[Path]:
    """An empty file of the user's alone in the folder of `path`, gone at the end.

    Raises:
        OutputError: it cannot be made there.
    """
    with _worded(path):
        name = _name_beside(_resolved(path))
        os.close(os.open(name, _NEW, _PRIVATE))
    try:
        yield Path(name)
    finally:
        _remove(name)


def keep_twin(path: str, twin: str) -> None:
    """Give a file, or a link, a second name, in place of what has that name; the first stays.

    Raises:
        OSError: that could not be done.
    """
    import shutil

    name = _name_beside(twin)
    try:
        try:
            os.link(path, name, follow_symlinks=False)
        except (OSError, NotImplementedError):  # A file system without such links.
            shutil.copy2(path, name, follow_symlinks=False)
        os.replace(name, twin)
    finally:
        _remove(name)  # Two names of one file are not replaced by each other.


@contextmanager
def _written_beside(
    target: str,
    data: bytes,
    like: os.stat_result | None,
    *,
    mode: int = _AS_THE_UMASK_SAYS,
    keeps_owner: bool = False,
) -> Iterator[tuple[str, Identity]]:
    """The data in a new file in the folder of `target`, with the permissions of another, or with
    `mode` where there is no other."""
    with suppress(FileNotFoundError):
        _require_regular(os.stat(target).st_mode, target)
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    name = _name_beside(target)
    try:
        descriptor = os.open(name, _NEW, _PRIVATE if like else mode)
        with open(descriptor, "wb") as file:
            file.write(data)
        if like:
            os.chmod(name, _mode_for(name, like, keeps_owner))
        yield name, _identity(os.stat(name))
    finally:
        _remove(name)


def _mode_for(name: str, like: os.stat_result, keeps_owner: bool) -> int:
    """The permissions to give to a new file, which gets the owner and group where it may."""
    mode = stat.S_IMODE(like.st_mode)
    own = os.stat(name)
    if (own.st_uid, own.st_gid) == (like.st_uid, like.st_gid):
        return mode if keeps_owner else mode & _PERMISSIONS
    if keeps_owner:
        with suppress(OSError):
            os.chown(name, like.st_uid, like.st_gid)
            return mode
    return mode & _PERMISSIONS


def _name_beside(path: str) -> str:
    """A name in the folder of a file that nobody can guess."""
    return os.path.join(os.path.dirname(path), f".porting-{os.urandom(8).hex()}.tmp")


def _remove(name: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(name)


def _resolved(path: Path, follows_link: bool = True) -> str:
    if follows_link:
        return os.path.realpath(path)
    return os.path.join(os.path.realpath(path.parent), path.name)


def _is_inside(target: str, place: str) -> bool:
    return target == place or target.startswith(os.path.join(place, ""))


def _stat(path: str | Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _identity(found: os.stat_result) -> Identity:
    """What tells a file from any other, whatever it is called."""
    return found.st_dev, found.st_ino


def _identities(paths: Iterable[Path]) -> frozenset[Identity]:
    """Those of all files that are there."""
    found = set()
    for path in paths:
        with suppress(OSError):
            found.add(_identity(os.stat(path)))
    return frozenset(found)


def _require_no_input(path: Path, found: os.stat_result, inputs: frozenset[Identity]) -> None:
    if _identity(found) in inputs:
        raise _written_over(path)


def _written_over(path: Path) -> OutputError:
    return OutputError(
        "would be written over, though this command reads it",
        filename=str(path),
        hint="name another file or folder to write to",
    )


def _require_regular(mode: int, path: str | Path) -> None:
    if stat.S_ISREG(mode):
        return
    what = next((words for test, words in _KINDS if test(mode)), "is no regular file")
    kind = IsADirectoryError if stat.S_ISDIR(mode) else OSError
    number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
    raise kind(number, what, str(path))


@contextmanager
def _worded(path: Path) -> Iterator[None]:
    """Say what went wrong with a file that was to be written."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot be written: {reason}", filename=str(path)) from None
