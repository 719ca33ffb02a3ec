from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixers.check import check

# What is beside the file: modules, a package, a folder of other things.
BESIDE = ("__init__.py", "local.py", "ext.so", "sub/__init__.py", "data/x.txt", "mod.pyw")


@pytest.fixture
def filename(tmp_path: Path) -> str:
    for name in BESIDE:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return str(tmp_path / "me.py")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("import   local # c\n", "from . import   local # c\n", id="a module"),
        pytest.param("import ext\n", "from . import ext\n", id="in C"),
        pytest.param("import sub, data\n", "from . import sub, data\n", id="folders"),
        pytest.param("import local as x\n", "from . import local as x\n", id="as"),
        pytest.param("x; import local; y\n", "x; from . import local; y\n", id="semicolons"),
        pytest.param("if x: import\\\n  local\n", "if x: from . import\\\n  local\n", id="lines"),
        pytest.param("from  local  import x\n", "from  .local  import x\n", id="from"),
        pytest.param(
            "from sub.x import (\n  y,\n)\n", "from .sub.x import (\n  y,\n)\n", id="deep"
        ),
        pytest.param("from local import *\r\n", "from .local import *\r\n", id="a star"),
        pytest.param("import os, mod\nfrom os import local\n", None, id="others"),
        pytest.param("import os.local\nfrom os.local import x\n", None, id="others' modules"),
        pytest.param("from . import local\nfrom .local import x\n", None, id="relative already"),
        pytest.param(
            "'doc'\nfrom __future__ import absolute_import\nimport local\n", None, id="absolute"
        ),
    ],
)
def test_import(before: str, after: str | None, filename: str) -> None:
    check("import", before, after, filename=filename)


def test_module_of_a_module(filename: str) -> None:
    check(
        "import",
        "import sub.x as y\n",
        "from . import sub.x as y\n",
        filename=filename,
        compiles=False,
        settles=False,
    )


@pytest.mark.parametrize("text", ["import os, local\n", "import local as x, os.path\n"])
def test_both_in_one_import(text: str, filename: str) -> None:
    check("import", text, filename=filename, notes=["absolute and local imports together"])


def test_no_package(filename: str) -> None:
    Path(filename).with_name("__init__.py").unlink()
    check("import", "import local\nfrom sub import x\n", filename=filename)


def test_no_file(filename: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(filename).parent)
    check("import", "import local\n")
    check("import", "import local\n", "from . import local\n", filename="me.py")
