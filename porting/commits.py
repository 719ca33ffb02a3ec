"""`porting run --commit`: a port as git commits, one for each stage or fixer, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import fill

from porting.git import Repository, Step
from porting.hunks import Hunk, applied, hunks_of
from porting.many_files.tasks import Outcome, Ported
from porting.result import StageResult
from porting.source import Source, decode_source, is_text_file, read_bytes, with_coding_line
from porting.stages import ALL_STAGES, all_fixers

_WIDTH = 72
_CODING = "coding"
Key = tuple[str, tuple[str, ...]]
"""A stage and, where each fixer has its commit, those whose changes are in it."""


class Commits:
    """The commits of one run.

    Args:
        files: what the run reads.
        by_fixer: whether each fixer has its commit, not each stage.
        allow_dirty: whether other files may have changes that are in no commit.

    Raises:
        GitError: the files are in no repository, or some file has such changes.
    """

    def __init__(self, files: Sequence[Path], *, by_fixer: bool, allow_dirty: bool) -> None:
        self._repository = Repository(files)
        if not allow_dirty:
            self._repository.require_clean()
        self._by_fixer = by_fixer
        self._originals: dict[Path, bytes] = {}
        self._written: list[Ported] = []

    def prepared(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """All outcomes, once it is sure that what is to be written can be committed.

        Raises:
            GitError: it cannot; nothing was written yet.
        """
        done = list(outcomes)
        changed = [each.path for each in done if isinstance(each, Ported) and each.is_changed]
        if changed:
            self._repository.require_committed(changed)
        self._originals = {path: read_bytes(path) for path in changed}
        return done

    def add(self, ported: Ported) -> None:
        """Take in a file that has been written."""
        self._written.append(ported)

    def make(self, encoding: str | None) -> list[str]:
        """Commit what was written; `encoding` is that of files that name none.

        Returns:
            A line about each commit.

        Raises:
            GitError: git says no.
        """
        steps = list(_steps(self._written, self._originals, self._by_fixer, encoding))
        return self._repository.commit(steps) if steps else []


def _steps(
    ports: Sequence[Ported],
    originals: Mapping[Path, bytes],
    by_fixer: bool,
    encoding: str | None,
) -> Iterator[Step]:
    """The commits of files that have been ported."""
    texts: list[tuple[Key, bytes]]
    key: Key
    contents: dict[Key, dict[Path, bytes]] = {}
    counts: dict[Key, dict[str, int]] = {}
    for ported in ports:
        if is_text_file(ported.path):
            fixers = ("sessions",) if by_fixer else ()
            texts = [((ported.result.stages[-1].name, fixers), ported.data)]
        else:
            source = decode_source(
                originals[ported.path], filename=str(ported.path), encoding=encoding
            )
            named = with_coding_line(source)
            texts = list(_texts(ported, named, by_fixer))
        for key, data in texts:
            contents.setdefault(key, {})[ported.path] = data
        for stage in ported.result.stages:
            for hunk in hunks_of(stage) if by_fixer else (None,):
                key = (stage.name, hunk.fixers if hunk else ())
                tally = counts.setdefault(key, {})
                for change in hunk.changes if hunk else stage.changes:
                    tally[change.fixer] = tally.get(change.fixer, 0) + 1
    for key in sorted(contents, key=_place):
        yield Step(_message(key, counts.get(key, {}), len(contents[key])), contents[key])


def _texts(ported: Ported, named: Source, by_fixer: bool) -> Iterator[tuple[Key, bytes]]:
    """What a file holds after each of the commits that it is in."""
    if ported.added_line:
        yield (_CODING, ()), named.encode(named.text)
    for stage in ported.result.stages:
        if stage.code == stage.before:
            continue
        if not by_fixer:
            yield (stage.name, ()), named.encode(stage.code)
            continue
        for fixers, text in _by_fixer(stage):
            yield (stage.name, fixers), named.encode(text)


def _by_fixer(stage: StageResult) -> Iterator[tuple[tuple[str, ...], str]]:
    """The text after what each fixer, or some that changed the same lines, made of it."""
    groups: dict[tuple[str, ...], list[Hunk]] = {}
    for hunk in hunks_of(stage):
        groups.setdefault(hunk.fixers, []).append(hunk)
    done: list[Hunk] = []
    for fixers in sorted(groups, key=lambda fixers: _place((stage.name, fixers))):
        done += groups[fixers]
        yield fixers, applied(stage.before, done)


def _place(key: Key) -> tuple[int, list[int], tuple[str, ...]]:
    """Where a commit stands among the others: in the order in which the fixers run."""
    stages = [_CODING, *(stage.name for stage in ALL_STAGES)]
    order = list(all_fixers())
    places = [order.index(name) if name in order else len(order) for name in key[1]]
    return stages.index(key[0]), places, key[1]


def _message(key: Key, counts: Mapping[str, int], files: int) -> str:
    """The message of a commit: what was done, to how much, and why."""
    stage, fixers = key
    if stage == _CODING:
        return "Port to Python 3: name the encoding of files\n\n" + fill(
            "Python 3 reads a file that names no encoding as UTF-8; these are not.", _WIDTH
        )
    title = next(each.title for each in ALL_STAGES if each.name == stage)
    if fixers:
        subject = f"Port to Python 3: {', '.join(fixers)}"
        if len(subject) > _WIDTH:
            subject = f"Port to Python 3: {fixers[0]} and {len(fixers) - 1} more"
    else:
        subject = f"Port to Python 3, stage {stage}"
    total = sum(counts.values())
    paragraphs = [f"{title} {_plural(total, 'change')} in {_plural(files, 'file')}."]
    paragraphs += (f"{name} ({counts[name]}): {_reason(name)}" for name in _ordered(counts))
    if not counts:
        paragraphs.append("Lines that the stage's other changes need, such as imports.")
    return "\n\n".join((subject, *(fill(each, _WIDTH) for each in paragraphs))) + "\n"


def _ordered(names: Iterable[str]) -> list[str]:
    order = list(all_fixers())
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def _reason(name: str) -> str:
    fixer = all_fixers().get(name)
    if fixer is None:  # What ports interactive sessions is no fixer.
        return "Port what is typed in interactive sessions, and what they show."
    return fixer.reason().replace("``", "")


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
