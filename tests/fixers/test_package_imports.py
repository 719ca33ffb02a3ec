"""Imports within a package, in the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

import porting
from porting.project.graph import find_project
from porting.source import find_sources
from tests.fixers.check import check

BESIDE = {
    "shop/__init__.py": "",
    "shop/local.py": "",
    "shop/ext.so": "",
    "shop/sub/__init__.py": "",
    "shop/sub/x.py": "",
    "shop/data/x.txt": "",
    "shop/mod.pyw": "",
    "shop/me.py": "",
    "shop/test_me.py": "import unittest\n",
    "shop/used.py": "if __name__ == '__main__':\n    pass\n",
    "shop/user.py": "import used\n",
    "tool.py": "",
    "Queue.py": "",
}
CASES = [
    pytest.param("import   local # c\n", "from . import   local # c\n", id="a module"),
    pytest.param("import ext\n", "from . import ext\n", id="in C"),
    pytest.param("import data\n", None, id="a folder that is no package"),
    pytest.param("import local as x\n", "from . import local as x\n", id="as"),
    pytest.param("x; import local; y\n", "x; from . import local; y\n", id="semicolons"),
    pytest.param("if x: import\\\n  local\n", "if x: from . import\\\n  local\n", id="lines"),
    pytest.param("from  local  import x\n", "from  .local  import x\n", id="from"),
    pytest.param("from sub.x import (\n  y,\n)\n", "from .sub.x import (\n  y,\n)\n", id="deep"),
    pytest.param("from local import *\r\n", "from .local import *\r\n", id="a star"),
    pytest.param("import os\nfrom os import local\n", None, id="others"),
    pytest.param("import os.local\nfrom os.local import x\n", None, id="others' modules"),
    pytest.param("from . import local\nfrom .local import x\n", None, id="relative already"),
    pytest.param("import shop.local\nfrom shop import mod\n", None, id="by the full name"),
    pytest.param("import sub.x as y\n", "from .sub import x as y\n", id="a module's module as"),
    pytest.param("from __init__ import x\n", "from .__init__ import x\n", id="the package itself"),
    pytest.param(
        "import sub.x, sub\n",
        "from . import sub\nfrom .sub import x as _x\n",
        id="a module of a module",
    ),
    pytest.param(
        "_x = 1\nimport sub.x\n",
        "_x = 1\nfrom . import sub\nfrom .sub import x as __x\n",
        id="a name that is taken",
    ),
    pytest.param(
        "import os, local, sys, mod as m, ext # c\n",
        "import os\nfrom . import local\nimport sys\nfrom . import mod as m, ext # c\n",
        id="of all kinds",
    ),
    pytest.param(
        "if x:\n\timport os, local\n",
        "if x:\n\timport os\n\tfrom . import local\n",
        id="of both kinds in a block",
    ),
    pytest.param("if x: import os, local\n", "if x: import os; from . import local\n", id="inline"),
    pytest.param(
        "try:\n    import ext as x\nexcept ImportError:\n    import local as x\n",
        "try:\n    from . import ext as x\nexcept ImportError:\n    from . import local as x\n",
        id="one or another",
    ),
    pytest.param(
        "try:\n    from .local import x\nexcept ImportError:\n    from local import x\n",
        None,
        id="tried relative already, from",
    ),
    pytest.param(
        "try:\n    from . import local\nexcept ValueError:\n    import local\n",
        None,
        id="tried relative already",
    ),
]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in BESIDE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def port(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    project = find_project(find_sources([folder]))
    result = porting.port_source(text, filename=str(folder / name), project=project)
    assert result.warnings == ()
    again = porting.port_source(result.code, filename=str(folder / name), project=project)
    assert again.code == result.code
    return result.code


@pytest.mark.parametrize(("before", "after"), CASES)
def test_in_a_package(before: str, after: str | None, shop: Path) -> None:
    check("package_imports", before, after, filename=str(shop / "shop/me.py"))
    assert port(shop, "shop/me.py", before) == (before if after is None else after)


def test_no_package(shop: Path) -> None:
    text = "import tool\nfrom tool import x\n"
    assert port(shop, "other.py", text) == text


def test_absolute_import(shop: Path) -> None:
    text = (
        "'doc'\nfrom __future__ import absolute_import\nimport local\nfrom .ext import x\nprint\n"
    )
    ported = "'doc'\n\nimport local\nfrom .ext import x\nprint()\n"
    assert port(shop, "shop/me.py", text) == ported


def test_python_3_means_the_library(shop: Path) -> None:
    (shop / "shop/string.py").touch()
    (shop / "shop/other.py").write_text("print(string, end='')\n", encoding="utf-8")
    text = "import string\nimport local\n"
    assert port(shop, "shop/me.py", text) == text


HIDDEN = [
    pytest.param("", "import local\n", "local = {}\n", id="alone"),
    pytest.param("'doc'\nimport os\n", "import local as x\n", "x = {}\n", id="as"),
    pytest.param(
        "",
        "import os, local, ext\n",
        "import os\nlocal = {}\nfrom . import ext\n",
        id="among others",
    ),
    pytest.param("", "if x: import local\n", "if x: local = {}\n", id="in a line"),
    pytest.param(
        "", "import local.x\n", "local = {}\nfrom .local import x as _x\n", id="a module's module"
    ),
]


@pytest.mark.parametrize(("above", "before", "after"), HIDDEN)
def test_the_package_has_another_value(above: str, before: str, after: str, shop: Path) -> None:
    (shop / "shop/__init__.py").write_text("from local import local\n", encoding="utf-8")
    expected = after.format('importlib.import_module(".local", __package__)')
    assert port(shop, "shop/me.py", above + before) == f"{above}import importlib\n{expected}"


@pytest.mark.parametrize("end", ["", "if __name__ == '__main__':\n    print(1)\n"])
def test_a_test_may_be_run_either_way(shop: Path, end: str) -> None:
    after = (
        "import os\nif __package__:\n    from .local import x\nelse:\n    from local import x\n"
        "def f():\n    if __package__:\n        from . import mod # c\n    else:\n"
        "        import mod # c\n"
    )
    before = "import os\nfrom local import x\ndef f():\n    import mod # c\n"
    assert port(shop, "shop/test_me.py", before + end) == after + end


def test_a_module_that_others_import_is_no_script(shop: Path) -> None:
    text = "import local\nif __name__ == '__main__':\n    pass\n"
    assert port(shop, "shop/used.py", text).startswith("from . import local\n")


CALLS = [
    pytest.param("f(__import__('os', globals()))\n", None, id="the library's"),
    pytest.param("__import__('local')\n", None, id="without the file's names"),
    pytest.param("__import__('local', None, None, ['x'])\n", None, id="with no names"),
    pytest.param("__import__('local', globals(), locals(), [], 0)\n", None, id="with a level"),
    pytest.param(
        "f(__import__('sub.x', globals(), {}, ['y']).x)\n",
        "f(__import__('sub.x', globals(), {}, ['y'], level=1).x)\n",
        id="a module of a module",
    ),
    pytest.param(
        "def f(n):\n\treturn __import__(n, globals()).x # c\n",
        "def f(n):\n\ttry:\n\t\treturn __import__(n, globals(), level=1).x # c\n"
        "\texcept ImportError:\n\t\treturn __import__(n, globals()).x # c\n",
        id="not known before",
    ),
]


@pytest.mark.parametrize(("before", "after"), CALLS)
def test_import_calls(before: str, after: str | None, shop: Path) -> None:
    check("import_calls", before, after, filename=str(shop / "shop/me.py"))
    check("import_calls", before, filename=str(shop / "other.py"))


def test_import_call_in_an_expression(shop: Path) -> None:
    before = "f(__import__(n, globals()))\n"
    notes = ["level=1"]
    check("import_calls", before, filename=str(shop / "shop/me.py"), notes=notes)
