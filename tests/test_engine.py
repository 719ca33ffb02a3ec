"""What the engine promises to fixers: see `porting.engine`."""

import re

import pytest

import porting
from porting.py2.tokens import code_in
from porting.stages import all_fixers


@pytest.mark.parametrize("name", all_fixers())
def test_triggers_are_words(name: str) -> None:
    """Statements are found by their words: a trigger that is none would never be found."""
    assert all(re.fullmatch(r"\w+", trigger) for trigger in all_fixers()[name].triggers)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param('a(\'b, #\', u"""c\n\'d\'""")  # e\n', "a('', u'')   \n", id="strings"),
        pytest.param("a = b \\\n    c\n", "a = b      c\n", id="a line join"),
        pytest.param("a(f'{b}', 'c')\n", "a(f'{b}', 'c')\n", id="f-strings hold code"),
        pytest.param("a('of', \"f'\")\n", "a('', '')\n", id="what looks like an f-string"),
    ],
)
def test_code_in(text: str, code: str) -> None:
    assert code_in(text) == code


def test_literals_and_names_of_one_statement_are_one_change() -> None:
    before = "x = unicode(u'a'), f(u'b')\n"
    result = porting.port_source(f"{before}y = u'c'\n", fixers=["unicode"])
    assert result.code == "x = str('a'), f('b')\ny = 'c'\n"
    assert [(change.line, change.column) for change in result.changes] == [(1, 4), (2, 4)]
    assert result.changes[0].before == before.strip()
    assert result.changes[0].after == "x = str('a'), f('b')"


def test_what_became_a_call_is_read_as_one_by_the_fixers_that_follow() -> None:
    before = "print u'a', urllib2.urlopen(b),\nexec u'c' in {'d': urllib2.urlopen(b)}\n"
    result = porting.port_source(f"import urllib2\n{before}", stages=["2to3"])
    assert result.code == (
        "import urllib.request, urllib.error, urllib.parse\n"
        "print('a', urllib.request.urlopen(b), end=' ')\n"
        "exec('c', {'d': urllib.request.urlopen(b)})\n"
    )
