"""Which parts of recorded HTTP are secrets, and recordings without them.

What counts is the name of a header, a parameter of an address, a field of a form or of JSON. What
was a secret in one place is taken out wherever it stands in the recording.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from porting.verify.interaction import Headers, Interaction, Request, Response

REDACTED = "REDACTED"

SECRET_NAME = re.compile(
    r"token|secret|sess(?!ment)|\bsid\b|passw|passphrase|passcode|pwd|credential|cookie"
    r"|signature|\bsig\b|jwt|bearer|auth(?!or(?!i[sz]))"
    r"|(?<!mon)(?<!tur)(?<!don)key(?!words?|board|note|stone)",
    re.IGNORECASE,
)
# What sounds like a secret, and is what a server asks or tells everybody.
HARMLESS = frozenset(
    ["www-authenticate", "proxy-authenticate", "access-control-allow-credentials", "surrogate-key"]
)
# Headers that tell of a person or a machine and are no part of a scenario.
TRACES = frozenset(["user-agent", "date", "server", "via", "x-forwarded-for", "forwarded"])

# Shorter values of secrets, such as "1", and plain words, such as "published_at", stand in other
# places by chance.
SHORTEST_ECHO = 8
_PLAIN_WORDS = re.compile(r"[A-Z]?[a-z]+(?:[ _.-][A-Z]?[a-z]+)*")

_USER = re.compile(r"(?<=://)[^/?#\s\"'<>]*@")
_PARAMETER = re.compile(r"(?P<before>[?&#])(?P<name>[^=&#?\s]+)=(?P<value>[^&#\s<>\"]*)")
_PATH_PARAMETER = re.compile(r"(?P<before>;)(?P<name>[^=;/?#&\s]+)=(?P<value>[^;/?#&\s<>\"]*)")
_JSON = re.compile(r'"(?:[^"\\]|\\.)*(?:"|$)|[{}\[\]:,]|[^\s"{}\[\]:,]+', re.DOTALL)
_FORM = re.compile(r"[\w.~%+*$!\[\]-]+=[^\s&]*(?:&[^\s=&]*(?:=[^\s&]*)?)*", re.ASCII)


@dataclass(frozen=True)
class Secrets:
    """What is to be taken out; `keep` are names, in small letters, of what is not."""

    keep: frozenset[str] = frozenset()

    @classmethod
    def but(cls, names: Iterable[str]) -> Secrets:
        """All but those by these names, whatever their case."""
        return cls(frozenset(name.lower() for name in names))

    def is_secret(self, name: str) -> bool:
        """Whether a header, parameter or field by this name holds a secret."""
        small = name.lower()
        return small not in self.keep | HARMLESS and SECRET_NAME.search(name) is not None

    def without_secrets(self, url: str, found: set[str] | None = None) -> str:
        """An address, or a text with addresses, without secrets; these are added to `found`."""
        found = set() if found is None else found

        def parameter(match: re.Match[str]) -> str:
            before, name, value = match["before"], match["name"], match["value"]
            if self.is_secret(unquote_plus(name)):
                _note(found, value, unquote(value), unquote_plus(value))
                return f"{before}{name}={REDACTED if value else ''}"
            inner = unquote(value)
            if inner != value and (cleaned := self.without_secrets(inner, found)) != inner:
                return f"{before}{name}={quote(cleaned, safe='')}"
            return match[0]

        def user(match: re.Match[str]) -> str:
            _note(found, *(unquote(word) for word in match[0][:-1].split(":", 1)[1:]))
            return f"{REDACTED}@"

        url = _USER.sub(user, url)
        return _PATH_PARAMETER.sub(parameter, _PARAMETER.sub(parameter, url))

    def without_secret_fields(self, body: str, found: set[str]) -> str:
        """The text of a form or of JSON without the values of secret fields; else as it was."""
        if body.lstrip()[:1] in ("{", "["):
            return self._without_json_secrets(body, found)
        if _FORM.fullmatch(body.strip()):
            return self.without_secrets(f"&{body}", found)[1:]
        return body

    def _without_json_secrets(self, body: str, found: set[str]) -> str:
        pieces: list[str] = []
        end = 0
        # For each open bracket: is it an object, and do all values in it belong to a secret.
        open_ones: list[tuple[bool, bool]] = []
        is_key = is_secret = False
        for match in _JSON.finditer(body):
            token = match[0]
            if token in "{[":
                open_ones.append((token == "{", is_secret))
                is_key = token == "{"
            elif token in "}]":
                if open_ones:
                    open_ones.pop()
                is_key = False
            elif token == ",":
                is_object, is_secret = open_ones[-1] if open_ones else (False, False)
                is_key = is_object
            elif token == ":":
                is_key = False
            elif is_key:
                is_within = bool(open_ones) and open_ones[-1][1]
                is_secret = is_within or self.is_secret(_unescaped(token))
            elif is_secret and token not in ("null", "true", "false", '""'):
                _note(found, token.strip('"'), _unescaped(token))
                new = f'"{REDACTED}"' if token.startswith('"') else "0"
                pieces += [body[end : match.start()], new]
                end = match.end()
        return "".join([*pieces, body[end:]])

    def is_dropped(self, name: str) -> bool:
        """Whether a header is left out of a recording."""
        return self.is_secret(name) or name.lower() in TRACES - self.keep


ALL_SECRETS = Secrets()


def clean_recording(
    interactions: Sequence[Interaction], secrets: Secrets = ALL_SECRETS
) -> tuple[Interaction, ...]:
    """The interactions without secrets: as they are to be kept.

    Bodies stay as they are, byte for byte, but for the values of secret fields; one that is
    compressed is compressed anew if it has such.
    """
    found: set[str] = set()
    cleaned = [_clean_names(each, secrets, found) for each in interactions]
    echoes = sorted(filter(_is_telling, found), key=len, reverse=True)
    if not echoes:
        return tuple(cleaned)
    anywhere = re.compile("|".join(map(re.escape, echoes)))
    return tuple(_changed(each, lambda text: anywhere.sub(REDACTED, text)) for each in cleaned)


def _clean_names(each: Interaction, secrets: Secrets, found: set[str]) -> Interaction:
    def clean_headers(headers: Headers) -> Headers:
        for name, value in headers:
            if secrets.is_secret(name):
                _note_header(found, name, value)
        return tuple((name, value) for name, value in headers if not secrets.is_dropped(name))

    each = Interaction(
        replace(each.request, headers=clean_headers(each.request.headers)),
        replace(each.response, headers=clean_headers(each.response.headers)),
    )
    return _changed(
        each,
        lambda text: secrets.without_secrets(text, found),
        lambda text: secrets.without_secret_fields(text, found),
    )


def _changed(
    each: Interaction,
    change: Callable[[str], str],
    change_body: Callable[[str], str] | None = None,
) -> Interaction:
    """An interaction whose address, headers and bodies went through `change`."""
    change_body = change_body or change

    def headers_of(headers: Headers, before: bytes, after: bytes) -> Headers:
        length = {str(len(before)): str(len(after))}
        return tuple(
            (name, length.get(value, value) if name.lower() == "content-length" else change(value))
            for name, value in headers
        )

    request, response = each.request, each.response
    request_body = _body_through(change_body, request.body, request.headers)
    body = _body_through(change_body, response.body, response.headers)
    return Interaction(
        Request(
            request.method,
            change(request.url),
            headers_of(request.headers, request.body, request_body),
            request_body,
        ),
        Response(
            response.status,
            response.reason,
            headers_of(response.headers, response.body, body),
            body,
        ),
    )


def _body_through(change: Callable[[str], str], body: bytes, headers: Headers) -> bytes:
    encodings = [value.lower() for name, value in headers if name.lower() == "content-encoding"]
    unpack, pack = _COMPRESSIONS.get(",".join(encodings), (bytes, bytes))
    try:
        plain = unpack(body)
    except (OSError, EOFError, zlib.error):
        plain, pack = body, bytes
    text = plain.decode("latin-1")  # each byte a character, and back again
    changed = change(text)
    return body if changed == text else pack(changed.encode("latin-1"))


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


_COMPRESSIONS: dict[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    "gzip": (gzip.decompress, _gzip),
    "x-gzip": (gzip.decompress, _gzip),
    "deflate": (zlib.decompress, zlib.compress),
}


def _note_header(found: set[str], name: str, value: str) -> None:
    """Note what is secret in the value of a header: a credential, the values of cookies."""
    small = name.lower()
    if "cookie" in small:
        pairs = value.split(";")[: None if small == "cookie" else 1]
        _note(found, *(pair.partition("=")[2].strip().strip('"') for pair in pairs))
        return
    scheme, _, credential = value.partition(" ")
    _note(found, value, credential)
    if scheme.lower() == "basic":
        try:
            user = base64.b64decode(credential).decode("utf-8", "replace")
        except ValueError:
            return
        _note(found, user, user.partition(":")[2])


def _note(found: set[str], *values: str) -> None:
    """Note values of secrets, in the forms in which they may stand elsewhere."""
    for value in values:
        if value and value != REDACTED:
            in_bodies = value.encode("utf-8", "surrogatepass").decode("latin-1")
            found.update((value, in_bodies, quote(value, safe=""), quote_plus(value)))


def _is_telling(value: str) -> bool:
    return len(value) >= SHORTEST_ECHO and _PLAIN_WORDS.fullmatch(value) is None


def _unescaped(token: str) -> str:
    """What a string of JSON stands for; of what is none, the text between its quotes."""
    try:
        return str(json.loads(token))
    except ValueError:
        return token.strip('"')
