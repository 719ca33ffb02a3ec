"""The pages of a report's files, made from what the pipeline said of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from porting.engine.places import Origins, Places, split_lines
from porting.formats.report import one_line
from porting.many_files.tasks import Failed, Outcome, Ported
from porting.report.across import Files
from porting.report.chains import reason_of, steps_of
from porting.report.forgotten import if_forgotten
from porting.report.model import (
    Beside,
    ChangeView,
    Decision,
    FileView,
    ProofView,
    RunView,
    StageView,
    StepView,
)
from porting.report.rows import blocks_of, texts_of
from porting.result import Change, StageResult
from porting.source import is_text_file

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Extras:
    """What is known of a file besides its port: a sentence on it, its runs, their verdicts, and
    another port of it."""

    about: str = ""
    runs: tuple[RunView, ...] = ()
    proofs: tuple[ProofView, ...] = ()
    beside: Beside | None = None


def page_names(paths: Iterable[str]) -> dict[str, str]:
    """A file name of its own for the page of each path, of letters that are safe everywhere."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for path in paths:
        name = _UNSAFE.sub("_", path.lstrip("./").replace("/", "__"))[-_LONGEST_NAME:]
        if name.lower() in taken or not name.strip("_."):
            name += (
                "-" + blake2b(path.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
            )
        taken.add(name.lower())
        names[path] = f"{name}.html"
    return names


@dataclass(frozen=True)
class Around:
    """All files of a report, and by the path of each what it is called, and its page."""

    files: Files
    names: Mapping[Path, str]
    pages: Mapping[str, str]


def file_view(
    outcome: Outcome, path: str, around: Around, extras: Extras | None = None
) -> FileView:
    """A file's page."""
    extras = extras or Extras()
    if isinstance(outcome, Failed):
        return FileView(path, around.pages[path], error=str(outcome.error))
    return _Maker(outcome, path, around, extras).view()


def original_of(ported: Ported) -> str:
    """The text of the file as it was."""
    stages = ported.result.stages
    if not stages:
        return ported.result.code
    text = stages[0].before
    if not ported.added_line:
        return text
    lines = _LINE.findall(text)
    del lines[ported.added_line - 1]
    return "".join(lines)


class _Maker:
    def __init__(self, ported: Ported, path: str, around: Around, extras: Extras) -> None:
        self.ported = ported
        self.path, self.around, self.extras = path, around, extras
        self.results = ported.result.stages
        self.places = Places(self.results)
        self.ids: Counter[str] = Counter()

    def view(self) -> FileView:
        stages = tuple(self._stages())
        decisions = tuple(self._decisions())
        looked_at = {each.line for each in decisions}
        for stage in stages:
            for change in stage.changes:
                looked_at.add(change.line)
                looked_at.update(step.line for step in change.steps if not step.path)
        texts = texts_of(((each.code, each.origins) for each in self.results), self._first())
        return FileView(
            self.path,
            self.around.pages[self.path],
            self.extras.about,
            stages,
            blocks_of(
                original_of(self.ported),
                texts,
                looked_at,
                language="text" if is_text_file(self.ported.path) else "python2",
            ),
            decisions,
            self.extras.runs,
            self.extras.proofs,
            beside=self.extras.beside,
        )

    def _first(self) -> Origins:
        """Where the lines of the text came from that the first stage was given."""
        added = self.ported.added_line
        if not added:
            return ()
        count = len(split_lines(self.results[0].before))
        return tuple(0 if line == added else line - (line > added) for line in range(1, count + 1))

    def _stages(self) -> Iterator[StageView]:
        titles = stage_titles()
        for number, stage in enumerate(self.results, 1):
            changes = sorted(stage.changes, key=lambda each: (each.line, each.column))
            yield StageView(
                number,
                stage.name,
                titles[stage.name],
                tuple(
                    self._change(change, stage, number, place)
                    for place, change in enumerate(changes, 1)
                ),
            )

    def _change(self, change: Change, stage: StageResult, number: int, place: int) -> ChangeView:
        line = self._line(stage, change.line, change.column)
        reason = reason_of(change)
        title, why = told_of(change.fixer, reason)
        return ChangeView(
            self._id(f"L{line}-{stage.name}-{change.fixer}"),
            place,
            change.fixer,
            number,
            line,
            title,
            why,
            if_forgotten(change),
            change.safety,
            change.before,
            change.after,
            tuple(self._steps(change, stage)),
        )

    def _steps(self, change: Change, stage: StageResult) -> Iterator[StepView]:
        steps = steps_of(change, stage)
        views = []
        if steps and steps[0].line:
            for each in self.around.files.steps_before(self.ported, stage.name, steps[0]):
                name = self.around.names[each.path]
                page = self.around.pages.get(name, "")
                views.append(StepView(0, each.text, each.line, name, page, each.excerpt))
        for step in steps:
            line = self._line(stage, step.line, 0) if step.line else 0
            views.append(StepView(0, step.text, line))
        for number, view in enumerate(views, 1):
            yield replace(view, number=number)

    def _line(self, stage: StageResult, line: int, column: int) -> int:
        """The line of the file that a line came from which a stage was given."""
        return self.ported.line_in_file(self.places.original(stage.name, line, column)[0])

    def _decisions(self) -> Iterator[Decision]:
        for each in self.ported.result.warnings:
            yield Decision(
                self._id(f"decide-L{each.line}-{each.fixer}"),
                each.fixer,
                each.line,
                each.ported_line,
                one_line(each.message),
                each.shows,
                each.requires,
            )

    def _id(self, wanted: str) -> str:
        self.ids[wanted] += 1
        return wanted if self.ids[wanted] == 1 else f"{wanted}-{self.ids[wanted]}"


def stage_titles() -> Mapping[str, str]:
    """What each stage is for, by its name."""
    from porting.stages import ALL_STAGES

    return {stage.name: stage.title for stage in ALL_STAGES}


def told_of(fixer: str, reason: str) -> tuple[str, str]:
    """The title of a change, and why it is made."""
    from porting.stages import all_fixers

    kind = all_fixers().get(fixer)
    title = kind.title() if kind is not None else reason
    return title, reason.removeprefix(title).strip()


def has_page(outcome: Outcome, extras: Extras | None) -> bool:
    """Whether there is something to see on a page of a file."""
    if isinstance(outcome, Failed) or extras is not None:
        return True
    return outcome.is_changed or bool(outcome.result.warnings)
