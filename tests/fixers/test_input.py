from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = input ( 'a' )\n", "x = eval(input ( 'a' ))\n", id="spaces"),
        pytest.param("input(input())\n", "eval(input(eval(input())))\n", id="in its own argument"),
        pytest.param(
            "input(*a); input(b=1, **c); input(d, e)\n",
            "eval(input(*a)); eval(input(b=1, **c)); eval(input(d, e))\n",
            id="any arguments",
        ),
        pytest.param(
            "x = -(input()), 2**input()\n",
            "x = -(eval(input())), 2**eval(input())\n",
            id="operators",
        ),
        pytest.param(
            "class A(input()): pass\n", "class A(eval(input())): pass\n", id="a base class"
        ),
        pytest.param(
            "x = (  # one\r\n  input( # two\r\n  ) # three\r\n)\r\n",
            "x = (  # one\r\n  eval(input( # two\r\n  )) # three\r\n)\r\n",
            id="comments, CRLF",
        ),
        pytest.param(
            "eval(input(), {}); eval(input(),); eval(*input()); eval(source=input())\n",
            "eval(eval(input()), {}); eval(eval(input()),);"
            " eval(*eval(input())); eval(source=eval(input()))\n",
            id="eval with more than the call",
        ),
        pytest.param(
            "eval((input())); eval(input() + '')\n",
            "eval((eval(input()))); eval(eval(input()) + '')\n",
            id="eval of more than the call",
        ),
        pytest.param(
            "eval(input()).x; eval(input())**2; (eval)(input()); a.eval(input())\n",
            "eval(eval(input())).x; eval(eval(input()))**2;"
            " (eval)(eval(input())); a.eval(eval(input()))\n",
            id="more than eval",
        ),
        pytest.param(
            "@eval(input())\nclass A: pass\n",
            "@eval(eval(input()))\nclass A: pass\n",
            id="eval as a decorator",
        ),
        pytest.param(
            "x = 2 ** (eval( input('a') )), (eval(input())).b\n", None, id="evaluated already"
        ),
        pytest.param("input().x; input()(); input()[0]; input()**2\n", None, id="the call goes on"),
        pytest.param("@input()\ndef f(): pass\n", None, id="a decorator"),
        pytest.param("def input(a): pass\nclass input(object): pass\n", None, id="definitions"),
        pytest.param("x = input, a.input(), (input)()\n", None, id="not a call of the name"),
    ],
)
def test_input(before: str, after: str | None) -> None:
    check(
        "input",
        before,
        after,
        python2="@eval" not in before,
        settles="eval(" not in before or after is None,
    )


def test_awaited() -> None:
    before = "async def f():\n    await input()\n    await (input())\n    await (eval(input()))\n"
    after = before.replace("await (input())", "await (eval(input()))")
    check("input", before, after, python2=False)


def test_input_runs_before_raw_input() -> None:
    result = porting.port_source("x = input(raw_input())\n", fixers=["raw_input", "input"])
    assert result.code == "x = eval(input(input()))\n"


def test_each_change_is_for_a_person_to_review() -> None:
    result = porting.port_source("x = input()\n", fixers=["input"])
    assert [change.safety for change in result.changes] == ["review"]
