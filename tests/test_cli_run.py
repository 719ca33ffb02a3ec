"""`porting run` through its entry point, on small projects: status, output, files."""

from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting import pipeline, stages
from porting.cli import cli

DIFF = """\
--- a.py\t(original)
+++ a.py\t(refactored)
@@ -1 +1 @@
-print 1
+print(1)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def porting(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(cli, ["run", *arguments], input=stdin, catch_exceptions=False)


def test_a_file_named_like_a_module_of_the_library_is_ported_and_not_run(project: Path) -> None:
    (project / "dataclasses.py").write_bytes(b"print 1\n")
    root = str(Path(pipeline.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-m", "porting", "run", "--no-cache", "."],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": root},
    )
    assert done.stderr == "1 file: 1 would change\n"


def test_it_prints_the_diff_and_writes_nothing(project: Path) -> None:
    (project / "a.py").write_bytes(b"print 1\n")
    result = porting("a.py")
    assert (result.exit_code, result.stdout) == (0, DIFF)
    assert result.stderr == "1 file: 1 would change\n"
    assert (project / "a.py").read_bytes() == b"print 1\n"


def test_without_a_path_it_takes_the_current_folder(project: Path) -> None:
    (project / "a.py").write_bytes(b"print 1\n")
    assert porting().stdout == DIFF


def test_what_python3_can_do_without_goes_on_request(project: Path) -> None:
    (project / "a.py").write_bytes(b"class A(object):\n    x = u'x'\nprint A\n")
    assert porting("-w", "-", stdin=read(project)).stdout.startswith("class A(object):\n")
    assert "+class A:" in porting("--modernize").stdout
    porting("--modernize", "--until", "2to3", "-w", "a.py")
    assert read(project) == b"class A:\n    x = 'x'\nprint(A)\n"
    assert porting("--modernize", "--check").exit_code == 0


def read(project: Path) -> bytes:
    return (project / "a.py").read_bytes()


def test_nothing_to_port(project: Path) -> None:
    (project / "a.py").write_bytes(b"x = 1\n")
    result = porting("--check", ".")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 file: 1 unchanged\n"


def test_no_files(project: Path) -> None:
    result = porting(".")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no Python files found\n")


def test_check_finds_what_is_not_ported(project: Path) -> None:
    (project / "a.py").write_bytes(b"print 1\n")
    result = porting("--check", "--no-diffs", "a.py")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (project / "a.py").read_bytes() == b"print 1\n"


def test_writing_keeps_line_ends_bom_and_permissions(project: Path) -> None:
    script = project / "a.py"
    script.write_bytes(b"\xef\xbb\xbfprint 1\r\nprint '\xc3\xa9'")
    script.chmod(0o755)
    result = porting("--write", "a.py")
    assert result.exit_code == 0
    assert result.stderr == "1 file: 1 changed\n"
    assert script.read_bytes() == b"\xef\xbb\xbfprint(1)\r\nprint('\xc3\xa9')"
    assert stat.S_IMODE(script.stat().st_mode) == 0o755
    assert os.listdir(project) == ["a.py"]


def test_writing_twice_changes_nothing_more(project: Path) -> None:
    (project / "a.py").write_bytes(b"print 1, 2\nx = 0777, 10L\n")
    porting("-w", "a.py")
    assert porting("-w", "a.py").stderr == "1 file: 1 unchanged\n"


def test_writing_keeps_the_encoding(project: Path) -> None:
    (project / "a.py").write_bytes(b"# coding: latin-1\nprint '\xe9'\n")
    porting("-w", "a.py")
    assert (project / "a.py").read_bytes() == b"# coding: latin-1\nprint('\xe9')\n"


def test_an_encoding_that_python_3_would_not_guess_is_written_down(project: Path) -> None:
    (project / "a.py").write_bytes(b"print '\xe9'\n")
    result = porting("-w", "--encoding", "latin-1", "a.py")
    assert (project / "a.py").read_bytes() == b"# -*- coding: latin-1 -*-\nprint('\xe9')\n"
    assert "+++ a.py\t(with a coding line)\n@@ -1 +1,2 @@\n+# -*- coding: latin-1" in result.stdout


def test_output_mirrors_the_folders_and_leaves_the_input(project: Path) -> None:
    for name in ("shop/a.py", "shop/sub/b.py"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_bytes(b"print 1\n")
    (project / "shop/same.py").write_bytes(b"x = 1\n")
    assert porting("-o", "out", "shop").exit_code == 0
    assert (project / "shop/a.py").read_bytes() == b"print 1\n"
    assert (project / "out/a.py").read_bytes() == b"print(1)\n"
    assert (project / "out/sub/b.py").read_bytes() == b"print(1)\n"
    assert (project / "out/same.py").read_bytes() == b"x = 1\n"


def test_output_keeps_apart_what_came_from_two_folders(project: Path) -> None:
    for name in ("one/a.py", "two/a.py"):
        (project / name).parent.mkdir()
        (project / name).write_bytes(b"print 1\n")
    porting("-o", "out", "one", "two/a.py")
    assert (project / "out/one/a.py").exists()
    assert (project / "out/two/a.py").exists()


def test_the_output_folder_is_not_input(project: Path) -> None:
    (project / "a.py").write_bytes(b"print 1\n")
    for _ in range(2):
        assert porting("-o", "out", ".").stderr == "1 file: 1 changed\n"
    assert not (project / "out/out").exists()


def test_one_bad_file_does_not_cost_the_others(project: Path) -> None:
    bad = {
        "accent.py": b"print 1\nprint 'caf\xe9'\n",
        "binary.py": b"\x7fELF\0",
        "coding.py": b"# coding: klingon\nprint 1\n",
        "syntax.py": b"print 1\nif x\n",
    }
    for name, data in bad.items():
        (project / name).write_bytes(data)
    (project / "zebra.py").write_bytes(b"print 1\n")
    result = porting("-w", ".", "gone.py")
    assert result.exit_code == 3
    assert (project / "zebra.py").read_bytes() == b"print(1)\n"
    assert {name: (project / name).read_bytes() for name in bad} == bad
    assert result.stdout == DIFF.replace("a.py", "zebra.py")
    lines = result.stderr.splitlines()
    assert lines[:3] == [
        "accent.py:2:11: cannot decode byte 0xe9: the file names no encoding",
        "    print 'caf\\xe9'",
        "hint: add a coding line, or pass --encoding latin-1",
    ]
    assert "binary.py:1:5: is not text: it holds a NUL byte" in lines
    assert "coding.py:1:11: unknown encoding 'klingon'" in lines
    assert "    # coding: klingon" in lines
    assert any(line.startswith("syntax.py:2:5: ") for line in lines)
    assert "    if x" in lines
    assert lines[-2:] == [
        "gone.py: no such file or directory",
        "6 files: 1 changed, 5 could not be processed",
    ]


def test_an_error_of_ours_is_said_to_be_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("print")

    monkeypatch.setattr(pipeline, "port_source", fail)
    (project / "a.py").write_bytes(b"print 1\n")
    result = porting("-w", "a.py")
    assert result.exit_code == 3
    assert result.stderr.startswith("a.py: internal error, KeyError: 'print'\n")
    assert "this is a bug in porting" in result.stderr
    assert (project / "a.py").read_bytes() == b"print 1\n"


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_results_come_in_the_order_of_the_files(project: Path, jobs: str) -> None:
    for number in range(7):
        (project / f"m{number}.py").write_bytes(b"print 1\n" * (1 + 300 * (number == 0)))
    result = porting("--jobs", jobs, ".")
    names = [line[4:] for line in result.stdout.splitlines() if line.startswith("--- ")]
    assert names == [f"m{number}.py\t(original)" for number in range(7)]


@pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="the process is not a copy of this one"
)
def test_a_process_that_dies_costs_its_own_file_only(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port_source = pipeline.port_source

    def die(source: str, *, filename: str, **options: object) -> object:
        if filename == "b.py":
            os._exit(9)
        return port_source(source, filename=filename, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "port_source", die)
    for name in "abc":
        (project / f"{name}.py").write_bytes(b"print 1\n")
    result = porting("-w", "-j", "2", "--no-diffs", ".")
    assert result.exit_code == 3
    assert result.stderr.splitlines() == [
        "b.py: the process that ported it died",
        "3 files: 2 changed, 1 could not be processed",
    ]
    assert (project / "c.py").read_bytes() == b"print(1)\n"


def test_standard_input_gives_a_diff() -> None:
    result = porting("-", stdin=b"print 1\n")
    assert (result.exit_code, result.stdout) == (0, DIFF.replace("a.py", "<stdin>"))


def test_standard_input_as_a_filter() -> None:
    result = porting("-w", "-", stdin=b"# coding: latin-1\r\nprint '\xe9'\r\n")
    assert result.exit_code == 0
    assert result.stdout_bytes == b"# coding: latin-1\r\nprint('\xe9')\r\n"


REGEX = b"""\
import re
import urllib2
page = urllib2.urlopen('http://example.com/')
print re.findall('a+', page.read())
"""


def test_stages_one_by_one(project: Path) -> None:
    (project / "a.py").write_bytes(REGEX)
    heads = [line for line in porting("a.py").stdout.splitlines() if line.startswith("+++ ")]
    assert heads[:2] == ["+++ a.py\t(refactored)", "+++ a.py\t(after bytes-regex)"]
    only = porting("--until", "2to3", "a.py").stdout
    assert "urllib.request" in only
    assert "b'a+'" not in only
    assert porting("--stage", "2to3", "a.py").stdout == only


def test_verbose_says_why(project: Path) -> None:
    (project / "a.py").write_bytes(b"print 1\n")
    why = porting("-v", "a.py").stdout.removeprefix(DIFF)
    assert why.startswith("a.py:1:1: print: Turn the print statement into")


def test_verbose_says_that_sessions_were_ported(project: Path) -> None:
    (project / "a.txt").write_bytes(b"    >>> print 1\n    1\n")
    assert "a.txt:1:1: sessions: Port what is typed" in porting("-v", "a.txt").stdout


def test_requirements(project: Path) -> None:
    (project / "a.py").write_bytes(b"print 1\n")
    porting("--requirements", "needs.txt", "a.py")
    assert (project / "needs.txt").read_text().endswith("needs nothing from the package index.\n")
    (project / "b.py").write_bytes(b"import cgi\nprint cgi.FieldStorage()\n")
    porting("--requirements", "needs.txt", "a.py", "b.py")
    assert (project / "needs.txt").read_text().splitlines()[1:] == ["legacy-cgi"]


def test_requirements_of_what_is_imported_from_the_index(project: Path) -> None:
    (project / "shop.py").write_bytes(
        b"import os, yaml, MySQLdb, zope.interface, helpers, tills\n"
        b"from BeautifulSoup import BeautifulSoup\n"
        b"def f():\n    if x:\n        import requests\n"
        b"try: import psyco\nexcept ImportError: pass\nprint 1\n"
    )
    (project / "helpers.py").write_bytes(b"print 1\n")
    porting("--requirements", "needs.txt", "shop.py", "helpers.py")
    _, *lines = (project / "needs.txt").read_text().splitlines()
    *needed, advice, unknown = lines
    assert needed == ["beautifulsoup4", "mysqlclient", "PyYAML", "requests", "zope.interface"]
    assert advice.startswith("# porting does not know these")
    assert unknown == "# tills  # shop.py"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-w", "--check"], "only one of --write, --output and --check can be given."),
        (["-w", "-o", "out"], "only one of --write, --output and --check can be given."),
        (
            ["--stage", "2to4"],
            "unknown stage '2to4'; choose from 2to3, bytes-regex, str-decode, modern, modernize.",
        ),
        (
            ["--until", "x"],
            "unknown stage 'x'; choose from 2to3, bytes-regex, str-decode, modern, modernize.",
        ),
        (["--until", "2to3", "--stage", "2to3"], "only one of --stage and --until can be given."),
        (["--target", "six", "--modernize"], "--modernize is for --target 3: Python 2 needs it."),
        (["-", "a.py"], '"-" goes neither with other paths nor with --output.'),
        (["-", "-o", "out"], '"-" goes neither with other paths nor with --output.'),
    ],
)
def test_wrong_usage(project: Path, arguments: list[str], message: str) -> None:
    result = porting(*arguments)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Error: {message}"


def test_help_names_the_contract() -> None:
    text = porting("--help").stdout
    for option in (
        *("--write", "--output", "--check", "--stage", "--until", "--target", "--strings"),
        *("--encoding", "--requirements", "--jobs", "--modernize", "Exit status"),
    ):
        assert option in text
    for stage in stages.ALL_STAGES:
        assert stage.name in text


def test_python_does_not_warn_of_the_code_under_treatment(project: Path) -> None:
    (project / "a.py").write_bytes(b"import re\nprint re.split('a\\(b', x)\nX = 'a\\(b(?i)'\n")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = porting("a.py")
    assert (result.exit_code, result.stderr) == (0, "1 file: 1 would change\n")
