"""The reference of commands and of the library, made from the code while mkdocs builds the site."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import click

import porting
from porting.cli import cli

COMMANDS = "reference/commands.md"
LIBRARY = "reference/library.md"

_SECTION = re.compile(r"^(Args|Returns|Raises|Attributes):$")
_ITEM = re.compile(r"^    (\w+): (.*)$")


def pages() -> dict[str, str]:
    """The Markdown text of both pages, by their paths in `docs/`."""
    return {COMMANDS: commands_page(), LIBRARY: library_page()}


# Commands


def commands_page() -> str:
    """Each command with its help and a table of its arguments and options."""
    parts = [
        "# Commands",
        "Every command with all its options, as `--help` behind its name shows them.",
    ]
    for name, command in cli.commands.items():
        parts += _command(f"porting {name}", command, level=2)
    return "\n\n".join(parts) + "\n"


def _command(path: str, command: click.Command, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    yield f"{'#' * level} {path}"
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```text\nUsage: {path} {usage}\n```"
    yield from _help(command.help or "")
    rows = [
        record
        for parameter in command.get_params(context)
        if (record := parameter.get_help_record(context)) is not None
    ]
    if rows:
        yield "\n".join(
            ["| Argument or option | Does |", "|---|---|"]
            + [f"| {_code(names)} | {_cell(text)} |" for names, text in rows]
        )
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from _command(f"{path} {name}", each, level + 1)


def _help(text: str) -> Iterator[str]:
    """Paragraphs as prose; those that click must not wrap, behind ``\\b``, as they stand."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        first, _, rest = paragraph.partition("\n")
        if first.strip() == "\b":
            yield f"```text\n{rest.rstrip()}\n```"
        else:
            yield _escaped(paragraph)


def _code(text: str) -> str:
    return "`" + text.replace("|", r"\|") + "`"


def _cell(text: str) -> str:
    return _escaped(" ".join(text.split())).replace("|", r"\|")


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_<\[\]])", r"\\\1", text)


# The library


def library_page() -> str:
    """Every public name of `porting`: its signature, and its docstring."""
    parts = [
        "# The library",
        "All that `import porting` offers. [Run it](../running.md#as-a-library) has an example.",
    ]
    for name in sorted(porting.__all__, key=lambda each: (each != "port_source", each)):
        thing = getattr(porting, name)
        parts.append(f"## {name}")
        if not (inspect.isclass(thing) and issubclass(thing, Exception)):
            parts.append(f"```python\n{_signature(name, thing)}\n```")
        parts += _docstring(inspect.getdoc(thing) or "")
    return "\n\n".join(parts) + "\n"


def _signature(name: str, thing: Any) -> str:
    """The signature with a parameter on each line."""
    signature = inspect.signature(thing)
    lines = [f"{name}("]
    keyword_only = False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            lines.append("    *,")
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        lines.append(f"    {parameter.name}: {parameter.annotation}{default},")
    if inspect.isclass(thing):
        return "\n".join([*lines, ")"])
    return "\n".join([*lines, f") -> {signature.return_annotation}"])


def _docstring(text: str) -> Iterator[str]:
    """Prose as it stands; the entries of ``Args:`` and its like as a list."""
    for paragraph in text.split("\n\n"):
        first, *rest = paragraph.splitlines()
        heading = _SECTION.match(first)
        if heading is None:
            yield _prose(paragraph)
            continue
        yield f"**{heading[1]}**"
        yield "\n".join(_items(rest)).replace("\n\n- ", "\n- ")


def _items(lines: list[str]) -> Iterator[str]:
    for line in lines:
        found = _ITEM.match(line)
        if found:
            yield f"- `{found[1]}`: {_prose(found[2])}"
        else:
            yield (
                f"  {_prose(line.strip())}" if line.startswith("        ") else _prose(line.strip())
            )


def _prose(text: str) -> str:
    """Marks that are none in a docstring mean themselves; literals stay."""
    pieces = re.split(r"(``.+?``|`[^`\n]+`)", text)
    pieces[::2] = [re.sub(r"([\\*_<\[\]])", r"\\\1", piece) for piece in pieces[::2]]
    return "".join(pieces)


# What mkdocs calls


def on_files(files: Any, config: Any) -> Any:
    """Add both pages."""
    from mkdocs.structure.files import File

    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files
