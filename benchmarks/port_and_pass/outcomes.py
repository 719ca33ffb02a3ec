"""What becomes of the tests of a tree, module by module."""

from __future__ import annotations

import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from packages import Package, Target
from pythons import clean_environment, run

HERE = Path(__file__).parent
MODULE_SECONDS = 120
Outcomes = dict[str, dict[str, str]]


def run_targets(
    tree: Path,
    package: Package,
    targets: list[Target],
    python: str,
    sites: tuple[str, ...],
    jobs: int,
) -> list[Outcomes]:
    """Run the tests of each module in a copy of the tree of its own."""

    def run_one(target: Target) -> Outcomes:
        with tempfile.TemporaryDirectory(prefix="porting-tests-") as work:
            copy = Path(work, "tree")
            shutil.copytree(tree, copy, symlinks=True)
            out = Path(work, "out.jsonl")
            fresh = ("--fresh", *target.fresh) if target.fresh else ()
            folders = [str(copy / folder) for folder in target.folders]
            status, output = run(
                [
                    *(python, str(HERE / "run_tests.py"), str(out)),
                    *(target.kind, target.module, *folders, *fresh),
                ],
                MODULE_SECONDS,
                folder=copy / package.start,
                environment=clean_environment(*folders, *sites) | {"TMPDIR": work},
            )
            return read_outcomes(out, status, output)

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(run_one, targets))


def read_outcomes(out: Path, status: int | None, output: str) -> Outcomes:
    """Read what a module's run wrote; under "" why it ended before its time, if it did."""
    outcomes: Outcomes = {}
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    for line in lines:
        try:
            outcome = json.loads(line)
        except ValueError:
            continue  # It died over this one.
        outcomes[outcome.pop("test")] = outcome
    if status != 0 and "" not in outcomes:
        message = output.strip().rpartition("\n")[2] or f"exit status {status}"
        is_late = status is None
        outcomes[""] = {
            "outcome": "died",
            "exception": "Late" if is_late else "Died",
            "message": "no answer in time" if is_late else message,
        }
    return outcomes
