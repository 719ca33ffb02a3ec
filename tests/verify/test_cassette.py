from __future__ import annotations

from pathlib import Path

import pytest

from porting.errors import CassetteError
from porting.verify.cassette import Cassette, Request

CORE = Request("GET", "http://amazon.com/dp/0132269937")
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


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "there is no such cassette", id="no file"),
        pytest.param(b"interactions: [", "not a cassette that vcrpy can read", id="broken YAML"),
        pytest.param(b"just: text", "not a cassette that vcrpy can read", id="another YAML file"),
        pytest.param(b"", "not a cassette that vcrpy can read", id="an empty file"),
        pytest.param(b"\xff\xfe\x00", "not a cassette", id="not text"),
        pytest.param(
            b"interactions: !!python/object/apply:os.getcwd []",
            "not a cassette that vcrpy can read",
            id="a file that wants to run code",
        ),
        pytest.param(
            b"interactions: [{request: {method: GET}}]",
            "not a cassette that vcrpy can read",
            id="an interaction without an answer",
        ),
    ],
)
def test_what_is_no_cassette_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "tape.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CassetteError) as caught:
        Cassette(path)
    assert str(caught.value).startswith(f"{path}: {message}")
