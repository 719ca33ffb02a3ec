from collections.abc import Mapping
from typing import ClassVar

from porting.fixers.bases.rename import RenameName


class Standarderror(RenameName):
    r"""Rename ``StandardError`` to ``Exception``.

    Python 2 set ``StandardError`` apart from the exceptions that are no errors. Since
    2.5 those that end a program derive from ``BaseException`` directly, which left
    ``StandardError`` without a purpose, and Python 3 without the class.

    Before::

        class FeedError(StandardError):
            pass

    After::

        class FeedError(Exception):
            pass

    Left alone, because another name only begins with it::

        raise StandardErrors("one", "two")

    Limits: every name ``StandardError`` is renamed, attributes and your own included;
    ``Exception`` also catches ``StopIteration`` and warnings, which are no StandardError.
    Source: https://docs.python.org/3/whatsnew/3.0.html#changes-to-exceptions
    """

    name = "standarderror"
    triggers = frozenset(["StandardError"])
    in_strings = False
    names: ClassVar[Mapping[str, str]] = {"StandardError": "Exception"}
