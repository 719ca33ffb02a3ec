from __future__ import annotations

from pathlib import Path

import pytest

from porting.verify.interaction import Request
from porting.verify.transcript import (
    Transcript,
    WrittenFile,
    reduce_tracebacks,
    split_warnings,
    text_of,
)


def test_a_saved_transcript_is_the_same_when_loaded(tmp_path: Path) -> None:
    transcript = Transcript(
        stdout="Łódź\n",
        stderr="IndexError: list index out of range\n",
        status=1,
        requests=(
            Request("GET", "http://amazon.com/dp/1"),
            Request("POST", "http://amazon.com/dp/2", (("Host", "amazon.com"),), b"caf\xe9"),
        ),
        files=(WrittenFile("out/a.bin", text_of(b"one\xe9\n"), "600"),),
        removed=("in.txt",),
        stopped="time",
        by_thread=("Łódź\n",),
        warnings=("script.py:1: SyntaxWarning: invalid escape sequence",),
        python="2.7.18",
    )
    path = tmp_path / "transcript.json"
    transcript.save(path)
    assert Transcript.load(path) == transcript
    assert "Łódź" in path.read_text(encoding="utf-8"), "readable in a diff"


@pytest.mark.parametrize(
    ("stdout", "torn"),
    [
        pytest.param("a\nb\nc\n", (), id="whole lines"),
        pytest.param("c\na\nb\n", (), id="whole lines in another order"),
        pytest.param("ac\n\nb\n", ("ac", ""), id="a line inside another"),
        pytest.param("a\na\nb\nc\n", ("a",), id="a line that nobody printed a second time"),
    ],
)
def test_a_torn_line_is_one_that_no_thread_printed(stdout: str, torn: tuple[str, ...]) -> None:
    transcript = Transcript(stdout, "", 0, by_thread=("a\nb\n", "c\n"))
    assert transcript.torn_lines == torn


PYTHON2_THREAD = """\
Exception in thread Thread-1:
Traceback (most recent call last):
  File "/usr/lib/python2.7/threading.py", line 801, in __bootstrap_inner
    self.run()
  File "script.py", line 20, in look_up
HTTPError: HTTP Error 404: Not Found

Exception in thread Thread-2:
Traceback (most recent call last):
  File "script.py", line 21, in look_up
IndexError: list index out of range

"""
PYTHON3_THREAD = """\
Exception in thread Thread-1 (look_up):
Traceback (most recent call last):
  File "/usr/lib/python3.13/threading.py", line 1041, in _bootstrap_inner
    self.run()
    ~~~~~~~~^^
  [Previous line repeated 3 more times]
urllib.error.HTTPError: HTTP Error 404: Not Found
Exception in thread Thread-2 (look_up):
Traceback (most recent call last):
  File "script.py", line 21, in look_up
IndexError: list index out of range
"""
CHAINED = """\
Traceback (most recent call last):
  File "script.py", line 1, in <module>
KeyError: 'a'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "script.py", line 3, in <module>
ValueError: no a
and its second line
"""


@pytest.mark.parametrize(
    ("stderr", "reduced"),
    [
        pytest.param(
            PYTHON2_THREAD,
            "Exception in thread Thread-1:\nHTTPError: HTTP Error 404: Not Found\n"
            "Exception in thread Thread-2:\nIndexError: list index out of range\n",
            id="threads of Python 2",
        ),
        pytest.param(
            PYTHON3_THREAD,
            "Exception in thread Thread-1 (look_up):\nHTTPError: HTTP Error 404: Not Found\n"
            "Exception in thread Thread-2 (look_up):\nIndexError: list index out of range\n",
            id="threads of Python 3",
        ),
        pytest.param(
            CHAINED,
            "ValueError: no a\nand its second line\n",
            id="of a chain the last, with all its lines",
        ),
        pytest.param(
            "before\nTraceback (most recent call last):\n  File\nshop.Closed\nafter\n",
            "before\nClosed\nafter\n",
            id="an exception without a message, between other output",
        ),
        pytest.param("a.b: c\n", "a.b: c\n", id="what is no traceback stays"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_traceback_is_reduced_to_its_exception(stderr: str, reduced: str) -> None:
    assert reduce_tracebacks(stderr) == reduced


def test_warnings_of_python_are_no_output_of_the_script() -> None:
    stderr = (
        "one\n"
        "script.py:7: SyntaxWarning: invalid escape sequence '\\d'\n"
        "  REGEX = compile('\\d')\n"
        "script.py:9: UserWarning: two\n"
        "three\n"
    )
    rest, warnings = split_warnings(stderr)
    assert rest == "one\nUserWarning: two\nthree\n", "the script warns its users itself"
    assert warnings == ("script.py:7: SyntaxWarning: invalid escape sequence '\\d'",)
