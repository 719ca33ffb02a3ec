from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from porting.errors import CassetteError
from porting.verify.cassette import Cassette
from porting.verify.interaction import Interaction, Request, Response
from porting.verify.redaction import clean_recording
from porting.verify.tape import tape_text

CORE = Request("GET", "http://amazon.com/dp/0132269937")
SEARCH = Request("POST", "http://shop.test/search")
RECORDED = "http://amazon.com/dp/0132269937"


def test_answers_with_what_was_recorded(cassette_path: Path) -> None:
    response = Cassette(cassette_path).answer(CORE)
    assert (response.status, response.reason) == (200, "OK")
    assert ("Content-Type", "text/html; charset=utf-8") in response.headers
    assert b"#87,118 in Books " in response.body


def test_a_body_that_is_not_utf8_keeps_its_bytes(cassette_path: Path) -> None:
    response = Cassette(cassette_path.with_name("bookrank-latin1.yaml")).answer(CORE)
    assert "naïve & café".encode("latin-1") in response.body


def test_lists_what_was_asked_in_order(cassette_path: Path) -> None:
    requests = Cassette(cassette_path).requests
    assert requests[0] == CORE
    assert len(requests) == 3


@pytest.mark.parametrize(
    ("request_", "closest", "differs"),
    [
        pytest.param(
            Request("GET", "http://amazon.com/dp/0132269930"),
            f"GET {RECORDED}",
            "path ('/dp/0132269930' asked, '/dp/0132269937' recorded)",
            id="another path",
        ),
        pytest.param(
            Request("POST", RECORDED),
            f"GET {RECORDED}",
            "method ('POST' asked, 'GET' recorded)",
            id="another method",
        ),
        pytest.param(
            Request("GET", "https://amazon.com:444/dp/0132269937?all=1"),
            f"GET {RECORDED}",
            "scheme ('https' asked, 'http' recorded); port (444 asked, 80 recorded); "
            "query ([('all', '1')] asked, [] recorded)",
            id="scheme, port and query at once",
        ),
    ],
)
def test_a_miss_names_the_closest_recording_and_what_differs(
    cassette_path: Path, request_: Request, closest: str, differs: str
) -> None:
    with pytest.raises(CassetteError) as caught:
        Cassette(cassette_path).answer(request_)
    assert str(caught.value) == (
        f"{cassette_path}: no answer to {request_}\n"
        f"    closest recorded: {closest}\n"
        f"    what differs: {differs}\n"
        "hint: `porting record` makes a new cassette with what the script asks now"
    )


def test_a_recording_answers_once(cassette_path: Path) -> None:
    cassette = Cassette(cassette_path)
    cassette.answer(CORE)
    with pytest.raises(CassetteError, match="recorded once, and is asked once more"):
        cassette.answer(CORE)


def test_equal_requests_get_their_recordings_in_turn(cassette_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    text = cassette_path.read_text(encoding="utf-8")
    path.write_text(text.replace("0132356139\n", "0132269937\n", 1), encoding="utf-8")
    cassette = Cassette(path)
    bodies = [cassette.answer(CORE).body for _ in range(2)]
    assert len(set(bodies)) == 2


def test_the_same_body_is_answered_first(tmp_path: Path) -> None:
    recorded = [
        Interaction(replace(SEARCH, body=body), Response(200, "OK", (), b"for " + body))
        for body in (b"a", b"b")
    ]
    path = tmp_path / "tape.yaml"
    path.write_text(tape_text(recorded), encoding="utf-8")
    cassette = Cassette(path)
    assert cassette.answer(replace(SEARCH, body=b"b")).body == b"for b"
    assert cassette.answer(replace(SEARCH, body=b"b")).body == b"for a"


def test_a_script_asks_with_the_secrets_that_were_taken_out(tmp_path: Path) -> None:
    asked = Request("GET", "http://me:pw@shop.test/a?api_key=4711&page=2")
    path = tmp_path / "tape.yaml"
    recorded = clean_recording([Interaction(asked, Response(200, "OK", (), b"two"))])
    path.write_text(tape_text(recorded), encoding="utf-8")
    assert "4711" not in path.read_text(encoding="utf-8")
    assert Cassette(path).answer(asked).body == b"two"
    other = Request("GET", "http://shop.test/a?api_key=4711&page=3")
    with pytest.raises(CassetteError, match=r"query .*'page', '3'"):
        Cassette(path).answer(other)
