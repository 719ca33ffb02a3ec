from __future__ import annotations

import shutil
import ssl
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from textwrap import dedent

import pytest

from porting.errors import CassetteError, OutputError
from porting.verify.cassette import Cassette
from porting.verify.environment import program_environment
from porting.verify.interaction import Request
from porting.verify.lead import FOLDER_ON_PATH
from porting.verify.proxy import ReplayProxy
from porting.verify.record import record_cassette
from porting.verify.run import run_port
from tests.shop import ASCII, ROOT, SHELVES, Shop, record_all
from tests.verify.conftest import Pages, Site

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
        recording = record_cassette(write_script(ASKS_TWICE), tape, proxy=shop.url)
    assert (recording.transcript.status, recording.transcript.stderr) == (0, "")
    assert (recording.count, recording.failures) == (2, ())
    assert Cassette(tape).requests == (
        Request("GET", "http://amazon.com/dp/0132269937"),
        Request("GET", "http://amazon.com/dp/0137143419"),
    )
    assert "127.0.0.1" not in tape.read_text(encoding="utf-8")


def test_what_was_recorded_can_be_replayed(write_script: Write, tmp_path: Path) -> None:
    script, tape = write_script(ASKS_TWICE), tmp_path / "tape.yaml"
    with Shop(ASCII) as shop:
        recorded = record_cassette(script, tape, proxy=shop.url)
    assert run_port(script, tape).stdout == recorded.transcript.stdout


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
    write_script: Write, tmp_path: Path, cassette_path: Path
) -> None:
    tape = tmp_path / "tape.yaml"
    tape.write_bytes(cassette_path.read_bytes())
    with pytest.raises(CassetteError, match="asked the network for nothing"):
        record_cassette(write_script("raise SystemExit('no address')"), tape)
    assert tape.read_bytes() == cassette_path.read_bytes()


@pytest.mark.parametrize("kind", ["the script", "a link to it", "a hard link", "an argument"])
def test_nothing_is_written_over_an_input(write_script: Write, tmp_path: Path, kind: str) -> None:
    script, given = write_script(ASKS_TWICE), tmp_path / "given.yaml"
    tape = script if kind == "the script" else tmp_path / "tape.yaml"
    if kind == "a link to it":
        tape.symlink_to(script)
    elif kind == "a hard link":
        tape.hardlink_to(script)
    elif kind == "an argument":
        tape = given
    text = script.read_text(encoding="utf-8")
    with pytest.raises(OutputError, match="would be written over"):
        record_cassette(script, tape, arguments=[str(given)])
    assert script.read_text(encoding="utf-8") == text


def test_a_file_that_is_no_cassette_is_not_replaced(write_script: Write, tmp_path: Path) -> None:
    tape = tmp_path / "thesis.yaml"
    tape.write_text("chapters: []\n")
    with pytest.raises(CassetteError, match="no cassette, and it is not replaced"):
        record_cassette(write_script(ASKS_TWICE), tape)
    assert tape.read_text() == "chapters: []\n"


