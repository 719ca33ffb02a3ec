"""The documentation keeps its promises: pages, rows and links are there, listings are true."""

from __future__ import annotations

import inspect
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import porting
from docs import (
    exercise_pages,
    fixer_pages,
    flow_map,
    knowledge_page,
    own_host,
    reference_pages,
    slides_page,
)
from porting.cli import cli
from porting.example import examples_of
from porting.stages import all_fixers

DOCS = Path(__file__).resolve().parents[1] / "docs"
GUIDES = {
    path.relative_to(DOCS).as_posix(): flow_map.fill_in(
        fixer_pages.fill_in(path.read_text(encoding="utf-8"))
    )
    for path in sorted(DOCS.rglob("*.md"))
}
PAGES = {
    **GUIDES,
    **fixer_pages.pages(),
    **exercise_pages.pages(),
    **reference_pages.pages(),
    knowledge_page.PATH: knowledge_page.page(),
}
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
        if key == slides_page.PATH:
            continue
        if key not in PAGES and not key.endswith(".md"):
            assert other.is_file(), target
            continue
        assert key in PAGES, target
        assert not anchor or anchor in anchors_of(PAGES[key]), target


@pytest.mark.parametrize("path", PAGES)
def test_its_commands_exist(path: str) -> None:
    text = PAGES[path]
    commands = re.findall(r"^(?:\$ )?porting (.*?)(?:  +#.*)?$", text, re.MULTILINE)
    commands += re.findall(r"`porting ([^`\n]+)`", text)
    for command in commands:
        name, *rest = shlex.split(command.partition(" -- ")[0])
        assert name in cli.commands, command
        words = [name]
        found = cli.commands[name]
        while isinstance(found, click.Group) and rest and not rest[0].startswith("-"):
            assert rest[0] in found.commands, command
            found = found.commands[rest[0]]
            words.append(rest.pop(0))
        options = {word.partition("=")[0] for word in rest if re.match(r"--?\w", word)}
        assert options <= options_of(*words), command
        if name == "explain":
            assert set(rest) <= FIXERS.keys(), command


@cache
def options_of(*words: str) -> set[str]:
    """The options that a command's own help lists."""
    text = CliRunner().invoke(cli, [*words, "--help"]).output
    return set(re.findall(r"(?<![\w-])--?\w[\w-]*", text.partition("Options:")[2]))


# The reference


def commands_of(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands_of(command, *path, name)


@pytest.mark.parametrize(("words", "command"), list(commands_of(cli)), ids=str)
def test_the_reference_has_a_command_and_its_options(
    words: tuple[str, ...], command: click.Command
) -> None:
    page = PAGES[reference_pages.COMMANDS]
    (section,) = re.findall(
        rf"^#+ porting {re.escape(' '.join(words))}\n(.*?)(?=^##|\Z)",
        page,
        re.MULTILINE | re.DOTALL,
    )
    rows = "".join(line for line in section.splitlines(True) if line.startswith("| `"))
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            for name in parameter.opts:
                assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", rows), name


def test_the_reference_has_the_library() -> None:
    page = PAGES[reference_pages.LIBRARY]
    assert set(re.findall(r"^## (\w+)$", page, re.MULTILINE)) == set(porting.__all__)
    for name in inspect.signature(porting.port_source).parameters:
        assert f"- `{name}`: " in page, name
    assert "    encoding: str = 'utf-8',\n" in page


def test_the_site_asks_nothing_of_other_hosts() -> None:
    config = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    assert not re.search(r"https?://", config)
    assert re.search(r"^  font: false$", config, re.MULTILINE)
    for path in [*DOCS.rglob("*.css"), *DOCS.rglob("*.svg")]:
        assert not re.search(r"url\(|@import|href=", re.sub(r"url\(#", "", path.read_text("utf-8")))


@pytest.mark.parametrize(
    "loads",
    [
        '<script async src="https://example.org/a.js"></script>',
        '<link rel="stylesheet" href="//example.org/a.css">',
        "<img alt='' src='http://example.org/a.png'>",
    ],
)
def test_the_build_finds_what_a_page_loads_from_elsewhere(loads: str) -> None:
    assert len(own_host.foreign(f"<p>{loads}</p>")) == 1
    assert not own_host.foreign('<a href="https://example.org/">there</a><img src="a.svg">')


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


def test_the_journey_ends_with_both_changes() -> None:
    shown = flow_map.journey()
    assert "  decode_exit of page.split" in shown
    assert '  literal_bytes of "#"' in shown
    assert "bytes: it is printed" in shown


def test_the_rooms_say_what_they_are_for() -> None:
    lines = flow_map.rooms().splitlines()[1:-1]
    assert all(len(line.split(maxsplit=1)) == 2 for line in lines)
    assert [line.split("/")[0] for line in lines if line[0] != " "] == [*flow_map.ROOMS]
