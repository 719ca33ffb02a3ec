"""Regular expressions that mean something else, or nothing, to Python 3."""

from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


def check_line(fixer: str, before: str, after: str | None, **options: object) -> None:
    code = after and f"import re\n{after}\n"
    check(fixer, f"import re\n{before}\n", code, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(r"re.compile('\\y\\d')", r"re.compile('y\\d')", id="not raw"),
        pytest.param(r"re.compile(r'\\y')", None, id="a backslash and a letter, raw"),
        pytest.param(r"re.compile('\\\\y')", None, id="a backslash and a letter"),
        pytest.param(r"re.compile('\ty')", None, id="an escape of the literal"),
        pytest.param(r"re.match(r'a\y' r'\i', s)", r"re.match(r'ay' r'i', s)", id="in a row"),
        pytest.param(r"re.sub('a', '\\s', x)", r"re.sub('a', '\\\\s', x)", id="put in, not raw"),
        pytest.param(r"p.sub(r'\s\1\g<a>', x)", r"p.sub(r'\\s\1\g<a>', x)", id="a method"),
        pytest.param(r"re.sub(p, r'\.\-\n', x)", None, id="no letters"),
        pytest.param(r"re.escape(r'\y')", None, id="no pattern"),
        pytest.param(r"re.compile(r'\u20ac\Z')", None, id="known ones"),
    ],
)
def test_regex_escapes(before: str, after: str | None) -> None:
    check_line("regex_escapes", before, after)


def test_a_sub_in_a_file_without_patterns() -> None:
    check("regex_escapes", "x.sub(r'\\s', y)\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("re.split('[, ]*', s, 1)", "re.split('[, ]+', s, 1)", id="a class"),
        pytest.param("re.split('.*', s)", "re.split('.+', s)", id="anything"),
        pytest.param("re.split(' *, *', s)", None, id="something in each"),
        pytest.param("re.sub('x*', '', s)", None, id="nothing is put in"),
        pytest.param("re.sub('^x*', '-', s)", None, id="at one place"),
        pytest.param("re.sub('(?=x)', '-', s)", None, id="nothing behind nothing"),
        pytest.param("re.split(x, s)", None, id="unknown"),
        pytest.param("re.split('(', s)", None, id="no pattern"),
    ],
)
def test_empty_matches(before: str, after: str | None) -> None:
    check_line("empty_matches", before, after)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("re.split('a*b*', s)", id="two that may be nothing"),
        pytest.param(r"re.split(r'\b', s)", id="a place between"),
        pytest.param("re.sub('x*', '-', s)", id="put in twice"),
        pytest.param("GAP = re.compile(r'(\\s*)')\nGAP.split(s)", id="by a name"),
    ],
)
def test_empty_matches_that_are_told(code: str) -> None:
    check_line("empty_matches", code, None, notes=["let it match something"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("re.match('a', s, flags=re.L)", "re.match('a', s)", id="by its name"),
        pytest.param("re.sub('a', b, s, re.L, re.L)", "re.sub('a', b, s, re.L)", id="the last"),
        pytest.param(
            "re.compile('a', re.L | re.I | re.M)", "re.compile('a', re.I | re.M)", id="of three"
        ),
        pytest.param("re.compile(x, re.L)", None, id="unknown pattern"),
        pytest.param("x.compile('a', x.L)", None, id="another module"),
    ],
)
def test_locale_patterns(before: str, after: str | None) -> None:
    check_line("locale_patterns", before, after)


CHOICE = "re.compile('a', re.U)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            r"re.sub(r'\s', '', x)", r"re.sub(r'\s', '', x, flags=re.ASCII)", id="by its name"
        ),
        pytest.param(r"re.match(r'\d', x,)", r"re.match(r'\d', x, re.ASCII)", id="behind a comma"),
        pytest.param("re.match('a', x, re.I)", "re.match('a', x, re.I | re.ASCII)", id="case"),
        pytest.param(r"re.compile(r'\\w')", None, id="no class"),
        pytest.param(r"re.compile(r'\w', flags)", None, id="unknown flags"),
        pytest.param(r"re.compile(r'\w', re.A)", None, id="asked for"),
        pytest.param(r"re.compile(r'(?iu)\w')", None, id="asked for inside"),
        pytest.param(r"re.compile(br'\w')", None, id="bytes"),
        pytest.param("re.compile('a|b')", None, id="nothing that differs"),
    ],
)
def test_ascii_patterns(before: str, after: str | None) -> None:
    check_line("ascii_patterns", CHOICE + before, after and CHOICE + after)


def test_the_choice_may_have_been_made_in_python2() -> None:
    source = "import re\nprint re.findall(ur'(?u)\\w', x), re.findall(r'\\d', x)\n"
    assert "re.findall(r'\\d', x, re.ASCII)" in porting.port_source(source).code
