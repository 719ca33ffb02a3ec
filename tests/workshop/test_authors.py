"""A set that is written by the guide passes `dev check`; another is told what is wrong."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.verify.run import find_python27

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "teaching" / "write_exercises.md"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def workshop(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["workshop", *map(str, arguments)])


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The set of the guide, with what its original shows."""
    if find_python27() is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7: CI must have one")
        pytest.skip("no Python 2.7 here")
    root = tmp_path_factory.mktemp("set")
    files: dict[str, list[str]] = {}
    for language, text in _FENCE.findall(GUIDE.read_text("utf-8")):
        files.setdefault(language, []).append(text)
    settings, exercise = files["toml"]
    honey = root / "honey"
    for path, text in {
        root / "set.toml": settings.replace('["honey", "hive"]', '["honey"]'),
        honey / "exercise.toml": exercise,
        honey / "start" / "honey.py": files["python2"][0],
        honey / "solution" / "honey.py": files["python"][0],
        honey / "solution.md": files["markdown"][0],
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    result = workshop("dev", "record", "--set", root)
    assert result.output == "honey: 2 runs recorded\n"
    return root


def test_the_example_of_the_guide_passes(recorded: Path) -> None:
    result = workshop("dev", "check", "--set", recorded)
    assert (result.exit_code, result.output) == (0, "1 exercise checked, 0 problems\n")


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("exercise.toml", 'fails_with = "3.8"', 'fails_with = "4.2"', "has '4.2' in it"),
        ("exercise.toml", "needs = []", 'needs = ["print"]', "which no exercise before it teaches"),
        ("exercise.toml", 'fixers = ["division"]', 'fixers = ["divisor"]', "no fixer 'divisor'"),
        ("exercise.toml", 'mentions = "grams / 500"', 'mentions = "argv[1]"', "what it mentions"),
        ("exercise.toml", 'arguments = ["2000"]\nshown_before = true', "", "shown_before"),
        (
            "exercise.toml",
            '[[hint]]\ntext = "One line divides: jars = grams / 500"\nmentions = "grams / 500"\n',
            "",
            "has 2 hints",
        ),
        (
            "start/honey.py",
            "jars = grams / 500",
            "jars = grams // 500  # grams / 500",
            "the start passes already",
        ),
        ("solution/honey.py", "500)", "501)", "the solution fails under"),
        ("solution.md", None, None, "there is no file"),
        ("expected/not-quite-full.json", None, None, "is not recorded"),
    ],
    ids=lambda value: str(value)[:30] if value else "",
)
def test_what_is_wrong_is_told(
    recorded: Path, tmp_path: Path, file: str, before: str | None, after: str | None, told: str
) -> None:
    root = tmp_path / "set"
    shutil.copytree(recorded, root)
    path = root / "honey" / file
    if before is None or after is None:
        path.unlink()
    else:
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")
    result = workshop("dev", "check", "--set", root)
    assert told in result.output.replace("\n", " ")
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('kind = "port"', 'kind = "sing"', "kind must be one of 'port', 'predict'"),
        ('title = "The honey in the jar"\n', "", "exercise.toml: has no title"),
        ("answer = 1", "answer = 3", "predict 1: answer must be the index of a choice, 0 to 2"),
        ('name = "a good year"', 'nane = "a good year"', "run 1: has no name"),
        ('arguments = ["1900"]', 'argument = ["1900"]', "run 2: unknown key 'argument'"),
        ('why = "', 'wy = "', "predict 1: has no why"),
        ('program = "honey.py"', 'program = "money.py"', "program: there is no file"),
        ("[unsolved]", "[unsolved", "is not TOML"),
    ],
)
def test_what_has_no_meaning_is_an_error_with_its_place(
    recorded: Path, tmp_path: Path, before: str, after: str, told: str
) -> None:
    root = tmp_path / "set"
    shutil.copytree(recorded, root)
    path = root / "honey" / "exercise.toml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    result = workshop("dev", "check", "--set", root)
    assert told in result.output
    assert result.exit_code == 2


def test_a_class_works_with_the_set(recorded: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    assert workshop("new", desk, "--set", recorded).exit_code == 0
    result = workshop("-C", desk, "check")
    assert result.exit_code == 1
    assert "Python 2  | 4 jars, 0 grams for the bees" in result.output
