"""What is known of all the files of one run."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import porting
from porting.project.graph import Project, find_project, project_around
from porting.project.language import Language
from porting.source import find_sources

TREE = {
    "setup.py": "from distutils.core import setup\n",
    "shop/__init__.py": "",
    "shop/prices.py": "import stock\n",
    "shop/stock.py": "print 'stock'\n",
    "shop/tool.py": "#!/usr/bin/env python\nif __name__ == '__main__':\n    pass\n",
    "shop/_fast.c": "",
    "shop/net/__init__.py": "from shop import prices\n",
    "shop/net/feed.py": "",
    "shop/data/readme.txt": "",
    "tests/test_shop.py": "import shop.stock\n",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return plant(tmp_path, TREE)


def plant(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def look_at(folder: Path) -> Project:
    return find_project(find_sources([folder]))


def test_names_of_modules(shop: Path) -> None:
    found = look_at(shop)
    names = {
        str(Path(path).relative_to(shop)): (module.name, module.package, module.is_script)
        for path, module in found.modules.items()
    }
    assert names == {
        "setup.py": ("setup", "", True),
        "shop/__init__.py": ("shop", "shop", False),
        "shop/_fast.c": ("shop._fast", "shop", False),
        "shop/net/__init__.py": ("shop.net", "shop.net", False),
        "shop/net/feed.py": ("shop.net.feed", "shop.net", False),
        "shop/prices.py": ("shop.prices", "shop", False),
        "shop/stock.py": ("shop.stock", "shop", False),
        "shop/tool.py": ("shop.tool", "shop", True),
        "tests/test_shop.py": ("test_shop", "", True),
    }


def test_a_module_that_is_run_and_imported_is_no_script(shop: Path) -> None:
    plant(shop, {"shop/net/feed.py": "from shop.tool import run\n"})
    module = look_at(shop).module_of(str(shop / "shop/tool.py"))
    assert module is not None
    assert not module.is_script


@pytest.mark.parametrize(
    ("file", "name", "found"),
    [
        ("shop/prices.py", "stock", "shop.stock"),
        ("shop/prices.py", "net.feed", "shop.net"),
        ("shop/prices.py", "_fast", "shop._fast"),
        ("shop/prices.py", "data", None),
        ("shop/prices.py", "os", None),
        ("shop/net/feed.py", "stock", None),
        ("shop/net/__init__.py", "feed", "shop.net.feed"),
        ("tests/test_shop.py", "test_shop", None),
    ],
)
def test_what_python2_finds_beside_a_file(
    shop: Path, file: str, name: str, found: str | None
) -> None:
    module = look_at(shop).beside(str(shop / file), name)
    assert (module and module.name) == found


@pytest.mark.parametrize(
    ("file", "name", "level", "found"),
    [
        ("shop/prices.py", "stock", 1, "shop.stock"),
        ("shop/net/feed.py", "stock", 2, "shop.stock"),
        ("shop/net/feed.py", "", 2, "shop"),
        ("shop/net/feed.py", "stock", 1, None),
        ("shop/net/feed.py", "shop.stock", 0, "shop.stock"),
        ("tests/test_shop.py", "shop.net", 0, "shop.net"),
        ("tests/test_shop.py", "stock", 0, None),
        ("<string>", "shop", 0, "shop"),
    ],
)
def test_what_python3_imports(
    shop: Path, file: str, name: str, level: int, found: str | None
) -> None:
    filename = file if file.startswith("<") else str(shop / file)
    module = look_at(shop).find(filename, name, level)
    assert (module and module.name) == found


def test_a_project_goes_to_other_processes(shop: Path) -> None:
    found = look_at(shop)
    assert found.named
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert again.named == found.named


def test_one_file_knows_what_is_beside_it(shop: Path) -> None:
    path = str(shop / "shop/prices.py")
    module = project_around(path).beside(path, "stock")
    assert module is not None


def test_a_package_has_one_language(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "old/__init__.py": "",
            "old/a.py": "print 'a'\n",
            "old/b.py": "d = {}\nd.keys().sort()\n",
            "new/__init__.py": "",
            "new/a.py": "print('a', end='')\n",
            "new/b.py": "x.has_key\n",
        },
    )
    found = look_at(tmp_path)
    assert found.language_around(str(tmp_path / "old/b.py")) is Language.PYTHON2
    assert found.language_around(str(tmp_path / "new/b.py")) is Language.PYTHON3
    assert found.language_around(str(tmp_path / "c.py")) is Language.UNDECIDED


def test_names_of_python2_left_in_a_ported_package_mean_nothing(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "new/__init__.py": "",
            "new/a.py": "print('a', end='')\n",
            "new/b.py": "x = input(unicode)\n",
        },
    )
    path = tmp_path / "new/b.py"
    text = path.read_text(encoding="utf-8")
    filename = str(path)
    assert porting.port_source(text, filename=filename).code == "x = eval(input(str))\n"
    result = porting.port_source(text, filename=filename, project=look_at(tmp_path))
    assert result.code == "x = input(str)\n"


def test_what_other_files_take_from_a_module(shop: Path) -> None:
    plant(
        shop,
        {
            "shop/compat.py": "import cPickle\n",
            "shop/a.py": "from compat import (cPickle as p, # why\n    text)\nimport prices\n",
            "shop/b.py": "from . import compat, \\\n    stock\ncompat.StringIO\n",
            "shop/net/c.py": "from shop.stock import *\nfrom ..tool import run as r; x\n",
        },
    )
    found = look_at(shop)
    taken = {str(Path(path).relative_to(shop)): set(names) for path, names in found.exports.items()}
    assert taken == {
        "shop/__init__.py": {"prices", "compat", "stock"},
        "shop/compat.py": {"", "cPickle", "text", "StringIO"},
        "shop/prices.py": {""},
        "shop/stock.py": {"", "*"},
        "shop/tool.py": {"run"},
    }
    assert found.is_exported(str(shop / "shop/compat.py"), "text")
    assert found.is_exported(str(shop / "shop/stock.py"), "text")
    assert not found.is_exported(str(shop / "shop/prices.py"), "text")


def test_modules_whose_names_a_package_gives_away(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "shop/__init__.py": "from prices import cost as prices\nfrom net import *\n"
            "from shop import stock, tool\nimport user\ndef rank(x): pass\nlist == 1\n",
            "shop/net/__init__.py": "from __init__ import *\nfrom deep import *\n",
            "shop/net/deep.py": "class feed(object): pass\nuser = 1\n",
            **{f"shop/{name}.py": "" for name in "feed list prices rank stock tool user".split()},
        },
    )
    found = look_at(tmp_path)
    hidden = {"feed", "prices", "rank", "user"}
    assert found.hidden == {str(tmp_path / "shop/__init__.py"): hidden}
    assert found.is_hidden(str(tmp_path / "shop/tool.py"), "feed")
    assert not found.is_hidden(str(tmp_path / "shop/tool.py"), "stock")
    assert not found.is_hidden(str(tmp_path / "shop/net/deep.py"), "feed")


def test_a_module_of_ones_own_is_no_evidence(tmp_path: Path) -> None:
    plant(
        tmp_path, {"web/__init__.py": "print 1\n", "web/http.py": "", "web/a.py": "import http\n"}
    )
    path = tmp_path / "web/a.py"
    result = porting.port_source(path.read_bytes(), filename=str(path), project=look_at(tmp_path))
    assert result.code == "from . import http\n"


def test_what_files_raise_and_catch(tmp_path: Path) -> None:
    text = "raise a.A, v\nraise B('x')\ntry: pass\nexcept (C, d.D), e: raise\n"
    text += "# raise E\nf('raise F')\n"
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    assert find_project([tmp_path / "a.py"]).thrown.keys() >= {"A", "B", "C", "D"}
    assert not find_project([tmp_path / "a.py"]).thrown.keys() & {"E", "F"}


def test_what_follows_the_comma_of_a_clause_is_not_thrown(tmp_path: Path) -> None:
    text = "try: f()\nexcept V, error:\n    raise E, value\nexcept (m.A, B):\n    raise C(1)\n"
    (tmp_path / "a.py").write_text(text)
    project = find_project([tmp_path / "a.py"])
    assert project.thrown.keys() == {"V", "E", "A", "B", "C"}


def test_whose_classes_files_raise(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "a.py": "class A: pass\nclass B: pass\nraise A\n",
            "b.py": "class A: pass\nclass B: pass\nclass C: pass\n",
            "c.py": "import b, d\nfrom a import B\nraise b.A\nraise B()\nraise d.C\nraise E\n",
            "d.py": "from b import C\n",
        },
    )
    project = look_at(tmp_path)
    found = {
        (path.stem, name)
        for path in tmp_path.iterdir()
        for name in "ABCE"
        if project.is_thrown(str(path), name)
    }
    both = {("a", "A"), ("b", "A"), ("a", "B")}
    # Where nobody knows whose they are, all of the name may be meant.
    assert found == both | {(stem, name) for stem in "abcd" for name in "CE"}
