"""`porting compare` at its levels, with the original, and beside what another tool makes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from porting.cli import cli

ORIGINAL = "import urllib2\ndef price(n):\n    print 'price', n\n"
GENERATED = "import urllib.request\ndef price(n):\n    print('price', n)\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compare(home: Path, a: str, b: str, *arguments: str) -> Result:
    for folder, text in (("o", ORIGINAL), ("a", a), ("b", b)):
        (home / folder).mkdir(exist_ok=True)
        (home / folder / "shop.py").write_text(text)
    return CliRunner().invoke(cli, ["compare", "a", "b", *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("a", "b", "same_at"),
    [
        pytest.param("x = 1\n", "x = 1\n", ("text", "layout", "tree"), id="the same"),
        pytest.param("f(a,b)\n", "f(\n    a, b,\n)\n", ("layout", "tree"), id="white space"),
        pytest.param("x = 'a'  # b\n", 'x = "a"\n', ("tree",), id="quotes and comments"),
        pytest.param("x = (1)\n", "x = 1\n", ("tree",), id="brackets"),
        pytest.param("if x:\n    a\n    b\n", "if x:\n    a\nb\n", (), id="another block"),
        pytest.param("x = 1\n", "x = 2\n", (), id="another value"),
    ],
)
@pytest.mark.parametrize("level", ["text", "layout", "tree"])
def test_levels(home: Path, a: str, b: str, same_at: tuple[str, ...], level: str) -> None:
    result = compare(home, a, b, "--level", level)
    assert result.exit_code == int(level not in same_at)


def test_definitions_are_told_apart(home: Path) -> None:
    a = "def f(n):\n    t = n\n    return t\n\ndef g():\n    pass\n\ndef h():\n    return 1\n"
    b = "def g():\n    pass\n\ndef f(n):\n    s = n\n    return s\n\ndef h():\n    return 2\n"
    result = compare(home, a, b, "--level", "tree")
    told = {line.split(": ")[1]: line.split(": ")[2] for line in result.stdout.splitlines()}
    assert told["f"].startswith("locals")
    assert told["h"].startswith("differs")
    assert sum("moved" in line for line in result.stdout.splitlines()) >= 1


def test_lines_are_put_down_to_fixers(home: Path) -> None:
    by_hand = GENERATED.replace("print('price', n)", "print(f'price {n}')")
    result = compare(home, GENERATED, by_hand, "--original", "o", "--summary")
    assert "1 line differs" in result.stdout
    assert "print" in result.stdout
    assert "urllib" not in result.stdout


def test_what_a_person_did_beyond_the_tool(home: Path) -> None:
    by_hand = GENERATED + "\ndef end():\n    pass\n"
    result = compare(home, GENERATED, by_hand, "--original", "o", "--only", "b")
    assert "+def end():\n" in result.stdout
    assert "price" not in result.stdout.replace("print('price', n)", "")
    assert compare(home, GENERATED, by_hand, "--original", "o", "--only", "a").stdout == ""


def test_one_document_for_other_programs(home: Path) -> None:
    result = compare(home, "f(a,b)\n", "f(a, b)\nx\n", "--format", "json")
    data = json.loads(result.stdout)
    (file,) = data["files"]
    assert (file["a"], file["b"], file["status"]) == ("a/shop.py", "b/shop.py", "differs")
    assert data["summary"]["files"] == {"differs": 1}
    assert data["summary"]["only_layout"] == 1


def test_what_cannot_be_read_is_told_and_the_rest_compared(home: Path) -> None:
    (home / "a").mkdir()
    (home / "b").mkdir()
    for folder in ("a", "b"):
        (home / folder / "till.py").write_text(f"x = '{folder}'\n")
    result = compare(home, "print (\n", "x\n", "--level", "tree")
    assert result.exit_code == 3
    assert "a/shop.py: cannot be read as Python 3" in result.stderr
    assert "till.py" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a", "--original", "o"], "give two things to compare, or one and --tool"),
        (["a", "b", "--only", "a"], "go with --original"),
        (["a", "b", "--original", "o", "--tool", "2to3"], "or one and --tool"),
        (["a", "b", "-y", "--level", "tree"], "--side-by-side goes alone"),
    ],
)
def test_what_goes_with_what(home: Path, arguments: list[str], message: str) -> None:
    compare(home, "x\n", "x\n")
    result = CliRunner().invoke(cli, ["compare", *arguments])
    assert (result.exit_code, message in result.stderr) == (2, True)
