from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("m.im_func", "m.__func__", id="the function"),
        pytest.param("del f(m).im_self.x", "del f(m).__self__.x", id="the object"),
        pytest.param("m.im_class()", "m.__self__.__class__()", id="the class"),
        pytest.param(
            "(m . im_class) . x", "(m . __self__.__class__) . x", id="spaces and parentheses"
        ),
        pytest.param(
            "(m.  # why\n im_class)", "(m.  # why\n __self__.__class__)", id="a comment inside"
        ),
        pytest.param(
            "m.im_class.im_self.im_func ** 2",
            "m.__self__.__class__.__self__.__func__ ** 2",
            id="a chain of them",
        ),
        pytest.param("im_func.x", None, id="a name"),
        pytest.param("f(im_self=1)", None, id="an argument's name"),
        pytest.param("import m.im_func", None, id="imported"),
        pytest.param("from m.im_func import x", None, id="imported from"),
        pytest.param("@m.im_func\ndef f(): pass", None, id="a decorator"),
    ],
)
def test_methodattrs(before: str, after: str | None) -> None:
    check("methodattrs", f"{before}\n", after and f"{after}\n")
