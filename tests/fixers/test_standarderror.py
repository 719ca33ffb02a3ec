from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "try: pass\nexcept (StandardError, e.StandardError): raise StandardError\n",
            "try: pass\nexcept (Exception, e.Exception): raise Exception\n",
            id="handlers, attributes, raise",
        ),
        pytest.param(
            "from exceptions import StandardError as E\n",
            "from exceptions import Exception as E\n",
            id="imports",
        ),
        pytest.param(
            "def f(StandardError=StandardError): f(StandardError=1)\n",
            "def f(Exception=Exception): f(Exception=1)\n",
            id="parameters and keywords",
        ),
        pytest.param("StandardErrors = 'StandardError'\n", None, id="other names and strings"),
    ],
)
def test_standarderror(before: str, after: str | None) -> None:
    check("standarderror", before, after)


def test_behind_a_comma_in_an_except_clause() -> None:
    before = "try:\n    f()\nexcept StandardError, StandardError:\n    pass\n"
    check("standarderror", before, before.replace("StandardError", "Exception"), compiles=False)