def test_the_file_is_for_its_owner_alone(write_script: Write, tmp_path: Path) -> None:
    tape = tmp_path / "tape.yaml"
    for _ in range(2):  # a new file, and one that was there
        with Shop(ASCII) as shop:
            record_cassette(write_script(ASKS_TWICE), tape, proxy=shop.url)
        assert stat.S_IMODE(tape.stat().st_mode) == 0o600
        tape.chmod(0o644)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_program_sees_little_of_our_environment(
    write_script: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hidden")
    monkeypatch.setenv("SHOP_USER", "me")
    script = write_script(dedent(ASKS_TWICE) + "import os; print(sorted(os.environ))")
    with Shop(ASCII) as shop:
        seen = record_cassette(script, tmp_path / "t.yaml", proxy=shop.url, env=["SHOP_USER"])
    assert "'PATH'" in seen.transcript.stdout
    assert "'SHOP_USER'" in seen.transcript.stdout
    assert "AWS" not in seen.transcript.stdout


def test_what_got_no_answer_is_told_and_the_rest_recorded(
    write_script: Write, tmp_path: Path, site: Site
) -> None:
    script = write_script(
        """
        import sys, urllib.request
        for url in sys.argv[1:]:
            try:
                print(urllib.request.urlopen(url).status)
            except IOError as error:
                print(error)
        """
    )
    tape = tmp_path / "tape.yaml"
    recording = record_cassette(script, tape, arguments=["http://127.0.0.1:9/", site.url])
    assert recording.transcript.stdout == "HTTP Error 599: Not on the cassette\n200\n"
    assert [str(each) for each in recording.failures] == [
        "GET http://127.0.0.1:9/: no answer: [Errno 111] Connection refused"
    ]
    assert recording.count == 1


@pytest.mark.parametrize("version", ["2.7", "3"])
def test_a_python_2_script_is_recorded_under_either(
    version: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if version == "2.7":
        request.getfixturevalue("python27")
    tape = tmp_path / "tape.yaml"
    with Shop(ASCII) as shop:
        recording = record_cassette(
            ROOT / "legacy_py2" / "bookrank.py", tape, proxy=shop.url, python=version
        )
    assert recording.transcript.stderr == ""
    assert recording.transcript.python.startswith(version)
    assert recording.count == len(Cassette(tape).requests) == 3


ASKS_IN_MANY_WAYS = r"""
    # coding: utf-8
    from __future__ import print_function
    import json, sys
    try:
        import httplib, urllib2
    except ImportError:
        import http.client as httplib, urllib.request as urllib2
    host = sys.argv[1]
    def ask(method, path, body=None, headers={}):
        connection = httplib.HTTPConnection(host)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        page = answer.read()
        print(method, path.split("?")[0], answer.status, answer.reason, len(page))
        print(repr(page).lstrip("b"))
        return answer
    for kind in ("latin-1", "binary", "gzip", "chunked", "empty"):
        ask("GET", "/" + kind)
    print(ask("HEAD", "/binary").getheader("Content-Length"))
    ask("POST", "/echo", b"caf\xe9\x00=1", {"Content-Type": "text/plain"})
    ask("PUT", "/echo", json.dumps({"password": "hidden-s3cret"}))
    print(ask("GET", "/moved?token=hidden-s3cret").getheader("Location"))
    print(urllib2.urlopen("http://%s/moved?token=hidden-s3cret" % host).read().decode("ascii"))
"""


@pytest.mark.parametrize("recorded_by", ["2.7", "3"])
def test_what_is_recorded_under_one_python_is_replayed_under_both(
    write_script: Write, tmp_path: Path, site: Site, python27: str, recorded_by: str
) -> None:
    script, tape = write_script(ASKS_IN_MANY_WAYS), tmp_path / "tape.yaml"
    recording = record_cassette(script, tape, python=recorded_by, arguments=[site.host])
    assert recording.transcript.stderr == ""
    assert "hidden-s3cret" in recording.transcript.stdout
    assert "hidden-s3cret" not in tape.read_text(encoding="utf-8")
    seen = {}
    for python in (python27, sys.executable):
        with ReplayProxy(Cassette(tape)) as proxy:
            environment = program_environment(PYTHONPATH=FOLDER_ON_PATH, **proxy.environment)
            command = [python, str(script), site.host]
            run = subprocess.run(command, env=environment, capture_output=True, timeout=60)
        assert proxy.errors == []
        assert run.stderr == b""
        seen[python] = run.stdout.decode()
        bodies = {request.body for request in proxy.requests}
        assert {b"caf\xe9\x00=1", b'{"password": "hidden-s3cret"}'} < bodies
    assert seen[python27] == seen[sys.executable]
    expected = recording.transcript.stdout.replace("hidden-s3cret", "REDACTED")
    assert expected.replace(" 29\n", " 24\n") == seen[python27]


@pytest.mark.parametrize("version", ["2.7", "3"])
def test_https_is_recorded_and_its_certificate_checked(
    version: str,
    write_script: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    if version == "2.7":
        request.getfixturevalue("python27")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    make_certificate(certificate, key)
    script = write_script(
        """
        import sys, urllib2
        try:
            print urllib2.urlopen(sys.argv[1]).read()
        except urllib2.HTTPError, error:
            print error.code
        """
    )
    with secure_site(certificate, key) as url:
        with pytest.raises(CassetteError, match="CERTIFICATE_VERIFY_FAILED"):
            record_cassette(script, tmp_path / "no.yaml", python=version, arguments=[url])
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        tape = tmp_path / "tape.yaml"
        recording = record_cassette(script, tape, python=version, arguments=[url])
    assert recording.failures == ()
    assert "hello" in recording.transcript.stdout
    assert Cassette(tape).requests == (Request("GET", url),)


def make_certificate(certificate: Path, key: Path) -> None:
    """One for localhost, signed by itself; a visible skip where there is no openssl."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with")
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subprocess.run([*command, *files, *subject], check=True, capture_output=True)


@contextmanager
def secure_site(certificate: Path, key: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"https://localhost:{server.server_port}/"
        server.shutdown()
        thread.join()
