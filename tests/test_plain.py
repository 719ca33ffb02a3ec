"""What is read from disk is a value of the type that was asked for, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porting.errors import CassetteError, FixerBug, OutputError, PortingError, SourceError
from porting.plain import Form, Misfit


class Colour(Enum):
    RED = 1
    BLUE = 2


@dataclass(frozen=True)
class Leaf:
    text: str
    data: bytes = b""
    number: int | None = None
    size: Literal["small", "large"] = "small"


@dataclass(frozen=True)
class Tree:
    leaves: tuple[Leaf, ...]
    pair: tuple[str, int]
    names: Mapping[str, str | list[str]]
    colours: frozenset[Colour]
    path: Path
    is_old: bool
    above: Leaf | None = None


LEAVES = st.builds(
    Leaf,
    st.text(),
    st.binary(),
    st.none() | st.integers(),
    st.sampled_from(("small", "large")),
)
TREES = st.builds(
    Tree,
    st.lists(LEAVES).map(tuple),
    st.tuples(st.text(), st.integers()),
    st.dictionaries(st.text(), st.text() | st.lists(st.text())),
    st.frozensets(st.sampled_from(Colour)),
    st.text().map(Path),
    st.booleans(),
    st.none() | LEAVES,
)


@given(TREES | LEAVES)
def test_a_value_comes_back(value: Tree | Leaf) -> None:
    form = Form(Tree | Leaf)
    assert form.load(form.dump(value)) == value


def test_a_long_text_is_written_once() -> None:
    long = "x" * 1000
    assert len(Form(tuple[Leaf, ...]).dump((Leaf(long, long.encode()),) * 20)) < 2000


@pytest.mark.parametrize(
    "error",
    [
        SourceError("bad", filename="a.py", line=3, column=4, source_line="if x", hint="mend it"),
        OutputError("bad", filename="a.py"),
        FixerBug("bad"),
        CassetteError("bad"),
        PortingError("bad"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_back(error: PortingError) -> None:
    form = Form(PortingError)
    found = form.load(form.dump(error))
    assert (type(found), str(found), vars(found)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize(
    ("hint", "written"),
    [
        (str, 5),
        (str, -1),
        (str, True),
        (int, True),
        (int, "5"),
        (bytes, "\u20ac"),
        (Literal["a", "b"], "c"),
        (tuple[str, ...], "abc"),
        (tuple[str, int], ["a"]),
        (tuple[str, int], ["a", 1, 2]),
        (dict[str, int], {"a": 1}),
        (Colour, "GREEN"),
        (Colour, "__class__"),
        (Leaf, ["a", "", None]),
        (Leaf, ["a", "", None, "small", 1]),
        (Leaf, {"text": "a"}),
        (Leaf | None, [7, "a"]),
        (Leaf | None, [-1, None]),
        (PortingError, ["SystemExit", ["a"]]),
        (PortingError, ["SourceError", ["a", "b", "3", 0, "", ""]]),
        (PortingError, ["FixerBug", []]),
    ],
    ids=str,
)
def test_what_does_not_fit_is_told(hint: Any, written: object) -> None:
    with pytest.raises(Misfit):
        Form(hint).load(json.dumps([[], written]).encode())


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[[1], 0]", b"[0]", b"\xff", b"[" * 100_000, b'[{"a": "b"}, "a"]']
)
def test_what_is_no_json_of_ours_is_told(data: bytes) -> None:
    with pytest.raises(Misfit):
        Form(str).load(data)


def test_a_type_without_a_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no form for <class 'object'>"):
        Form(tuple[object, ...])
