"""The documentation keeps its promises: pages, rows and links are there, listings are true."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from docs import fixer_pages
from porting.cli import cli
from porting.example import examples_of
from porting.stages import all_fixers

DOCS = Path(__file__).resolve().parents[1] / "docs"
GUIDES = {
    path.relative_to(DOCS).as_posix(): fixer_pages.fill_in(path.read_text(encoding="utf-8"))
    for path in sorted(DOCS.rglob("*.md"))
}
PAGES = {**GUIDES, **fixer_pages.pages()}
FIXERS = all_fixers()

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_LISTING = re.compile(
    r"^(?:<!-- file: (?P<name>\S+) -->\n```\w+\n(?P<text>.*?)|```console\n(?P<console>.*?))^```$",
    re.MULTILINE | re.DOTALL,
)


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]+`", "", _FENCE.sub("", text))


def anchors_of(text: str) -> set[str]:
    """The ids that Markdown gives to the headings of a page."""
    headings = (re.sub(r"[^\w\s-]", "", each) for each in _HEADING.findall(_FENCE.sub("", text)))
    return {re.sub(r"[-\s]+", "-", each.strip().lower()) for each in headings}


# The fixers' pages


@pytest.mark.parametrize("name", FIXERS)
def test_a_fixer_has_its_row(name: str) -> None:
    rows = [
        line
        for line in PAGES[fixer_pages.OVERVIEW].splitlines()
        if line.startswith(f"| [`{name}`]({name}.md)")
    ]
    assert len(rows) == 1
    assert len(re.split(r"(?<!\\)\|", rows[0])) == 8
    assert f"| {FIXERS[name].safety} |" in rows[0]


@pytest.mark.parametrize("name", FIXERS)
def test_a_fixer_has_its_page(name: str) -> None:
    page = PAGES[f"fixers/{name}.md"]
    for example in examples_of(FIXERS[name]):
        before = example.before.replace("\t", "→")
        assert f"```python2\n{before}```\n" in page
        if not example.title:
            code = re.escape(example.after)
            assert re.search(rf"^\*\*After\*\*.*\n\n```python\n{code}```$", page, re.MULTILINE)
    for part in ("**Left alone**, because ", "**Limits:** ", "**Source:** <http"):
        assert part in page
    assert "::" not in without_code(page)


def test_the_facts_name_what_there_is() -> None:
    nearest = fixer_pages._Nearest()
    assert nearest._pyupgrade.keys() <= FIXERS.keys()
    assert nearest._ruff.keys() <= FIXERS.keys()
    used = {code for codes in nearest._ruff.values() for code in codes}
    assert used == nearest._rules.keys()


# All pages


@pytest.mark.parametrize("path", PAGES)
def test_its_links_lead_somewhere(path: str) -> None:
    for target in _LINK.findall(without_code(PAGES[path])):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        other = (DOCS / path).parent.joinpath(file).resolve() if file else DOCS / path
        key = other.relative_to(DOCS).as_posix()
        assert key in PAGES, target
        assert not anchor or anchor in anchors_of(PAGES[key]), target


@pytest.mark.parametrize("path", PAGES)
def test_its_commands_exist(path: str) -> None:
    text = PAGES[path]
    commands = re.findall(r"^(?:\$ )?porting (.*?)(?:  +#.*)?$", text, re.MULTILINE)
    commands += re.findall(r"`porting ([^`\n]+)`", text)
    for command in commands:
        name, *rest = shlex.split(command)
        assert name in cli.commands, command
        options = {word.partition("=")[0] for word in rest if re.match(r"--?\w", word)}
        assert options <= options_of(name), command
        if name == "explain":
            assert set(rest) <= FIXERS.keys(), command


@cache
def options_of(name: str) -> set[str]:
    """The options that a command's own help lists."""
    text = CliRunner().invoke(cli, [name, "--help"]).output
    return set(re.findall(r"(?<![\w-])--?\w[\w-]*", text.partition("Options:")[2]))


# The guides


@pytest.mark.parametrize("path", GUIDES)
def test_its_listings_are_true(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status = 0
    for found in _LISTING.finditer(GUIDES[path]):
        if found["name"]:
            Path(found["name"]).write_text(found["text"], encoding="utf-8")
            continue
        shown = re.split(r"^\$ (.*)\n", found["console"], flags=re.MULTILINE)
        for command, output in zip(shown[1::2], shown[2::2]):
            if command == "echo $?":
                assert output == f"{status}\n"
                continue
            program, *arguments = shlex.split(command)
            assert program == "porting"
            result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
            status = result.exit_code
            assert result.output == output


@pytest.mark.parametrize(
    ("path", "prints"), [("python2_trees.md", True), ("running.md", False)], ids=str
)
def test_its_example_runs(path: str, prints: bool, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = _FENCE.findall(GUIDES[path])
    (code,) = (text for language, text in blocks if language == "python")
    exec(compile(code, path, "exec"), {"__name__": "example"})
    if prints:
        (expected,) = (text for language, text in blocks if language == "text")
        assert capsys.readouterr().out == expected


@pytest.mark.parametrize("path", GUIDES)
def test_nothing_is_left_to_fill_in(path: str) -> None:
    assert not re.search(r"<!-- (?!file: )", GUIDES[path])
