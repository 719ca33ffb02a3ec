"""Examples in text: which lines they are, and that all others stay as they were."""

from __future__ import annotations

import pytest

from porting.doctests import Doctests, port_doctests
from porting.errors import SourceError
from porting.result import Result, Warning


def port(text: str, *, is_touched: bool = False) -> Doctests:
    """Port with a stand-in that shouts, warns of `hm`, and cannot read `bad`."""

    def shout(code: str) -> Result:
        if "bad" in code:
            raise SourceError("cannot be read")
        rows = enumerate(code.splitlines(), 1)
        warnings = tuple(Warning(row, 0, "hm") for row, line in rows if "hm" in line)
        return Result(code.replace("hey", "HEY"), (), (), warnings)

    return port_doctests(text, shout, lambda code: is_touched)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("hey\n>>> hey\nhey\n", "hey\n>>> HEY\nhey\n", id="only the example"),
        pytest.param(">>> hey\n... hey\nhey\n", ">>> HEY\n... HEY\nhey\n", id="continued"),
        pytest.param("  >>> hey\n  ... hey\n", "  >>> HEY\n  ... HEY\n", id="indented"),
        pytest.param("\t>>> hey\n  ... hey\n", "\t>>> HEY\n  ... hey\n", id="other indentation"),
        pytest.param(">>> hey\n>>> hey\n", ">>> HEY\n>>> HEY\n", id="one behind the other"),
        pytest.param(">>> hey\nx\n... hey\n", ">>> HEY\nx\n... hey\n", id="cut off by output"),
        pytest.param(">>>hey\n... hey\n", None, id="no space behind the prompt"),
        pytest.param("x >>> hey\n", None, id="a prompt within a line"),
        pytest.param(">>> hey\n...\n... hey\n", ">>> HEY\n... \n... HEY\n", id="an empty line"),
        pytest.param(">>> x\n...\n", None, id="an empty line where nothing changes"),
        pytest.param(">>> hey", ">>> HEY", id="no newline at the end"),
        pytest.param(">>> hey\r\n... hey\r\n", ">>> HEY\r\n... HEY\r\n", id="CRLF"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_examples_are_ported(before: str, after: str | None) -> None:
    done = port(before)
    assert done.text == (before if after is None else after)
    assert done.warnings == ()
    assert done.unreadable == ()


def test_what_is_touched_is_written_anew() -> None:
    assert port(">>> x\n...\n", is_touched=True).text == ">>> x\n... \n"


def test_warnings_have_the_lines_of_the_text() -> None:
    done = port("\n>>> hm\n... hm\n\nx\n>>> y\n>>> hm\n")
    assert [[warning.line for warning in group] for group in done.warnings] == [[2, 3], [7]]


def test_an_example_that_cannot_be_read_stays() -> None:
    text = ">>> hey\n\n  >>> bad\n  ... hey\n>>> hey\n"
    done = port(text)
    assert done.text == ">>> HEY\n\n  >>> bad\n  ... hey\n>>> HEY\n"
    (bad,) = done.unreadable
    assert (bad.line, bad.lines) == (3, ("  >>> bad\n", "  ... hey\n"))
    assert bad.error.message == "cannot be read"
