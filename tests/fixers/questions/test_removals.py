"""What each Python 3 removed: the table against the Python that runs, and ports for one version."""

from __future__ import annotations

import importlib
import sys
import warnings

import pytest

from porting import port_source
from porting.fixers.questions.removals import KEPT, REMOVED_IN, VERSIONS, is_gone

# Not on every system, or only where a window can be opened.
ELSEWHERE = {"crypt", "msilib", "nis", "ossaudiodev", "spwd", "tkinter.tix"}


def exists(path: str) -> bool:
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        try:
            for part in parts[count:]:
                found = getattr(found, part)
        except AttributeError:
            return False
        return True
    return False


@pytest.mark.parametrize("path", sorted({*REMOVED_IN, *KEPT} - ELSEWHERE))
def test_this_python_has_what_the_table_says(path: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert exists(path) is not is_gone(path, sys.version_info[:2])


GIVEN = """\
#!/usr/bin/env python2
import cgi, collections, inspect, threading
print collections.Mapping, inspect.getargspec(cgi.escape), cgi.FieldStorage
print threading.currentThread().isAlive(), open("x", "rU").read()
"""


@pytest.mark.parametrize(
    ("version", "kept", "gone"),
    [
        ("3.8", ("collections.Mapping", "getargspec", "isAlive", '"rU"'), ("cgi.escape",)),
        ("3.9", ("collections.Mapping", "getargspec", "currentThread", '"rU"'), ("isAlive",)),
        ("3.10", ("getargspec", '"rU"'), ("collections.Mapping",)),
        ("3.14", ("currentThread",), ("getargspec", "collections.Mapping", '"rU"')),
        (None, (), ("getargspec", "collections.Mapping", "currentThread", "isAlive", '"rU"')),
    ],
)
def test_what_a_later_version_removed_stays(
    version: str | None, kept: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    code = port_source(GIVEN, target_version=version).code
    assert [name for name in kept if name not in code] == []
    assert [name for name in gone if name in code] == []


@pytest.mark.parametrize(("version", "is_told"), [("3.12", False), ("3.13", True)])
def test_a_module_is_told_to_be_gone_only_where_it_is(version: str, is_told: bool) -> None:
    result = port_source(GIVEN, target_version=version)
    assert any(each.fixer == "backports" for each in result.warnings) is is_told


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown target version '2\.7'; choose from 3\.8, "):
        port_source(GIVEN, target_version="2.7")
    assert VERSIONS[-1] == "3.14"
