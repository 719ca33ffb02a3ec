from __future__ import annotations

import pytest

import porting
from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("print\n", "print()\n", id="nothing to print"),
        pytest.param("print # gap\n", "print() # gap\n", id="nothing but a comment"),
        pytest.param(
            "print; print 'a'; print\n", "print(); print('a'); print()\n", id="three in a line"
        ),
        pytest.param(
            "if x: print\nelse: print x\n", "if x: print()\nelse: print(x)\n", id="suites"
        ),
        pytest.param(
            "print   a,   b   ,   c\n", "print(a,   b   ,   c)\n", id="spaces between the items"
        ),
        pytest.param("print'a'\n", "print('a')\n", id="no space before the item"),
        pytest.param("print-1\n", "print(-1)\n", id="a minus is a sign"),
        pytest.param("print \\\n    a, \\\n    b\n", "print(a, \\\n    b)\n", id="joined lines"),
        pytest.param("print a ,  # c\n", "print(a, end=' ')  # c\n", id="a comma at the end"),
        pytest.param("print a,;\n", "print(a, end=' ');\n", id="a comma before a semicolon"),
        pytest.param("print >>  f\n", "print(file=f)\n", id="an empty line to a file"),
        pytest.param(
            "print>>f.g(x), a, b,\n", "print(a, b, end=' ', file=f.g(x))\n", id="items to a file"
        ),
        pytest.param("print (a), b\n", "print((a), b)\n", id="parentheses around one of two"),
        pytest.param("print (a) % b\n", "print((a) % b)\n", id="parentheses around an operand"),
        pytest.param("print (a),\n", "print((a), end=' ')\n", id="parentheses and a comma"),
        pytest.param("print (a, b)\n", "print((a, b))\n", id="a tuple stays one item"),
        pytest.param("print(a,)\n", "print((a,))\n", id="a tuple of one"),
        pytest.param("print (x for x in y)\n", "print((x for x in y))\n", id="a generator"),
        pytest.param(
            "print(a\n      + b)  # sum\n",
            "print((a\n      + b))  # sum\n",
            id="a sum, in 2to3's way",
        ),
        pytest.param("print (1)\n", "print((1))\n", id="a number, in 2to3's way"),
        pytest.param("if 1:\r\n\tprint a\r\n", "if 1:\r\n\tprint(a)\r\n", id="CRLF and tabs"),
        pytest.param(
            "x = 1\nprint x # a \\\nprint\n",
            "x = 1\nprint(x) # a \\\nprint()\n",
            id="a comment that ends in a backslash",
        ),
    ],
)
def test_statement_becomes_call(before: str, after: str) -> None:
    # Around what is not simple, 2to3 would add a pair of parentheses with each run.
    check("print", before, after, settles=False)


@pytest.mark.parametrize("item", ["(a)", " ( a )", "('a' 'b')", "([a])", "({})", "((a, b))", "()"])
def test_parentheses_around_one_simple_item_are_left_alone(item: str) -> None:
    check("print", f"print{item}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("print(a, b)\nx = print\n", None, id="calls"),
        pytest.param("print\nprint; f(print)\n", "print()\nprint(); f(print)\n", id="bare names"),
    ],
)
def test_where_print_is_a_function(before: str, after: str | None) -> None:
    check("print", before, after, print_function=True)
    future = "from __future__ import print_function\n"
    check("print", future + before, None if after is None else future + after)


def test_a_keyword_makes_earlier_calls_of_the_file_calls_too() -> None:
    source = "print(a, b)\nprint\nprint(a, file=f)\n"
    assert porting.port_source(source, fixers=["print"]).code == source
