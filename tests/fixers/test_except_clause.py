from __future__ import annotations

import pytest

from tests.fixers.check import check


def clause(header: str, body: str = "\n    pass\n") -> str:
    return f"try:\n    pass\n{header}:{body}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("except E, e", "except E as e", id="a name"),
        pytest.param("except E,e", "except E as e", id="no space"),
        pytest.param("except E ,   e ", "except E as   e ", id="spaces around"),
        pytest.param("except E, \\\n    e", "except E as \\\n    e", id="a joined line"),
        pytest.param("except(A, B), e", "except(A, B) as e", id="types in parentheses"),
        pytest.param("except (A,\n  B), e", "except (A,\n  B) as e", id="types in two lines"),
        pytest.param("except E  as  e", "except E as  e", id="one space before as, in 2to3's way"),
        pytest.param("except", None, id="no type"),
        pytest.param("except E", None, id="no name"),
        pytest.param("except (A, e)", None, id="two types"),
    ],
)
def test_header(before: str, after: str | None) -> None:
    check("except", clause(before), after and clause(after))
    in_one_line = " x  # why\n"
    check("except", clause(before, in_one_line), after and clause(after, in_one_line))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "except E, (a, b):\n    pass\n",
            "except E as xxx_todo_changeme:\n    (a, b) = xxx_todo_changeme.args\n    pass\n",
            id="a tuple",
        ),
        pytest.param(
            "except E,[a]:\n    pass\n",
            "except E as xxx_todo_changeme:\n    [a] = xxx_todo_changeme.args\n    pass\n",
            id="a list",
        ),
        pytest.param(
            "except E, (e):\n    pass\n",
            "except E as xxx_todo_changeme:\n    (e) = xxx_todo_changeme\n    pass\n",
            id="a name in parentheses",
        ),
        pytest.param(
            "except E,   e [ 0 ] :\n\tpass\n",
            "except E as xxx_todo_changeme :\n\te [ 0 ] = xxx_todo_changeme\n\tpass\n",
            id="an item, a tab",
        ),
        pytest.param(
            "except E, (a,  # first\n  b):\n    pass\n",
            "except E as xxx_todo_changeme:\n"
            "    (a,  # first\n  b) = xxx_todo_changeme.args\n    pass\n",
            id="two lines with a comment",
        ),
        pytest.param(
            "except E, e.x:  # why\n\n    # how\n    pass\n",
            "except E as xxx_todo_changeme:  # why\n\n    # how\n"
            "    e.x = xxx_todo_changeme  # why\n\n    # how\n    pass\n",
            id="comments appear twice",
        ),
        pytest.param(
            "except E, e.x: f(); g()  # why\n",
            "except E as xxx_todo_changeme: e.x = xxx_todo_changeme; f(); g()  # why\n",
            id="the body in the same line",
        ),
        pytest.param(
            "except E, e.x:\r\n  pass\r\n",
            "except E as xxx_todo_changeme:\r\n  e.x = xxx_todo_changeme\r\n  pass\r\n",
            id="CRLF",
        ),
    ],
)
def test_target_that_is_no_name(before: str, after: str) -> None:
    newline = "\r\n" if "\r\n" in before else "\n"
    check("except", f"try: pass{newline}{before}", f"try: pass{newline}{after}")


def test_new_names_count_from_the_innermost_block() -> None:
    before = """\
try:
    xxx_todo_changeme1 = f
except E, (a, b):
    pass
class C:
    try:
        pass
    except E, c.x:
        try:
            pass
        except E, c.y:
            pass
        except E, c.z:
            pass
    @f
    def g():
        try:
            pass
        except E, e.x:
            pass
"""
    after = """\
try:
    xxx_todo_changeme1 = f
except E as xxx_todo_changeme5:
    (a, b) = xxx_todo_changeme5.args
    pass
class C:
    try:
        pass
    except E as xxx_todo_changeme4:
        c.x = xxx_todo_changeme4
        try:
            pass
        except E as xxx_todo_changeme2:
            c.y = xxx_todo_changeme2
            pass
        except E as xxx_todo_changeme3:
            c.z = xxx_todo_changeme3
            pass
    @f
    def g():
        try:
            pass
        except E as xxx_todo_changeme:
            e.x = xxx_todo_changeme
            pass
"""
    check("except", before, after)
