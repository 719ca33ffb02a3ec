"""The pages about fixers, made from their docstrings while mkdocs builds the site.

`pages` gives their text. The functions behind it are the hooks that mkdocs calls.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from porting.example import blocks_of
from porting.fixer import Fixer
from porting.stages import ALL_STAGES, Stage, all_fixers

CORRECTIONS = "corrections"
OVERVIEW = "fixers/index.md"
RULES = "https://docs.astral.sh/ruff/rules/"

_CODE_SPAN = re.compile(r"(``.+?``|`[^`\n]+`)", re.DOTALL)
_MARKUP = re.compile(r"([\\*_<\[\]])")
_FIELD = re.compile(r"^(Limits|Source): ", re.MULTILINE)
_FIXER = re.compile(r"\bfixer ``(\w+)``")


@dataclass(frozen=True)
class Entry:
    """A fixer and where it stands: its stage, and whether it corrects 2to3."""

    fixer: type[Fixer]
    stage: Stage
    is_correction: bool

    @property
    def group(self) -> str:
        return CORRECTIONS if self.is_correction else self.stage.name

    @property
    def file(self) -> str:
        return self.fixer.__module__.replace(".", "/") + ".py"


def entries() -> list[Entry]:
    """All fixers in groups: those of 2to3, their corrections, those of the later stages.

    Within a group they come in the order in which they run.
    """
    found = [
        Entry(fixer, stage, fixer not in stage.fixers)
        for stage in ALL_STAGES
        for fixer in stage.corrected
    ]
    groups = ["2to3", CORRECTIONS, *(stage.name for stage in ALL_STAGES[1:])]
    return sorted(found, key=lambda entry: groups.index(entry.group))


def pages() -> dict[str, str]:
    """The Markdown text of each page, by its path in `docs/`."""
    nearest = _Nearest()
    found = {OVERVIEW: overview(nearest)}
    for entry in entries():
        found[f"fixers/{entry.fixer.name}.md"] = fixer_page(entry, nearest)
    return found


# The overview


class _Nearest:
    """The facts of nearest_rules.yaml."""

    def __init__(self) -> None:
        text = (Path(__file__).parent / "nearest_rules.yaml").read_text(encoding="utf-8")
        facts = yaml.safe_load(text)
        self._pyupgrade: dict[str, str] = facts["pyupgrade"]
        self._ruff: dict[str, list[str]] = facts["ruff"]
        self._rules: dict[str, dict[str, Any]] = facts["ruff_rules"]

    def pyupgrade(self, name: str) -> str:
        return self._pyupgrade.get(name, "")

    def ruff(self, name: str) -> str:
        return ", ".join(map(self._rule, self._ruff.get(name, ())))

    def _rule(self, code: str) -> str:
        rule = self._rules[code]
        does = "" if rule["fixes"] else " reports"
        if "asks" in rule:
            does = f" asks {rule['asks']}"
        return f"[{code}]({RULES}{rule['name']}/){does}"


def overview(nearest: _Nearest) -> str:
    """The table of all fixers."""
    found = entries()
    of_2to3 = sum(entry.group == "2to3" for entry in found)
    corrections = sum(entry.is_correction for entry in found)
    lines = [
        "# Fixers",
        "",
        f"{of_2to3} do what 2to3 did and bear its names, {corrections} correct what 2to3 got "
        f"wrong and run before those, {len(found) - of_2to3 - corrections} are of the later "
        "stages. In each group they stand in the order in which they run. Each page is made from "
        "the fixer's docstring, whose examples are run as tests.",
        "",
        "- *Change*: a **safe** one means what the original meant, within the limits that the "
        "page names. For **review**, look at each.",
        "- *pyupgrade*: what it has for the same habit. Where a name of `six` stands, it replaces "
        "that name, not the one of Python 2.",
        "- *ruff*: its nearest rule, which fixes what it finds unless it only *reports*.",
        "",
        "pyupgrade and ruff read Python 3: they can do nothing about a file that still has a print "
        "statement. Their columns tell what they would do once the file parses.",
        "",
        "| Fixer | Stage | 2to3 | Change | pyupgrade | ruff |",
        "|---|---|---|---|---|---|",
    ]
    for entry in found:
        fixer = entry.fixer
        cells = (
            f"[`{fixer.name}`]({fixer.name}.md){_file_name(entry)}<br>{_prose(fixer.title())}",
            entry.stage.name + ("<br>correction" if entry.is_correction else ""),
            _name_in_2to3(entry),
            fixer.safety,
            nearest.pyupgrade(fixer.name) or "-",
            nearest.ruff(fixer.name) or "-",
        )
        lines.append("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _file_name(entry: Entry) -> str:
    """The name of its file, where that is another."""
    name = entry.file.rpartition("/")[2]
    return "" if name == f"{entry.fixer.name}.py" else f" in `{name}`"


def _name_in_2to3(entry: Entry) -> str:
    if entry.group != "2to3":
        return "-"
    return f"`{entry.fixer.name}`" + ("<br>on request" if entry.fixer.explicit else "")


# A fixer's page


def fixer_page(entry: Entry, nearest: _Nearest) -> str:
    """One fixer: its facts, then its docstring."""
    fixer = entry.fixer
    title, *rest = list(blocks_of(inspect.getdoc(fixer) or ""))
    parts = [f"# {fixer.name}", f"**{_prose(title.text)}**", _facts(entry, nearest)]
    for block in rest:
        if not block.is_code:
            parts += _paragraphs(block.text, fixer.name)
            continue
        language = "python2"
        if parts[-1].startswith("**After**"):
            language = "python"
            if not _is_python3(block.text):
                parts[-1] += ", by this fixer alone"
        parts.append(f"```{language}\n{block.text}\n```")
    parts += ["## On the command line", _commands(entry)]
    return "\n\n".join(parts) + "\n"


def _is_python3(code: str) -> bool:
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def _facts(entry: Entry, nearest: _Nearest) -> str:
    fixer = entry.fixer
    stage = f"`{entry.stage.name}`"
    if entry.is_correction:
        stage += ", as a [correction](../differences.md#corrections)"
    rows = [("Stage", stage)]
    if entry.group == "2to3":
        rows.append(("2to3's name", f"`{fixer.name}`"))
    if fixer.explicit:
        rows.append(("Runs", "only when it is asked for by name"))
    rows += [
        ("Change", "safe" if fixer.safety == "safe" else "review: look at each"),
        ("pyupgrade", nearest.pyupgrade(fixer.name)),
        ("ruff", nearest.ruff(fixer.name)),
        ("File", f"`{entry.file}`"),
    ]
    rows = [row for row in rows if row[1]]
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def _commands(entry: Entry) -> str:
    name = entry.fixer.name
    lines = [f"porting explain {name}"]
    if entry.group == "2to3":
        lines.append(f"porting 2to3 -f {name} old.py")
    elif not entry.is_correction:
        lines.append(f"porting run --stage {entry.stage.name} old.py")
    else:
        lines.append("porting run old.py")
    return "```sh\n" + "\n".join(lines) + "\n```"


def _paragraphs(text: str, name: str) -> Iterator[str]:
    """A paragraph of a docstring as Markdown: a heading before code, fields, or prose."""
    if text.endswith("::"):
        text = text[:-2]
        if text in ("Before", "After"):
            yield f"**{text}**"
        else:
            heading, _, reason = text.partition(", ")
            yield f"**{heading}**, {_prose(reason)}:"
        return
    first, *fields = _FIELD.split(text)
    if first:
        yield _prose(_link_fixers(first.strip(), name))
    for field, value in zip(fields[::2], fields[1::2]):
        value = value.strip()
        yield f"**{field}:** " + (f"<{value}>" if field == "Source" else _prose(value))


def _link_fixers(text: str, own_name: str) -> str:
    def link(found: re.Match[str]) -> str:
        other = found[1]
        if other == own_name or other not in all_fixers():
            return found[0]
        return f"fixer \0{other}\0"

    return _FIXER.sub(link, text)


def _prose(text: str) -> str:
    """reST as docstrings use it, in Markdown: literals stay, other marks mean themselves."""
    pieces = _CODE_SPAN.split(text)
    pieces[::2] = [_MARKUP.sub(r"\\\1", piece) for piece in pieces[::2]]
    return re.sub(r"\0(\w+?)\0", _fixer_link, "".join(pieces))


def _fixer_link(found: re.Match[str]) -> str:
    name = found[1].replace("\\", "")
    return f"[`{name}`]({name}.md)"


# What guides leave to be filled in


def fill_in(text: str) -> str:
    """A guide with its marked places filled: the list of corrections, or a source file."""
    text = text.replace("<!-- corrections -->", _corrections())
    return re.sub(r"<!-- source: (\S+) -->", _source, text)


def _corrections() -> str:
    return "\n".join(
        f"- [`{entry.fixer.name}`](fixers/{entry.fixer.name}.md): {_prose(entry.fixer.title())}"
        for entry in entries()
        if entry.is_correction
    )


def _source(found: re.Match[str]) -> str:
    path = Path(__file__).parents[1] / found[1]
    return f"```python\n{path.read_text(encoding='utf-8').rstrip()}\n```"


# What mkdocs calls


def on_config(config: Any) -> Any:
    """Put the fixers' pages into the navigation, in groups, before the reference."""
    groups: dict[str, list[str]] = {}
    for entry in entries():
        groups.setdefault(entry.group, []).append(f"fixers/{entry.fixer.name}.md")
    titles = {CORRECTIONS: "Corrections of 2to3"}
    section: list[Any] = [{"Overview": OVERVIEW}]
    for group, paths in groups.items():
        section.append({titles.get(group, f"Stage {group}"): sorted(paths)})
    titled = [next(iter(each)) for each in config.nav]
    config.nav.insert(titled.index("Reference"), {"Fixers": section})
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the fixers' pages."""
    from mkdocs.structure.files import File

    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in what a guide leaves to the build."""
    return fill_in(markdown)
