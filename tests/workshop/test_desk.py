"""A learner's folder and the plain commands: nothing of the learner's is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.workshop.desk import open_desk
from porting.workshop.exercises import own_set, read_set
from porting.workshop.progress import NAME, load_progress

SET = read_set(own_set())
FIRST, SECOND = SET.exercises[:2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "lessons"
    result = CliRunner().invoke(cli, ["workshop", "new", str(folder), "--name", "Ada"])
    assert result.exit_code == 0
    return folder


def workshop(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["workshop", "-C", str(folder), *arguments])


def solve(folder: Path) -> None:
    shutil.copytree(FIRST.solution, folder / FIRST.name, dirs_exist_ok=True)


def test_check_says_what_differs_and_then_that_all_is_well(folder: Path) -> None:
    result = workshop(folder, "check")
    assert result.exit_code == 1
    assert "SyntaxError: Missing parentheses in call to 'print'" in result.output
    solve(folder)
    result = workshop(folder, "check")
    assert result.exit_code == 0
    assert FIRST.point in result.output.replace("\n", " ")
    assert open_desk(folder).current == SECOND


def test_graders_get_json(folder: Path) -> None:
    solve(folder)
    program = folder / FIRST.name / FIRST.program
    program.write_text(program.read_text().replace("    print()\n", "    print\n"))
    result = workshop(folder, "check", "--format", "json", FIRST.name)
    assert result.exit_code == 1
    graded = json.loads(result.output)
    assert (graded["exercise"], graded["outcome"]) == (FIRST.name, "failed")
    assert [task["outcome"] for task in graded["tasks"]] == ["passed", "passed", "failed"]
    assert graded["tasks"][2]["task"] == "no such book"
    assert "yours     | Not in our list." in graded["tasks"][2]["message"]
    assert graded["tasks"][2]["output"] == "Sales ranks, on paper:\nNot in our list.\n0 books\n"


def test_hints_come_one_by_one(folder: Path) -> None:
    for number in (1, 2, 3, 3):
        output = workshop(folder, "hint").output
        assert output.count("Hint ") == number


def test_a_solution_that_was_asked_for_is_no_success(folder: Path) -> None:
    assert "Other right ways" in workshop(folder, "solve").output
    steps = json.loads(workshop(folder, "status", "--format", "json").output)["exercises"]
    assert steps[FIRST.name]["is_given_up"]
    assert not steps[FIRST.name]["is_passed"]
    assert "seen" in workshop(folder, "status").output


def test_reset_keeps_what_was_there(folder: Path) -> None:
    program = folder / FIRST.name / FIRST.program
    for text in ("mine", "mine again"):
        program.write_text(text)
        assert workshop(folder, "reset", FIRST.name).exit_code == 0
        assert program.read_bytes() == (FIRST.start / FIRST.program).read_bytes()
    kept = sorted(folder.glob(f"{FIRST.name}.before-reset-*/{FIRST.program}"))
    assert [path.read_text() for path in kept] == ["mine", "mine again"]


def test_a_missing_program_is_told_with_the_way_back(folder: Path) -> None:
    (folder / FIRST.name / FIRST.program).unlink()
    result = workshop(folder, "check")
    assert result.exit_code == 3
    assert "hint: `porting workshop reset first_print`" in result.output


def test_new_takes_no_folder_that_holds_something(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["workshop", "new", str(folder)])
    assert result.exit_code == 2
    assert "is there already, and not empty" in result.output


def test_elsewhere_it_says_how_to_begin(tmp_path: Path) -> None:
    result = workshop(tmp_path, "check")
    assert result.exit_code == 2
    assert "porting workshop new lessons" in result.output


def test_progress_survives_what_it_does_not_know(folder: Path) -> None:
    path = folder / NAME
    document = json.loads(path.read_text())
    document["exercises"] = {
        FIRST.name: {"is_passed": True, "stars": 3},
        "gone since": {"is_passed": True},
    }
    document["colour"] = "light"
    path.write_text(json.dumps(document))
    assert workshop(folder, "hint").exit_code == 0
    after = json.loads(path.read_text())
    assert after["colour"] == "light"
    assert after["learner"] == "Ada"
    assert after["exercises"][FIRST.name]["stars"] == 3
    assert after["exercises"]["gone since"]["is_passed"]
    assert after["exercises"][SECOND.name]["hints"] == 1


@pytest.mark.parametrize("text", ["", "[]", '{"format": "x"}', '{"exercises": 1}'])
def test_broken_progress_is_told_and_kept(folder: Path, text: str) -> None:
    (folder / NAME).write_text(text)
    result = workshop(folder, "hint")
    assert result.exit_code == 2
    assert "holds no progress of a workshop" in result.output
    assert (folder / NAME).read_text() == text


def test_an_exercise_that_came_since_is_laid_out(folder: Path) -> None:
    shutil.rmtree(folder / SECOND.name)
    workshop(folder, "status")
    assert (folder / SECOND.name / SECOND.program).is_file()
    assert load_progress(folder / NAME).learner == "Ada"
