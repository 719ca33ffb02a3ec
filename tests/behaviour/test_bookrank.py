"""What bookrank does, one book at a time and in threads, whoever wrote it for whichever Python."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from porting.errors import CassetteError
from porting.verify.scenario import Scenario
from porting.verify.scenarios import find_scenarios
from porting.verify.transcript import Transcript
from tests.behaviour.targets import STUDY, run_target

TIME = r"Wed Mar 30 22:11:\d\d 2011"
SERIAL, THREADED = find_scenarios("bookrank_serial"), find_scenarios("bookrank")

RANKING_OF_CORE = "- 'Core Python Programming' ranked 87,118"
OTHER_RANKINGS = {
    "- 'Python Fundamentals' ranked 851,816",
    "- 'Python Web Development with Django' ranked 184,735",
}
ADDRESSES = {f"http://amazon.com/dp/{isbn}" for isbn in ("0132269937", "0132356139", "0137143419")}

# The page of the first book is the one out of the ordinary.
ERROR_OF_CORE = {
    "no-match": "IndexError: list index out of range",
    "404": "HTTPError: HTTP Error 404: Not Found",
    "503": "HTTPError: HTTP Error 503: Service Unavailable",
}


def fails(scenario: Scenario) -> bool:
    return scenario.name.split("-", 1)[1] in ERROR_OF_CORE


def error_of_core(scenario: Scenario) -> str:
    return ERROR_OF_CORE[scenario.name.split("-", 1)[1]]


def named(scenarios: tuple[Scenario, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("scenario", scenarios, ids=lambda scenario: scenario.name)


ALL = named(SERIAL + THREADED)
READABLE = named(tuple(each for each in SERIAL + THREADED if not fails(each)))
SERIAL_FAILING = named(tuple(each for each in SERIAL if fails(each)))
THREADED_FAILING = named(tuple(each for each in THREADED if fails(each)))


@ALL
def test_first_line_says_when_it_started(transcript: Transcript) -> None:
    assert re.fullmatch(rf"At {TIME} on Amazon\.\.\.", transcript.stdout.splitlines()[0])


@ALL
def test_exit_handler_has_the_last_word(transcript: Transcript) -> None:
    assert re.fullmatch(rf"all DONE at: {TIME}", transcript.stdout.splitlines()[-1])


@ALL
def test_no_line_is_torn(transcript: Transcript) -> None:
    assert transcript.torn_lines == ()


@READABLE
def test_each_book_has_its_ranking_as_text(transcript: Transcript) -> None:
    rankings = transcript.stdout.splitlines()[1:-1]
    assert len(rankings) == 3
    assert set(rankings) == {RANKING_OF_CORE, *OTHER_RANKINGS}


@READABLE
def test_all_is_well(transcript: Transcript) -> None:
    assert (transcript.status, transcript.stderr) == (0, "")


@READABLE
def test_each_page_is_asked_for_once(transcript: Transcript) -> None:
    assert len(transcript.requests) == 3
    assert {request.url for request in transcript.requests} == ADDRESSES


@THREADED_FAILING
def test_a_failing_thread_leaves_the_others_alone(transcript: Transcript) -> None:
    assert set(transcript.stdout.splitlines()[1:-1]) == OTHER_RANKINGS
    assert transcript.status == 0


@THREADED_FAILING
def test_a_failing_thread_says_why(transcript: Transcript, scenario: Scenario) -> None:
    header, error = transcript.stderr.splitlines()
    assert re.fullmatch(r"Exception in thread Thread-\d+( \(_showRanking\))?:", header)
    assert error == error_of_core(scenario)


@SERIAL_FAILING
def test_a_failure_ends_the_serial_form(transcript: Transcript, scenario: Scenario) -> None:
    assert len(transcript.stdout.splitlines()) == 2, "start and end, no ranking"
    assert transcript.stderr == f"{error_of_core(scenario)}\n"
    assert transcript.status == 1


@named((THREADED[0],))
def test_a_request_outside_the_cassette_fails(
    target: str, scenario: Scenario, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    recorded = STUDY.cassette(scenario)
    assert recorded is not None
    shortened = tmp_path / "shortened.yaml"
    text = recorded.read_text(encoding="utf-8")
    shortened.write_text(text.replace("/dp/0137143419", "/dp/0000000000"), encoding="utf-8")
    if target == "original":
        request.getfixturevalue("python27")
    with pytest.raises(CassetteError, match=r"no answer to GET http://amazon\.com/dp/0137143419"):
        run_target(target, replace(scenario, cassette=shortened))
