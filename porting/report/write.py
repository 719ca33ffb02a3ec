"""A report written into a folder: the index, a page for each file, a page for each fixer."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from porting import __version__
from porting.errors import OutputError
from porting.files import Output
from porting.many_files.tasks import Failed, Outcome
from porting.project.graph import Project
from porting.report.across import Files
from porting.report.fixers import fixer_page
from porting.report.forgotten import FORGOTTEN
from porting.report.model import FileRow, FileView, FixerRow, ProofView, Totals
from porting.report.pages import Around, Extras, file_view, has_page, page_names
from porting.report.render import STATIC_FILES, FilePage, render, static_file
from porting.result import CODES
from porting.stages import ALL_STAGES, all_fixers

_STAGE_NAMES = [stage.name for stage in ALL_STAGES]
INDEX = "index.html"
MARK = "static/report.js"
"""What tells a folder with a report from any other."""


@dataclass(frozen=True)
class Story:
    """What a scenario showed after each stage, "" where the stage changed nothing."""

    name: str
    page: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What is to be shown: the files with what is known of them besides, and what was proven."""

    title: str
    lead: str
    outcomes: Sequence[Outcome]
    name_of: Callable[[Path], str] = str
    extras: Mapping[str, Extras] = field(default_factory=dict)
    proofs: tuple[ProofView, ...] = ()
    project: Project | None = None
    against: str = ""
    """What the other port is called, "" where there is none."""


