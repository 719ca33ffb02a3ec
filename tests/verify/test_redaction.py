from __future__ import annotations

import gzip
import json

import pytest

from porting.verify.interaction import Interaction, Request, Response
from porting.verify.redaction import Secrets, clean_recording

URL = "http://shop.test/"
SECRET = "s3cr3t-V4lue/+="
Headers = tuple[tuple[str, str], ...]


def interaction(
    url: str = URL,
    headers: Headers = (),
    body: bytes = b"",
    *,
    answer: Headers = (),
    page: bytes = b"",
) -> Interaction:
    return Interaction(Request("GET", url, headers, body), Response(200, "OK", answer, page))


@pytest.mark.parametrize(
    "name",
    """Authorization Proxy-Authorization Cookie X-Api-Key apikey X-Auth-Token X-CSRFToken
    X-Session-Id X-Amz-Security-Token X-Vault-Secret PASSWORD sshPassword Secret-Key""".split(),
)
def test_headers_that_sound_like_secrets_are_left_out(name: str) -> None:
    (clean,) = clean_recording(
        [interaction(headers=((name, SECRET), ("Accept", "*/*")), answer=((name, SECRET),))]
    )
    assert clean.request.headers == (("Accept", "*/*"),)
    assert clean.response.headers == ()


@pytest.mark.parametrize(
    "name", ["Content-Type", "Keywords", "Author", "Monkey", "WWW-Authenticate", "X-Assessment"]
)
def test_others_stay(name: str) -> None:
    recorded = interaction(f"{URL}?{name}=1", ((name, "Basic x"),), answer=((name, "Basic x"),))
    assert clean_recording([recorded]) == (recorded,)


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("http://s.test/?a=1&token=x&b=2", "http://s.test/?a=1&token=REDACTED&b=2"),
        ("http://s.test/?API_KEY=x#top", "http://s.test/?API_KEY=REDACTED#top"),
        ("http://s.test/?%74oken=x", "http://s.test/?%74oken=REDACTED"),
        ("http://s.test/?token=a;b=c", "http://s.test/?token=REDACTED"),
        ("http://s.test/?token=", "http://s.test/?token="),
        ("http://s.test/;jsessionid=x/p?a=1", "http://s.test/;jsessionid=REDACTED/p?a=1"),
        ("http://me:p@ss@s.test/a@b", "http://REDACTED@s.test/a@b"),
        ("http://me@s.test/", "http://REDACTED@s.test/"),
        ("http://s.test/#access_token=x&n=1", "http://s.test/#access_token=REDACTED&n=1"),
        (
            "http://s.test/?next=http%3A%2F%2Ft.test%2F%3Fpassword%3Dx",
            "http://s.test/?next=http%3A%2F%2Ft.test%2F%3Fpassword%3DREDACTED",
        ),
        ("http://s.test/?user[password]=x", "http://s.test/?user[password]=REDACTED"),
        ("http://s.test/?q=token&page=2", "http://s.test/?q=token&page=2"),
    ],
)
def test_addresses(url: str, clean: str) -> None:
    assert Secrets().without_secrets(url) == clean
    assert Secrets().without_secrets(clean) == clean
    (recorded,) = clean_recording(
        [interaction(url, (("Referer", url),), answer=(("Location", url),))]
    )
    assert recorded.request.url == clean
    assert recorded.request.headers == (("Referer", clean),)
    assert recorded.response.headers == (("Location", clean),)


