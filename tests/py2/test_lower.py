"""What Python 2 can write and Python 3 cannot is read into nodes that give the text back."""

from __future__ import annotations

import libcst as cst
import libcst.matchers as m
import pytest

import porting
from porting.py2 import nodes, parse_module
from tests.python27 import error_in_python27


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("x = ``1``\n", 2, id="directly inside"),
        pytest.param("x = ``1`+`2``\n", 3, id="two inside"),
        pytest.param("x = `[i for i in `1`, ` 2 `]`\n", 3, id="in a bare tuple of a list"),
        pytest.param("x = ` ` 1 , 2 ` , f(`3`) `\n", 3, id="with spaces and commas"),
        pytest.param("x = `f('`')` + `g[`1`]`\n", 3, id="beside brackets and strings"),
    ],
)
def test_backticks_in_backticks(text: str, count: int) -> None:
    assert error_in_python27(text) in ("", None)
    module = parse_module(text)
    assert module.code == text
    assert len(m.findall(module, m.MatchIfTrue(lambda n: isinstance(n, nodes.Backquote)))) == count


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x = u'a' b'b'\n", id="text first"),
        pytest.param("x = b'a' 'b' br'''c''' U\"d\" ur'e'\n", id="in turns"),
        pytest.param("x = (B'a'\n     # c\n     'b')\n", id="over lines"),
        pytest.param("f(b'it\\'s' 'so')if b'x'else b'y' 'z'\n", id="escapes, and no spaces"),
    ],
)
def test_bytes_and_text_side_by_side(text: str) -> None:
    assert error_in_python27(text) in ("", None)
    module = parse_module(text)
    assert module.code == text
    assert module.visit(cst.CSTTransformer()).code == text
    found = m.findall(module, m.MatchIfTrue(lambda n: isinstance(n, nodes.ConcatenatedString)))
    assert found


def test_bytes_side_by_side_are_libcst_s_own() -> None:
    module = parse_module("x = b'a' br'b'\n")
    assert type(m.findall(module, m.ConcatenatedString())[0]) is cst.ConcatenatedString


def test_statements_of_a_coroutine_are_read_alone() -> None:
    text = "async def f():\n    return await unicode(await g())\n"
    result = porting.port_source(text, fixers=["unicode"])
    assert result.code == "async def f():\n    return await str(await g())\n"


def test_await_is_a_name_where_nothing_is_a_coroutine() -> None:
    text = "await = unicode\nasync = await(await)\n"
    assert porting.port_source(text, fixers=["unicode"]).code == text.replace("unicode", "str")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def f(a=')', (b, c)=d): pass\n", id="behind a string"),
        pytest.param("def f(a,  # )\n      (b, c)): pass\n", id="behind a comment"),
        pytest.param("def f(a=g(), (b, c)=d): pass\n", id="behind a call"),
        pytest.param("x = lambda a=':', (b, c)=d: b\n", id="behind a string in a lambda"),
        pytest.param("x = lambda a=lambda: 1, (b, c)=d: b\n", id="behind a lambda"),
        pytest.param("x = lambda a=b[1:2], (c, d)=e: c\n", id="behind a slice"),
        pytest.param("x = lambda a={1: 2}, (b, c)=d: b\n", id="behind a dictionary"),
        pytest.param("try: x\nexcept A : x\n", id="except with a space behind a name"),
        pytest.param("try: x\nexcept (A, B) : x\n", id="except with a space behind a bracket"),
        pytest.param("try: x\nexcept(A, B), e: x\n", id="except without spaces"),
        pytest.param("try: x\nexcept A as (b, c): x\n", id="except with two targets"),
        pytest.param("try: x\nexcept A, b[c]: x\n", id="except with a target of brackets"),
        pytest.param("raise E, \\\n  v\n", id="raise over two lines"),
        pytest.param("raise E, v, t\n", id="raise with a traceback"),
    ],
)
def test_what_stands_behind_other_things_is_read(text: str) -> None:
    assert error_in_python27(text) in ("", None)
    assert parse_module(text).code == text
