"""What the playground shows of a program: the same as a report's page of a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from porting import __version__
from porting.errors import PortingError
from porting.many_files.tasks import Ported
from porting.pipeline import port_source
from porting.project.graph import Project
from porting.report.across import Files
from porting.report.pages import Around, file_view
from porting.report.render import FilePage, render
from porting.stages import all_fixers

NAME = "program.py"
_FILE = "<program>"
"""No file is looked for beside one of such a name."""


@dataclass(frozen=True)
class Head:
    """What the playground's pages know of themselves, as those of a report do of it."""

    title: str = "Playground"
    key: str = "playground"
    version: str = __version__
    fixer_pages: frozenset[str] = field(default_factory=lambda: frozenset(all_fixers()))
    is_playground: bool = True


def answer(source: str) -> dict[str, Any]:
    """Port a program that was typed, without a look at any file, and without running it.

    Returns:
        Plain data: `html`, the stages, changes and decisions, escaped; `codes`, a list of name and
        text for each stage. Where it cannot be ported, `error` says why, and `line` where (from 1,
        0 for nowhere).
    """
    try:
        result = port_source(source, filename=_FILE, project=Project(folder="/"))
    except PortingError as error:
        message = str(error).replace(f"{_FILE}:", f"{NAME}:", 1)
        return {"error": message, "line": getattr(error, "line", 0)}
    ported = Ported(Path(NAME), result, b"", "", result.code != source)
    around = Around(Files({}, None), {}, {NAME: ""})
    view = file_view(ported, NAME, around)
    html = render("program.html", report=Head(), root="", view=view, file=FilePage.of(view))
    return {
        "html": html.decode(),
        "codes": [[stage.name, stage.code] for stage in result.stages],
        "first": view.first_stage,
    }
