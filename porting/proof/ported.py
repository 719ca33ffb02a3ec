"""A program's port, and what of it is nearest to a line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from porting.config import find_config
from porting.errors import PortingError
from porting.many_files.schedule import port_files
from porting.many_files.tasks import Failed, Order
from porting.project.graph import find_project
from porting.result import Result
from porting.source import find_sources
from porting.verify.program import ProgramFolder, find_program
from porting.verify.run import Spot

# A warning or a change that wants a review speaks louder than others, up to this many lines away.
LOUD_LINES = 15


@dataclass(frozen=True)
class Port:
    """A ported program: its folder, what porting said of each file, and what could not be ported.

    Both are by the file's path below the folder; where the port was given nothing is known.
    """

    program: ProgramFolder
    results: Mapping[str, Result] = field(default_factory=dict)
    failed: Mapping[str, PortingError] = field(default_factory=dict)

    def line_at(self, spot: Spot) -> str:
        """The text of a line, "" where there is none."""
        try:
            text = (self.program.root / spot.file).read_bytes().decode("utf-8", "replace")
        except OSError:
            return ""
        lines = text.splitlines()
        return lines[spot.line - 1].strip() if spot.line <= len(lines) else ""

    def nearest(self, spot: Spot) -> str:
        """The change or warning that is nearest to a line, in words; "" where there is none."""
        result = self.results.get(spot.file)
        if result is None:
            return ""
        found = [
            (abs(each.ported_line - spot.line), each.ported_line, f"warning: {each.message}", True)
            for each in result.warnings
        ]
        for stage in result.stages:
            lines = _lines_in(stage.before, result.code)
            for change in stage.changes:
                line = lines.get(change.line, change.line)
                text = f"{change.fixer}: {change.why.splitlines()[0].partition('. ')[0]}"
                is_loud = change.safety == "review" or stage.name in ("bytes-regex", "str-decode")
                found.append((abs(line - spot.line), line, text, is_loud))
        if not found:
            return ""
        _, line, text, _ = min(
            found, key=lambda each: (not (each[3] and each[0] <= LOUD_LINES), each[0])
        )
        return f"line {line}, {text}"


def port_program(program: ProgramFolder, output: Path, *, withheld: Collection[str] = ()) -> Port:
    """Port a program into an empty folder, with the settings of its pyproject.toml.

    What cannot be ported is copied as it is.

    Args:
        withheld: names of fixers that do not run, besides those that the settings disable.
    """
    program.copy_to(output)
    config = find_config(program.root)
    known = set(program.files)
    sources = [
        path
        for path in find_sources([program.root], exclude=config.ignores)
        if path.resolve() in known
    ]
    order = Order(
        config.stages,
        config.encoding,
        find_project(sources),
        strings=config.strings or "book",
        modernize=bool(config.modernize),
        target_version=config.target_version,
        enable=config.enable,
        disable=(*config.disable, *withheld),
    )
    results: dict[str, Result] = {}
    failed: dict[str, PortingError] = {}
    for outcome in port_files(sources, order):
        name = outcome.path.resolve().relative_to(program.root).as_posix()
        if isinstance(outcome, Failed):
            failed[name] = outcome.error
        else:
            (output / name).write_bytes(outcome.data)
            results[name] = outcome.result
    return Port(find_program(output), results, failed)


def _lines_in(before: str, after: str) -> dict[int, int]:
    """The line in `after` for each line of `before`, both from 1."""
    old, new = before.splitlines(), after.splitlines()
    lines: dict[int, int] = {}
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        for number in range(start, end):
            lines[number + 1] = min(new_start + number - start, max(new_start, new_end - 1)) + 1
    return lines
