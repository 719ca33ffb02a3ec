"""`porting trace` through its own process: what the program shows, and what is written down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from porting.cli import cli
from porting.evidence import FileEvidence, FunctionEvidence, read_evidence

SHOP = """\
# -*- coding: utf-8 -*-
import struct, sys, threading
class Shop(object):
    def rank(self, isbn, data=None):
        def inner(text):
            return text + isbn
        return inner(data)
    @property
    def name(self):
        return u'caf\\xe9'
def pack(number):
    return struct.pack('>H', number)
def each(items):
    for item in items:
        yield item
def later(word, (left, right), *rest):
    pass
class Odd(str):
    def __str__(self):
        raise SystemExit('code of the program ran')
shop = Shop()
shop.rank('12', 'caf\\xc3\\xa9')
shop.rank(u'12', 'x')
shop.name
pack(65535)
list(each(['a', 'b']))
thread = threading.Thread(target=later, args=('x' * 65535 + '\\xc3\\xa9', (1, 2)))
thread.start()
thread.join()
pack.__call__(1)
later(Odd('\\xff'), (1, 2))
"""

DIVISIONS = """\
import warnings
def half(a):
    return a / 2
def third(a):
    return (a /
            3)
half(3)
half(3.5)
third(7)
warnings.resetwarnings()
warnings.simplefilter('ignore')
print 7 / 2
print 7 // 2, 7.5 // 2
print 1.0 / 2
"""


def trace(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "porting", "trace", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
    )


def evidence_of(folder: Path, text: str) -> FileEvidence:
    """What is written about a script."""
    (folder / "script.py").write_text(text, encoding="utf-8")
    run = trace(folder, "script.py")
    assert run.returncode == 0, run.stderr
    found = read_evidence([folder / "script.evidence.json"]).about(text.encode())
    assert found is not None
    return found


def test_the_kinds_of_strings_of_each_function(python27: str, tmp_path: Path) -> None:
    found = evidence_of(tmp_path, SHOP)

    def kinds(*names: str) -> frozenset[str]:
        return frozenset(names)

    assert found.functions == (
        FunctionEvidence(
            "Shop.rank",
            4,
            2,
            {"isbn": kinds("ascii", "unicode"), "data": kinds("ascii", "utf-8")},
            kinds("utf-8", "unicode"),
        ),
        FunctionEvidence(
            "Shop.rank.<locals>.inner",
            5,
            2,
            {"text": kinds("ascii", "utf-8")},
            kinds("utf-8", "unicode"),
        ),
        FunctionEvidence("Shop.name", 8, 1, {}, kinds("unicode")),
        FunctionEvidence("pack", 11, 2, {}, kinds("ascii", "binary")),
        FunctionEvidence("each", 13, 1, {}, kinds("ascii", "other"), is_generator=True),
        # In the thread a character of two bytes is cut in two where we stop to look.
        FunctionEvidence("later", 16, 2, {"word": kinds("utf-8", "binary")}, kinds("other")),
    )


def test_lines_that_divide_integers_whatever_is_filtered(python27: str, tmp_path: Path) -> None:
    found = evidence_of(tmp_path, DIVISIONS)
    assert found.divisions == {
        3: {"int", "float"},
        6: {"int"},
        12: {"int"},
        14: {"float"},
    }
    assert found.divided(5, 6) == {"int"}
    assert found.divided(12) == {"int"}
    assert found.divided(13) == frozenset()


def test_input_output_and_status_are_the_programs_own(python27: str, tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("def half(n):\n    return n / 2\n")
    (tmp_path / "script.py").write_text(
        "import atexit, sys, helper\n"
        "def bye(word):\n    print word\n"
        "atexit.register(bye, 'bye')\n"
        "print sys.argv, raw_input(), __name__, sys.path[0], helper.half(3)\n"
        "sys.exit(7)\n"
    )
    run = trace(tmp_path, "-o", "seen.json", "script.py", "-o", "--all", given="hello\n")
    assert run.returncode == 7
    assert run.stdout == f"['script.py', '-o', '--all'] hello __main__ {tmp_path} 1\nbye\n"
    assert run.stderr == (
        "seen.json: 2 functions in 2 files; 0 with unicode; 0 with str that is not text; "
        "integers divided on 1 line\n"
    )
    found = read_evidence([tmp_path / "seen.json"])
    assert found.knows(tmp_path / "script.py")
    helper = found.about((tmp_path / "helper.py").read_bytes())
    assert helper is not None
    assert helper.divisions == {2: {"int"}}


def test_an_error_shows_as_without_us(python27: str, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text("def f(x):\n    return {}[x]\nf(u'x')\n")
    plain = subprocess.run(
        [python27, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    run = trace(tmp_path, "script.py")
    assert run.returncode == plain.returncode == 1
    *error, summary = run.stderr.splitlines()
    assert error == plain.stderr.splitlines()
    assert summary.startswith("script.evidence.json: 1 function in 1 file; 1 with unicode")


def test_a_module_such_as_the_programs_tests(python27: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import unittest\n"
        "def upper(word):\n    return word.upper()\n"
        "class T(unittest.TestCase):\n"
        "    def test(self):\n        self.assertEqual(upper('\\xff'), '\\xff')\n"
    )
    run = trace(tmp_path, "-m", "unittest", "test_it")
    assert run.returncode == 0, run.stderr
    (found,) = read_evidence([tmp_path / "unittest.evidence.json"]).files
    assert [each.name for each in found.functions] == ["upper", "T.test"]
    assert found.functions[0].arguments == {"word": {"binary"}}


def test_a_program_that_leaves_no_evidence(python27: str, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text("import os\nos._exit(4)\n")
    (tmp_path / "script.evidence.json").write_text("from an earlier run")
    run = trace(tmp_path, "script.py")
    assert run.returncode == 3
    assert run.stderr.startswith("script.py: ended with status 4 and left no evidence\nhint: ")


def test_a_child_that_it_forks_writes_nothing(python27: str, tmp_path: Path) -> None:
    text = (
        "import os\ndef f(x):\n    pass\n"
        "child = os.fork()\n"
        "if child:\n    os.waitpid(child, 0)\n    f(u'x')\n"
        "else:\n    f('\\xff')\n"
    )
    (function,) = evidence_of(tmp_path, text).functions
    assert function.arguments == {"x": {"unicode"}}


def test_wrong_usage_and_no_python27(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    missing = CliRunner().invoke(cli, ["trace", "nothing.py"])
    assert missing.exit_code == 2
    assert "there is no script 'nothing.py'" in missing.stderr
    (tmp_path / "script.py").write_text("print 1\n")
    folder = CliRunner().invoke(cli, ["trace", "-o", "no/such/file.json", "script.py"])
    assert folder.exit_code == 2
    assert "there is no folder 'no/such' to write into" in folder.stderr
    for name in ("HOME", "PATH", "PYENV_ROOT"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("PYTHON27", raising=False)
    none = CliRunner().invoke(cli, ["trace", "script.py"])
    assert none.exit_code == 3
    assert none.stderr.startswith("no Python 2.7 found to run the original\nhint: ")
