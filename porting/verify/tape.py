"""The file of a cassette: vcrpy's YAML, read without trusting it, and written.

Format: https://vcrpy.readthedocs.io/en/latest/usage.html, version 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml  # type: ignore[import-untyped]

from porting.errors import CassetteError
from porting.verify.interaction import Headers, Interaction, Request, Response

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML without its C library
    from yaml import SafeLoader as _SafeLoader

HINT = "hint: `porting record` makes one"
TAG = "tag:yaml.org,2002:"


def read_tape(path: Path) -> tuple[Interaction, ...]:
    """The interactions of a cassette, in order.

    Nothing in the file is executed: tags of Python 2 and of old versions of vcrpy that stand for
    plain values are read as these, and any other tag of Python's is an error.

    Raises:
        CassetteError: there is no such file, or it is no cassette; names line and column.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CassetteError(f"{path}: there is no such cassette\n{HINT}") from None
    except OSError as error:
        raise CassetteError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise CassetteError(f"{path}: not a cassette: {error}\n{HINT}") from None
    try:
        node = yaml.compose(text, Loader=_TapeLoader)
        return tuple(_Reader(path).interactions(node))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise CassetteError(f"{path}{place}: not a cassette: {error.problem}\n{HINT}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise CassetteError(f"{path}: not a cassette: {error}\n{HINT}") from None
    except RecursionError:
        raise CassetteError(f"{path}: not a cassette: nested too deeply\n{HINT}") from None


def tape_text(interactions: Sequence[Interaction]) -> str:
    """The text of a cassette, as vcrpy writes it."""
    from vcr.request import Request as VcrRequest  # type: ignore[import-untyped]
    from vcr.serialize import serialize  # type: ignore[import-untyped]
    from vcr.serializers import yamlserializer  # type: ignore[import-untyped]

    requests = [
        VcrRequest(
            each.request.method,
            each.request.url,
            each.request.body or None,
            {name: ", ".join(values) for name, values in _grouped(each.request.headers).items()},
        )
        for each in interactions
    ]
    responses = [
        {
            "status": {"code": each.response.status, "message": each.response.reason},
            "headers": _grouped(each.response.headers),
            "body": {"string": each.response.body},
        }
        for each in interactions
    ]
    text: str = serialize({"requests": requests, "responses": responses}, yamlserializer)
    return text


def _grouped(headers: Headers) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in headers:
        grouped.setdefault(name, []).append(value)
    return grouped


class _TapeLoader(_SafeLoader):  # type: ignore[misc]
    """Reads plain data alone, the tags below included."""


# What PyYAML under Python 2 wrote for plain values, and the tag of the value that is meant.
PLAIN_TAGS = {
    "python/str": "str",
    "python/unicode": "str",
    "python/bytes": "binary",
    "python/none": "null",
    "python/bool": "bool",
    "python/int": "int",
    "python/long": "int",
    "python/float": "float",
    "python/list": "seq",
    "python/tuple": "seq",
    "python/dict": "map",
}
for _tag, _plain in PLAIN_TAGS.items():
    _TapeLoader.add_constructor(TAG + _tag, _SafeLoader.yaml_constructors[TAG + _plain])


def _buffer(loader: Any, node: Any) -> Any:
    """A file-like body of an old vcrpy: what was in it, which its state names first."""
    fields = loader.construct_mapping(node, deep=True)
    items = fields.get("state") or fields.get("args") or [b""]
    content = items[0]
    if isinstance(content, list):  # of an iterator: its pieces
        return b"".join(_as_bytes(piece) for piece in content)
    return content


for _tag in ("new:_io.BytesIO", "apply:builtins.iter", "apply:__builtin__.iter"):
    _TapeLoader.add_constructor(f"{TAG}python/object/{_tag}", _buffer)


class _Reader:
    """Takes a document of YAML apart, and names the place of what should not be there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def interactions(self, root: Any) -> list[Interaction]:
        if root is None:
            raise CassetteError(f"{self.path}: not a cassette: the file is empty\n{HINT}")
        if isinstance(root, yaml.SequenceNode) and root.value:
            first = root.value[0]
            if isinstance(first, yaml.MappingNode) and "request" in self._fields(first, "an entry"):
                raise self._error(
                    root,
                    "made by a version of vcrpy before 1.0",
                    f"hint: `python -m vcr.migration {self.path}` converts it",
                )
        items = self._field(root, "interactions", "a cassette")
        if not isinstance(items, yaml.SequenceNode):
            raise self._error(items, "`interactions` is not a list")
        return [self._interaction(node) for node in items.value]

    def _interaction(self, node: Any) -> Interaction:
        request = self._field(node, "request", "an interaction")
        response = self._field(node, "response", "an interaction")
        status = self._field(response, "status", "a response")
        status_fields = self._fields(status, "the status")
        return Interaction(
            Request(
                self._text(request, "method", "a request"),
                self._url(request),
                self._headers(request),
                self._body(self._fields(request, "a request").get("body")),
            ),
            Response(
                self._code(self._field(status, "code", "the status")),
                str(self._value(status_fields.get("message")) or ""),
                self._headers(response),
                self._response_body(response),
            ),
        )

    def _url(self, request: Any) -> str:
        node = self._field(request, "uri", "a request")
        url = self._text(request, "uri", "a request")
        try:
            parts = urlsplit(url)
            is_whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError as error:
            raise self._error(node, f"{url!r} is no address: {error}") from None
        if not is_whole:
            raise self._error(node, f"{url!r} is not a whole address of http or https")
        return url

    def _code(self, node: Any) -> int:
        code = self._value(node)
        if not isinstance(code, int) or not 100 <= code <= 999:
            raise self._error(node, f"the status {code!r} is not a number of three digits")
        return code

    def _headers(self, message: Any) -> Headers:
        node = self._fields(message, "a message").get("headers")
        if node is None or self._value(node) is None:
            return ()
        headers: list[tuple[str, str]] = []
        for name, values_node in self._fields(node, "the headers").items():
            values = self._value(values_node)
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, bytes):
                    value = value.decode("latin-1")
                if re.search(r"[\r\n\0]|^$", name) or re.search(r"[\r\n\0]", str(value)):
                    raise self._error(values_node, f"the header {name!r} is not one line")
                headers.append((name, str(value)))
        return tuple(headers)

    def _response_body(self, response: Any) -> bytes:
        node = self._fields(response, "a response").get("body")
        if isinstance(node, yaml.MappingNode):
            node = self._fields(node, "a body").get("string")
        return self._body(node)

    def _body(self, node: Any) -> bytes:
        content = self._value(node)
        if content is None:
            return b""
        if not isinstance(content, (str, bytes)):
            raise self._error(node, "the body is neither text nor bytes")
        return _as_bytes(content)

    def _text(self, node: Any, name: str, what: str) -> str:
        field = self._field(node, name, what)
        value = self._value(field)
        if not isinstance(value, str) or re.search(r"\s|^$", value):
            raise self._error(field, f"the {name} {value!r} is not a word")
        return value

    def _field(self, node: Any, name: str, what: str) -> Any:
        fields = self._fields(node, what)
        if name not in fields:
            raise self._error(node, f"{what} has no `{name}`")
        return fields[name]

    def _fields(self, node: Any, what: str) -> dict[str, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise self._error(node, f"{what} should have fields (`name: value`)")
        return {str(self._value(key)): value for key, value in node.value}

    def _value(self, node: Any) -> Any:
        if node is None:
            return None
        loader = _TapeLoader("")
        try:
            return loader.construct_document(node)
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise self._error(node, str(error)) from None
        finally:
            loader.dispose()

    def _error(self, node: Any, problem: str, hint: str = HINT) -> CassetteError:
        mark = node.start_mark
        place = f"{self.path}:{mark.line + 1}:{mark.column + 1}"
        return CassetteError(f"{place}: not a cassette: {problem}\n{hint}")


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
