"""`porting report --verify` and `--against`: runs after each stage, another port beside ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli
from porting.report.against import beside
from porting.report.runs import printed
from porting.verify.compare import compare_transcripts
from porting.verify.run import find_python27
from porting.verify.transcript import Transcript
from tests.report.test_report import Page

needs_python27 = pytest.mark.skipif(find_python27() is None, reason="no Python 2.7 here")

MAIN = """\
import helper
if __name__ == '__main__':
    for line in open(helper.name(), 'rb'):
        print "<script>alert(1)</script>", line.split(' ')[0]
        break
"""
HELPER = "def name():\n    return 'main.py'\nprint\n"
OTHER = "def name():\n    return 'helper.py'\nprint()\n"


def report(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["report", *arguments], catch_exceptions=False)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "main.py").write_text(MAIN)
    (folder / "helper.py").write_text(HELPER)
    other = tmp_path / "other"
    other.mkdir()
    (other / "main.py").write_text("import helper\nprint('hello', helper.name())\n")
    (other / "helper3.py").write_text(OTHER)
    (other / "helper.py").write_text(OTHER)
    return folder


@needs_python27
def test_runs_after_each_stage_stand_on_the_scripts_page(program: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = report(
        str(program / "main.py"), "-o", str(out), "--verify", "--against", str(tmp_path / "other")
    )
    assert result.exit_code == 0, result.output
    page = Page(out / "files/main.py.html")
    for told in (
        "<script>alert(1)</script> import",
        "Traceback (most recent call last)",
        "TypeError: a bytes-like object is required, not 'str'",
        "line 2 should be <script>alert(1)</script> import and is hello helper.py",
    ):
        assert told in page.text, told
    assert str(Path.home()) not in page.text
    index = Page(out / "index.html").text
    assert "What each stage brought" in index
    assert "TypeError" in index
    assert "1 of 2 runs do the same" in " ".join(index.split())


def test_another_port_stands_beside_ours(program: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert report(str(program), "-o", str(out), "--against", str(tmp_path / "other")).exit_code == 0
    assert "They agree in 3 of 4 lines." in Page(out / "files/helper.py.html").text
    assert "lines differ" in Page(out / "index.html").text


def test_ports_that_are_the_same_are_said_to_be() -> None:
    assert beside("a\nb\n", "a\nb\n", "x", "y").is_same
    other = beside("a\nb\n", "a\nc\n", "x", "y")
    assert (other.same, other.lines) == (2, 3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--verify",), "the case study has its runs"),
        (("a.py", "--", "x"), "arguments after -- go with --verify"),
        (("a.py", "b.py", "--verify"), "--verify takes one file or folder"),
        (("a.py", "b.py", "--against", "b.py"), "--against takes one file or folder"),
    ],
)
def test_wrong_usage(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.py", "b.py"):
        Path(name).write_text("print 1\n")
    result = report("-o", "out", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert not Path("out").exists()


def test_only_what_differs_is_marked_and_no_place_of_the_machine_is_told() -> None:
    original = Transcript("a\nb\n", "", 0, python="2.7.18")
    run = Transcript("a\nc\n", "ValueError: x\n", 1, python="3.13.0")
    errors = 'Traceback:\n  File "/home/me/lib/python3.13/threading.py", line 1\nValueError: x\n'
    shown = printed(run, original, compare_transcripts(original, run), errors=errors)
    assert [(line.text, line.is_new) for line in shown.stdout] == [("a", False), ("c", True)]
    assert shown.stderr[1].text == '  File "<python>/threading.py", line 1'
    assert shown.outcome == "ValueError"
    assert not shown.is_same
