from __future__ import annotations

import pytest

from tests.fixers.check import check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("def __nonzero__(self): pass", "def __bool__(self): pass", id="a method"),
        pytest.param(
            "def   __nonzero__ ( s ) :\n        pass",
            "def   __bool__ ( s ) :\n        pass",
            id="spaces",
        ),
        pytest.param(
            "def __nonzero__(self): pass\n    def __nonzero__(self): pass",
            "def __bool__(self): pass\n    def __bool__(self): pass",
            id="twice",
        ),
        pytest.param(
            "__bool__ = x\n    def __nonzero__(self): return self.__nonzero__()",
            "__bool__ = x\n    def __bool__(self): return self.__nonzero__()",
            id="only the definition",
        ),
        pytest.param("@property\n    def __nonzero__(self): pass", None, id="decorated"),
        pytest.param("def __nonzero__(self, x): pass", None, id="a second parameter"),
        pytest.param("def __nonzero__(self, *x): pass", None, id="more parameters"),
        pytest.param("def __nonzero__(*x): pass", None, id="a star"),
        pytest.param("def __nonzero__(): pass", None, id="no parameter"),
        pytest.param("def __nonzero__(self=None): pass", None, id="a default"),
        pytest.param("if x:\n        def __nonzero__(self): pass", None, id="in a block"),
        pytest.param("def f(self):\n        def __nonzero__(x): pass", None, id="in a method"),
        pytest.param("__nonzero__ = __len__", None, id="an assignment"),
    ],
)
def test_nonzero(before: str, after: str | None) -> None:
    check("nonzero", f"class C:\n    {before}\n", after and f"class C:\n    {after}\n")


def test_what_only_python_3_has() -> None:
    for method in ("async def __nonzero__(self)", "def __nonzero__(self: C)"):
        check("nonzero", f"class C:\n    {method}: pass\n", python2=False)


def test_tuple_parameter() -> None:
    check("nonzero", "class C:\n    def __nonzero__((a, b)): pass\n", compiles=False)
