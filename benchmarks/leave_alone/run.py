#!/usr/bin/env python3
"""Ports code that is Python 3 already, and shows what that did to it: it should be nothing.

    python benchmarks/leave_alone/run.py                     # all packages, and the library
    python benchmarks/leave_alone/run.py --only flask,library
    python benchmarks/leave_alone/run.py --only six --both   # code for 2 and 3: its own tests

Packages come from the index, of the versions and hashes in lists.json. `porting run --write` goes
over a copy of each. Every module is imported before and after, with the other packages beside it.
Packages for both 2 and 3 have their own tests run before and after. Exits with 1 where the bar is
not met.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from platform import python_version

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
# What both benchmarks need is there, and can be imported only then.
# ruff: noqa: E402
sys.path.append(str(HERE.parent / "port_and_pass"))

from harm import (
    PASS,
    Broken,
    Harm,
    Told,
    broken_by,
    details_of,
    is_broken,
    is_met,
    table_of,
    told_by,
    total_of,
    total_of_tests,
)
from outcomes import run_targets
from packages import fetch
from pythons import clean_environment, find_python, run
from trees import LIBRARY, Both, Lists, fetch_wheel, merge, modules_of, read_lists, take_library

TOOL_SECONDS = 3 * 3600
IMPORT_SECONDS = 900
Outcomes = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Setting:
    """What is looked at, what is kept between runs, and how many processes may port."""

    lists: Lists
    cache: Path
    jobs: int


def import_all(tree: Path, site: Path | None, modules: list[str]) -> Outcomes:
    """Import modules from a tree; where one ends the process, go on behind it in another.

    `site` has what they need.
    """
    outcomes: Outcomes = {}
    sites = (str(tree), *([str(site)] if site else ()))
    while left := modules[len(outcomes) :]:
        with tempfile.TemporaryDirectory(prefix="porting-imports-") as work:
            out = Path(work, "out.jsonl")
            status, output = run(
                # Without what is installed beside the Python that runs this.
                [sys.executable, "-S", str(HERE / "imports.py"), str(out), *left],
                IMPORT_SECONDS,
                folder=Path(work),
                environment=clean_environment(*sites) | {"TMPDIR": work, "HOME": work},
            )
            lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
        for line in map(json.loads, lines):
            outcomes[line["module"]] = (line["outcome"], line["message"])
        if len(lines) < len(left):
            last = output.strip().rpartition("\n")[2]
            outcomes[left[len(lines)]] = ("died", last or f"exit status {status}")
    return outcomes


def port(tree: Path, jobs: int) -> tuple[list[Told], str]:
    """Port a tree in place; gives what the tool said, and what went wrong, "" for nothing."""
    options = ("--write", "--format", "json", "--no-cache", "--jobs", str(jobs))
    status, output = run(
        [sys.executable, "-m", "porting", "run", *options, "."],
        TOOL_SECONDS,
        folder=tree,
        environment=clean_environment(str(ROOT)),
    )
    trouble = "" if status in (0, 3) else output.strip().rpartition("\n")[2] or f"status {status}"
    return told_by(output), trouble


def compare(name: str, tree: Path, ported: Path, told: list[Told], lists: Lists) -> Harm:
    """What became of the files of a tree."""
    files = [path.relative_to(tree) for path in sorted(tree.rglob("*")) if path.is_file()]
    changed = {
        file.as_posix(): tuple(
            dict.fromkeys(
                each.reason
                for each in told
                if (each.kind, each.file) == ("change", file.as_posix())
            )
        )
        for file in files
        if not filecmp.cmp(tree / file, ported / file, shallow=False)
    }
    warnings = tuple(each for each in told if each.kind == "warning")
    return Harm(
        name,
        sum(file.suffix == ".py" for file in files),
        changed,
        warnings,
        tuple(each for each in warnings if not lists.is_right(name, each.file, each.code)),
    )


def look_at(name: str, tree: Path, site: Path | None, setting: Setting) -> Harm:
    """Port a copy of a tree, and import all its modules before and after."""
    modules = list(modules_of(tree, setting.lists.not_imported))
    kept = setting.cache / "imports" / f"{tree.name}-{python_version()}.json"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(import_all(tree, site, modules)))
    before = {module: tuple(outcome) for module, outcome in json.loads(kept.read_text()).items()}
    with tempfile.TemporaryDirectory(prefix="porting-leave-") as work:
        ported = Path(work, "tree")
        shutil.copytree(tree, ported, symlinks=True)
        told, trouble = port(ported, setting.jobs)
        found = compare(name, tree, ported, told, setting.lists)
        after = import_all(ported, site, modules)
        refused = (each.file for each in told if each.kind == "error")
        broken = (
            *broken_by(before, after),
            *no_longer_compiles(found.changed, tree, ported),
            *(Broken(file, "refused") for file in refused if compiled(tree / file)[0] == PASS),
        )
    return replace(found, parts=len(modules), broken=broken, trouble=trouble)


def no_longer_compiles(changed: Iterable[str], tree: Path, ported: Path) -> list[Broken]:
    """The files that compiled before."""
    python = [file for file in changed if file.endswith(".py")]
    before, after = ({file: compiled(root / file) for file in python} for root in (tree, ported))
    return broken_by(before, after)


def compiled(path: Path) -> tuple[str, str]:
    try:
        compile(path.read_bytes(), path.name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return type(error).__name__, str(error)
    return PASS, ""


def test(both: Both, setting: Setting) -> Harm:
    """Port a copy of a package for 2 and 3, and run its tests before and after."""
    package, python = both.package, find_python(both.python)
    tree = fetch(package, sys.executable, setting.cache)
    lists = setting.lists
    wheels = (wheel for wheel in (*lists.tools, *lists.wheels) if wheel.name in both.needs)
    sites = tuple(str(fetch_wheel(wheel, setting.cache)) for wheel in wheels)
    targets = list(package.targets(tree))
    with tempfile.TemporaryDirectory(prefix="porting-leave-") as work:
        ported = Path(work, "tree")
        shutil.copytree(tree, ported, symlinks=True)
        told, trouble = port(ported, setting.jobs)
        found = compare(package.name, tree, ported, told, lists)
        before, after = (
            {
                f"{target.module}: {name}": (line["outcome"], line.get("message", ""))
                for target, lines in zip(
                    targets, run_targets(root, package, targets, python, sites, setting.jobs)
                )
                for name, line in lines.items()
            }
            for root in (tree, ported)
        )
    return replace(
        found, parts=len(before), broken=tuple(broken_by(before, after)), trouble=trouble
    )


def main() -> int:
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=formatter)
    parser.add_argument("--only", help=f"names of packages, with commas; {LIBRARY!r} is one")
    parser.add_argument("--both", action="store_true", help="only the packages for 2 and 3")
    parser.add_argument("--lists", type=Path, default=HERE / "lists.json", help="other lists")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir(), "leave-alone"))
    arguments = parser.parse_args()
    arguments.cache.mkdir(parents=True, exist_ok=True)
    setting = Setting(read_lists(arguments.lists), arguments.cache.absolute(), arguments.jobs)
    only = arguments.only.split(",") if arguments.only else ()
    wheels = {wheel.name: fetch_wheel(wheel, setting.cache) for wheel in setting.lists.wheels}
    trees = wheels | {LIBRARY: take_library(setting.cache)}
    left_alone, both = [], []
    for name, tree in trees.items():
        if not arguments.both and (not only or name in only):
            site = None if name == LIBRARY else merge(wheels.values(), setting.cache)
            left_alone.append(said(look_at(name, tree, site, setting)))
    for each in setting.lists.both:
        if not only or each.package.name in only:
            both.append(said(test(each, setting)))
    if left_alone:
        print("", table_of(left_alone, "imported"), total_of(left_alone), sep="\n\n")
    if both:
        print("", table_of(both, "tests"), total_of_tests(both), sep="\n\n")
    return 0 if is_met(left_alone) and not is_broken(both) else 1


def said(harm: Harm) -> Harm:
    """Tell at once what a person has to look at."""
    for line in details_of(harm):
        print(line, flush=True)
    counts = f"{len(harm.changed)} changed, {len(harm.broken)} broken {harm.trouble[:60]}"
    print(f"{harm.tree:20} {harm.files:5} files: {counts}", file=sys.stderr, flush=True)
    return harm


if __name__ == "__main__":
    raise SystemExit(main())
