from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = sys.exc_type", "x = sys.exc_info()[0]", id="the type"),
        pytest.param("del sys.exc_value", "del sys.exc_info()[1]", id="the value"),
        pytest.param("(sys.exc_traceback)", "(sys.exc_info()[2])", id="the traceback"),
        pytest.param(
            "f(sys . exc_type, a[sys.exc_value], `sys.\\\n exc_type`)",
            "f(sys . exc_info()[0], a[sys.exc_info()[1]], `sys.\\\n exc_info()[0]`)",
            id="in expressions, spaced",
        ),
        pytest.param(
            "(sys  # why\n .exc_type)", "(sys  # why\n .exc_info()[0])", id="a comment inside"
        ),
        pytest.param("x = 2 ** sys.exc_type", "x = 2 ** sys.exc_info()[0]", id="an exponent"),
        pytest.param("sys.exc_type ** 2", None, id="a power"),
        pytest.param("sys.exc_type()", None, id="called"),
        pytest.param("sys.exc_value[0]", None, id="an item of it"),
        pytest.param("x.sys.exc_type", None, id="another sys"),
        pytest.param("(sys).exc_type", None, id="in parentheses"),
        pytest.param("import sys.exc_type", None, id="imported"),
        pytest.param("from sys.exc_type import sys", None, id="imported from"),
        pytest.param("@sys.exc_type\ndef f(): pass", None, id="a decorator"),
        pytest.param("sys.exc_info()", None, id="the call itself"),
        pytest.param("exc_type = sys", None, id="a name of one's own"),
    ],
)
def test_sys_exc(before: str, after: str | None) -> None:
    check("sys_exc", f"{before}\n", after and f"{after}\n", compiles="`" not in before)
