"""The page of what porting knows of the library, made while mkdocs builds the site."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from porting.flow.knowledge.library import Entry, library_rows

PATH = "library_rows.md"
HEAD = """\
# What it knows of the library

Every function, class and attribute of Python's library of which `porting` knows what strings it
takes or returns, as typeshed and `porting/flow/knowledge/overrides.py` tell, in the notation of
[Teach it a function](knowledge.md#the-notation). What is not here is unknown, and left alone.
"""


def page() -> str:
    """The Markdown text of the page: a heading for each module, a line for each row."""
    rows = sorted(library_rows().items())
    parts = [HEAD]
    for module, group in groupby(rows, lambda row: row[0].partition(".")[0]):
        lines = [line for name, entry in group for line in _lines(name, entry)]
        parts.append(f"## {module}\n\n```text\n" + "\n".join(lines) + "\n```\n")
    return "\n".join(parts)


def _lines(name: str, entry: Entry) -> list[str]:
    """A row as it stands in the table; of several ways to call a function each has a line."""
    return [f"{name} {each}" for each in ([entry] if isinstance(entry, str) else entry)]


def on_files(files: Any, config: Any) -> Any:
    """Add the page."""
    from mkdocs.structure.files import File

    files.append(File.generated(config, PATH, content=page()))
    return files
