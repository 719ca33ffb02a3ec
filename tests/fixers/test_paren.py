from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("[x for x in 1, 2]", "[x for x in (1, 2)]", id="two items"),
        pytest.param("[x for x in(1), 2, ]", "[x for x in((1), 2,) ]", id="no space, last comma"),
        pytest.param("[x for x in 1,  2  if x]", "[x for x in (1,  2)  if x]", id="a condition"),
        pytest.param(
            "[x for x in  # why\n  1,  # one\n  2  # two\n  ]",
            "[x for x in  # why\n  (1,  # one\n  2)  # two\n  ]",
            id="comments",
        ),
        pytest.param("[x for x in \\\n 1, 2]", "[x for x in \\\n (1, 2)]", id="a joined line"),
        pytest.param(
            "[x for x in (1, 2), [y for y in 3, 4]]",
            "[x for x in ((1, 2), [y for y in (3, 4)])]",
            id="nested",
        ),
        pytest.param(
            "for x in [y for y in 1, 2]: pass",
            "for x in [y for y in (1, 2)]: pass",
            id="in a loop's header",
        ),
        pytest.param(
            "[x for x in 1, 2 for y in z]", "[x for x in (1, 2) for y in z]", id="two loops"
        ),
        pytest.param("[x for x in y for z in 1, 2]", None, id="the second loop"),
        pytest.param("[x for x, y in z, z]", None, id="two targets"),
        pytest.param(
            "[[y for y in 3, 4] for (x) in 1, 2]",
            "[[y for y in (3, 4)] for (x) in 1, 2]",
            id="a target in parentheses",
        ),
        pytest.param("[x for x in (1, 2)]", None, id="a tuple"),
        pytest.param("f([x for x in y], 2)", None, id="a comma behind it"),
        pytest.param("for x in [1], 2: pass", None, id="the loop statement"),
    ],
)
def test_list_comprehension(before: str, after: str | None) -> None:
    check("paren", f"{before}\n", after and f"{after}\n", compiles=False)


def test_generator() -> None:
    """2to3 reads it, though Python 2 does not."""
    check("paren", "y = (x for x in 1, 2 if x)\n", "y = (x for x in (1, 2) if x)\n", python2=False)
