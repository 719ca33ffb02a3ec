"""What a document knows of where its words and patterns are, before and after changes."""

from __future__ import annotations

import re

import pytest

from porting.engine.document import Document, read_document

SOURCE = """\
# print
print print_it
if x:  # print
    y = 'print', pr\u00ednt  # int

class \\
    A: print1
def print\u00e9(): pass
print
# print at the end
"""


def watching(text: str, *words: str, pattern: str = "(?!)") -> tuple[Document, re.Pattern[str]]:
    document = read_document(text)
    compiled = re.compile(pattern)
    document.watch(words, [compiled])
    return document, compiled


def test_words_are_whole_and_stand_in_statements() -> None:
    document, _ = watching(SOURCE, "print", "int", "x", "absent")
    held = {index for index, each in enumerate(document.statements) if "print" in each.words}
    assert document.holding(["print"], None) == sorted(held) == [0, 1, 2, 5]
    assert document.holding(["int"], None) == [2]
    assert document.holding(["x", "absent"], None) == [1]
    assert set(document.index.holders) == {"print", "int", "x"}


@pytest.mark.parametrize(
    ("text", "pattern", "places"),
    [
        pytest.param("a\nx = '<>'\nb\nc <> d <> e\n", "<>", [1, 3], id="in each statement once"),
        pytest.param("# <>\na\n\n# <>", "<>", [], id="not in comments between them"),
        pytest.param("b\nclass\nA:\nclass B:\n", r"class\s+\w+:", [3], id="not across two"),
        pytest.param("b\nclass\nclass A:\n", r"class\s[^:]*:", [2], id="nor does that hide one"),
        pytest.param("# class\nclass A: pass\n", r"class\s[^:]*:", [0], id="nor a comment"),
        pytest.param(
            "class A(\nB): x\nclass A: y\n", r"class\s[^:]*:", [0, 1], id="over two lines"
        ),
        pytest.param("x\ny = 07\n", r"[0-9](?<![\w.].)7", [1], id="behind what is before it"),
    ],
)
def test_patterns(text: str, pattern: str, places: list[int]) -> None:
    document, compiled = watching(text, pattern=pattern)
    assert document.holding([], compiled) == places
    assert (compiled in document.index.holders) is bool(places)


def test_what_comes_later_is_known_too() -> None:
    document, compiled = watching("a\nb\nc\n", "d", "a", pattern="<>")
    document.replace(1, 2, "d <> e\nd\n")
    assert document.holding(["d"], None) == [1, 2]
    assert document.holding(["a"], compiled) == [0, 1]
    document.replace(1, 2, "x\n")
    assert document.holding(["d"], compiled) == [2]
