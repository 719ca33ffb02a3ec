"""The playground's server: what it answers, to whom, and what it does not give away."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from porting import port_source
from porting.cli import cli
from porting.example import examples_of
from porting.playground.answer import answer
from porting.playground.programs import programs
from porting.playground.server import MOST_BYTES, Playground
from porting.playground.worker import Busy, Worker
from porting.stages import all_fixers

JSON = {"Content-Type": "application/json"}


def ask(
    server: Playground,
    path: str | None = None,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, dict[str, str], bytes]:
    """Ask for what is behind the token, or for a path that begins with a slash."""
    full = path if path is not None and path.startswith("/") else f"/{server.token}/{path or ''}"
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    try:
        connection.request(method, full, body, headers or {})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


def ported(server: Playground, source: str) -> dict[str, Any]:
    body = json.dumps({"source": source}).encode()
    status, _, data = ask(server, "port", method="POST", body=body, headers=JSON)
    assert status == 200, data
    found: dict[str, Any] = json.loads(data)
    return found


def test_a_program_is_ported(playground: Playground) -> None:
    source = "print 'Hello', {}.has_key(1)\n"
    found = ported(playground, source)
    result = port_source(source)
    assert found["codes"] == [[stage.name, stage.code] for stage in result.stages]
    assert "L1-2to3-has_key" in found["html"]


def test_it_is_fast_enough_to_type_by(playground: Playground) -> None:
    lines = "def f%d(d):\n    print d.has_key('x'), 7 / 2\n    return d.keys()\n\n"
    source = "import urllib2\n" + "".join(lines % number for number in range(25))
    ported(playground, source)
    times = []
    for number in range(3):
        began = time.monotonic()
        ported(playground, f"{source}x = {number}\n")
        times.append(time.monotonic() - began)
    assert min(times) < 1  # 0.3 on a machine that does nothing else.


def test_a_program_that_cannot_be_ported_is_told_of(playground: Playground) -> None:
    found = ported(playground, "x = (\nprint\n<script>\n")
    assert found["error"].startswith("program.py:")
    assert "html" not in found
    assert ported(playground, "print 1\n")["codes"]


@pytest.mark.parametrize(
    "source",
    [
        "\ud800",
        "\x00",
        "(" * 5000 + ")" * 5000,
        "x = " + "-" * 50_000 + "1\n",
        "# coding: no-such-thing\nprint 1\n",
        "",
    ],
    ids=["surrogate", "nul", "nested", "signs", "coding", "nothing"],
)
def test_odd_programs_end_nothing(playground: Playground, source: str) -> None:
    ported(playground, source)
    assert ported(playground, "print 1\n")["codes"]


def test_nothing_typed_is_executed_and_no_file_is_looked_at(
    playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    source = f"open({str(mark)!r}, 'w')\nprint open('/etc/passwd').read()\nraise SystemExit\n"
    found = ported(playground, source)
    assert not mark.exists()
    assert "root:" not in json.dumps(found)
    (tmp_path / "json.py").write_text("raise SystemExit")
    (tmp_path / "helper.py").write_text("class Error(Exception): pass")
    monkeypatch.chdir(tmp_path)
    worker = Worker(20)
    try:
        codes = worker.ask("from helper import *\nprint 1\n")["codes"]
    finally:
        worker.stop()
    assert codes == answer("from helper import *\nprint 1\n")["codes"]


def test_what_takes_too_long_is_ended() -> None:
    worker = Worker(20)
    worker.start()
    worker._seconds = 0.02
    try:
        with pytest.raises(Busy, match="and was ended"):
            worker.ask("import urllib2\n" + "print urllib2.urlopen(x).read().split('#')\n" * 2000)
        worker._seconds = 20
        assert worker.ask("print 1\n")["codes"]
    finally:
        worker.stop()


def test_who_has_to_wait_too_long_is_told() -> None:
    worker = Worker(0.05)
    worker._lock.acquire()
    with pytest.raises(Busy, match="try again"):
        worker.ask("print 1\n")


# -- who may ask --


def test_the_token_is_needed(playground: Playground) -> None:
    for path in ("/", "/index.html", "/port", f"/{playground.token[:-1]}/", "//", "/%2e%2e/", "*"):
        status, _, data = ask(playground, path if path.startswith("/") else f"/{path}")
        assert status == 404
        assert playground.token.encode() not in data
    assert ask(playground)[0] == 200


def test_tokens_are_long_and_new() -> None:
    tokens = set()
    for _ in range(3):
        with Playground() as server:
            tokens.add(server.token)
            assert server.server_address[0] == "127.0.0.1"
    assert len(tokens) == 3
    assert min(map(len, tokens)) >= 24


@pytest.mark.parametrize(
    "host", ["example.org", "evil.test:{port}", "127.0.0.1", "127.0.0.1:1", ""]
)
def test_other_hosts_are_refused(playground: Playground, host: str) -> None:
    given = host.format(port=playground.server_port)
    assert ask(playground, headers={"Host": given})[0] == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=lambda headers: " ".join(next(iter(headers.items()))),
)
def test_other_origins_are_refused(playground: Playground, headers: dict[str, str]) -> None:
    given = {name: value.format(port=playground.server_port) for name, value in headers.items()}
    body = json.dumps({"source": "print 1"}).encode()
    assert ask(playground, headers=given)[0] == 403
    assert ask(playground, "port", method="POST", body=body, headers={**JSON, **given})[0] == 403


def test_its_own_origin_may_ask(playground: Playground) -> None:
    body = json.dumps({"source": "print 1"}).encode()
    own = {"Origin": playground.origin, "Sec-Fetch-Site": "same-origin"}
    assert ask(playground, "port", method="POST", body=body, headers={**JSON, **own})[0] == 200


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", JSON, 400),
        (b"[", JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b'{"source": 1}', JSON, 400),
        (b'{"source": "x"}', {"Content-Type": "text/plain"}, 415),
        (b"x" * (MOST_BYTES + 1), JSON, 413),
        (b"", {**JSON, "Content-Length": "-1"}, 411),
    ],
    ids=["no source", "no JSON", "deep", "no text", "no JSON type", "too long", "no length"],
)
def test_what_is_no_program_is_refused(
    playground: Playground, body: bytes, headers: dict[str, str], status: int
) -> None:
    assert ask(playground, "port", method="POST", body=body, headers=headers)[0] == status


@pytest.mark.parametrize(
    "path",
    [
        "static/../server.py",
        "static/%2e%2e/server.py",
        "static//etc/passwd",
        "../../../../etc/passwd",
        "fixers/../index.html",
        "fixers/no_such.html",
        "static/",
        "files",
    ],
)
def test_no_file_of_the_machine_can_be_read(playground: Playground, path: str) -> None:
    assert ask(playground, path)[0] == 404


def test_only_get_and_post_are_answered(playground: Playground) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
        assert ask(playground, method=method)[0] == 501


def test_answers_say_what_browsers_may_do_with_them(playground: Playground) -> None:
    for path in (
        "",
        "static/report.js",
        "static/playground.js",
        "programs.json",
        "fixers/print.html",
    ):
        status, headers, _ = ask(playground, path)
        assert status == 200
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in headers


def test_those_who_say_nothing_keep_nobody_out(playground: Playground) -> None:
    silent = [socket.create_connection(("127.0.0.1", playground.server_port)) for _ in range(10)]
    try:
        assert ask(playground)[0] == 200
    finally:
        for each in silent:
            each.close()


# -- the menu --


def test_the_menu_has_every_fixer_and_the_exercises(playground: Playground) -> None:
    found = json.loads(ask(playground, "programs.json")[2])
    titles = [title for group in found.values() for title in group]
    assert set(all_fixers()) <= set(titles)
    assert len(titles) == len(set(titles))
    assert found == programs()
    assert any("orders.py" in title for title in found["Exercises"])
    code = found["Fixers of 2to3"]["has_key"]
    assert code == examples_of(all_fixers()["has_key"])[0].before


def test_serve_says_where_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(self: Playground) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Playground, "serve_forever", interrupt)
    result = CliRunner().invoke(cli, ["serve"], catch_exceptions=False)
    assert result.exit_code == 0
    assert result.stdout.startswith("http://127.0.0.1:")


def test_a_port_that_is_taken_is_told(playground: Playground) -> None:
    result = CliRunner().invoke(cli, ["serve", "--port", str(playground.server_port)])
    assert result.exit_code == 3
    assert "cannot be listened on" in result.output


def test_threads_end_with_their_requests(playground: Playground) -> None:
    for _ in range(40):
        assert ask(playground)[0] == 200
    assert threading.active_count() < 40
