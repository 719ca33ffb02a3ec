from __future__ import annotations

from pathlib import Path

import pytest

from porting.errors import CassetteError
from porting.verify.interaction import Interaction, Request, Response
from porting.verify.tape import read_tape, tape_text

GOOD = """\
interactions:
- request:
    body: null
    headers: {}
    method: GET
    uri: http://shop.test/
  response:
    body: {string: hello}
    headers: {}
    status: {code: 200, message: OK}
version: 1
"""


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "tape.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"plain\r\ntext\r\n", id="ends of lines of the network"),
        pytest.param("naïve £".encode("latin-1"), id="latin-1"),
        pytest.param(bytes(range(256)), id="every byte"),
        pytest.param("東\u2028\u0085\ufeff".encode(), id="line ends of YAML"),
        pytest.param(b"\x1f\x8b\x08\x00 no real gzip", id="compressed"),
        pytest.param(b"yes", id="a word that is a truth value in YAML"),
        pytest.param(b" \t padded \n\n", id="blanks around"),
    ],
)
def test_bodies_come_back_byte_for_byte(tmp_path: Path, body: bytes) -> None:
    recorded = Interaction(
        Request("POST", "http://shop.test/", (("X-Kind", "a, b"),), body),
        Response(200, "OK", (("Empty", ""), ("Set-Thing", "1"), ("Set-Thing", "2")), body),
    )
    assert read_tape(write(tmp_path, tape_text([recorded]))) == (recorded,)


def test_tags_of_python_2_are_plain_values(tmp_path: Path) -> None:
    text = """\
interactions:
- request: !!python/dict
    body: !!python/unicode 'caf\\xE9'
    headers:
      !!python/str 'Accept': !!python/tuple [!!python/unicode 'text/html']
    method: !!python/str 'GET'
    uri: !!python/unicode 'http://shop.test/'
  response:
    body: {string: !!python/str "caf\\xE9"}
    headers: {Content-Type: !!python/unicode 'text/html'}
    status: {code: !!python/long '200', message: !!python/unicode 'OK'}
"""
    (only,) = read_tape(write(tmp_path, text.replace("'caf\\xE9'", '"caf\\xE9"')))
    assert only.request == Request(
        "GET", "http://shop.test/", (("Accept", "text/html"),), "café".encode()
    )
    assert only.response == Response(200, "OK", (("Content-Type", "text/html"),), "café".encode())


def test_file_like_bodies_of_old_cassettes_are_what_was_in_them(tmp_path: Path) -> None:
    buffer = "body: !!python/object/new:_io.BytesIO {state: !!python/tuple [!!binary aGVsbG8=, 0]}"
    (only,) = read_tape(write(tmp_path, GOOD.replace("body: null", buffer)))
    assert only.request.body == b"hello"


@pytest.mark.parametrize(
    ("tag"),
    [
        "!!python/object/apply:os.system ['touch {}']",
        "!!python/object/new:subprocess.Popen [['touch', '{}']]",
        '!!python/object/apply:builtins.eval [\'open("{}", "w")\']',
        "!!python/name:os.system",
        "!!python/module:antigravity",
        "!!python/object:porting.verify.cassette.Request {{method: GET, url: x}}",
    ],
)
@pytest.mark.parametrize("place", ["interactions", "a body", "a key", "a merge"])
def test_nothing_in_a_file_is_executed(tmp_path: Path, tag: str, place: str) -> None:
    trace = tmp_path / "trace"
    value = tag.format(trace)
    text = {
        "interactions": f"interactions: {value}\n",
        "a body": GOOD.replace("body: null", f"body: {value}"),
        "a key": GOOD.replace("headers: {}", f"headers:\n      ? {value}\n      : a", 1),
        "a merge": GOOD.replace("status: {", f"status: {{<<: {value}, "),
    }[place]
    with pytest.raises(CassetteError, match=r"tape\.yaml:\d+:\d+: not a cassette: "):
        read_tape(write(tmp_path, text))
    assert not trace.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", ": not a cassette: the file is empty", id="empty"),
        pytest.param("interactions: [", ":2:1: not a cassette: did not find", id="broken YAML"),
        pytest.param("just: text", ":1:1: not a cassette: a cassette has no `inter", id="other"),
        pytest.param("- 1", ":1:1: not a cassette: a cassette should have fields", id="a list"),
        pytest.param("print 'hello'\n", ":1:1: not a cassette: a cassette should", id="a script"),
        pytest.param("interactions: 3", ":1:15: not a cassette: `interactions` is not", id="3"),
        pytest.param(b"\xff\xfe\x00", ": not a cassette: 'utf-8' codec can't", id="not text"),
        pytest.param(b"a: \x00", ": not a cassette: ", id="a NUL"),
        pytest.param("a: &a [*a]\n<<: *a", ":2:1: not a cassette: ", id="refers to itself"),
        pytest.param("[" * 100000, ":1:1001: not a cassette: ", id="deep"),
        pytest.param(
            "interactions: [{request: {method: GET}}]",
            ":1:16: not a cassette: an interaction has no `response`",
            id="an interaction without an answer",
        ),
        pytest.param(
            GOOD.replace("http://shop.test/", "/etc/passwd"),
            ":6:10: not a cassette: '/etc/passwd' is not a whole address",
            id="an address without a server",
        ),
        pytest.param(
            GOOD.replace("shop.test", "shop.test:port"),
            ":6:10: not a cassette: 'http://shop.test:port/' is no address",
            id="an address with a port that is none",
        ),
        pytest.param(
            GOOD.replace("code: 200", "code: OK"),
            ":10:20: not a cassette: the status 'OK' is not a number",
            id="a status that is none",
        ),
        pytest.param(
            GOOD.replace("body: null", "body: [1]"),
            ":3:11: not a cassette: the body is neither",
            id="a body that is a list",
        ),
        pytest.param(
            GOOD.replace("headers: {}", 'headers: {A: "b\\r\\nSet-Cookie: c"}'),
            ":4:18: not a cassette: the header 'A' is not one line",
            id="a header that would be two",
        ),
        pytest.param(
            "- request: {}\n  response: {}\n",
            ":1:1: not a cassette: made by a version of vcrpy before 1.0",
            id="the format of vcrpy 0",
        ),
    ],
)
def test_what_is_no_cassette_is_named_with_its_place(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(CassetteError) as caught:
        read_tape(path)
    assert str(caught.value).startswith(f"{path}{message}")


def test_a_cassette_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CassetteError, match="there is no such cassette"):
        read_tape(tmp_path / "none.yaml")


def test_a_folder_is_no_cassette(tmp_path: Path) -> None:
    with pytest.raises(CassetteError, match="cannot be read: Is a directory"):
        read_tape(tmp_path)


def test_cassettes_in_json_are_read_too(tmp_path: Path) -> None:
    import json

    import yaml

    path = write(tmp_path, json.dumps(yaml.safe_load(GOOD)))
    assert read_tape(path)[0].response.body == b"hello"
