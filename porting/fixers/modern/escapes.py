from __future__ import annotations

import re

from porting.engine.document import Statement
from porting.fixer import Fixer
from porting.py2.tokens import Kind, strings_in

_LITERAL = re.compile(r"(?P<prefix>\w*)(?P<quote>'''|\"\"\"|'|\")(?P<body>[\s\S]*)(?P=quote)")
_ESCAPE = re.compile(r"\\(\r\n|[\s\S])")
_BYTES = frozenset("\n\r\\'\"abfnrtvx01234567") | {"\r\n"}
_TEXT = _BYTES | frozenset("NuU")


class Escapes(Fixer):
    r"""Write a backslash that escapes nothing as what it is.

    ``"\d"`` is a backslash and a letter, as there is no such escape; but it looks like one, and
    Python 3.12 warns of it. A raw literal means the same where all backslashes are of this kind;
    elsewhere they are doubled.

    Before::

        digits = "(\d+)"
        lines = "\d+\n"

    After::

        digits = r"(\d+)"
        lines = "\\d+\n"

    Left alone, because these are escapes, or the literal is raw::

        lines = "a\tb\n"
        digits = r"\d+"

    Limits: escapes in formatted strings are not looked at; no Python 2 has those.
    Source: https://docs.python.org/3/whatsnew/3.12.html#other-language-changes
    """

    name = "escapes"
    literals = Kind.STRING
    pattern = re.compile(r"\\[^nrt\\'\"\r\n]")

    def may_change(self, statement: Statement) -> bool:
        return any(_corrected(value) != value for value in strings_in(statement.text))

    def rewrite_literal(self, text: str) -> str:
        return _corrected(text)


def _corrected(value: str) -> str:
    """A literal in which every backslash is one, or escapes something."""
    found = _LITERAL.fullmatch(value)
    if found is None or "r" in found["prefix"].lower() or "\\" not in found["body"]:
        return value
    prefix, quote, body = found["prefix"], found["quote"], found["body"]
    known = _BYTES if "b" in prefix.lower() else _TEXT
    escaped = [part.group(1) for part in _ESCAPE.finditer(body)]
    if all(part in known for part in escaped):
        return value
    if not any(part in known for part in escaped):
        prefix = "" if prefix in ("u", "U") else prefix
        return f"{prefix}r{quote}{body}{quote}"
    doubled = _ESCAPE.sub(
        lambda part: part.group() if part.group(1) in known else "\\" + part.group(), body
    )
    return f"{prefix}{quote}{doubled}{quote}"
