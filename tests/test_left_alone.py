"""Code that works on Python 3 is left alone: a small form of benchmarks/leave_alone.

`data/leave_alone/python3` is Python 3, of which nothing may change; what is in `both` runs on
Python 2 as well, and must print the same after a run.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from click.testing import CliRunner

from porting import port_source
from porting.cli import cli

DATA = Path(__file__).parent / "data/leave_alone"
# Modules of the library that meet bytes, text, numbers and names that Python 2 had.
LIBRARY = """
    base64 calendar codecs configparser contextlib copyreg csv dataclasses fractions functools
    genericpath heapq hmac html/parser http/cookies io keyword mailbox numbers operator pickle
    plistlib pprint queue quopri reprlib shelve smtplib socketserver string struct textwrap
    tokenize types unittest/case urllib/parse uuid wave xmlrpc/client zipfile/_path
""".split()


def ported(tree: Path) -> str:
    """Port a tree in place; gives what was said."""
    done = CliRunner().invoke(cli, ["run", "--write", "--verbose", "--no-cache", str(tree)])
    assert done.exit_code == 0, done.output
    return done.output


def texts_of(tree: Path) -> dict[str, bytes]:
    files = (path for path in sorted(tree.rglob("*")) if path.is_file())
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in files}


def test_python3_is_left_alone(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(DATA / "python3", tree, ignore=shutil.ignore_patterns("__pycache__"))
    for path in tree.rglob("*_py3*.py"):
        if path.stem.partition("_py3")[2] > str(sys.version_info[1]):
            path.unlink()
    before = texts_of(tree)
    said = ported(tree)
    assert texts_of(tree) == before, said
    assert said == f"{len(before)} files: {len(before)} unchanged\n"


def test_the_library_is_left_alone(tmp_path: Path) -> None:
    """Each module in a folder of its own, so that nothing around it tells what it is."""
    library = Path(sysconfig.get_path("stdlib"))
    for name in LIBRARY:
        source = library / f"{name}.py"
        if source.exists():  # Not all are in each version.
            folder = tmp_path / name.replace("/", "_")
            folder.mkdir()
            shutil.copy(source, folder)
    before = texts_of(tmp_path)
    said = ported(tmp_path)
    assert texts_of(tmp_path) == before, said
    # Before 3.13 the library itself takes what is gone by then.
    if sys.version_info >= (3, 13):
        assert said == f"{len(before)} files: {len(before)} unchanged\n"


@pytest.mark.parametrize("name", sorted(path.stem for path in (DATA / "both").glob("*.py")))
def test_code_for_2_and_3_does_the_same(tmp_path: Path, name: str) -> None:
    program = tmp_path / f"{name}.py"
    shutil.copy(DATA / "both" / program.name, program)
    before = printed_by(program)
    said = ported(tmp_path)
    assert printed_by(program) == before, said
    assert ": 1 unchanged\n" in said or ": 1 changed\n" in said, said


def printed_by(program: Path) -> str:
    command = [sys.executable, "-B", str(program)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


PYTHON3 = "from __future__ import annotations\nimport inspect, sys\n"
NEVER_RUN = [
    pytest.param(
        "if sys.version_info < (3,):\n    from imp import new_module\n", id="an old version"
    ),
    pytest.param(
        "PY3 = sys.version_info[0] >= 3\n"
        "if PY3:\n    pass\nelse:\n    from collections import Mapping\n",
        id="the other branch of a question",
    ),
    pytest.param(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from distutils.dist import Distribution\n",
        id="what only a type checker reads",
    ),
    pytest.param(
        "try:\n    from collections.abc import Mapping\n"
        "except ImportError:\n    from collections import Mapping\n"
        "    f = inspect.getargspec\n",
        id="behind imports that every Python 3 has",
    ),
    pytest.param(
        "try:\n    from collections import Mapping\n"
        "except (ImportError, AttributeError):\n    from collections.abc import Mapping\n",
        id="an import with another in its place",
    ),
    pytest.param("try:\n    import imp\nexcept:\n    imp = None\n", id="an import that may fail"),
    pytest.param(
        "try:\n    import threading\nexcept ImportError:\n    import dummy_threading as it\n",
        id="behind a module that every Python 3 has",
    ),
    pytest.param(
        "if hasattr(inspect, 'getargspec'):\n    f = inspect.getargspec\n", id="what was asked for"
    ),
    pytest.param(
        "if hasattr(inspect, 'getfullargspec'):\n    f = inspect.getfullargspec\n"
        "else:\n    f = inspect.getargspec\n",
        id="in the place of what was asked for",
    ),
    pytest.param(
        "try:\n    f = inspect.signature\nexcept AttributeError:\n    f = inspect.getargspec\n",
        id="behind another attribute of the same",
    ),
    pytest.param(
        "try:\n    f = inspect.getargspec\nexcept AttributeError:\n    f = inspect.signature\n",
        id="with another attribute of the same in its place",
    ),
    pytest.param(
        "if 'pkg_resources' in sys.modules:\n    from pkg_resources import working_set\n",
        id="a module that is loaded",
    ),
    pytest.param(
        'import re\nWORD = re.compile("""\n    (?m)\n    ^ word\n""", re.VERBOSE)\n',
        id="flags behind the white space of a verbose pattern",
    ),
    pytest.param(
        "import mimetypes\nclass A:\n    def __init__(self):\n"
        "        self.types: mimetypes.MimeTypes = mimetypes.MimeTypes()\n"
        "        self.types.readfp(open('a'))\n",
        id="a method that this class has kept",
    ),
]
RUN = [
    pytest.param(
        "try:\n    f = inspect.getargspec\nexcept AttributeError:\n    f = None\n",
        id="with nothing in its place",
    ),
    pytest.param(
        "try:\n    f = sys.nothing\nexcept AttributeError:\n    f = inspect.getargspec\n",
        id="behind an attribute of something else",
    ),
    pytest.param(
        "if hasattr(sys, 'path'):\n    f = inspect.getargspec\n", id="another was asked for"
    ),
    pytest.param("from collections import Mapping\n", id="a plain import"),
    pytest.param(
        "try:\n    from collections import Mapping\nexcept ImportError:\n    sys.exit('too old')\n",
        id="an import without which the program ends",
    ),
    pytest.param(
        "try:\n    from collections import Mapping\nexcept KeyError:\n    pass\n",
        id="an import that is not caught",
    ),
    pytest.param(
        "try:\n    from nowhere import Mapping\n"
        "except ImportError:\n    from collections import Mapping\n",
        id="behind an import that may fail",
    ),
    pytest.param(
        "try:\n    f = inspect.getargspec(g)\nexcept ImportError:\n    pass\n", id="no import"
    ),
]


@pytest.mark.parametrize("source", NEVER_RUN)
def test_what_python3_does_not_run_is_left_alone(source: str) -> None:
    result = port_source(PYTHON3 + source)
    assert (result.code, result.warnings) == (PYTHON3 + source, ())


@pytest.mark.parametrize("source", RUN)
def test_what_python3_removed_is_replaced_where_it_is_run(source: str) -> None:
    assert port_source(PYTHON3 + source).code != PYTHON3 + source


def test_no_bytes_pass_a_test_for_text_in_what_may_be_either() -> None:
    source = (
        "import subprocess\nout = subprocess.check_output(['ps'])\n"
        "if not isinstance(out, str):\n    out = out.decode('ascii')\nlines = out.split('\\n')\n"
    )
    assert port_source(source).code == source
