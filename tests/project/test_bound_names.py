"""Which attributes of the library's names the files of a project bind."""

from __future__ import annotations

from pathlib import Path

import pytest

from porting.project.bound_names import ClassNames, bound_names
from porting.project.graph import find_project


def test_bases_and_what_is_derived() -> None:
    text = (
        "class Base:\n    def has_key(self, k): pass\n"
        "class Mixed(object):\n    def f(self): pass\n"
        "class Both(Mixed, Base):\n    def sort(self): pass\n"
    )
    found = bound_names({"a.py": text}).classes["a.py"]
    nothing = frozenset[str]()
    has_key, both = frozenset(["has_key"]), frozenset(["has_key", "sort"])
    assert found["Base"] == ClassNames(has_key, nothing, both)
    assert found["Mixed"] == ClassNames(nothing, nothing, both)
    assert found["Both"] == ClassNames(frozenset(["sort"]), has_key, nothing)


@pytest.mark.parametrize(
    ("body", "is_bound"),
    [
        pytest.param("def f(self, x):\n        self.func_name = x", True, id="stored"),
        pytest.param("def f(self, x):\n        self.func_name = x.func_name", False, id="copied"),
        pytest.param("def f(self, x):\n        x.func_name = 'x'", False, id="of a function"),
        pytest.param("def f(self, x):\n        x.im_func = 'x'", True, id="of no method"),
        pytest.param("def f(self, x):\n        return self.func_name == x", False, id="compared"),
        pytest.param("def f(self, func_name):\n        pass", False, id="a parameter"),
        pytest.param("def next(self):\n        pass", False, id="an iterator's"),
        pytest.param("def next(self, n):\n        pass", True, id="no iterator's"),
        pytest.param("__iter__ = f\n    next = g", False, id="an iterator's, assigned"),
        pytest.param("next = None", True, id="assigned"),
    ],
)
def test_what_binds(body: str, is_bound: bool) -> None:
    found = bound_names({"a.py": f"class A:\n    {body}\n"})
    assert bool(found.everywhere) == is_bound


def test_a_base_from_outside_is_none_of_the_projects(tmp_path: Path) -> None:
    texts = {
        "own.py": "class TestCase:\n    def assert_(self, x): pass\n",
        "one.py": "import unittest\nclass One(unittest.TestCase): pass\n",
        "two.py": "from unittest import TestCase\nclass Two(TestCase): pass\n",
        "three.py": "from own import TestCase\nclass Three(TestCase): pass\n",
        "four.py": "import own\nclass Four(own.TestCase): pass\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    bound = find_project([tmp_path / name for name in texts]).bound
    assert bound is not None
    names = {name for classes in bound.classes.values() for name in classes}
    assert names == {"TestCase", "Three", "Four"}
