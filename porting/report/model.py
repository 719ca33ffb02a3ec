"""What a report shows, as plain values: templates read these and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from porting.report.forgotten import Forgotten
from porting.report.rows import Block
from porting.result import Safety, Shows


@dataclass(frozen=True)
class Excerpt:
    """Lines of another file; `marked` is the one that is meant, all count from 1."""

    first: int
    marked: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class StepView:
    """A step of a chain. `line` is a line of the original, from 1, 0 where the step names none.

    A step in another file has its `path`, the name of its `page` and an excerpt.
    """

    number: int
    text: str
    line: int
    path: str = ""
    page: str = ""
    excerpt: Excerpt | None = None


@dataclass(frozen=True)
class ChangeView:
    """A change by its `id` on the page, with its number within its stage; both count from 1.

    `line` is its line in the original, and `slot` the row that it stands at.
    """

    id: str
    number: int
    fixer: str
    stage: int
    line: int
    title: str
    why: str
    forgotten: Forgotten
    safety: Safety
    before: str
    after: str
    steps: tuple[StepView, ...] = ()


@dataclass(frozen=True)
class Decision:
    """What a person must decide, by its `id` on the page."""

    id: str
    code: str
    line: int
    ported_line: int
    message: str
    risk: Shows
    requires: str = ""


@dataclass(frozen=True)
class OutputLine:
    """A line that a run printed; `is_new` where the original's run did not print it there."""

    text: str
    is_new: bool = False


@dataclass(frozen=True)
class Printed:
    """What a run showed: by which Python, and how it compares with the original's run.

    `outcome` is a word or two for it, `differences` say more; `remark` is what a teacher says.
    """

    python: str
    stdout: tuple[OutputLine, ...]
    stderr: tuple[OutputLine, ...]
    status: int
    is_same: bool = True
    outcome: str = "same"
    differences: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class RunView:
    """A scenario: what the original printed, and what the text after a stage did, by its name."""

    scenario: str
    shows: str
    original: Printed
    stages: dict[str, Printed] = field(default_factory=dict)

    def at(self, names: Sequence[str]) -> list[tuple[Printed, str, list[int]]]:
        """What was printed after the stages of these names: each with the name of its stage, and
        the numbers, from 1, of those stages that have the same text."""
        found: list[tuple[Printed, str, list[int]]] = []
        for number, name in enumerate(names, 1):
            if name in self.stages:
                found.append((self.stages[name], name, [number]))
            elif found:
                found[-1][2].append(number)
        return found


@dataclass(frozen=True)
class ProofView:
    """What `verify` found of one port in one scenario."""

    scenario: str
    port: str
    original: str
    python: str
    outcome: str
    shows: str = ""
    differences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        return self.outcome == "same"


@dataclass(frozen=True)
class Beside:
    """Another port of a file, from `path`: in how many lines of `lines` it agrees with ours."""

    label: str
    path: str
    same: int
    lines: int
    blocks: tuple[Block, ...]

    @property
    def is_same(self) -> bool:
        return self.same == self.lines


@dataclass(frozen=True)
class StageView:
    """A stage by its number, from 1."""

    number: int
    name: str
    title: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True)
class FileView:
    """A file: `page` is the name of its page, "" where there is nothing to see on one.

    `error` says why it could not be ported; then there is nothing else.
    """

    path: str
    page: str
    about: str = ""
    stages: tuple[StageView, ...] = ()
    blocks: tuple[Block, ...] = ()
    decisions: tuple[Decision, ...] = ()
    runs: tuple[RunView, ...] = ()
    proofs: tuple[ProofView, ...] = ()
    error: str = ""
    beside: Beside | None = None

    @property
    def changes(self) -> list[ChangeView]:
        return [change for stage in self.stages for change in stage.changes]

    @property
    def first_stage(self) -> int:
        """The first stage that changed something, or the last that ran."""
        return next((each.number for each in self.stages if each.changes), len(self.stages))


@dataclass(frozen=True)
class FileRow:
    """A file in the index. Decisions are counted by risk, changes by fixer and by what would show
    if they were forgotten; `stages` are the numbers of those that changed something."""

    path: str
    page: str
    changes: int
    review: int
    fixers: dict[str, int]
    risks: dict[str, int]
    stages: tuple[int, ...]
    proof: str = ""
    error: str = ""
    forgotten: dict[str, int] = field(default_factory=dict)
    beside: Beside | None = None


@dataclass(frozen=True)
class FixerRow:
    """A fixer in the index: in how many places it changed something, and asked a person."""

    name: str
    stage: str
    title: str
    changes: int
    files: int
    decisions: int


@dataclass(frozen=True)
class Totals:
    """What the index sums up. Changes are counted by what would show if they were forgotten."""

    files: int
    changed: int
    failed: int
    lines: int
    changes: int
    review: int
    by_forgotten: dict[str, int]
    by_risk: dict[str, int]
    fixers: tuple[FixerRow, ...]
