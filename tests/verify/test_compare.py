from __future__ import annotations

from dataclasses import replace

import pytest

from porting.verify.compare import Freedom, compare_transcripts
from porting.verify.interaction import Request
from porting.verify.transcript import Transcript, WrittenFile

ORIGINAL = Transcript(
    stdout="start\none\ntwo\ndone\n",
    stderr="careful\n",
    status=0,
    requests=(Request("GET", "http://a/"), Request("GET", "http://b/")),
    files=(WrittenFile("log", "a\nb\n"),),
    by_thread=("start\ndone\n", "one\n", "two\n"),
)
SWAPPED = replace(
    ORIGINAL,
    stdout="start\ntwo\none\ndone\n",
    by_thread=("start\ndone\n", "two\n", "one\n"),
    requests=ORIGINAL.requests[::-1],
)
THREADS = Freedom(order="threads")
LINES = Freedom(order="lines")


def test_equal_transcripts_show_the_same_behaviour() -> None:
    verdict = compare_transcripts(ORIGINAL, replace(ORIGINAL, python="3.13.0"))
    assert verdict.is_same
    assert verdict.set_aside == ()
    assert str(verdict) == "same behaviour"


@pytest.mark.parametrize("freedom", [THREADS, LINES])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"status": 1}, "exit status: status 1 should be `0` and is `1`", id="status"),
        pytest.param(
            {"stderr": ""}, "error output: there is no line `careful`", id="a silent error"
        ),
        pytest.param(
            {"requests": ORIGINAL.requests[:1]},
            "requests: there is no request `GET http://b/`",
            id="a request less",
        ),
        pytest.param(
            {"requests": ORIGINAL.requests * 2},
            "requests: there should be no request `GET http://a/`",
            id="requests made twice",
        ),
        pytest.param({"files": ()}, "files: file 1 is missing: `log`", id="a file less"),
        pytest.param(
            {"files": (WrittenFile("log", "a\nB\n"),)},
            "files: line 2 should be `log: b` and is `log: B`",
            id="another line in a file",
        ),
    ],
)
def test_freedom_of_order_frees_from_nothing_else(
    freedom: Freedom, change: dict[str, object], message: str
) -> None:
    verdict = compare_transcripts(ORIGINAL, replace(ORIGINAL, **change), freedom)  # type: ignore[arg-type]
    assert not verdict.is_same
    assert message in str(verdict).splitlines()


@pytest.mark.parametrize(
    ("stdout", "message"),
    [
        pytest.param(
            "start\none\nTWO\nDONE\n",
            "output: line 3 should be `two` and is `TWO`",
            id="the first line that differs",
        ),
        pytest.param("start\none\n", "output: line 3 is missing: `two`", id="too short"),
        pytest.param(
            ORIGINAL.stdout + "more\n", "output: line 5 is one too many: `more`", id="too long"
        ),
        pytest.param(
            ORIGINAL.stdout.rstrip("\n"),
            "output: line 5 is one too many: `(no newline at the end)`",
            id="without the last newline",
        ),
    ],
)
def test_output_is_compared_line_by_line(stdout: str, message: str) -> None:
    verdict = compare_transcripts(ORIGINAL, replace(ORIGINAL, stdout=stdout))
    assert str(verdict) == message


def test_order_counts_where_the_script_promises_one() -> None:
    assert not compare_transcripts(ORIGINAL, SWAPPED).is_same


@pytest.mark.parametrize(
    ("freedom", "reason"),
    [
        (THREADS, "the script promises no order of its threads"),
        (LINES, "the script promises no order of these lines"),
    ],
)
def test_order_does_not_count_where_it_promises_none(freedom: Freedom, reason: str) -> None:
    verdict = compare_transcripts(ORIGINAL, SWAPPED, freedom)
    assert verdict.is_same
    assert verdict.set_aside == (reason,)


