"""A class read from its progress files: who is where, and who is stuck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from porting.workshop.exercises import ExerciseSet, own_set, read_set
from porting.workshop.progress import NAME, load_progress

# So many tries at one exercise without success, and somebody should go there.
STUCK_TRIES = 5


@dataclass(frozen=True)
class Place:
    """Where a learner is.

    Attributes:
        learner: the name in the file, or else the name of its folder.
        passed: how many exercises passed.
        given_up: how many solutions were looked at before.
        total: how many exercises there are.
        current: the title of the exercise that is next; "" where all are done.
        tries: how often that was graded in vain.
        hints: how many hints were looked at for it.
    """

    learner: str
    passed: int
    given_up: int
    total: int
    current: str
    tries: int
    hints: int

    @property
    def is_stuck(self) -> bool:
        return self.tries >= STUCK_TRIES


def places_of(paths: Iterable[Path]) -> Iterator[Place]:
    """Read progress files, or the folders they lie in; in their order.

    A set that is not on this machine is taken for what the file names.

    Raises:
        ConfigError: a file cannot be read, or is none.
    """
    for path in paths:
        file = path / NAME if path.is_dir() else path
        progress = load_progress(file)
        root = Path(progress.root) if progress.root else own_set()
        known = _titles(read_set(root)) if (root / "set.toml").is_file() else {}
        names = list(known) or list(progress.exercises)
        open_ones = [name for name in names if not progress.of(name).is_done]
        current = progress.current if progress.current in open_ones else (open_ones or [""])[0]
        steps = progress.of(current)
        yield Place(
            progress.learner or file.resolve().parent.name,
            sum(progress.of(name).is_passed for name in names),
            sum(progress.of(name).is_given_up for name in names),
            len(names),
            known.get(current, current),
            steps.tries,
            steps.hints,
        )


def _titles(found: ExerciseSet) -> dict[str, str]:
    return {exercise.name: exercise.title for exercise in found.exercises}
