from collections.abc import Mapping
from typing import ClassVar

from porting.fixers.bases.rename import RenameName
from porting.project.language import Language


class Basestring(RenameName):
    r"""Rename ``basestring`` to ``str``.

    Python 2 has two kinds of string, ``str`` and ``unicode``, and ``basestring`` is
    what both are. Python 3 has one kind of text, ``str``; its ``bytes`` are no text.

    Before::

        def as_list(value):
            return [value] if isinstance(value, basestring) else list(value)

    After::

        def as_list(value):
            return [value] if isinstance(value, str) else list(value)

    Left alone, because a string is not code::

        print("basestring is gone")

    Limits: every name ``basestring`` is renamed, attributes and your own included.
    Where bytes should count as well, write ``(str, bytes)``.
    Source: https://docs.python.org/3/whatsnew/3.0.html#text-vs-data-instead-of-unicode-vs-8-bit
    """

    name = "basestring"
    written_in = Language.HALF
    triggers = frozenset(["basestring"])
    in_strings = False
    names: ClassVar[Mapping[str, str]] = {"basestring": "str"}
