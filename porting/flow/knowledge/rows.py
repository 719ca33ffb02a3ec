"""Reads rows of knowledge that a project adds: what its own functions take and return."""

from __future__ import annotations

import re
from collections.abc import Mapping

from porting.errors import ConfigError
from porting.flow.knowledge.library import Entry, split

_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
_PARAMETER = re.compile(r"\*{0,2}[^\W\d]\w*=?")
_CLASS = re.compile(r"class(?:\[T\])?\((?P<bases>.*)\)")
_FUNCTION = re.compile(r"\((?P<parameters>.*)\) -> (?P<result>.+)")
_LITERAL = re.compile(r"'[^']*'|True|False|None")
_BASIC = frozenset("bytes str T - ? Self int float bool None".split())
_GENERIC = {"list": (1, 1), "tuple": (0, 99), "dict": (2, 2)}
_FILES = frozenset("file[bytes] file[str] file[T] file[xml] tree[str]".split())
_FORMS = 'a function "(data: bytes) -> str", a class "class()", a type "bytes", or "= other.name"'


def rows_from(table: object, where: str) -> dict[str, Entry]:
    """Read rows as a project writes them; see the notation in `porting.flow.knowledge.library`.

    A name whose owner begins with a capital letter is that of a member of a class, which needs no
    row of its own.

    Args:
        table: dotted names with what is known of them.
        where: what heads messages: the file and the name of the table.

    Raises:
        ConfigError: a name or a row that cannot be read.
    """
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: must be a table")
    rows: dict[str, Entry] = {}
    for name, row in table.items():
        here = f'{where}."{name}"'
        if not _NAME.fullmatch(name) or "." not in name:
            raise ConfigError(f"{here}: must be a dotted name, such as serial.Serial.read")
        is_list = isinstance(row, list) and len(row) > 1
        for each in row if isinstance(row, list) and row else [row]:
            if not isinstance(each, str):
                raise ConfigError(f"{here}: must be a string, or an array of ways to call it")
            _check_row(each, here)
            if is_list and not _FUNCTION.fullmatch(each):
                raise ConfigError(f"{here}: only functions have several rows, not {each!r}")
        rows[name] = row if is_list or not isinstance(row, list) else row[0]
    return {**_classes_of(rows), **rows}


def _classes_of(rows: Mapping[str, Entry]) -> dict[str, Entry]:
    """The classes that rows tell of by their members alone."""
    owners = {name.rpartition(".")[0] for name in rows}
    return {name: "class()" for name in owners if name.rpartition(".")[2][:1].isupper()}


def _check_row(row: str, here: str) -> None:
    """Complain of a row that says nothing."""
    if row.startswith("= "):
        if not _NAME.fullmatch(row[2:]):
            raise ConfigError(f"{here}: {row[2:]!r} is not a dotted name")
        return
    if found := _CLASS.fullmatch(row):
        for base in split(found["bases"], ","):
            _check_type(base, here)
        return
    if row.startswith("(") or "->" in row:
        found = _FUNCTION.fullmatch(row)
        if found is None:
            raise ConfigError(f"{here}: cannot read {row!r}; write {_FORMS}")
        for parameter in split(found["parameters"], ","):
            _check_parameter(parameter, here)
        _check_type(found["result"], here)
        return
    _check_type(row, here)


def _check_parameter(parameter: str, here: str) -> None:
    if parameter == "*":
        return
    name, colon, types = parameter.partition(":")
    if not _PARAMETER.fullmatch(name) or (colon and not types.strip()):
        message = f"cannot read the parameter {parameter!r}; write name, name: type, or name=: type"
        raise ConfigError(f"{here}: {message}")
    for each in split(types, "|"):
        if not (_LITERAL.fullmatch(each) or each in _FILES):
            _check_type(each, here)


def _check_type(text: str, here: str) -> None:
    alternatives = split(text, "|")
    if len(alternatives) != 1:
        for each in alternatives:
            _check_type(each, here)
        if not alternatives:
            raise ConfigError(f"{here}: a type is missing; write {_FORMS}")
        return
    head, bracket, rest = text.strip().partition("[")
    if head in _GENERIC:
        least, most = _GENERIC[head]
        items = split(rest.removesuffix("]"), ",") if rest.endswith("]") else []
        if not least <= len(items) <= most:
            raise ConfigError(f"{here}: cannot read the type {text!r}")
        for item in items:
            _check_type(item, here)
    elif head in _BASIC and not bracket:
        return
    elif "." not in head or not _NAME.fullmatch(head):
        known = ", ".join(sorted(_BASIC - {"int", "float", "bool", "None"}))
        message = f"unknown type {text!r}; choose from {known}, list[...], tuple[...], dict[...]"
        raise ConfigError(f"{here}: {message}, or a class by its full name")
    elif bracket and rest not in ("bytes]", "str]", "T]", "?]"):
        raise ConfigError(f"{here}: cannot read the type {text!r}; in brackets goes bytes or str")
