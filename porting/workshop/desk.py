"""A learner's folder: the programs to port, and the progress file."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from porting.errors import ConfigError
from porting.workshop.exercises import Exercise, ExerciseSet, own_set, read_set
from porting.workshop.progress import NAME, Progress, load_progress


@dataclass
class Desk:
    """A folder to work in, with its set of exercises and what was done so far."""

    folder: Path
    set: ExerciseSet
    progress: Progress

    def place(self, exercise: Exercise) -> Path:
        """The folder of an exercise's port."""
        return self.folder / exercise.name

    def program(self, exercise: Exercise) -> Path:
        """The file to begin with."""
        return self.place(exercise) / exercise.program

    def lay_out(self, exercise: Exercise) -> None:
        """Put an exercise's start and what its shown runs are given into place; files that are
        there stay."""
        place = self.place(exercise)
        place.mkdir(parents=True, exist_ok=True)
        for source in sorted(exercise.start.rglob("*")):
            target = place / source.relative_to(exercise.start)
            if source.is_dir():
                target.mkdir(exist_ok=True)
            elif not target.exists() and "__pycache__" not in source.parts:
                shutil.copyfile(source, target)
        for run in exercise.runs:
            if run.shown_before:
                for name, path in run.scenario.files:
                    target = place / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    if not target.exists() and path.is_file():
                        shutil.copyfile(path, target)

    def reset(self, exercise: Exercise) -> Path | None:
        """Put an exercise back as it was; returns where what was there is kept, None if nothing."""
        place = self.place(exercise)
        if not place.exists():
            self.lay_out(exercise)
            return None
        number = 1
        while (kept := place.with_name(f"{place.name}.before-reset-{number}")).exists():
            number += 1
        place.rename(kept)
        self.lay_out(exercise)
        return kept

    def save(self) -> None:
        self.progress.save(self.folder)

    @property
    def current(self) -> Exercise | None:
        """The exercise chosen last if it is not done, else the first one that is not; None at the
        end."""
        chosen = self.set.by_name.get(self.progress.current)
        if chosen and not self.progress.of(chosen.name).is_done:
            return chosen
        return next(
            (each for each in self.set.exercises if not self.progress.of(each.name).is_done), None
        )

    def find(self, name: str | None) -> Exercise:
        """An exercise by its name; without one the current one.

        Raises:
            ConfigError: there is none of that name, or all are done.
        """
        if name is None:
            current = self.current
            if current is None:
                raise ConfigError("all exercises are done\nhint: name one to look at it again")
            return current
        # Completion of shells leaves a slash behind a folder's name.
        found = self.set.by_name.get(name.rstrip("/\\"))
        if found is None:
            known = ", ".join(self.set.by_name)
            raise ConfigError(f"there is no exercise {name!r}\nhint: choose from {known}")
        return found


def new_desk(folder: Path, root: Path | None = None, learner: str = "") -> Desk:
    """Make a folder to work in.

    Args:
        root: the set of exercises, None for porting's own.

    Raises:
        ConfigError: the folder holds something already, or there is no such set.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(
            f"{folder}: is there already, and not empty\nhint: name a folder that is new"
        )
    found = read_set(root or own_set())
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(folder, found, Progress(learner, str(root.resolve()) if root else ""))
    for exercise in found.exercises:
        desk.lay_out(exercise)
    desk.save()
    return desk


def open_desk(folder: Path) -> Desk:
    """Open a folder that `new_desk` made, and add exercises that came since.

    Raises:
        ConfigError: it is no such folder, or its set is no longer there.
    """
    path = folder / NAME
    if not path.is_file():
        raise ConfigError(
            f"{folder.resolve()}: is no folder of a workshop: it has no {NAME}\n"
            "hint: make one with `porting workshop new lessons`, then `cd lessons`"
        )
    progress = load_progress(path)
    desk = Desk(folder, read_set(Path(progress.root) if progress.root else own_set()), progress)
    for exercise in desk.set.exercises:
        if not desk.place(exercise).exists():
            desk.lay_out(exercise)
    return desk
