"""Comments that keep fixers and warnings off a line."""

from __future__ import annotations

import pytest

import porting
from porting.audit import audit_source
from porting.engine.ignored import EVERYTHING, ignored_in, ignored_lines


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("x = 1  # porting: ignore[division]\n", {"division"}, id="one code"),
        pytest.param("x = 1 #porting:ignore[a,  b]\n", {"a", "b"}, id="several, any spaces"),
        pytest.param("x = 1  # porting: ignore\n", {EVERYTHING}, id="no code"),
        pytest.param("x = 1  # porting: ignore: legacy\n", {EVERYTHING}, id="with a reason"),
        pytest.param("x = 1  # noqa  # porting: ignore[a] so\n", {"a"}, id="among others"),
        pytest.param(
            "x = (1,  # porting: ignore[a]\n2)  # porting: ignore[b]", {"a", "b"}, id="in"
        ),
        pytest.param("x = '# porting: ignore'\n", set(), id="a string"),
        pytest.param("x = '''\n# porting: ignore\n'''  # so\n", set(), id="a longer string"),
        pytest.param("x = 1  # porting: ignored\n", set(), id="another word"),
        pytest.param("x = 1  # see porting: ignore\n", set(), id="in a sentence"),
    ],
)
def test_the_codes_in_comments(text: str, codes: set[str]) -> None:
    assert ignored_in(text) == codes


def test_a_comment_is_for_its_logical_line() -> None:
    text = "a = 1\nb = (1,\n  2)  # porting: ignore[x]\n# porting: ignore\ndef f():\n  pass\n"
    assert ignored_lines(text) == {2: {"x"}, 3: {"x"}}


def division_lines(source: str) -> list[int]:
    return [each.line for each in porting.port_source(source).warnings if each.fixer == "division"]


def test_warnings() -> None:
    source = (
        "y.sort(cmp)\n"
        "x = a / b  # porting: ignore[division]\n"
        "x = a / b  # porting: ignore\n"
        "x = a / b  # porting: ignore[rounding]\n"
        "x = (1,\n"
        "     a / b)  # porting: ignore[division]\n"
        "def f():  # porting: ignore[division]\n"
        "    return a / b\n"
    )
    assert division_lines(source) == [4, 8]


def test_fixers() -> None:
    source = (
        "print d.has_key(a), d.has_key(b)  # porting: ignore[has_key]\n"
        "print d.has_key(a)\n"
        "x = 0777L  # porting: ignore[long, rounding]\n"
    )
    assert porting.port_source(source).code == (
        "print(d.has_key(a), d.has_key(b))  # porting: ignore[has_key]\n"
        "print(a in d)\n"
        "x = 0o777  # porting: ignore[long, rounding]\n"
    )
    kept = "x = d.has_key(unicode(a))  # porting: ignore\n"
    assert porting.port_source("print 1\n" + kept).code == "print(1)\n" + kept


def test_fixers_that_walk_together() -> None:
    source = (
        "import urllib2\n"
        "page = urllib2.urlopen(x).read()\n"
        "print page.split('a')  # porting: ignore[literal_bytes]\n"
        "print page.split('a')\n"
        "print page.split('a')  # porting: ignore[decode_exit]\n"
    )
    lines = porting.port_source(source, stages=["2to3", "bytes-regex"]).code.splitlines()
    assert lines[2:] == [
        "print(page.split('a'))  # porting: ignore[literal_bytes]",
        "print(page.split(b'a'))",
        "print(page.split(b'a'))  # porting: ignore[decode_exit]",
    ]


def test_what_does_not_compile_by_request_is_told_and_no_bug() -> None:
    source = "x = 1\nprint 'a'  # porting: ignore\nprint x\n"
    result = porting.port_source(source)
    assert result.code == "x = 1\nprint 'a'  # porting: ignore\nprint(x)\n"
    (warning,) = result.warnings
    assert (warning.line, warning.fixer, warning.shows) == (
        2,
        "does_not_compile",
        "fails at import",
    )
    (warning,) = porting.port_source("print 'a'\n", disable=["print"]).warnings
    assert warning.fixer == "does_not_compile"
    assert not porting.port_source("print 1  # porting: ignore[print, does_not_compile]\n").warnings


def test_what_2to3_did_is_done_whatever_a_comment_says() -> None:
    source = "print d.has_key(a)  # porting: ignore\n"
    for choice in ({"stages": ["2to3"]}, {"fixers": ["print", "has_key"]}):
        code = porting.port_source(source, **choice).code  # type: ignore[arg-type]
        assert code == "print(a in d)  # porting: ignore\n"


def test_an_audit() -> None:
    source = "def f(x: bytes):\n    return x == 'a'"
    assert len(audit_source(source)) == 1
    assert not audit_source(f"{source}  # porting: ignore[bytes_meet_text]\n")
    assert not audit_source(f"{source}  # porting: ignore\n")
    assert len(audit_source(f"{source}  # porting: ignore[division]\n")) == 1