def test_a_thread_may_not_swap_its_own_lines() -> None:
    expected = replace(ORIGINAL, by_thread=("start\ndone\n", "one\ntwo\n"))
    actual = replace(ORIGINAL, by_thread=("start\ndone\n", "two\none\n"))
    verdict = compare_transcripts(expected, actual, THREADS)
    assert "output: there is no thread that prints" in str(verdict)


def test_an_exit_handler_may_not_speak_before_the_threads() -> None:
    actual = replace(ORIGINAL, stdout="start\none\ndone\ntwo\n")
    verdict = compare_transcripts(ORIGINAL, actual, THREADS)
    assert "line 2 should be `done` and is `(another thread's line)`" in str(verdict)


def test_first_and_last_line_keep_their_place_among_free_lines() -> None:
    actual = replace(ORIGINAL, stdout="one\nstart\ntwo\ndone\n")
    verdict = compare_transcripts(ORIGINAL, actual, LINES)
    assert "line 1 should be `start` and is `one`" in str(verdict)


def test_newer_thread_names_are_set_aside() -> None:
    expected = Transcript("Thread-1 is up\n", "", 0)
    actual = Transcript("Thread-1 (loop) is up\n", "", 0)
    verdict = compare_transcripts(expected, actual)
    assert verdict.is_same
    assert "`Thread-1 (loop)`" in verdict.set_aside[0]


def test_members_of_a_set_may_come_in_any_order_but_must_come() -> None:
    freedom = Freedom(sets=(r"\(left: (.*)\)",))
    expected = Transcript("(left: a, b, c)\n", "", 0)
    same = compare_transcripts(expected, Transcript("(left: c, a, b)\n", "", 0), freedom)
    assert same.is_same
    assert same.set_aside == (r"a set promises no order of its members: \(left: (.*)\)",)
    assert not compare_transcripts(expected, Transcript("(left: c, a)\n", "", 0), freedom).is_same


def test_what_a_scenario_ignores_is_set_aside() -> None:
    freedom = Freedom(ignored=(r"\(left: .*\)",))
    expected, actual = Transcript("(left: a)\n", "", 0), Transcript("(left: b)\n", "", 0)
    assert not compare_transcripts(expected, actual).is_same
    assert compare_transcripts(expected, actual, freedom).is_same


def test_warnings_of_python_are_said_and_not_counted() -> None:
    actual = replace(ORIGINAL, warnings=("script.py:1: DeprecationWarning: old",))
    verdict = compare_transcripts(ORIGINAL, actual)
    assert verdict.is_same
    assert "DeprecationWarning: old" in verdict.set_aside[0]


@pytest.mark.parametrize(
    ("original", "port", "difference"),
    [
        pytest.param(("time", False, "a\nb\n"), ("output", False, "a\nb\nc\n"), "", id="slower"),
        pytest.param(("time", True, "a\n"), ("time", True, "a\n"), "", id="both wait"),
        pytest.param(("time", False, "a\nb"), ("time", False, "a\nbc\n"), "", id="cut off"),
        pytest.param(
            ("time", False, "a\nb\nc\n"), ("time", True, "a\n"), "line 2 is missing", id="waits"
        ),
        pytest.param(
            ("time", False, "a\n"), ("memory", False, "a\n"), "the limit of memory", id="eats"
        ),
        pytest.param(("", False, "a\n"), ("time", True, "a\n"), "ended by itself", id="hangs"),
    ],
)
def test_runs_that_were_stopped(
    original: tuple[str, bool, str], port: tuple[str, bool, str], difference: str
) -> None:
    verdict = compare_transcripts(
        *(
            Transcript(stdout=text, stderr="", status=0, stopped=limit, is_quiet=is_quiet)
            for limit, is_quiet, text in (original, port)
        )
    )
    assert verdict.is_same == (not difference)
    assert difference in str(verdict)


def test_what_nobody_would_see_is_shown() -> None:
    wanted, got = (Transcript(stdout=text, stderr="", status=0) for text in ("a\n", "a \t\0\n"))
    assert str(compare_transcripts(wanted, got)).endswith(r"should be `a` and is `a \t\x00`")
