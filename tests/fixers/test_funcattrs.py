from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize("name", "closure code defaults dict doc globals name".split())
def test_each_attribute(name: str) -> None:
    check("funcattrs", f"x = f.func_{name}\n", f"x = f.__{name}__\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "a.func_name.func_code.func_doc.x\n", "a.__name__.__code__.__doc__.x\n", id="in a row"
        ),
        pytest.param(
            "a(b.func_doc)[c.func_code].func_dict ** d.func_doc\n",
            "a(b.__doc__)[c.__code__].__dict__ ** d.__doc__\n",
            id="in calls, indexes, powers",
        ),
        pytest.param(
            "del a . func_name\n(a).func_name = -f().func_code\n",
            "del a . __name__\n(a).__name__ = -f().__code__\n",
            id="deleted and assigned",
        ),
        pytest.param(
            "x = (a. # one\n  func_name # two\n  .func_doc)\r\n",
            "x = (a. # one\n  __name__ # two\n  .__doc__)\r\n",
            id="comments between",
        ),
        pytest.param(
            "@a.func_name(b.func_name)\ndef f(): pass\n",
            "@a.func_name(b.__name__)\ndef f(): pass\n",
            id="a decorator stays, its arguments do not",
        ),
        pytest.param("import a.func_name\nfrom a.func_code import func_doc\n", None, id="imports"),
        pytest.param("func_name = f(func_code=func_dict)\n", None, id="names"),
        pytest.param("x = a.func_names + a.__name__\n", None, id="other attributes"),
    ],
)
def test_funcattrs(before: str, after: str | None) -> None:
    check("funcattrs", before, after)


def test_awaited() -> None:
    before = "async def f():\n    await a.func_name\n"
    check("funcattrs", before, before.replace("func_name", "__name__"), python2=False)
