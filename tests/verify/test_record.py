from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from porting.errors import CassetteError
from porting.verify.cassette import Cassette, Request
from porting.verify.record import record_cassette
from porting.verify.run import run_port
from tests.shop import ASCII, ROOT, SHELVES, Shop, record_all

Write = Callable[[str], Path]

ASKS_TWICE = """
    import urllib.request
    for isbn in ('0132269937', '0137143419'):
        request = urllib.request.Request('http://amazon.com/dp/' + isbn)
        request.add_header('Authorization', 'Basic c2VjcmV0')
        request.add_header('Cookie', 'session=secret')
        with urllib.request.urlopen(request) as page:
            print(len(page.read()))
"""


def test_the_cassettes_are_what_the_shop_gives(tmp_path: Path) -> None:
    recorded = record_all(tmp_path)
    assert {path.name for path in recorded} == {f"{name}.yaml" for name in SHELVES}
    for path in recorded:
        kept = ROOT / "cassettes" / path.name
        assert path.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


def test_records_the_servers_address_not_the_proxy_s(write_script: Write, tmp_path: Path) -> None:
    tape = tmp_path / "new" / "tape.yaml"
    with Shop(ASCII) as shop:
        shown = record_cassette(write_script(ASKS_TWICE), tape, proxy=shop.url)
    assert (shown.status, shown.stderr) == (0, "")
    assert Cassette(tape).requests == (
        Request("GET", "http://amazon.com/dp/0132269937"),
        Request("GET", "http://amazon.com/dp/0137143419"),
    )
    assert "127.0.0.1" not in tape.read_text(encoding="utf-8")


def test_what_was_recorded_can_be_replayed(write_script: Write, tmp_path: Path) -> None:
    script, tape = write_script(ASKS_TWICE), tmp_path / "tape.yaml"
    with Shop(ASCII) as shop:
        recorded = record_cassette(script, tape, proxy=shop.url)
    assert run_port(script, tape).stdout == recorded.stdout


def test_secrets_and_traces_of_the_machine_are_left_out(
    write_script: Write, tmp_path: Path
) -> None:
    tape = tmp_path / "tape.yaml"
    with Shop(ASCII) as shop:
        record_cassette(write_script(ASKS_TWICE), tape, proxy=shop.url)
    text = tape.read_text(encoding="utf-8").lower()
    for trace in ("authorization", "cookie", "secret", "user-agent", "date:", "server:"):
        assert trace not in text


def test_pauses_are_real_while_recording(write_script: Write, tmp_path: Path) -> None:
    script = write_script("import time; time.sleep(0.5)\n" + dedent(ASKS_TWICE))
    start = time.monotonic()
    with Shop(ASCII) as shop:
        record_cassette(script, tmp_path / "tape.yaml", proxy=shop.url)
    assert time.monotonic() - start > 0.5


def test_an_existing_cassette_is_replaced_not_continued(
    write_script: Write, tmp_path: Path, cassette_path: Path
) -> None:
    tape = tmp_path / "tape.yaml"
    tape.write_bytes(cassette_path.read_bytes())
    with Shop(ASCII) as shop:
        record_cassette(write_script(ASKS_TWICE), tape, proxy=shop.url)
    assert len(Cassette(tape).requests) == 2


def test_a_script_that_asks_for_nothing_leaves_the_cassette_alone(
    write_script: Write, tmp_path: Path
) -> None:
    tape = tmp_path / "tape.yaml"
    tape.write_text("precious")
    with pytest.raises(CassetteError, match="asked the network for nothing"):
        record_cassette(write_script("raise SystemExit('no address')"), tape)
    assert tape.read_text() == "precious"


def test_a_python_2_script_is_ported_first(tmp_path: Path) -> None:
    tape = tmp_path / "tape.yaml"
    with Shop(ASCII) as shop:
        shown = record_cassette(ROOT / "legacy_py2" / "bookrank.py", tape, proxy=shop.url)
    assert shown.stderr == ""
    assert len(Cassette(tape).requests) == 3
