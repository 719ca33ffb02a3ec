"""Diffs that people and `patch` can read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from porting.diff import Row, side_by_side, stage_labels, unified


def test_unified_has_the_headers_of_2to3() -> None:
    assert unified("print 1\n", "print(1)\n", "shop/feed.py") == (
        "--- shop/feed.py\t(original)\n"
        "+++ shop/feed.py\t(refactored)\n"
        "@@ -1 +1 @@\n"
        "-print 1\n"
        "+print(1)\n"
    )


def test_unified_of_equal_texts_is_empty() -> None:
    assert unified("x\n", "x\n", "a.py") == ""


@pytest.mark.parametrize(
    ("before", "after", "hunk"),
    [
        pytest.param(
            "a\r\nprint 1\r\n",
            "a\r\nprint(1)\r\n",
            "@@ -1,2 +1,2 @@\n a\r\n-print 1\r\n+print(1)\r\n",
            id="CRLF stays",
        ),
        pytest.param(
            "a\nprint 1",
            "a\nprint(1)",
            "@@ -1,2 +1,2 @@\n a\n-print 1\n\\ No newline at end of file\n"
            "+print(1)\n\\ No newline at end of file\n",
            id="neither ends in a newline",
        ),
        pytest.param(
            "a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n", id="one gains it"
        ),
        pytest.param(
            "a\n\f\nb\n", "a\n\f\nc\n", "@@ -1,3 +1,3 @@\n a\n \f\n-b\n+c\n", id="form feed"
        ),
        pytest.param("", "a\n", "@@ -0,0 +1 @@\n+a\n", id="from nothing"),
    ],
)
def test_unified_hunks(before: str, after: str, hunk: str) -> None:
    assert unified(before, after, "a.py").split("(refactored)\n", 1)[1] == hunk


def test_unified_names_two_files() -> None:
    diff = unified("a\n", "b\n", "old/a.py", "new/a3.py", labels=("", ""))
    assert diff.startswith("--- old/a.py\n+++ new/a3.py\n@@")


@pytest.mark.parametrize(
    ("stage", "previous", "labels"),
    [
        ("2to3", None, ("(original)", "(refactored)")),
        ("bytes-regex", "2to3", ("(after 2to3)", "(after bytes-regex)")),
        ("bytes-regex", None, ("(original)", "(after bytes-regex)")),
    ],
)
def test_stage_labels(stage: str, previous: str | None, labels: tuple[str, str]) -> None:
    assert stage_labels(stage, previous) == labels


TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "a\r\n", "\f\n", "\n", "é"]), max_size=8)


@pytest.mark.skipif(shutil.which("patch") is None, reason="no patch program here")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, TEXTS)
def test_patch_makes_the_new_text_of_the_old(
    tmp_path: Path, old: list[str], new: list[str]
) -> None:
    before, after = "".join(old), "".join(new)
    file = tmp_path / "a.py"
    file.write_bytes(before.encode())
    diff = unified(before, after, "a.py").encode()
    command = ["patch", "--binary", "--silent", str(file)]
    if diff:
        subprocess.run(command, input=diff, check=True, stdout=sys.stderr)
    assert (file.read_bytes() if file.exists() else b"") == after.encode()


def test_side_by_side_lines_up_what_differs() -> None:
    before = "".join(f"{n}\n" for n in range(1, 12))
    after = before.replace("2\n", "two\nthree\n").replace("11\n", "")
    rows = list(side_by_side(before, after, context=1))
    assert rows == [
        Row((1, "1"), (1, "1"), is_same=True),
        Row((2, "2"), (2, "two")),
        Row(None, (3, "three")),
        Row((3, "3"), (4, "3"), is_same=True),
        Row(None, None),
        Row((10, "10"), (11, "10"), is_same=True),
        Row((11, "11"), None),
    ]


def test_side_by_side_of_equal_texts_is_empty() -> None:
    assert list(side_by_side("a\n", "a\n")) == []
