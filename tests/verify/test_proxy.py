from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from porting.verify.cassette import Cassette
from porting.verify.environment import program_environment
from porting.verify.interaction import Interaction, Request, Response
from porting.verify.lead import FOLDER_ON_PATH
from porting.verify.proxy import NOT_ON_CASSETTE, ReplayProxy
from porting.verify.tape import tape_text

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


def test_requests_are_noted_with_headers_and_body(proxy: ReplayProxy) -> None:
    ask(proxy, CORE, body=b"caf\xe9")
    (asked,) = proxy.requests
    assert (asked.method, asked.url, asked.body) == ("POST", CORE, b"caf\xe9")
    assert ("Content-Length", "4") in {(name.title(), value) for name, value in asked.headers}


SECURE = Request("GET", "https://shop.test/a?b=1")
TUNNEL = b"CONNECT shop.test:443: https through a tunnel is encrypted"


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[ReplayProxy]:
    """Two recordings of a page that was asked for by https."""
    path = tmp_path / "secure.yaml"
    page = Response(200, "OK", (), b"over TLS")
    path.write_text(tape_text([Interaction(SECURE, page)] * 2), encoding="utf-8")
    with ReplayProxy(Cassette(path)) as opened:
        yield opened


@pytest.mark.parametrize("version", ["2.7", "3"])
def test_https_is_led_to_the_proxy(
    version: str, secure: ReplayProxy, request: pytest.FixtureRequest
) -> None:
    python = request.getfixturevalue("python27") if version == "2.7" else sys.executable
    script = """if True:
        try:
            import httplib, urllib2
        except ImportError:
            import http.client as httplib, urllib.request as urllib2
        print(urllib2.urlopen("https://shop.test/a?b=1").read().decode("ascii"))
        connection = httplib.HTTPSConnection("shop.test")
        connection.request("GET", "/a?b=1")
        print(connection.getresponse().read().decode("ascii"))
    """
    environment = program_environment(PYTHONPATH=FOLDER_ON_PATH, **secure.environment)
    run = subprocess.run([python, "-c", script], env=environment, capture_output=True, timeout=60)
    assert run.stderr == b""
    assert run.stdout.split(b"\n")[:2] == [b"over TLS"] * 2
    assert [(each.method, each.url) for each in secure.requests] == [("GET", SECURE.url)] * 2
    assert secure.errors == []


def test_a_tunnel_is_refused_and_the_reason_given(secure: ReplayProxy) -> None:
    with socket.create_connection(("127.0.0.1", int(secure.url.rpartition(":")[2]))) as client:
        client.sendall(b"CONNECT shop.test:443 HTTP/1.1\r\nHost: shop.test:443\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 599 Not on the cassette\r\n")
    assert TUNNEL in answer
    assert [str(error).encode()[: len(TUNNEL)] for error in secure.errors] == [TUNNEL]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"POST http://a/ HTTP/1.1\r\nContent-Length: x\r\n\r\n", id="length"),
        pytest.param(b"POST http://a/ HTTP/1.1\r\nContent-Length: -1\r\n\r\n", id="negative"),
        pytest.param(
            b"POST http://a/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="chunks"
        ),
    ],
)
def test_a_broken_request_is_an_error_not_a_hang(proxy: ReplayProxy, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", int(proxy.url.rpartition(":")[2]))) as client:
        client.settimeout(10)
        client.sendall(raw)
        assert client.recv(4096).startswith(b"HTTP/1.1 599 ")
    assert len(proxy.errors) == 1


def test_a_body_in_chunks_is_one_body(proxy: ReplayProxy) -> None:
    with socket.create_connection(("127.0.0.1", int(proxy.url.rpartition(":")[2]))) as client:
        client.sendall(b"POST http://a/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
        client.sendall(b"3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n")
        client.recv(4096)
    assert [each.body for each in proxy.requests] == [b"abcde"]