@pytest.mark.parametrize(
    ("body", "clean"),
    [
        (b"user=me&password=x%21&next=/", b"user=me&password=REDACTED&next=/"),
        (b"password=x", b"password=REDACTED"),
        (b'{"user": "me",  "password":"a\\"b"}', b'{"user": "me",  "password":"REDACTED"}'),
        (b'{"pass\\u0077ord": "x"}', b'{"pass\\u0077ord": "REDACTED"}'),
        (b'{"token": 1234, "n": 5}', b'{"token": 0, "n": 5}'),
        (
            b'{"tokens": ["a", {"b": "c"}], "n": "d"}',
            b'{"tokens": ["REDACTED", {"b": "REDACTED"}], "n": "d"}',
        ),
        (b'[{"id": 1, "secret": "x"}, "secret"]', b'[{"id": 1, "secret": "REDACTED"}, "secret"]'),
        (b'{"token": null, "session": true}', b'{"token": null, "session": true}'),
        (b'{"a": {"key": "x"}, "b": "y"}', b'{"a": {"key": "REDACTED"}, "b": "y"}'),
        (b'{"token": "cut off', b'{"token": "REDACTED"'),
        (b"<p>password=x</p>", b"<p>password=x</p>"),
        (b"\xff\xfe\x00 key=1", b"\xff\xfe\x00 key=1"),
        (b'{"caf\xe9": "\xff", "key": "x"}', b'{"caf\xe9": "\xff", "key": "REDACTED"}'),
    ],
)
def test_forms_and_json(body: bytes, clean: bytes) -> None:
    (recorded,) = clean_recording([interaction(body=body, page=body)])
    assert recorded.request.body == clean
    assert recorded.response.body == clean


def test_compressed_json_is_looked_into() -> None:
    page = gzip.compress(json.dumps({"access_token": SECRET, "n": 1}).encode())
    answer = (("Content-Encoding", "gzip"), ("Content-Length", str(len(page))))
    (clean,) = clean_recording([interaction(answer=answer, page=page)])
    assert json.loads(gzip.decompress(clean.response.body)) == {"access_token": "REDACTED", "n": 1}
    assert clean.response.headers[1] == ("Content-Length", str(len(clean.response.body)))


@pytest.mark.parametrize("page", [gzip.compress(b'{"n": 1}', mtime=0), b"\x1f\x8b broken", b""])
def test_what_is_compressed_and_holds_no_secret_keeps_its_bytes(page: bytes) -> None:
    recorded = interaction(answer=(("Content-Encoding", "gzip"),), page=page)
    assert clean_recording([recorded]) == (recorded,)


@pytest.mark.parametrize(
    "source",
    [
        interaction(headers=(("Authorization", f"Bearer {SECRET}"),)),
        interaction(headers=(("Authorization", "Basic bWU6czNjcjN0LVY0bHVlLys9"),)),
        interaction(headers=(("Cookie", f"a=1; sid={SECRET}"),)),
        interaction(answer=(("Set-Cookie", f"sid={SECRET}; Path=/"),)),
        interaction(f"{URL}?token=s3cr3t-V4lue%2F%2B%3D"),
        interaction(f"{URL}?key={SECRET}"),
        interaction("http://me:s3cr3t-V4lue%2F%2B%3D@shop.test/"),
        interaction(body=json.dumps({"password": SECRET}).encode()),
    ],
)
def test_a_secret_is_taken_out_wherever_it_stands(source: Interaction) -> None:
    echo = interaction(
        f"{URL}bot/{SECRET}",
        (("X-Echo", SECRET),),
        f"<name>{SECRET}</name>".encode(),
        answer=(("X-Echo", f"<{SECRET}>"),),
        page=f"<p>{SECRET} and s3cr3t-V4lue%2F%2B%3D</p>".encode(),
    )
    for recorded in clean_recording([source, echo]) + clean_recording([echo, source]):
        assert "s3cr3t" not in repr(recorded)


def test_plain_words_and_short_values_are_taken_out_of_their_place_alone() -> None:
    page = b"sorted by published_at, 1 of 1"
    source = interaction(f"{URL}?sort_key=published_at&session=1", page=page)
    (clean,) = clean_recording([source])
    assert clean.request.url == f"{URL}?sort_key=REDACTED&session=REDACTED"
    assert clean.response.body == page


def test_what_is_kept_is_kept_everywhere() -> None:
    recorded = interaction(
        f"{URL}?token=abc",
        (("X-API-Key", "abc"), ("User-Agent", "shop/1")),
        b'{"Token": "abc"}',
        answer=(("Date", "today"),),
    )
    secrets = Secrets.but(["TOKEN", "x-api-key", "date", "user-agent"])
    assert clean_recording([recorded], secrets) == (recorded,)


def test_traces_of_the_machine_are_left_out() -> None:
    recorded = interaction(headers=(("User-Agent", "x"),), answer=(("Date", "x"), ("Via", "y")))
    assert clean_recording([recorded]) == (interaction(),)
