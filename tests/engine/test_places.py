"""Where warnings stand: in the text that was given, and in the port."""

from __future__ import annotations

import textwrap

import pytest

import porting
from porting.engine.places import column_after, joined, line_before, lines_after, origins_by_text

# Each holds the line `x = a / b`, which is warned of, and what makes lines move around it.
MOVING = {
    "nothing": "print 1\nx = a / b\n",
    "an import that is added": "import os\nprint reduce(f, [])\nx = a / b\n",
    "an import that goes": "from itertools import imap\nprint 1\nx = a / b\n",
    "a definition that is added": "y.sort(cmp)\n\n\nx = a / b\n",
    "an import that gets a guard": "import compiler\nprint 1\nx = a / b\n",
    "a statement over several lines": "print >>f, (1,\n  2), \\\n  3\nx = a / b\n",
    "parameters": "def f((a, b), (c, d)):\n    # a comment\n    x = a / b\n    return x\n",
    "a loop in the place of a list": "y = [i for i in z]\nprint i\nx = a / b\n",
    "a metaclass": "class A:\n  __metaclass__ = B\n  def f(self):\n    print 1\n    x = a / b\n",
    "assigned in an except clause": "try:\n    f()\nexcept E, (a, b):\n    pass\nx = a / b\n",
    "comments and blank lines": "# one\n\nprint reduce(f, y)\n\n# two\n\nx = a / b\n",
    "form feeds and other line ends": "print reduce(f, y)\r\n\x0c\r\nx = a / b\r\n",
    "no line end": "y.sort(cmp)\nx = a / b",
    "sessions": '"""\n>>> print reduce(f, y)\n1\n>>> y.sort(cmp)\n"""\nprint 1\nx = a / b\n',
    "all of them": '"""\n>>> y.sort(cmp)\n"""\nimport itertools, compiler\n'
    "y = [i for i in z]\ndef f((a, b)):\n    print >>i, (1,\n    2)\n"
    "    y.sort(cmp)\n    x = a / b\n",
}


@pytest.mark.parametrize("source", MOVING.values(), ids=MOVING)
def test_a_warning_stands_where_its_cause_does(source: str) -> None:
    result = porting.port_source(source)
    (warning,) = [each for each in result.warnings if each.fixer == "division"]
    for text, line, column in (
        (source, warning.line, warning.column),
        (result.code, warning.ported_line, warning.ported_column),
    ):
        assert text.replace("\r\n", "\n").split("\n")[line - 1][column:] == "a / b"


def test_the_second_line_of_a_statement() -> None:
    source = "y.sort(cmp)\nprint (1,\n    2, a / b)\n"
    result = porting.port_source(source)
    (warning,) = [each for each in result.warnings if each.fixer == "division"]
    assert (warning.line, warning.column) == (3, 7)
    assert result.code.split("\n")[warning.ported_line - 1] == "    2, a / b))"
    assert warning.ported_column == 7


def test_a_place_that_a_later_stage_names_is_one_of_the_source() -> None:
    source = "def f((a, b)):\n    return round(a)\nprint reduce(f, round(x)), round(y)\n"
    result = porting.port_source(source)
    places = [(each.line, each.column) for each in result.warnings if each.fixer == "rounding"]
    assert places == [(2, 11), (3, 16), (3, 27)]


def test_columns_are_those_of_the_text_before_the_fixers_of_the_same_stage() -> None:
    (warning,) = porting.port_source("print `x` + a / b\n").warnings
    assert (warning.column, warning.ported_column) == (12, 16)


def test_warnings_come_in_the_order_of_the_lines_each_once() -> None:
    source = textwrap.dedent(
        """\
        print round(x) + y
        print z / w
        print round(x) + y
        """
    )
    warnings = porting.port_source(source, disable=["float_digits"]).warnings
    assert [each.line for each in warnings] == [1, 2, 3]


def test_the_stages_tell_where_each_line_came_from() -> None:
    stages = porting.port_source("y.sort(cmp)\nprint reduce(f, y)\n").stages
    assert stages[0].origins == (0, 1, 2, 3)
    assert stages[1].origins == ()


def test_lines_that_are_found_by_their_text() -> None:
    before, after = "a\nb\nc\nd", "new\na\nb1\nb2\nd\n"
    origins = origins_by_text(before, after)
    assert origins == (0, 1, 2, 3, 4, 0)
    assert origins_by_text(before, before) == ()


def test_lines_back_and_forth() -> None:
    origins = (0, 1, 4, 4, 0)
    assert [line_before(origins, line) for line in range(1, 6)] == [1, 1, 4, 4, 4]
    assert [lines_after(origins, line) for line in range(1, 5)] == [[2], [2], [2], [3, 4]]
    assert joined(origins, (1, 0, 3)) == (0, 0, 4)
    assert joined(origins, ()) == joined((), origins) == origins


@pytest.mark.parametrize(
    ("before", "after", "columns"),
    [
        pytest.param("a / b", "a / b", {0: 0, 4: 4}, id="the same"),
        pytest.param("print a / b", "print(a / b)", {6: 6, 8: 8, 10: 10}, id="parentheses"),
        pytest.param("x = a", "x = list(a)", {4: 9}, id="wrapped"),
        pytest.param("x = unicode(a)", "x = str(a)", {4: 4, 6: 4, 12: 8}, id="a name"),
        pytest.param("x = a", "", {4: 0}, id="gone"),
        pytest.param("", "x", {0: 1}, id="an empty line"),
    ],
)
def test_columns(before: str, after: str, columns: dict[int, int]) -> None:
    assert {column: column_after(column, before, after) for column in columns} == columns


@pytest.mark.parametrize(
    ("source", "shown", "column"),
    [
        pytest.param("import compiler\n", "    import compiler", 4, id="in a guard"),
        pytest.param(
            "from distutils.errors import (DistutilsError,\n  DistutilsExecError)\nDistutilsError",
            "from distutils.errors import (DistutilsError,",
            0,
            id="behind an import",
        ),
    ],
)
def test_of_the_lines_that_a_statement_became_the_one_with_its_text(
    source: str, shown: str, column: int
) -> None:
    result = porting.port_source("print 1\n" + source)
    (warning,) = result.warnings
    line = result.code.split("\n")[warning.ported_line - 1]
    assert (warning.line, line, warning.ported_column) == (2, shown, column)
