from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from porting.verify.cassette import Cassette
from porting.verify.proxy import NOT_ON_CASSETTE, ReplayProxy

CORE = "http://amazon.com/dp/0132269937"


@pytest.fixture
def proxy(cassette_path: Path) -> Iterator[ReplayProxy]:
    with ReplayProxy(Cassette(cassette_path)) as opened:
        yield opened


def ask(proxy: ReplayProxy, url: str, body: bytes | None = None) -> tuple[int, bytes]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy.url}))
    try:
        with opener.open(url, body, timeout=10) as response:
            assert "Date" not in response.headers, "only what was recorded"
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_answers_from_the_cassette(proxy: ReplayProxy) -> None:
    status, page = ask(proxy, CORE)
    assert status == 200
    assert b"#87,118 in Books " in page
    assert proxy.errors == []


def test_what_is_not_recorded_is_answered_so_and_kept_as_an_error(proxy: ReplayProxy) -> None:
    status, page = ask(proxy, "http://amazon.com/dp/1")
    assert status == NOT_ON_CASSETTE
    assert b"no answer to GET http://amazon.com/dp/1" in page
    assert [str(error) for error in proxy.errors] == [page.decode().rstrip("\n")]


def test_a_method_that_was_not_recorded_is_not_answered(proxy: ReplayProxy) -> None:
    status, page = ask(proxy, CORE, body=b"rank=1")
    assert status == NOT_ON_CASSETTE
    assert b"method ('POST' asked, 'GET' recorded)" in page


def test_errors_are_replayed_as_recorded(cassette_path: Path) -> None:
    with ReplayProxy(Cassette(cassette_path.with_name("bookrank-503.yaml"))) as proxy:
        status, page = ask(proxy, CORE)
        assert status == 503
        assert b"synthetic" in page
        assert proxy.errors == []


def test_a_body_comes_byte_for_byte(cassette_path: Path) -> None:
    path = cassette_path.with_name("bookrank-latin1.yaml")
    with ReplayProxy(Cassette(path)) as proxy:
        _, page = ask(proxy, CORE)
    assert "12 £".encode("latin-1") in page