class Folder:
    """Where a report is written: a new folder, an empty one, or one with an earlier report.

    Raises:
        OutputError: there is something else in it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists() and not path.is_dir():
            raise OutputError("is no folder", filename=str(path), hint="name a new folder")
        if path.is_dir() and any(path.iterdir()) and not (path / MARK).is_file():
            raise OutputError(
                "holds something else than a report, and nothing was written",
                filename=str(path),
                hint="name a new folder, or an empty one",
            )

    def write(self, name: str, data: bytes) -> None:
        Output(self.path / name).write(data)


@dataclass(frozen=True)
class _Head:
    """What all pages know of their report."""

    title: str
    lead: str
    key: str
    version: str
    fixer_pages: frozenset[str]
    proofs: tuple[ProofView, ...]
    against: str
    is_playground: bool = False
    stories: tuple[Story, ...] = ()
    story_stages: tuple[str, ...] = ()


def write_report(report: Report, folder: Folder) -> int:
    """Write all pages, and give their number."""
    paths = {report.name_of(outcome.path): outcome for outcome in report.outcomes}
    pages = page_names(
        path for path, outcome in paths.items() if has_page(outcome, report.extras.get(path))
    )
    fixers = _fixers_of(report.outcomes)
    digest = blake2b("\0".join([report.title, *paths]).encode("utf-8", "replace"), digest_size=6)
    head = _Head(
        report.title,
        report.lead,
        digest.hexdigest(),
        __version__,
        frozenset(fixers),
        report.proofs,
        report.against,
        False,
        *_stories(report, pages),
    )
    names = {outcome.path: path for path, outcome in paths.items()}
    around = Around(Files(paths, report.project), names, pages)
    rows = []
    for path, outcome in paths.items():
        page = pages.get(path, "")
        view = FileView(path, "")
        if page:
            view = file_view(outcome, path, around, report.extras.get(path))
            data = render("file.html", report=head, root="../", view=view, file=FilePage.of(view))
            folder.write(f"files/{page}", data)
        rows.append(_row(view))
    for name in fixers:
        data = render("fixer.html", report=head, root="../", fixer=fixer_page(name))
        folder.write(f"fixers/{name}.html", data)
    for name in STATIC_FILES:
        folder.write(f"static/{name}", static_file(name))
    totals = _totals(report.outcomes, rows)
    data = render(INDEX, report=head, root="", rows=rows, totals=totals, stages=_stages_in(rows))
    folder.write(INDEX, data)
    return len(pages) + len(fixers) + 1


# -- the index --


def _row(view: FileView) -> FileRow:
    changes = view.changes
    fixers = Counter(change.fixer for change in changes)
    fixers.update({each.code: 0 for each in view.decisions})
    risks = Counter(each.risk for each in view.decisions)
    proof = ""
    if view.proofs:
        proof = "same" if all(each.is_same for each in view.proofs) else "differs"
    return FileRow(
        view.path,
        view.page,
        len(changes),
        sum(change.safety == "review" for change in changes),
        dict(fixers),
        {risk: risks[risk] for risk in FORGOTTEN if risk in risks},
        tuple(_STAGE_NAMES.index(stage.name) + 1 for stage in view.stages if stage.changes),
        proof,
        view.error,
        forgotten=dict(Counter(change.forgotten for change in changes)),
        beside=replace(view.beside, blocks=()) if view.beside else None,
    )


def _stages_in(rows: Sequence[FileRow]) -> list[str]:
    used = {number for row in rows for number in row.stages}
    return _STAGE_NAMES[: max(used, default=4)]


def _totals(outcomes: Sequence[Outcome], rows: Sequence[FileRow]) -> Totals:
    forgotten, risks, changes, files = (
        Counter[str](),
        Counter[str](),
        Counter[str](),
        Counter[str](),
    )
    for row in rows:
        forgotten.update(row.forgotten)
        risks.update(row.risks)
        changes.update(row.fixers)
        files.update(row.fixers.keys())
    asked: Counter[str] = Counter()
    for outcome in outcomes:
        if not isinstance(outcome, Failed):
            asked.update(warning.fixer for warning in outcome.result.warnings)
    stage_of = {kind.name: stage.name for stage in ALL_STAGES for kind in stage.corrected}
    kinds = all_fixers()
    fixers = [
        FixerRow(
            name,
            stage_of.get(name, ""),
            kinds[name].title() if name in kinds else CODES.get(name, ""),
            changes[name],
            files[name],
            asked[name],
        )
        for name in files
    ]
    return Totals(
        len(rows),
        sum(not isinstance(each, Failed) and each.is_changed for each in outcomes),
        sum(isinstance(each, Failed) for each in outcomes),
        sum(each.lines for each in outcomes),
        sum(row.changes for row in rows),
        sum(row.review for row in rows),
        {name: forgotten[name] for name in FORGOTTEN},
        {name: risks[name] for name in FORGOTTEN},
        tuple(sorted(fixers, key=lambda each: (-each.changes, -each.decisions, each.name))),
    )


def _stories(report: Report, pages: Mapping[str, str]) -> tuple[tuple[Story, ...], tuple[str, ...]]:
    """What runs showed, in a row for each scenario."""
    runs = [(path, run) for path, extras in report.extras.items() for run in extras.runs]
    names = [name for name in _STAGE_NAMES if any(name in run.stages for _, run in runs)]
    stories = (
        Story(
            run.scenario,
            pages.get(path, ""),
            tuple(run.stages[name].outcome if name in run.stages else "" for name in names),
        )
        for path, run in runs
    )
    return tuple(stories), tuple(names)


def _fixers_of(outcomes: Sequence[Outcome]) -> list[str]:
    """Those that changed something, or asked a person."""
    used: set[str] = set()
    for outcome in outcomes:
        if not isinstance(outcome, Failed):
            used.update(change.fixer for change in outcome.result.changes)
            used.update(warning.fixer for warning in outcome.result.warnings)
    return [name for name in all_fixers() if name in used]


def name_below(paths: Sequence[Path]) -> Callable[[Path], str]:
    """Names files by where they lie below the folder that all paths share."""
    folder = os.path.commonpath(
        [os.path.abspath(path if path.is_dir() else path.parent) for path in paths]
    )
    return lambda path: Path(os.path.relpath(os.path.abspath(path), folder)).as_posix()
