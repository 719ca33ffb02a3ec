from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x ,y = 1,2 ,  3\t,\t4\n", "x, y = 1, 2,  3,\t4\n", id="tuples"),
        pytest.param(
            "x = [a ,b,], {c,d ,}, (e ,)\n", "x = [a, b,], {c, d,}, (e,)\n", id="displays"
        ),
        pytest.param("f(a ,b=1,*c ,**d)(  e,f  )\n", "f(a, b=1, *c, **d)(  e, f  )\n", id="calls"),
        pytest.param(
            "f(lambda: 0,a if b else c ,d or e)\n",
            "f(lambda: 0, a if b else c, d or e)\n",
            id="operators between",
        ),
        pytest.param(
            "x = {a :b ,c:d,}\n", "x = {a: b, c: d,}\n", id="a dictionary that ends in a comma"
        ),
        pytest.param(
            "x = {a :b ,c:d}, {e:f}, {g :h for i,j in k}\n",
            "x = {a :b ,c:d}, {e:f}, {g :h for i, j in k}\n",
            id="a dictionary that does not",
        ),
        pytest.param("x[1:2 ,::3,... ,4]\n", "x[1:2, ::3, ..., 4]\n", id="indexes"),
        pytest.param(
            "x[ : ,1 , :], x[a ,: ,: : ,]\n", "x[:, 1,:], x[a,:, : :,]\n", id="bare colons"
        ),
        pytest.param(
            "x[ : ], x[a : b], x[ :1 ,2]\n", "x[ : ], x[a : b], x[ :1, 2]\n", id="other colons"
        ),
        pytest.param("def f(a ,b,c): pass\n", "def f(a, b, c): pass\n", id="parameters"),
        pytest.param(
            "def f(a ,b=1): pass\ndef g(a ,*b): pass\ndef h(a ,**b): pass\n",
            None,
            id="a last parameter of two pieces",
        ),
        pytest.param(
            "x = lambda a ,b: c ,d\ny = lambda a ,b=1: 0\n",
            "x = lambda a, b: c, d\ny = lambda a ,b=1: 0\n",
            id="lambdas",
        ),
        pytest.param("class A(b ,c,): pass\n", "class A(b, c,): pass\n", id="bases"),
        pytest.param(
            "import a,b as c ,d\nfrom a import (b ,c as d,)\n",
            "import a, b as c, d\nfrom a import (b, c as d,)\n",
            id="imports",
        ),
        pytest.param(
            "def f():\n    global a ,b\n    assert a ,b\n    del a,b\n",
            "def f():\n    global a, b\n    assert a, b\n    del a, b\n",
            id="statements",
        ),
        pytest.param("for a ,b in c,d: f(a),\n", "for a, b in c, d: f(a),\n", id="loops"),
        pytest.param(
            "with a as b ,c as d: pass\nwith (a ,b): pass\n",
            "with a as b ,c as d: pass\nwith (a, b): pass\n",
            id="with",
        ),
        pytest.param(
            "x = (a # one,\n  ,b,# two ,\n  c ,\n)\n",
            "x = (a # one,\n  , b,# two ,\n  c,\n)\n",
            id="comments and lines",
        ),
        pytest.param(
            "x = a ,\\\r\n  b \\\r\n  ,c\r\n",
            "x = a,\\\r\n  b \\\r\n  , c\r\n",
            id="joined lines, CRLF",
        ),
        pytest.param("x = 'a ,b' # c ,d\n", None, id="strings and comments"),
    ],
)
def test_ws_comma(before: str, after: str | None) -> None:
    check("ws_comma", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("print a ,b,\nprint >>c,d ,e\n", "print a, b,\nprint >>c, d, e\n", id="print"),
        pytest.param("raise A,b ,c\n", "raise A, b, c\n", id="raise"),
        pytest.param(
            "exec a in b ,c\nexec d  in  e\n", "exec a in b, c\nexec d  in  e\n", id="exec"
        ),
        pytest.param(
            "try: pass\nexcept A ,e: pass\nexcept (B ,C),(d,e): pass\n",
            "try: pass\nexcept A, e: pass\nexcept (B, C), (d, e): pass\n",
            id="except",
        ),
        pytest.param(
            "def f(a ,(b,c) ,): pass\n", "def f(a, (b, c),): pass\n", id="tuple parameters"
        ),
        pytest.param(
            "x = `a ,b` ,[c for d in e ,f]\n",
            "x = `a, b`, [c for d in e, f]\n",
            id="old expressions",
        ),
    ],
)
def test_what_only_python_2_has(before: str, after: str) -> None:
    check("ws_comma", before, after, compiles=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("def f(a ,/ ,* ,b): pass\n", "def f(a, /, *, b): pass\n", id="marks"),
        pytest.param(
            "def f(a:int ,*b ,c): pass\n", "def f(a:int, *b, c): pass\n", id="annotations"
        ),
        pytest.param("def f(a ,* ,b=1): pass\n", None, id="a last default"),
        pytest.param("x = *a ,*b\n", "x = *a, *b\n", id="stars"),
    ],
)
def test_what_only_python_3_has(before: str, after: str | None) -> None:
    check("ws_comma", before, after, python2=False)


def test_it_runs_only_on_request() -> None:
    assert porting.port_source("f(a ,b)\n", stages=["2to3"]).code == "f(a ,b)\n"
