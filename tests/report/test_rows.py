"""The rows of a file at all its stages, and the words marked in them."""

from __future__ import annotations

import re

import pytest

from porting import port_source
from porting.report.marked import coloured, markup, visible, word_changes
from porting.report.rows import Slot, blocks_of, texts_of
from porting.result import StageResult


def slots_of(original: str, *stages: tuple[str, tuple[int, ...]]) -> list[Slot]:
    return [slot for block in blocks_of(original, texts_of(stages), ()) for slot in block.slots]


def plain(html: object) -> str | None:
    if html is None:
        return None
    text = re.sub(r"<[^>]+>", "", str(html))
    for sign, entity in (("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;")):
        text = text.replace(entity, sign)
    return text.replace("&amp;", "&")


def text_at(slots: list[Slot], stage: int) -> str:
    """What the right side says at a stage."""
    lines = []
    for slot in slots:
        for variant in slot.variants:
            if stage in variant.stages:
                for row in variant.rows:
                    right = row.left if row.is_same and row.right is None else row.right
                    if right is not None:
                        lines.append(plain(right) or "")
    return "\n".join(lines)


def left_of(slots: list[Slot]) -> list[str | None]:
    rows = [row for slot in slots for row in slot.variants[0].rows]
    return [plain(row.left) for row in rows if row.left is not None]


SOURCE = """\
import urllib2, sys
def rank(address):
    page = urllib2.urlopen(address)
    try:
        data = page.read()
    except IOError, e:
        print >>sys.stderr, e, "&<b>"
        raise
    return reduce(lambda a, b: a + b, data.split('#'))

print "rank:", rank("http://example.org/book"), {}.has_key(1)
"""


def stages_of(source: str) -> tuple[StageResult, ...]:
    return port_source(source).stages


def test_each_stage_reads_as_its_text() -> None:
    stages = stages_of(SOURCE)
    assert sum(bool(stage.diff) for stage in stages) > 1
    slots = slots_of(SOURCE, *((stage.code, stage.origins) for stage in stages))
    assert left_of(slots) == SOURCE.split("\n")
    for number, stage in enumerate(stages, 1):
        assert text_at(slots, number) == stage.code


def test_a_line_that_never_changes_has_one_row() -> None:
    slots = slots_of("a\nb\n", ("a\nc\n", ()), ("a\nc\n", ()))
    assert [slot.is_same for slot in slots] == [True, False, True]
    assert slots[1].variants[0].stages == (1, 2)


def test_what_is_new_follows_the_line_before_it() -> None:
    slots = slots_of("a\nb\n", ("new\na\nmore\nb\n", (0, 1, 0, 2, 3)))
    assert [slot.line for slot in slots] == [0, 1, 2, 3]
    assert text_at(slots, 1) == "new\na\nmore\nb\n"


def test_lines_out_of_order_lose_nothing() -> None:
    slots = slots_of("a\nb\nc", ("c\na\nb", (3, 1, 2)))
    assert text_at(slots, 1) == "c\na\nb"
    assert left_of(slots) == ["a", "b", "c"]


def test_words_are_marked_with_the_stage_that_changed_them() -> None:
    slots = slots_of("print x\n", ("print(x)\n", ()), ("print(y)\n", ()))
    first, second = slots[0].variants
    assert '<ins class="s1">(</ins>' in str(first.rows[0].right)
    right = str(second.rows[0].right)
    assert '<ins class="s1">(</ins>' in right
    assert re.search(r'<ins class="s2">(<span[^>]*>)?y', right)
    assert '<del class="s1"> </del>' in str(second.rows[0].left)


def test_long_stretches_without_a_change_are_folded() -> None:
    lines = [f"x{number} = 1" for number in range(400)]
    changed = [*lines[:200], "y = 2", *lines[201:]]
    blocks = blocks_of("\n".join(lines), texts_of([("\n".join(changed), ())]), {390})
    assert [block.is_folded for block in blocks] == [True, False] * 2 + [True]
    assert [slot.line for block in blocks for slot in block.slots] == list(range(1, 401))
    assert not any(slot.line == 390 for block in blocks if block.is_folded for slot in block.slots)


def test_a_short_file_is_shown_whole() -> None:
    (block,) = blocks_of("a\n" * 100, texts_of([("a\n" * 100, ())]), ())
    assert not block.is_folded


@pytest.mark.parametrize("language", ["python", "python2", "text"])
def test_colours_change_no_text(language: str) -> None:
    text = "x = '''a\n\tb''' # c\r\n`x` <> 0777L\f\né = u'\\x00'\rend"
    lines = coloured(text, language)  # type: ignore[arg-type]
    assert ["".join(piece for _, piece in line) for line in lines] == re.split("\r\n|\r|\n", text)


def test_nothing_of_a_program_becomes_markup() -> None:
    (line,) = coloured("x = '<script>&amp;</script>' # <b>", "python")
    assert re.sub(r"</?span[^>]*>", "", str(markup(line))) == (
        "x = &#39;&lt;script&gt;&amp;amp;&lt;/script&gt;&#39; # &lt;b&gt;"
    )


def test_characters_that_reorder_others_are_shown() -> None:
    assert visible("a\u202eb\x07c\td") == "a⟨U+202E⟩b␇c\td"


def test_changed_words() -> None:
    assert word_changes("print x, y", "print(x, y)") == ([(5, 6)], [(5, 6), (10, 11)])
    assert word_changes("same", "same") == ([], [])
