"""`porting explain` through its entry point."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.result import CODES
from porting.stages import ALL_STAGES, all_fixers


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments], catch_exceptions=False)


def test_the_list_has_every_stage_and_fixer() -> None:
    lines = explain().stdout.splitlines()
    for stage in ALL_STAGES:
        assert f"Stage {stage.name}: {stage.title}" in lines
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert sorted(listed) == sorted(all_fixers())


@pytest.mark.parametrize("name", list(all_fixers()))
def test_a_fixer_is_explained_with_examples(name: str) -> None:
    text = explain(name).stdout
    assert text.startswith(f"{name} (stage ")
    if "\nWarned about, because " not in text:
        assert "\nBefore:\n\n    " in text
        assert "\nAfter:\n\n" in text or "\nAfter, with a warning:\n\n" in text
    assert "``" not in text


def test_an_unknown_fixer() -> None:
    result = explain("prnt")
    assert result.exit_code == 2
    assert "there is no fixer 'prnt'. Perhaps print" in result.stderr
    assert '"porting explain" lists them.' in explain("zzz").stderr


@pytest.mark.parametrize("code", CODES)
def test_the_code_of_a_warning_that_no_fixer_gives(code: str) -> None:
    assert explain(code).stdout == f"{code} (a warning)\n\n{CODES[code]}\n"
