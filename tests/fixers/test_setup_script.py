"""Scripts that install a package."""

from __future__ import annotations

import pytest

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
