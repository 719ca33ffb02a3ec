from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "operator . repeat ( x , y ) # c\n", "operator . mul ( x , y ) # c\n", id="space stays"
        ),
        pytest.param(
            "operator . isCallable ( x ) # c\n", "callable( x) # c\n", id="space around goes"
        ),
        pytest.param("operator.isCallable(x , )\n", "callable(x ,)\n", id="a comma behind"),
        pytest.param(
            "y = (operator.isCallable(\n    # c\n    x\n    # d\n))\n",
            "y = (callable(\n    # c\n    x))\n",
            id="comments",
        ),
        pytest.param(
            "operator.sequenceIncludes(operator.irepeat(x, y), operator.isCallable(z))\n",
            "operator.contains(operator.imul(x, y), callable(z))\n",
            id="nested",
        ),
        pytest.param(
            "'doc'\noperator.isMappingType( x ); operator.isNumberType(y, z)\n",
            "'doc'\nimport collections.abc\nimport numbers\n"
            "isinstance( x, collections.abc.Mapping); isinstance(y, z, numbers.Number)\n",
            id="imports in the order of use",
        ),
        pytest.param(
            "import os\nif operator.isSequenceType(x): operator.isMappingType(y,)\n",
            "import os\nimport collections.abc\n"
            "if isinstance(x, collections.abc.Sequence): isinstance(y, collections.abc.Mapping)\n",
            id="one import for two",
        ),
        pytest.param("(operator.isCallable(x)).y\n", "(callable(x)).y\n", id="parentheses"),
        pytest.param("operator.isCallable(x).y, operator.repeat(x)[1]\n", None, id="more behind"),
        pytest.param("operator.repeat(x, y) ** 2\n", None, id="a power"),
        pytest.param("operator.isCallable(), operator.isCallable\n", None, id="no arguments"),
        pytest.param("x.operator.isCallable(y), (operator).repeat(y)\n", None, id="not operator"),
        pytest.param("@operator.repeat(x)\ndef f(): pass\n", None, id="a decorator"),
    ],
)
def test_operator(before: str, after: str | None) -> None:
    check("operator", before, after)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("isCallable( x , )\n", "You should use 'callable( x ,)' here."),
        ("if repeat(x, y): pass\n", "You should use 'operator.mul(x, y)' here."),
        ("isNumberType(x)\n", "You should use 'isinstance(x, numbers.Number)' here."),
    ],
)
def test_warning(text: str, note: str) -> None:
    check("operator", text, notes=[note])


def test_no_warning() -> None:
    check("operator", "isCallable()\nx.isCallable(y)\nisCallable(x).y\n(isCallable)(x)\n")
