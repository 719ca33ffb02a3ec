"""The exercises judge behaviour: right ports pass, wrong ones fail in the run that is about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from porting.workshop.author import check_exercise, misplaced
from porting.workshop.exercises import Exercise, own_set, read_set
from porting.workshop.grade import grade, own_python
from tests.workshop.attempts import RIGHT, WRONG, Attempt

SET = read_set(own_set())


def ids(attempts: tuple[Attempt, ...]) -> list[str]:
    return [f"{attempt.exercise}: {attempt.idea}" for attempt in attempts]


def handed_in(attempt: Attempt, folder: Path) -> Path:
    """The learner's folder. Each edit applies once, in one file."""
    shutil.copytree(SET.by_name[attempt.exercise].folder / attempt.base, folder)
    for before, after in attempt.edits:
        files = [path for path in folder.rglob("*.py") if before in path.read_text("utf-8")]
        assert len(files) == 1, before
        text = files[0].read_text("utf-8")
        assert text.count(before) == 1, before
        files[0].write_text(text.replace(before, after), "utf-8")
    return folder


def differing_runs(attempt: Attempt, folder: Path) -> list[str]:
    grades = grade(SET.by_name[attempt.exercise], handed_in(attempt, folder))
    return [each.run.name for each in grades if not each.is_passed]


@pytest.mark.parametrize("attempt", RIGHT, ids=ids(RIGHT))
def test_another_right_way_passes(attempt: Attempt, tmp_path: Path) -> None:
    assert differing_runs(attempt, tmp_path / "port") == []


@pytest.mark.parametrize("attempt", WRONG, ids=ids(WRONG))
def test_a_tempting_mistake_shows_where_it_should(attempt: Attempt, tmp_path: Path) -> None:
    assert differing_runs(attempt, tmp_path / "port") == list(attempt.fails_in)


def test_every_exercise_has_another_right_way() -> None:
    assert {attempt.exercise for attempt in RIGHT} == SET.by_name.keys()


@pytest.mark.parametrize("exercise", SET.exercises, ids=lambda exercise: exercise.name)
def test_it_holds_together(exercise: Exercise) -> None:
    assert check_exercise(exercise, [own_python()]) == []


def test_nothing_is_used_before_it_is_taught() -> None:
    assert list(misplaced(SET)) == []


@pytest.mark.parametrize("exercise", SET.exercises, ids=lambda exercise: exercise.name)
def test_something_is_shown_before_and_something_is_not(exercise: Exercise) -> None:
    assert [run.shown_before for run in exercise.runs].count(True) == 1
    assert exercise.runs[0].shown_before
    assert len(exercise.runs) > 1


@pytest.mark.parametrize("exercise", SET.exercises, ids=lambda exercise: exercise.name)
def test_its_screen_stays_short(exercise: Exercise) -> None:
    assert len(exercise.title) <= 40
    assert len(exercise.story) <= 420
    assert len(exercise.point) <= 160
    lines = [
        line
        for path in exercise.start.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
    ]
    assert 10 <= len(lines) <= 110
