"""Scripts that install a package."""

from __future__ import annotations

from pathlib import Path

import pytest

import porting
from tests.fixers.check import check

TWO, THREE = "'Programming Language :: Python :: 2'", "'Programming Language :: Python :: 3'"
OTHER = "'Topic :: Internet'"
CASES = [
    pytest.param(
        "from distutils.core import setup, Extension\n",
        "from setuptools import setup, Extension\n",
        id="from distutils.core",
    ),
    pytest.param(
        "from distutils.command.build_ext import build_ext\n",
        "from setuptools.command.build_ext import build_ext\n",
        id="a command",
    ),
    pytest.param("from distutils.core import setup, gen_usage\n", None, id="one that is not there"),
    pytest.param("from distutils.util import convert_path\n", None, id="another module"),
    pytest.param(
        "try:\n    from setuptools import setup\nexcept ImportError:\n"
        "    from distutils.core import setup\n",
        None,
        id="setuptools if it is there",
    ),
    pytest.param("x['use_2to3'] = True\n", "pass\n", id="set in a dictionary"),
    pytest.param("if x: y['use_2to3'] = True; z\n", "if x: pass; z\n", id="set in a line"),
    pytest.param("x = dict(a=1, use_2to3=True)\n", "x = dict(a=1)\n", id="made in a dictionary"),
    pytest.param("x = {'use_2to3': True, 'a': 1}\n", "x = {'a': 1}\n", id="in a literal"),
    pytest.param("setup(**fields)\n", None, id="arguments from elsewhere"),
    pytest.param(
        "setup(name='x', version='1')\n",
        "setup(name='x', version='1', python_requires=\">=3\")\n",
        id="in one line",
    ),
    pytest.param(
        "setup(name='x', python_requires='>=2.4')\n",
        "setup(name='x', python_requires=\">=3\")\n",
        id="what it needed",
    ),
    pytest.param("setup(name='x', python_requires='>=3.6')\n", None, id="what it needs"),
    pytest.param(
        f"x = [{OTHER}, {TWO}, {TWO[:-1]}.5']\n", f"x = [{OTHER}, {THREE}]\n", id="classifiers"
    ),
    pytest.param(f"x = ({TWO}, {THREE})\n", f"x = ({THREE},)\n", id="one for both"),
    pytest.param(
        f"x = '''\n{TWO[1:-1]}.5\n{TWO[1:-1]}.6\n{OTHER[1:-1]}\n'''\n",
        f"x = '''\n{THREE[1:-1]}\n{OTHER[1:-1]}\n'''\n",
        id="one in each line",
    ),
    pytest.param(f"x = {TWO}\n", None, id="in no list"),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_setup_script(before: str, after: str | None) -> None:
    check("setup_script", before, after, filename="shop/setup.py")


def test_another_script() -> None:
    check("setup_script", "x = {'use_2to3': True}\n", filename="shop/tool.py")


HOME = [
    pytest.param(
        "if x:\n    from distutils import log # c\n",
        "if x:\n    import setuptools\n    from distutils import log # c\n",
        id="in a block",
    ),
    pytest.param(
        "import distutils.log\nimport distutils.util\n",
        "import setuptools\nimport distutils.log\nimport distutils.util\n",
        id="only once",
    ),
    pytest.param(
        "def f():\n    import distutils.log\n    import distutils.util\n"
        "def g():\n    import distutils.log\n",
        "def f():\n    import setuptools\n    import distutils.log\n    import distutils.util\n"
        "def g():\n    import setuptools\n    import distutils.log\n",
        id="once in each function",
    ),
    pytest.param("from setuptools import x\nimport distutils.log\n", None, id="there already"),
    pytest.param("from .distutils import x\nimport shop.distutils\n", None, id="another module"),
    pytest.param(
        "try:\n    import setuptools\nexcept ImportError:\n    import distutils.core\n",
        None,
        id="what it falls back on",
    ),
]


@pytest.mark.parametrize(("before", "after"), HOME)
def test_distutils_home(before: str, after: str | None) -> None:
    check("distutils_home", before, after)


def test_a_project_that_has_setuptools_has_distutils(tmp_path: Path) -> None:
    (tmp_path / "setuptools").mkdir()
    (tmp_path / "setuptools/__init__.py").write_text("")
    path = tmp_path / "build.py"
    path.write_text("from distutils.util import get_platform\nimport distutils.log\nx: int = 1\n")
    result = porting.port_source(path.read_text(), filename=str(path))
    assert (result.code, result.warnings) == (path.read_text(), ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("class A(object, B, C): pass\n", "class A(B, C): pass\n", id="in one line"),
        pytest.param("class A(B, object, C): pass\n", "class A(B, C): pass\n", id="between"),
        pytest.param("class A(object): pass\n", None, id="alone"),
        pytest.param("object = 1\nclass A(object, B): pass\n", None, id="another object"),
    ],
)
def test_object_first(before: str, after: str | None) -> None:
    check("object_first", before, after)


def test_what_only_python3_was_told() -> None:
    before = "from setuptools import setup\nif PY3: x['use_2to3'] = True\nprint x\n"
    after = "from setuptools import setup\nif PY3: pass\nprint(x)\n"
    assert porting.port_source(before).code == after
