"""Values as JSON and back by their types, so that what is read from disk can be nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from porting import errors
from porting.errors import PortingError

# Shorter ones are written where they stand, longer ones once for all places that have them.
_SHARED_LENGTH = 16

_Write = Callable[[Any, dict[str, int]], Any]
_Read = Callable[[Any, list[str]], Any]


class Misfit(ValueError):
    """What was read is not what was to be read."""


class Form:
    """How values of a type are written and read.

    A type may be a dataclass, ``str``, ``bytes``, ``int``, ``float``, ``bool``, ``None``, ``Path``,
    an enum, a `PortingError`, a ``Literal``; and a tuple, list, frozenset, mapping or union of
    such types.

    Raises:
        TypeError: there is no way to write such a type.
    """

    def __init__(self, hint: Any) -> None:
        self._write, self._read = _form(hint)

    def dump(self, value: Any) -> bytes:
        """Write a value of the type; any text in it stands there once."""
        texts: dict[str, int] = {}
        written = self._write(value, texts)
        return json.dumps([list(texts), written], separators=(",", ":")).encode("ascii")

    def load(self, data: bytes) -> Any:
        """Give back the value.

        Raises:
            Misfit: this is no value of the type.
        """
        try:
            texts, written = json.loads(data)
            if not isinstance(texts, list) or not all(type(text) is str for text in texts):
                raise Misfit
            return self._read(written, texts)
        except (ValueError, TypeError, LookupError, RecursionError, AttributeError):
            raise Misfit from None


@cache
def _form(hint: Any) -> tuple[_Write, _Read]:
    """The two functions that write and read a type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is None:
        hint = NoneType
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if origin is Literal:
        return _literal(arguments)
    if origin in (Union, UnionType):
        return _union(arguments)
    if origin in (tuple, list, frozenset):
        is_fixed = origin is tuple and arguments[-1:] != (Ellipsis,)
        return _row(arguments) if is_fixed else _many(origin, arguments[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*arguments)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return (lambda value, texts: value.name), (lambda written, texts: hint[written])
    if isinstance(hint, type) and issubclass(hint, PortingError):
        return _write_error, _read_error
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint)
    raise TypeError(f"no form for {hint!r}")


def _write_text(value: str, texts: dict[str, int]) -> str | int:
    if len(value) < _SHARED_LENGTH:
        return value
    return texts.setdefault(value, len(texts))


def _read_text(written: Any, texts: list[str]) -> str:
    if type(written) is str:
        return written
    if type(written) is int and written >= 0:
        return texts[written]
    raise Misfit


def _same(kind: type) -> tuple[_Write, _Read]:
    def read(written: Any, texts: list[str]) -> Any:
        if type(written) is not kind:
            raise Misfit
        return written

    return (lambda value, texts: value), read


_SIMPLE: dict[Any, tuple[_Write, _Read]] = {
    str: (_write_text, _read_text),
    bytes: (
        lambda value, texts: _write_text(value.decode("latin-1"), texts),
        lambda written, texts: _read_text(written, texts).encode("latin-1"),
    ),
    Path: (
        lambda value, texts: _write_text(str(value), texts),
        lambda written, texts: Path(_read_text(written, texts)),
    ),
    **{kind: _same(kind) for kind in (bool, int, float, NoneType)},
}


def _literal(values: tuple[Any, ...]) -> tuple[_Write, _Read]:
    def read(written: Any, texts: list[str]) -> Any:
        if written not in values:
            raise Misfit
        return written

    return (lambda value, texts: value), read


def _union(hints: tuple[Any, ...]) -> tuple[_Write, _Read]:
    """Written with the number of the type that a value has."""
    kinds = [get_origin(hint) or hint for hint in hints]
    forms = [_form(hint) for hint in hints]

    def write(value: Any, texts: dict[str, int]) -> Any:
        number = next(n for n, kind in enumerate(kinds) if isinstance(value, kind))
        return [number, forms[number][0](value, texts)]

    def read(written: Any, texts: list[str]) -> Any:
        number, inner = written
        if type(number) is not int or number < 0:
            raise Misfit
        return forms[number][1](inner, texts)

    return write, read


def _many(kind: Callable[[Any], Any], hint: Any) -> tuple[_Write, _Read]:
    write_one, read_one = _form(hint)

    def write(value: Any, texts: dict[str, int]) -> Any:
        return [write_one(item, texts) for item in value]

    def read(written: Any, texts: list[str]) -> Any:
        return kind([read_one(item, texts) for item in _listed(written)])

    return write, read


def _row(hints: tuple[Any, ...]) -> tuple[_Write, _Read]:
    writes, reads = zip(*map(_form, hints))

    def write(value: Any, texts: dict[str, int]) -> Any:
        return [write_one(item, texts) for write_one, item in zip(writes, value, strict=True)]

    def read(written: Any, texts: list[str]) -> Any:
        items = zip(reads, _listed(written), strict=True)
        return tuple(read_one(item, texts) for read_one, item in items)

    return write, read


def _mapping(key: Any, item: Any) -> tuple[_Write, _Read]:
    write, read = _many(dict, tuple[key, item])
    return (lambda value, texts: write(value.items(), texts)), read


def _dataclass(kind: type) -> tuple[_Write, _Read]:
    """Written as the list of its fields."""
    names = [field.name for field in fields(kind)]
    hints = get_type_hints(kind)
    writes, reads = zip(*(_form(hints[name]) for name in names))
    write_fields, count = list(zip(names, writes)), len(names)

    def write(value: Any, texts: dict[str, int]) -> Any:
        return [write_one(getattr(value, name), texts) for name, write_one in write_fields]

    def read(written: Any, texts: list[str]) -> Any:
        if type(written) is not list or len(written) != count:
            raise Misfit
        return kind(*[read_one(item, texts) for read_one, item in zip(reads, written)])

    return write, read


_ERRORS = {
    kind.__name__: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, PortingError)
}


def _write_error(error: PortingError, texts: dict[str, int]) -> Any:
    """Written as the name of its class and what that is made from."""
    name = type(error).__name__
    row = [getattr(error, each, str(error)) for each in _arguments_of(name)]
    return [name, _error_row(name)[0](row, texts)]


def _read_error(written: Any, texts: list[str]) -> PortingError:
    name, row = written
    given = dict(zip(_arguments_of(name), _error_row(name)[1](row, texts)))
    return _ERRORS[name](given.pop("message"), **given)


def _error_row(name: str) -> tuple[_Write, _Read]:
    return _row(tuple(_arguments_of(name).values()))


@cache
def _arguments_of(name: str) -> dict[str, Any]:
    kind = _ERRORS[name]
    if kind.__init__ is Exception.__init__:
        return {"message": str}
    hints = get_type_hints(kind.__init__)
    del hints["return"]
    return hints


def _listed(written: Any) -> list[Any]:
    if type(written) is not list:
        raise Misfit
    return written
