"""What the engine promises to fixers: see `porting.engine.rewrite`."""

import re
from typing import Any

import pytest

import porting
from porting.engine import rewrite
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


def test_a_table_of_strings_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strings that tell of all that is looked for are no code: a long table of them would take a
    hundred megabytes as a tree."""
    words = {"encode", "import", "return", "sys", "yield"}
    words = words.union(*(kind.triggers for kind in all_fixers().values()))
    # The strings of a setup script tell for which Python it is.
    words -= all_fixers()["setup_script"].triggers
    lines = (
        f"    '{n}': 'As \"{word}\" is, for x in y, {word}(z).{word}() in [a, import {word}.',\n"
        for n, word in enumerate(sorted(words))
    )
    text = f"import sys\n\nTABLE = {{\n{''.join(lines)}}}\n"
    parsed: list[str] = []
    for name in ("parse_line", "parse_module"):
        parse = getattr(rewrite, name)

        def record(text: str, *, parse: Any = parse, **how: Any) -> Any:
            parsed.append(text)
            return parse(text, **how)

        monkeypatch.setattr(rewrite, name, record)
    porting.port_source(text)
    assert not [each for each in parsed if "TABLE" in each]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(f"x = {'[' * 2000}d.has_key(1){']' * 2000}\n", "brackets", id="brackets"),
        pytest.param(f"y = 1\nx = {'not ' * 20}d.has_key(1)\n", "too deeply", id="no recursion"),
        pytest.param(f"y = 1\nx = {'not ' * 5000}d.has_key(1)\n", "too deeply", id="not"),
        pytest.param(f"y = 1\nx = {'lambda: ' * 5000}d.has_key(1)\n", "too deeply", id="lambdas"),
        pytest.param(
            f"y = 1\nx = {'a if b else ' * 5000}d.has_key(1)\n", "too deeply", id="conditions"
        ),
    ],
)
def test_what_is_nested_too_deeply_is_told(
    text: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(self: Any, node: Any, plan: Any) -> None:
        raise RecursionError

    monkeypatch.setattr(rewrite._Walker, "node", give_up)
    with pytest.raises(porting.SourceError, match=message) as error:
        porting.port_source(text, filename="a.py")
    assert str(error.value).startswith(f"a.py:{text.count(chr(10))}:")
    assert "hint: " in str(error.value)


def test_data_by_the_name_of_next_keeps_it() -> None:
    source = (
        "class Page(object):\n"
        "    next = property(lambda self: 5j)\n"
        "def last(page):\n"
        "    number = page.next\n"
        "    return number, page.next.imag\n"
    )
    names: dict[str, Any] = {}
    exec(porting.port_source(source).code, names)
    assert names["last"](names["Page"]()) == (5j, 5)
