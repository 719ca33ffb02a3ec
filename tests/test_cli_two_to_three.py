"""`porting 2to3` beside the real 2to3: same trees, same flags, same output, messages and files."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from porting import pipeline
from porting.cli import cli
from tests.lib2to3 import run_2to3

CODE = '''\
"""Doc.

>>> print 1, u"2"
1 2
>>> for x in d.keys():
...     print x
...
a
"""
import string
def f(a, (b, c)):
    """
    >>> raw_input(
    ...     "x")   # c
    """
    if d.has_key(a) <> 0777L:
        print >>log, `b`, unicode(c),
    try:
        exec "x" in d
    except (IOError, OSError), e:
        raise ValueError, "no"
'''
TEXT = """\
A text.

  >>> print 1
  1

  >>> exec "a"
  ... print 2

>>> map(f, x)
   ... print 3
>>>print 4
>>>\x20
>>> print 5
...
... print 6
>>> print '''a
... b'''
>>> from __future__ import print_function
>>> apply(f, x)    \n>>> unchanged
end"""
FILES = {
    "a.py": b"print 'a'\nx = u'b'\n",
    "same.py": b"x = 1\n",
    "code.py": CODE.encode(),
    "empty.py": b"",
    "crlf.py": b"print 1\r\nif x:\r\n\tprint u'2'\r\n",
    "no_newline.py": b"print 1",
    "latin.py": b"# -*- coding: latin-1 -*-\nprint u'caf\xe9'\n",
    "bom.py": b"\xef\xbb\xbfprint 'caf\xc3\xa9'\n",
    "form_feed.py": b"print 1\n\x0c\nprint 2\n",
    "warned.py": b"map(f, x)\nraise E, V, T\nraise 'a', (\n  b)\nmap(\n  g, x)\nos.getcwdu()\n",
    "strings.py": b"x = 'a'\n",
    "touched.py": b"try: x = isinstance(a, (b, c))\nexcept A: raise B\n",
    "touched.txt": b">>> if x:\n...     f(0)\n...\n>>> if x:\n...     f(1)\n...\n",
    "function.py": b"from __future__ import print_function\nprint('a', end='')\nd.has_key(1)\n",
    "parentheses.py": b"print ('a')\nprint('b', 'c')\n",
    "execute.py": b"exec('a')\nexec ('b') in c\nd.has_key(1)\n",
    "text.txt": TEXT.encode(),
    "plain.txt": b">>> 1\n",
    "bad.txt": b"\n>>> print 1\n>>> x = (\n... 2\n>>>   print 3\n>>> print 4\n",
    "crlf.txt": b">>> print 1\r\n... print 2\r\n1\r\n>>> print 3\r\n...\r\n",
    "broken.py": b"print 1\nx = (\n",
    "pkg/__init__.py": b"",
    "pkg/b.py": b"import z\nprint 3\n",
    "pkg/z.py": b"print 4\n",
    "pkg/sub/c.py": b"print 5\n",
    "pkg/sub/d.pyw": b"print 6\n",
    "pkg/.hidden/e.py": b"print 7\n",
    "pkg/.f.py": b"print 8\n",
    "pkg/notes.txt": b">>> print 9\n",
    "pkg2/g.py": b"print 10\n",
}
# How a parser words what is wrong is its own affair.
_REASON = re.compile(r"(Can't parse (?:docstring in )?\S+(?: line \d+)?: ).*")


@dataclass(frozen=True)
class Run:
    """What a run let others see: output, messages, status, and the files afterwards."""

    stdout: str
    messages: list[str]
    status: int
    files: dict[str, tuple[bytes, int]]


@pytest.fixture
def trees(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same files."""
    for name in ("theirs", "ours"):
        for path, data in FILES.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        (tmp_path / name / "a.py").chmod(0o755)
    return tmp_path / "theirs", tmp_path / "ours"


def theirs(folder: Path, *arguments: str, stdin: bytes = b"") -> Run:
    """Run the real 2to3."""
    done = run_2to3(arguments, folder, stdin)
    return _as_run(done.stdout, done.stderr, done.returncode, folder)


