"""What the engine promises to fixers: see `porting.engine`."""

import re

import pytest

from porting.pipeline import all_fixers
from porting.py2.tokens import code_in


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
