"""How it would show itself if a change had been forgotten."""

from __future__ import annotations

import pytest

from porting import port_source
from porting.report import forgotten
from porting.report.forgotten import if_forgotten
from porting.stages import all_fixers


@pytest.mark.parametrize(
    ("source", "fixer", "shows"),
    [
        pytest.param("print 'x'\n", "print", "fails at import", id="a statement that is gone"),
        pytest.param("import urllib2\n", "urllib", "fails at import", id="a module that is gone"),
        pytest.param(
            "def f(d):\n    return d.has_key(1)\n", "has_key", "fails when reached", id="a method"
        ),
        pytest.param(
            "print 7 / 2, `1`\n",
            "division",
            "wrong result, no error",
            id="division beside what does not parse",
        ),
        pytest.param("print 7 / 2, `1`\n", "repr", "fails at import", id="backticks"),
        pytest.param(
            "x = u'a'\nprint x\n", "unicode", "no difference", id="a prefix that may stay"
        ),
        pytest.param("x = unicode(1)\n", "unicode", "fails when reached", id="a builtin"),
        pytest.param(
            "try:\n    f()\nexcept E, e:\n    pass\n", "except", "fails at import", id="a header"
        ),
        pytest.param(
            "k = {}.keys()\nk.sort()\nprint k\n",
            "dict",
            "wrong result, no error",
            id="a view for a list",
        ),
        pytest.param("k = {}.iterkeys()\n", "dict", "fails when reached", id="a method of dict"),
        pytest.param(
            "from __future__ import with_statement\nprint 1\n",
            "future",
            "no difference",
            id="a future import",
        ),
    ],
)
def test_how_it_shows(source: str, fixer: str, shows: str) -> None:
    found = [each for each in port_source(source).changes if each.fixer == fixer]
    assert [if_forgotten(each) for each in found] == [shows] * len(found)
    assert found


def test_the_tables_name_fixers() -> None:
    tables = (
        forgotten.SYNTAX_FIXERS,
        forgotten.SILENT_FIXERS,
        forgotten.HARMLESS_FIXERS,
        forgotten.SILENT_WHERE.keys(),
    )
    for table in tables:
        assert set(table) <= all_fixers().keys()
    assert not forgotten.SILENT_FIXERS & forgotten.HARMLESS_FIXERS