def ours(folder: Path, *arguments: str, stdin: bytes = b"") -> Run:
    """Run `porting 2to3`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "80")
        done = CliRunner().invoke(cli, ["2to3", *arguments], input=stdin)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    stderr = done.stderr_bytes.replace(b"porting 2to3", b"2to3")
    return _as_run(done.stdout_bytes, stderr, done.exit_code, folder)


def _as_run(stdout: bytes, stderr: bytes, status: int, folder: Path) -> Run:
    messages = [_REASON.sub(r"\1...", line) for line in stderr.decode().splitlines()]
    return Run(stdout.decode(), messages, status, files_in(folder))


def files_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, with its content and permissions."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def check_same(trees: tuple[Path, Path], *arguments: str, stdin: bytes = b"") -> Run:
    """Run both, and expect the same of both."""
    expected = theirs(trees[0], *arguments, stdin=stdin)
    done = ours(trees[1], *arguments, stdin=stdin)
    assert done.stdout == expected.stdout
    assert done.messages == expected.messages
    assert done.status == expected.status
    assert done.files == expected.files
    return done


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("a.py", id="a file"),
        pytest.param("a.py same.py code.py", id="files"),
        pytest.param("same.py empty.py", id="nothing to do"),
        pytest.param(
            "crlf.py no_newline.py latin.py bom.py form_feed.py", id="line ends, encodings"
        ),
        pytest.param("-w crlf.py no_newline.py latin.py bom.py form_feed.py", id="written back"),
        pytest.param("strings.py touched.py", id="touched, not changed"),
        pytest.param("-v -w strings.py touched.py", id="touched, not changed, -v -w"),
        pytest.param("-v -W strings.py touched.py same.py", id="touched, not changed, -v -W"),
        pytest.param("-v -d -w touched.txt", id="touched, not changed, in doctests"),
        pytest.param("pkg", id="a folder"),
        pytest.param("pkg/ ./a.py pkg//b.py", id="paths as they are spelled"),
        pytest.param("warned.py same.py code.py", id="warnings"),
        pytest.param("missing.py a.py broken.py", id="errors"),
        pytest.param("broken.py", id="one error"),
        pytest.param("-v broken.py same.py a.py pkg", id="-v"),
        pytest.param("-v -f all -f buffer -x print -x nothing a.py", id="-f all, -x"),
        pytest.param("-f print a.py code.py", id="-f"),
        pytest.param("-fprint --fix=ws_comma --fix unicode -v a.py", id="-f in each spelling"),
        pytest.param("-f print -x print a.py broken.py", id="no fixer left"),
        pytest.param("-x print -x unicode a.py", id="-x"),
        pytest.param("-l", id="-l"),
        pytest.param("-l -f ne a.py", id="-l with a file"),
        pytest.param("-p function.py parentheses.py a.py", id="-p"),
        pytest.param("function.py parentheses.py", id="print without -p"),
        pytest.param("-e execute.py", id="-e"),
        pytest.param("-e code.py", id="-e against a statement"),
        pytest.param("-pe execute.py function.py", id="-p and -e"),
        pytest.param("execute.py", id="exec without -e"),
        pytest.param("--no-diffs a.py", id="--no-diffs"),
        pytest.param("--no-diffs -w a.py", id="--no-diffs -w"),
        pytest.param("-w a.py same.py pkg", id="-w"),
        pytest.param("-w same.py", id="-w without a change"),
        pytest.param("-w -n -v a.py same.py", id="-w -n -v"),
        pytest.param("-W a.py same.py", id="-W"),
        pytest.param("-W -n -v same.py a.py", id="-W -n -v"),
        pytest.param("-w -n -o out pkg", id="-o with a folder"),
        pytest.param("-w -n -o out/ pkg/sub", id="-o with a slash"),
        pytest.param("-w -n -o out -v pkg a.py", id="-o with a folder and a file"),
        pytest.param("-w -n -o out pkg/sub/c.py pkg/b.py", id="-o with files of a folder"),
        pytest.param("-w -n -o out pkg/b.py", id="-o with a file"),
        pytest.param("-W -n -o out pkg", id="-o -W"),
        pytest.param("-w -n -o out --add-suffix=3 -v a.py same.py", id="-o --add-suffix"),
        pytest.param("-w -n --add-suffix 3 a.py same.py", id="--add-suffix"),
        pytest.param("-W -n --add-suffix=3 same.py", id="--add-suffix -W"),
        pytest.param("-d code.py a.py", id="-d"),
        pytest.param("-d -w code.py text.txt plain.txt", id="-d -w"),
        pytest.param("-d -v text.txt plain.txt pkg", id="-d -v"),
        pytest.param("-d -v -w bad.txt", id="-d with errors"),
        pytest.param("-d -w -n crlf.txt", id="-d with CRLF"),
        pytest.param("-d -f print -W -n text.txt plain.txt", id="-d -f -W"),
        pytest.param("text.txt", id="a text without -d"),
        pytest.param("-- a.py", id="two dashes"),
        pytest.param("--verb --no-d --wr --nob a.py", id="abbreviated options"),
    ],
)
def test_it_does_what_2to3_does(arguments: str, trees: tuple[Path, Path]) -> None:
    check_same(trees, *arguments.split())


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        pytest.param("-", b"print u'a'\n", id="a change"),
        pytest.param("-v -f print -", b"print 'a'\n", id="-v"),
        pytest.param("-v -f ne -", b"print 'a'\n", id="nothing to do"),
        pytest.param("-d - a.py", b"print 'a'\n", id="-d and other paths count for nothing"),
        pytest.param("-", b"x = (\n", id="an error"),
        pytest.param("-", "print u'é'\n".encode(), id="UTF-8"),
        pytest.param("-w -", b"print 'a'\n", id="cannot be written"),
    ],
)
def test_it_reads_standard_input(arguments: str, stdin: bytes, trees: tuple[Path, Path]) -> None:
    check_same(trees, *arguments.split(), stdin=stdin)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("", id="no file"),
        pytest.param("-w -f print", id="only options"),
        pytest.param("-n a.py", id="-n without -w"),
        pytest.param("-o out a.py", id="-o without -n"),
        pytest.param("--add-suffix=3 -w a.py", id="--add-suffix without -n"),
        pytest.param("--no-diffs -n a.py", id="a warning, then an error"),
        pytest.param("-q a.py", id="unknown option"),
        pytest.param("-j x a.py", id="no number"),
        pytest.param("-f", id="no value"),
    ],
)
def test_it_refuses_what_2to3_refuses(arguments: str, trees: tuple[Path, Path]) -> None:
    assert check_same(trees, *arguments.split()).status == 2


def test_backups_that_cannot_be_replaced(trees: tuple[Path, Path]) -> None:
    for tree in trees:
        (tree / "a.py.bak").mkdir()
        (tree / "a.py.bak" / "full").touch()
        (tree / "same.py.bak").write_bytes(b"an older one\n")
    check_same(trees, "-W", "-v", "a.py", "same.py")


def test_a_link_is_backed_up_as_a_link(trees: tuple[Path, Path]) -> None:
    for tree in trees:
        (tree / "link.py").symlink_to("a.py")
    check_same(trees, "-w", "link.py")
    assert (trees[1] / "link.py.bak").is_symlink()


# Beyond 2to3


def test_many_at_once_is_as_one_after_another(trees: tuple[Path, Path]) -> None:
    paths = ["-w", "broken.py", "warned.py", "missing.py", "a.py", "pkg", "same.py"]
    one = ours(trees[0], *paths)
    assert one.status == 1
    assert "RefactoringTool: There were 2 errors:" in one.messages
    assert "RefactoringTool: ### In file warned.py ###" in one.messages
    assert ours(trees[1], "-j3", *paths) == one


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_bad_files_do_not_cost_the_others(jobs: str, tmp_path: Path) -> None:
    (tmp_path / "a_utf16.py").write_bytes("print 1\n".encode("utf-16"))
    (tmp_path / "b_latin.py").write_bytes(b"print 'caf\xe9'\n")
    (tmp_path / "c_unknown.py").write_bytes(b"# coding: klingon\nprint 1\n")
    (tmp_path / "d_nul.py").write_bytes(b"print '\0'\n")
    (tmp_path / "e_loop.py").symlink_to("e_loop.py")
    (tmp_path / "f_good.py").write_bytes(b"print 1\n")
    paths = sorted(os.listdir(tmp_path))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        done = CliRunner().invoke(cli, ["2to3", "-f", "print", jobs, *paths])
    lines = done.stderr.splitlines()
    assert [line.split(": ")[1] for line in lines[: len(paths)]] == [
        "Can't decode a_utf16.py",
        "Can't decode b_latin.py",
        "Can't decode c_unknown.py",
        "Can't decode d_nul.py",
        "Can't open e_loop.py",
        "Refactored f_good.py",
    ]
    assert "RefactoringTool: There were 5 errors:" in lines
    assert "+print(1)\n" in done.stdout
    assert done.exit_code == 1


def test_an_error_of_our_own_does_not_cost_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port_source = pipeline.port_source

    def fail_once(source: str, **options: Any) -> Any:
        if "boom" in source:
            raise ZeroDivisionError("boom")
        return port_source(source, **options)

    monkeypatch.setattr(pipeline, "port_source", fail_once)
    (tmp_path / "a.py").write_bytes(b"boom\n")
    (tmp_path / "b.py").write_bytes(b"print 1\n")
    (tmp_path / "c.txt").write_bytes(b">>> boom\n")
    done = ours(tmp_path, "-f", "print", "a.py", "b.py")
    assert "RefactoringTool: Can't refactor a.py: internal error, ZeroDivisionError: boom" in (
        done.messages
    )
    assert "+print(1)\n" in done.stdout
    assert done.status == 1
    assert ours(tmp_path, "-d", "c.txt").status == 1


def test_python_3_is_read_and_left_alone(tmp_path: Path) -> None:
    code = (
        "async def f(x):\n"
        "    match x:\n"
        "        case {'a': [1, *_]} if (y := g(x)):\n"
        "            print(f'{x!r:>{y}}', end='', file=z)\n"
        "    async with a as b, c(await d) as e:\n"
        "        return await b\n"
    )
    (tmp_path / "new.py").write_text(code)
    done = ours(tmp_path, "-w", "new.py")
    assert done.stdout == ""
    assert "RefactoringTool: No changes to new.py" in done.messages
    assert done.files == {"new.py": (code.encode(), done.files["new.py"][1])}
    assert done.status == 0


def test_standard_input_needs_no_newline_at_its_end(tmp_path: Path) -> None:
    done = ours(tmp_path, "-f", "print", "-", stdin=b"if 1:\n    print 1")
    assert done.stdout.splitlines()[-1] == "+    print(1)"
    assert done.status == 0


def test_nothing_is_written_outside_of_the_output_folder(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    for place in (folder / "a.py", tmp_path / "b.py", tmp_path / "c.py"):
        place.write_bytes(b"print 1\n")
    before = files_in(tmp_path)
    paths = ["a.py", "../b.py", str(tmp_path / "c.py")]
    assert ours(folder, "-w", "-n", "-o", "out", *paths).status == 0
    after = files_in(tmp_path)
    below = str(tmp_path / "c.py").lstrip("/")
    assert after.keys() - before.keys() == {
        "work/out/a.py",
        "work/out/b.py",
        f"work/out/{below}",
    }
    assert {name: after[name] for name in before} == before


def test_folders_of_like_names_keep_their_names_in_the_output(trees: tuple[Path, Path]) -> None:
    done = ours(trees[1], "-w", "-n", "-o", "out", "pkg/z.py", "pkg2/g.py")
    assert done.status == 0
    assert done.files["out/pkg/z.py"][0] == b"print(4)\n"
    assert done.files["out/pkg2/g.py"][0] == b"print(10)\n"


def test_a_file_that_cannot_be_written_is_an_error(trees: tuple[Path, Path]) -> None:
    (trees[1] / "out").write_bytes(b"in the way")
    done = ours(trees[1], "-w", "-n", "-o", "out", "-f", "print", "a.py", "pkg2/g.py")
    errors = done.messages[-2:]
    assert [error.split(":")[1] for error in errors] == [
        " Can't create out/a.py",
        " Can't create out/pkg2/g.py",
    ]
    assert done.status == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("-f prnt a.py", "there is no fixer 'prnt'; -l lists them all", id="fixer"),
        pytest.param("-j0 a.py", "option -j: at least one process is needed", id="processes"),
    ],
)
def test_it_refuses_what_stops_2to3(arguments: str, message: str, tmp_path: Path) -> None:
    done = ours(tmp_path, *arguments.split())
    assert done.messages[-1] == f"2to3: error: {message}"
    assert done.status == 2


def test_help_says_where_it_goes_beyond(tmp_path: Path) -> None:
    text = ours(tmp_path, "--help").stdout
    assert "Beyond 2to3:" in text
    for option in "-d -f -j -l -x -p -e -v --no-diffs -w -n -o -W --add-suffix".split():
        assert option in text


def test_it_runs_as_a_program(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "porting", "2to3", "-f", "print", "-"]
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        command,
        input=b"print 1\n",
        capture_output=True,
        env=os.environ | {"PYTHONPATH": root},
        check=False,
    )
    assert done.stdout.endswith(b"-print 1\n+print(1)\n")
    assert done.stderr.startswith(b"RefactoringTool: Refactored <stdin>\n")
    assert done.returncode == 0
