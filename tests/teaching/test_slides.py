"""The slides show the case study and every exercise, each question before its answer."""

from __future__ import annotations

import re
from html import unescape

import pytest

from docs import slides_page
from docs.exercise_pages import Exercise, read_exercises


@pytest.fixture(scope="module")
def slides() -> list[str]:
    found = re.findall(r"<section>(.*?)</section>", slides_page.page(), re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", slide)) for slide in found]


def test_the_case_study_goes_from_the_error_to_the_right_output(slides: list[str]) -> None:
    shown = [
        "from urllib2 import urlopen",
        "ranked 87,118",
        "+from urllib.request import urlopen",
        "cannot use a string pattern",
        "+REGEX = compile(b'#",
        "ranked b'87,118'",
        "+    return str(REGEX.findall(data)[0], 'utf-8')",
        "ranked 87,118",
    ]
    for slide, text in zip(slides[1:], shown):
        assert text in slide


@pytest.mark.parametrize("exercise", read_exercises(), ids=lambda exercise: exercise.name)
def test_questions_come_before_answers(slides: list[str], exercise: Exercise) -> None:
    title = f"{exercise.number}. {exercise.fields['title']}"
    start, questions, answers = (slide for slide in slides if slide.startswith(title))
    for question in exercise.fields["predict"]:
        assert question["question"] in questions
        assert question["why"] not in start + questions
        assert question["why"] in answers


def test_nothing_comes_from_elsewhere() -> None:
    assert not re.search(r"(?:src|href)=", slides_page.page())
