"""`[tool.porting]` in pyproject.toml: what it says, what is wrong with it, and who wins."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import porting
from porting import config
from porting.cli import cli
from porting.config import Config, find_config
from porting.errors import ConfigError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(cli, ["run", *arguments], input=stdin, catch_exceptions=False)


def test_all_keys(project: Path) -> None:
    settings(
        project,
        """\
        [tool.porting]
        stages = ["2to3", "modern"]
        enable = ["set_literal"]
        disable = ["division", "has_key"]
        exclude = ["vendored/"]
        strings = "boundary"
        encoding = "latin-1"
        modernize = true
        target = "3"
        target-version = "3.9"
        """,
    )
    assert find_config(Path("sub/a.py")) == Config(
        Path("pyproject.toml"),
        ("2to3", "modern"),
        ("set_literal",),
        ("division", "has_key"),
        ("vendored/",),
        "boundary",
        "latin-1",
        True,
        "3",
        "3.9",
    )


def test_the_nearest_file_that_speaks_of_us_is_taken(project: Path) -> None:
    inner = project / "one" / "two"
    inner.mkdir(parents=True)
    settings(project, '[tool.porting]\nencoding = "latin-1"\n')
    settings(project / "one", "[tool.ruff]\n")
    settings(inner, "this is no TOML, and not ours")
    assert find_config(inner / "a.py").encoding == "latin-1"
    settings(project / "one", '[tool.porting]\nencoding = "cp1252"\n')
    assert find_config(inner / "a.py").encoding == "cp1252"
    assert find_config(Path()).encoding == "latin-1"


def test_no_file(project: Path) -> None:
    assert find_config(project) == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[tool.porting]\nstage = ['2to3']",
            "tool.porting.stage: unknown key; choose from disable, enable, encoding, exclude, "
            "knowledge, modernize, scenario, stages, strings, target, target-version",
        ),
        (
            "[tool.porting]\nstages = ['2to4']",
            "tool.porting.stages: unknown stage '2to4'; choose from 2to3, bytes-regex, "
            "str-decode, modern, modernize",
        ),
        (
            "[tool.porting]\ndisable = ['divison']",
            "tool.porting.disable: unknown fixer 'divison'; perhaps division?",
        ),
        (
            "[tool.porting]\nenable = ['']",
            "tool.porting.enable: unknown fixer ''; porting explain lists them",
        ),
        (
            "[tool.porting]\nexclude = 'a'",
            'tool.porting.exclude: must be an array of strings, not "a"',
        ),
        (
            "[tool.porting]\nexclude = [1]",
            "tool.porting.exclude: must hold only strings, not 1",
        ),
        (
            "[tool.porting]\nstrings = 'text'",
            'tool.porting.strings: must be "book" or "boundary", not "text"',
        ),
        (
            "[tool.porting]\nmodernize = 'yes'",
            'tool.porting.modernize: must be true or false, not "yes"',
        ),
        ("[tool.porting]\nencoding = true", "tool.porting.encoding: must be a string, not true"),
        (
            "[tool.porting]\nencoding = 'klingon'",
            "tool.porting.encoding: unknown encoding 'klingon'",
        ),
        ("[tool.porting]\ntarget = [3]", 'tool.porting.target: must be "3" or "six", not an array'),
        ("[tool]\nporting = {x = {}}", "tool.porting.x: unknown key; choose from"),
        ("[tool]\nporting = 3", "tool.porting: must be a table, not 3"),
        ("[tool.porting", "is not TOML: "),
    ],
)
def test_what_is_wrong(project: Path, text: str, message: str) -> None:
    settings(project, text)
    (project / "a.py").write_text("print 1\n")
    result = run("a.py")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"pyproject.toml: {message}")
    assert len(result.stderr.splitlines()) == 1


def test_a_pattern_that_is_none(project: Path) -> None:
    settings(project, "[tool.porting]\nexclude = ['!']")
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("pyproject.toml: tool.porting.exclude: ")


def test_tables_are_left_to_those_who_read_them(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "TABLES", ("scenario",))
    settings(project, "[[tool.porting.scenario]]\nname = 'one'\n[[tool.porting.scenario]]\nx = 2\n")
    assert find_config(project).tables == {"scenario": [{"name": "one"}, {"x": 2}]}
    settings(project, "[tool.porting.wisdom]\n")
    with pytest.raises(ConfigError, match=r"wisdom: unknown key; choose from .*, scenario, "):
        find_config(project)


def test_the_command_line_wins(project: Path) -> None:
    settings(project, "[tool.porting]\nstages = ['2to3']\nmodernize = true\nencoding = 'latin-1'\n")
    source = b"class A(object):\n    x = '\xe9'\nprint A.has_key(x)\n"
    (project / "a.py").write_bytes(source)
    result = run("a.py")
    assert "(with a coding line)" in result.stdout
    assert "+class A:" in result.stdout
    assert "+class A:" not in run("--no-modernize", "a.py").stdout
    assert run("--encoding", "ascii", "a.py").exit_code == 3
    assert "(after modern)" not in result.stdout
    (project / "b.py").write_bytes(b"import cgi\nprint cgi.escape(x)\n")
    assert "(after modern)" in run("--until", "modern", "b.py").stdout
    assert "(after modern)" in run("--stage", "2to3", "--stage", "modern", "b.py").stdout


def test_strings(project: Path) -> None:
    settings(project, "[tool.porting]\nstrings = 'boundary'\n")
    (project / "a.py").write_text("import urllib2\nprint urllib2.urlopen(x).read() + 'a'\n")
    assert ".decode(" in run("a.py").stdout
    assert ".decode(" not in run("--strings", "book", "a.py").stdout


def test_fixers_on_and_off(project: Path) -> None:
    settings(
        project, "[tool.porting]\nenable = ['set_literal']\ndisable = ['division', 'except']\n"
    )
    (project / "a.py").write_text("print set([a / b])\n")
    result = run("a.py")
    assert result.stdout.endswith("+print({a / b})\n")
    assert result.stderr == "1 file: 1 would change\n"
    assert run("-w", "-", stdin=b"print set([1])\n").stdout == "print({1})\n"


def test_fixers_on_and_off_in_the_library() -> None:
    source = "class A(object):\n    print A.has_key(set([1]))\n"
    code = porting.port_source(source, enable=["object_base"], disable=["has_key"]).code
    assert code == "class A:\n    print(A.has_key(set([1])))\n"
    only = porting.port_source(source, stages=["2to3"], enable=["object_base", "set_literal"]).code
    assert only == "class A(object):\n    print({1} in A)\n"
    with pytest.raises(ValueError, match="unknown fixer 'divison'"):
        porting.port_source(source, disable=["divison"])


@pytest.mark.parametrize("command", ["run", "audit"])
def test_what_is_excluded(project: Path, command: str) -> None:
    settings(project, "[tool.porting]\nexclude = ['vendored/', '*_pb2.py', '!keep_pb2.py']\n")
    for name in ("vendored/a.py", "sub/x_pb2.py", "sub/keep_pb2.py", "sub/b.py"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("x = 1\n")

    def files(*arguments: str) -> str:
        result = CliRunner().invoke(cli, [command, *arguments], catch_exceptions=False)
        return result.stderr.partition(":")[0]

    assert files() == files(".") == "2 files"
    assert files("sub") == files("sub/x_pb2.py", "sub/b.py") == "2 files"
    assert files("vendored") == "1 file"


def test_2to3_has_no_settings_but_its_own(project: Path) -> None:
    settings(project, "[tool.porting]\nnonsense = 1\n")
    (project / "a.py").write_text("print 1\n")
    result = CliRunner().invoke(cli, ["2to3", "a.py"], catch_exceptions=False)
    assert "+print(1)" in result.stdout
