"""What is asked of git, and told to it: the files of a repository, its commits, merges."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from porting.errors import PortingError


class GitError(PortingError):
    """What git refused to do, or what would have mixed a commit with a person's own work."""


@dataclass(frozen=True)
class Step:
    """A commit to make: its message, and the new content of files by their paths."""

    message: str
    files: Mapping[Path, bytes]


def git(
    *arguments: str, folder: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> bytes:
    """Run git in a folder; its standard output.

    Raises:
        GitError: git is not installed, or says no.
    """
    run = _git(arguments, folder, stdin, env)
    if run.returncode:
        said = run.stderr.decode(errors="replace").strip()
        raise GitError(f"git {arguments[0]} failed in {folder}: {said}")
    return run.stdout


def merge_file(ours: bytes, base: bytes, theirs: bytes, names: Sequence[str]) -> tuple[bytes, int]:
    """Merge what was made of `base` on two sides, with conflicts marked as git marks them.

    Args:
        names: what to call ours, base and theirs in the marks.

    Returns:
        The merged file and how many conflicts are in it.

    Raises:
        GitError: git is not installed, or the files are binary.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / each for each in ("ours", "base", "theirs")]
        for path, data in zip(paths, (ours, base, theirs)):
            path.write_bytes(data)
        labels = [word for each in names for word in ("-L", each)]
        run = _git(["merge-file", "-p", *labels, *map(str, paths)], folder)
    # Statuses from 128 on, as a shell shows negative ones, are errors; up to 127 conflicts.
    if run.returncode > 127:
        raise GitError(f"git merge-file failed: {run.stderr.decode(errors='replace').strip()}")
    return run.stdout, run.returncode


class Repository:
    """The git repository that some files are in.

    Raises:
        GitError: they are in none, or not all in the same one.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        folders = {path if path.is_dir() else path.resolve().parent for path in paths}
        tops = {_top_of(folder) for folder in sorted(folders)}
        if len(tops) > 1:
            raise GitError(f"more than one git repository: {', '.join(map(str, sorted(tops)))}")
        self.top = tops.pop()

    def require_clean(self) -> None:
        """Make sure that no tracked file has changes that are in no commit.

        Raises:
            GitError: some have.
        """
        if changed := self._changed():
            raise GitError(
                f"{self.top}: has changes that are in no commit: {_some(changed)}\n"
                "hint: commit or stash them, or pass --allow-dirty, which leaves them out of "
                "the commits"
            )

    def require_committed(self, paths: Sequence[Path]) -> None:
        """Make sure that files are in the last commit as they are on disk, and that commits can
        be made.

        Raises:
            GitError: some are not, or git does not know who commits.
        """
        names = {self._name(path): path for path in paths}
        tracked = {row.split("\t")[1] for row in self._rows("ls-tree", "-r", "HEAD")}
        if strange := sorted(str(names[name]) for name in names.keys() - tracked):
            raise GitError(
                f"{_some(strange)}: in no commit yet, so that nothing could bring it back\n"
                "hint: commit it as it is first"
            )
        if mixed := sorted(str(names[name]) for name in names.keys() & set(self._changed())):
            raise GitError(
                f"{_some(mixed)}: has changes of your own that are in no commit\n"
                "hint: commit or stash them first; --allow-dirty is for other files"
            )
        self._git("var", "GIT_COMMITTER_IDENT")

    def commit(self, steps: Iterable[Step]) -> list[str]:
        """Put commits on the branch that is checked out, one for each step.

        Nothing but the files of the steps is in them, whatever else is staged. The files on disk
        are not touched: they are to have the content that the last step gives them.

        Returns:
            The short name and the subject of each commit.

        Raises:
            GitError: git says no; then there is none of the commits.
        """
        head = first = self._git("rev-parse", "HEAD").decode().strip()
        made: list[str] = []
        names: set[str] = set()
        with tempfile.TemporaryDirectory() as folder:
            env = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
            self._git("read-tree", "HEAD", env=env)
            modes = {
                row.split("\t")[1]: row.split(" ")[0] for row in self._rows("ls-tree", "-r", "HEAD")
            }
            for step in steps:
                for path, data in step.files.items():
                    name = self._name(path)
                    names.add(name)
                    blob = self._git("hash-object", "-w", "--path", name, "--stdin", stdin=data)
                    entry = f"{modes[name]},{blob.decode().strip()},{name}"
                    self._git("update-index", "--cacheinfo", entry, env=env)
                tree = self._git("write-tree", env=env).decode().strip()
                message = step.message.encode()
                head = self._git("commit-tree", tree, "-p", head, stdin=message).decode().strip()
                made.append(f"{head[:9]} {step.message.splitlines()[0]}")
        self._git("update-ref", "-m", "porting run --commit", "HEAD", head, first)
        if names:
            self._git(
                *("reset", "-q", "--pathspec-from-file=-", "--pathspec-file-nul"),
                stdin="\0".join(names).encode(errors="surrogateescape"),
                env={"GIT_LITERAL_PATHSPECS": "1"},
            )
        return made

    def _changed(self) -> list[str]:
        rows = self._git("diff", "--name-only", "-z", "--no-renames", "HEAD").decode(
            errors="surrogateescape"
        )
        return [name for name in rows.split("\0") if name]

    def _rows(self, *arguments: str) -> list[str]:
        rows = self._git(arguments[0], "-z", *arguments[1:]).decode(errors="surrogateescape")
        return [row for row in rows.split("\0") if row]

    def _name(self, path: Path) -> str:
        """What git calls a file."""
        real = path.resolve()
        if not real.is_relative_to(self.top):
            raise GitError(f"{path}: leads to {real}, out of the repository {self.top}")
        return real.relative_to(self.top).as_posix()

    def _git(
        self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> bytes:
        return git(*arguments, folder=self.top, stdin=stdin, env=env)


def _top_of(folder: Path) -> Path:
    run = _git(["rev-parse", "--show-toplevel"], folder)
    if run.returncode:
        raise GitError(f"{folder}: in no git repository\nhint: git init, and commit the original")
    return Path(run.stdout.decode(errors="surrogateescape").rstrip("\n")).resolve()


def _git(
    arguments: Sequence[str],
    folder: Path,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    command = ["git", *arguments]
    try:
        return subprocess.run(
            command, cwd=folder, input=stdin, capture_output=True, env={**os.environ, **(env or {})}
        )
    except FileNotFoundError:
        raise GitError("git is not installed, and is needed for this") from None


def _some(names: Sequence[str]) -> str:
    """The first few of some names."""
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
