from __future__ import annotations

import pytest

from tests.fixers.check import check

NEW = "xxx_todo_changeme"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "def f((a, b)):\n    pass\n", f"def f({NEW}):\n    (a, b) = {NEW}\n    pass\n", id="one"
        ),
        pytest.param(
            "def f(s,((a)),  (b, c) = x, *d):\n\tpass\n",
            f"def f(s, {NEW}, {NEW}1 = x, *d):\n\t((a)) = {NEW}\n\t(b, c) = {NEW}1\n\tpass\n",
            id="two",
        ),
        pytest.param(
            "def f( ( a, (b, c) ) , d ): pass\n",
            f"def f({NEW} , d ): ( a, (b, c) ) = {NEW}; pass\n",
            id="the body in the same line",
        ),
        pytest.param(
            "def f((a, b), (c, d)):'doc'; x  # why\n",
            f"def f({NEW}, {NEW}1): (a, b) = {NEW}; (c, d) = {NEW}1; 'doc'; x  # why\n",
            id="a docstring in the same line",
        ),
        pytest.param(
            "def f(s, (a,  # one\n  b)):  # two\n    # three\n\n    pass\n",
            f"def f(s, {NEW}):  # two\n    # three\n\n    (a,  # one\n  b) = {NEW}\n    pass\n",
            id="comments",
        ),
        pytest.param(
            "def f((a, b)):\n    # one\n    u'doc'; x\n\n    # two\n    pass\n",
            f"def f({NEW}):\n    # one\n    u'doc'; x\n    (a, b) = {NEW}\n    pass\n",
            id="behind a docstring, where 2to3 loses a comment",
        ),
        pytest.param(
            "def f((a, b)):\n    'not' 'one'\n    pass\n",
            f"def f({NEW}):\n    (a, b) = {NEW}\n    'not' 'one'\n    pass\n",
            id="before two strings",
        ),
        pytest.param(
            "class C:\n    def f((a, b)):\n        'doc'\n\n    # what\n    x = 1\n",
            f"class C:\n    def f({NEW}):\n        'doc'\n        (a, b) = {NEW}\n\n"
            "    # what\n    x = 1\n",
            id="only a docstring",
        ),
        pytest.param(
            "def f((a, b)):\n    'doc'",
            f"def f({NEW}):\n    'doc'\n    (a, b) = {NEW}",
            id="no newline at the end",
        ),
        pytest.param(
            "if 1:\r\n  def f((a, b)):\r\n    pass\r\n",
            f"if 1:\r\n  def f({NEW}):\r\n    (a, b) = {NEW}\r\n    pass\r\n",
            id="CRLF",
        ),
        pytest.param("def f(a, b=(1, 2), c=((3), 4)):\n    pass\n", None, id="defaults"),
    ],
)
def test_function(before: str, after: str | None) -> None:
    check("tuple_params", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("lambda (a, b): a + b", "lambda a_b: a_b[0] + a_b[1]", id="two names"),
        pytest.param("lambda(a, b):a", "lambda a_b:a_b[0]", id="no space"),
        pytest.param("lambda  ( a , b ) : a", "lambda a_b : a_b[0]", id="spaces"),
        pytest.param("lambda (a): a", "lambda a: a", id="no tuple"),
        pytest.param("lambda ((a)): a", "lambda a: a", id="no tuple in two parentheses"),
        pytest.param("lambda (a,): a", "lambda a1: a1[0]", id="a tuple of one"),
        pytest.param("lambda ((a, b)): a", "lambda a_b: a_b[0]", id="two pairs of parentheses"),
        pytest.param(
            "lambda (a, (b, c)): (c, b)", "lambda a_b_c: (a_b_c[1][1], a_b_c[1][0])", id="nested"
        ),
        pytest.param(
            "lambda (a, (b, (c, d))): d", "lambda a_b_c_d: a_b_c_d[1][1][1]", id="nested twice"
        ),
        pytest.param(
            "lambda (a, b): f(\n    (a), `b`)",
            "lambda a_b: f(\n    (a_b[0]), `a_b[1]`)",
            id="in parentheses and backticks",
        ),
        pytest.param("lambda (a, b): a.b", "lambda a_b: a_b[0].a_b[1]", id="an attribute"),
        pytest.param(
            "lambda (a, b): lambda (c, d): a + d",
            "lambda a_b: lambda c_d: a_b[0] + c_d[1]",
            id="a lambda in a lambda",
        ),
        pytest.param("lambda (a, b), c: a", None, id="a second parameter"),
        pytest.param("lambda (a, b), *c: a", None, id="a star"),
        pytest.param("lambda (a, b)=c: a", None, id="a default"),
        pytest.param("lambda a: (a, a)", None, id="a tuple in the body"),
    ],
)
def test_lambda(before: str, after: str | None) -> None:
    check("tuple_params", f"x = {before}\n", after and f"x = {after}\n", compiles=False)


def test_new_names_count_from_the_deepest_place() -> None:
    before = f"""\
{NEW}1 = lambda (k, v): k
def f((a, b)):
    x = 1, lambda (k, v): v
    def g((a, b), c=lambda (k, v): 1):
        @h(lambda (k, v): 2)
        def i((a, b)): pass
    x = y(z, lambda (k, v): 3)
"""
    after = f"""\
{NEW}1 = lambda k_v4: k_v4[0]
def f({NEW}6):
    (a, b) = {NEW}6
    x = 1, lambda k_v2: k_v2[1]
    def g({NEW}5, c=lambda k_v3: 1):
        (a, b) = {NEW}5
        @h(lambda k_v1: 2)
        def i({NEW}): (a, b) = {NEW}; pass
    x = y(z, lambda k_v: 3)
"""
    check("tuple_params", before, after)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("x = {}", "x({})"),
        ("x({})", "x = y({})"),
        ("x({})", "x(y, {})"),
        ("x({})", "x(y={})"),
        ("x + y({})", "x + y * z({})"),
        ("x + y - z({})", "x + (y - z({}))"),
        ("[{}]", "[x, {}]"),
        ("x({}) ** y", "y ** x({})"),
        ("print {}", "print x({})"),
        ("[x({}) for x in y]", "[x for x in y if x({})]"),
        ("not x({})", "not -x({})"),
        ("if x({}): pass", "if x: y({})"),
    ],
)
def test_deepest_place_within_a_statement(outer: str, inner: str) -> None:
    lambdas = outer.format("(lambda (k, v): 1)"), inner.format("(lambda (k, v): 2)")
    after = outer.format("(lambda k_v1: 1)"), inner.format("(lambda k_v: 2)")
    check("tuple_params", "\n".join(lambdas) + "\n", "\n".join(after) + "\n", compiles=False)
