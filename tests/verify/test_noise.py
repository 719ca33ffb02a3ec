"""What varies in an original is found, and a port is held to the rest."""

from __future__ import annotations

import pytest

from porting.verify.noise import Pattern
from porting.verify.rules import RuleSet


def lines(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def pattern(*runs: str) -> Pattern:
    return Pattern([lines(run) for run in runs], RuleSet())


def mismatch(found: Pattern, port: str) -> tuple[int, int] | None:
    bad = found.match(lines(port)).mismatch
    return (bad.wanted, bad.got) if bad else None


def test_an_original_that_is_always_the_same_is_settled() -> None:
    found = pattern("a b c", "a b c")
    assert found.is_settled
    assert mismatch(found, "a b c") is None
    assert mismatch(found, "a c b") == (1, 1)


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        (("a b c d", "a c b d"), ["lines 2 to 3 come in any order"]),
        (("a b c d e f", "b a c d f e"), ["lines 1 to 2", "lines 5 to 6"]),
        (("x=1 b", "x=2 b"), ["line 1 varies in parts"]),
        (("a b c", "a b x y c"), ["what comes after line 2 varies"]),
    ],
)
def test_what_varies_is_said(runs: tuple[str, ...], said: list[str]) -> None:
    regions = [str(region) for region in pattern(*runs).regions]
    assert len(regions) == len(said)
    assert all(start in region for region, start in zip(regions, said, strict=True))


def test_lines_that_come_in_any_order_must_come() -> None:
    found = pattern("start b c d end", "start d b c end")
    assert mismatch(found, "start c d b end") is None
    assert mismatch(found, "start c d x end") == (3, 3)
    assert mismatch(found, "start c d b") == (4, 4)
    assert mismatch(found, "c start d b end") is not None


def test_an_order_elsewhere_is_not() -> None:
    found = pattern("a b - x y", "b a - x y")
    assert mismatch(found, "b a - y x") is not None


def test_what_a_line_has_in_common_must_be_there() -> None:
    found = pattern("pid=17,user=me z", "pid=2345,user=me z", "pid=9,user=me z")
    assert mismatch(found, "pid=4,user=me z") is None
    assert mismatch(found, "pid=4,user=you z") == (0, 0)
    assert mismatch(found, "pid=4,user=me y") == (1, 1)


def test_lines_that_vary_in_number_end_where_the_rest_begins() -> None:
    found = pattern("a . . b c", "a . b c", "a . . . . b c")
    assert mismatch(found, "a . b c") is None
    assert mismatch(found, "a . . . b c") is None
    assert mismatch(found, "a b c") is not None, "one is there in each run"
    assert mismatch(found, "a . . b x") is not None


def test_lines_in_any_order_are_told_from_those_that_vary_beside_them() -> None:
    found = pattern("a b c x1", "c a b x2", "b c a x3")
    assert [region.kind for region in found.regions] == ["order", "parts"]
    assert mismatch(found, "b a c x9") is None
    assert mismatch(found, "a b d x9") == (2, 2)


def test_what_was_a_number_each_time_must_be_one_of_its_kind() -> None:
    whole = pattern("pid=17", "pid=2345")
    assert mismatch(whole, "pid=9") is None
    assert mismatch(whole, "pid=9.5") == (0, 0)
    assert mismatch(whole, "pid=None") == (0, 0)
    assert mismatch(pattern("load=0.5", "load=12.25"), "load=9.7e-05") is None
    assert mismatch(pattern("by=anna", "by=bob"), "by=7") is None


def test_many_lines_that_vary_take_no_long_time() -> None:
    runs = [tuple(str(number * step % 7) for number in range(5000 + step)) for step in range(1, 6)]
    assert Pattern(runs, RuleSet()).regions
