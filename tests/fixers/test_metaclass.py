from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("X", "X(metaclass=M)", id="no parentheses"),
        pytest.param("X :", "X(metaclass=M) :", id="no parentheses, a space"),
        pytest.param("X ( )", "X (metaclass=M )", id="empty parentheses"),
        pytest.param("X( A )", "X( A, metaclass=M )", id="a base"),
        pytest.param("X(A , B.c(1))", "X(A , B.c(1), metaclass=M)", id="two bases"),
        pytest.param("X(A,)", "X(A, metaclass=M)", id="a comma, where 2to3 writes two"),
        pytest.param(
            "X(A,  # one\n  B  # two\n  )",
            "X(A,  # one\n  B, metaclass=M  # two\n  )",
            id="comments",
        ),
    ],
)
def test_header(before: str, after: str) -> None:
    before, after = (f"class {text.removesuffix(':')}:" for text in (before, after))
    check("metaclass", f"{before}\n    __metaclass__ = M\n", f"{after}\n    pass\n")
    check("metaclass", f"{before} __metaclass__ = M; x\n", f"{after} x\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("__metaclass__=M  # why\n    x", "x", id="the first line"),
        pytest.param("x\n    __metaclass__ = M  # why\n    y", "x\n    y", id="the second line"),
        pytest.param("'doc'\n    __metaclass__ = M", "'doc'", id="the last line"),
        pytest.param("__metaclass__ = M ; x  # why", "x  # why", id="more in the line"),
        pytest.param("__metaclass__ = M;  # why\n    x", "x", id="a semicolon"),
        pytest.param("__metaclass__ = M;", "pass", id="a semicolon in the only line"),
        pytest.param("__metaclass__ = N\n    x\n    __metaclass__ = M", "x", id="the last counts"),
        pytest.param(
            "# one\n    __metaclass__ = M\n\n    # two\n    x", "# one\n    x", id="comments, first"
        ),
        pytest.param(
            "x\n    # one\n    __metaclass__ = M\n\n    # two\n    y",
            "x\n\n    # two\n    y",
            id="comments, second",
        ),
        pytest.param(
            "def f(self):\n        pass\n\n    # one\n    __metaclass__ = M\n\nx = 1",
            "def f(self):\n        pass\n\n    # one\n\nx = 1",
            id="behind a method, where 2to3 moves the next line",
        ),
        pytest.param(
            "def f(self):\n        pass\n    # one\n    __metaclass__ = M",
            "def f(self):\n        pass\n    # one",
            id="behind a method, at the end",
        ),
    ],
)
def test_body(before: str, after: str) -> None:
    check("metaclass", f"class X:\n    {before}\n", f"class X(metaclass=M):\n    {after}\n")


@pytest.mark.parametrize(
    ("value", "moved"),
    [
        ("  f('a', (), {})", "f('a', (), {})"),
        ("\\\n  lambda *a: \\\n   type(*a)", "lambda *a: \\\n   type(*a)"),
        ("(M  # why\n  )", "(M  # why\n  )"),
        ("`M`", "`M`"),
    ],
)
def test_value(value: str, moved: str) -> None:
    before = f"if 1:\n  class X(A):\n    __metaclass__ ={value}\n    x\n"
    after = f"if 1:\n  class X(A, metaclass={moved}):\n    x\n"
    check("metaclass", before, after, compiles=value != "`M`")
    before = f"class X(A):\n  __metaclass__ ={value}\n  x\n"
    after = f"class X(A, metaclass={moved}):\n  x\n"
    check("metaclass", before, after, compiles=value != "`M`")


def test_nested_classes() -> None:
    before = "class X:\n\n  class Y(A): __metaclass__ = M  # why\n  __metaclass__ = N\n  x\n"
    after = "class X(metaclass=N):\n\n  class Y(A, metaclass=M): pass\n  x\n"
    check("metaclass", before, after)


def test_crlf_without_a_newline_at_the_end() -> None:
    before = "class X:\r\n\t# why\r\n\t__metaclass__ = M"
    check("metaclass", before, "class X(metaclass=M):\r\n\t# why\r\n\tpass")


@pytest.mark.parametrize(
    "line",
    [
        "x; __metaclass__ = M",
        "x = __metaclass__ = M",
        "__metaclass__ = x = M",
        "__metaclass__ = M, N",
        "__metaclass__, x = M",
        "(__metaclass__) = M",
        "__metaclass__.x = M",
        "__metaclass__ += M",
        "x = __metaclass__",
        "if x:\n        __metaclass__ = M",
        "def f(self):\n        __metaclass__ = M",
    ],
)
def test_left_alone(line: str) -> None:
    check("metaclass", f"class X(A):\n    {line}\n")


def test_class_of_python_3_is_left_alone() -> None:
    check("metaclass", "class X(metaclass=M):\n    __metaclass__ = N\n", python2=False)
