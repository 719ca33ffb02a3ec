#!/usr/bin/env python3
"""Ports real Python 2 packages, and runs their own tests before and after.

    python benchmarks/port_and_pass/run.py                        # porting, all packages
    python benchmarks/port_and_pass/run.py --tool porting,lib2to3 --only mox,pyasn1
    python benchmarks/port_and_pass/run.py --library              # modules of the 2.7 library
    python benchmarks/port_and_pass/run.py --tool porting-six,modernize --python3 PYTHON2.7

Packages come from the index, of the versions and hashes in packages.json. Each is copied and
ported with its tests, without a person's help. Only tests that pass under Python 2.7, twice,
count, and of a package at most 500. The tests of each module run in a process of their own.
Needs a Python 2.7 with pip, the Python that the ported tests run under, and for lib2to3 and its
kin one that has it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from outcomes import Outcomes, run_targets
from packages import (
    Package,
    Target,
    fetch,
    library_packages,
    read_packages,
    take_from_library,
)
from pythons import clean_environment, find_python, install, run
from table import Column, Failure, Score, compare, reasons_of, table_of

from tools import TOOLS, Tool

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TOOL_SECONDS = 600
MOST_TESTS = 500


@dataclass(frozen=True)
class Setting:
    """Where things are: the interpreters, and what is kept between runs."""

    python2: str
    python3: str
    cache: Path
    jobs: int
    is_library: bool


def baseline(
    package: Package, tree: Path, targets: list[Target], setting: Setting
) -> list[Outcomes]:
    """The tests of each module that pass under Python 2.7, twice; kept for the next time."""
    kept = setting.cache / "baseline" / f"{tree.name}.json"
    if kept.exists():
        found: list[Outcomes] = json.loads(kept.read_text())
        if len(found) == len(targets):
            return found
    needs = package.needs_of("2")
    sites = (install(setting.python2, needs, setting.cache),) if needs else ()
    first, second = (
        run_targets(tree, package, targets, setting.python2, sites, setting.jobs) for _ in "12"
    )
    passing = [
        {
            name: line
            for name, line in one.items()
            if line["outcome"] == "pass" and other.get(name, {}).get("outcome") == "pass"
        }
        for one, other in zip(first, second)
    ]
    passing = at_most(MOST_TESTS, passing)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(passing))
    return passing


def at_most(most: int, passing: list[Outcomes]) -> list[Outcomes]:
    """Take so many tests, evenly from all modules, and always the same ones."""
    names = [(index, name) for index, tests in enumerate(passing) for name in sorted(tests)]
    if len(names) <= most:
        return passing
    chosen = {names[number * len(names) // most] for number in range(most)}
    return [
        {name: line for name, line in tests.items() if (index, name) in chosen}
        for index, tests in enumerate(passing)
    ]


def port(tool: Tool, tree: Path, requirements: Path, setting: Setting) -> tuple[str, float]:
    """Port a tree in place; gives what went wrong, "" for nothing, and the seconds it took."""
    python = find_python(tool.python) if tool.python else sys.executable
    sites = [install(python, tool.packages, setting.cache)] if tool.packages else []
    if tool.name.startswith("porting"):
        sites.append(str(ROOT))
    command = [part.format(requirements=requirements) for part in tool.command]
    begin = time.perf_counter()
    status, output = run(
        [python, *command, "."], TOOL_SECONDS, folder=tree, environment=clean_environment(*sites)
    )
    seconds = time.perf_counter() - begin
    if status == 0:
        return "", seconds
    return (output.strip().rpartition("\n")[2] or f"exit status {status}"), seconds


def score(tool: Tool, package: Package, setting: Setting, library: Path | None) -> Score:
    """Port a package, and run its tests."""
    if library:
        tree = take_from_library(package, library, setting.cache)
        shutil.copy(HERE / "test_support.py", tree / "test")
    else:
        tree = fetch(package, setting.python2, setting.cache)
    targets = list(package.targets(tree))
    passing = baseline(package, tree, targets, setting)
    with tempfile.TemporaryDirectory(prefix="porting-port-") as work:
        ported = Path(work, "tree")
        shutil.copytree(tree, ported, symlinks=True)
        requirements = Path(work, "requirements.txt")
        trouble, seconds = port(tool, ported, requirements, setting)
        if library:
            shutil.copy(HERE / "test_support.py", ported / "test")
        wanted = [*tool.runtime, *package.needs_of("3"), *required(requirements)]
        if os.path.realpath(setting.python3) == os.path.realpath(setting.python2):
            wanted = [*tool.runtime, *package.needs_of("2")]
        sites = (install(setting.python3, tuple(wanted), setting.cache),) if wanted else ()
        after = run_targets(ported, package, targets, setting.python3, sites, setting.jobs)
    before_count, after_count = 0, 0
    failures: list[Failure] = []
    for target, old, new in zip(targets, passing, after):
        counted = compare(old, new, target.module)
        before_count += counted[0]
        after_count += counted[1]
        failures += counted[2]
    return Score(package.name, before_count, after_count, tuple(failures), trouble, seconds)


def required(path: Path) -> list[str]:
    """The packages that the ported code asks for."""
    lines = path.read_text().splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def show_reasons(column: Column, is_verbose: bool) -> None:
    """Print what still fails: the leading reasons of all, and of each package if asked to."""
    failures = [failure for score in column.scores for failure in score.failures]
    print(f"\nWhat still fails after {column.tool}:\n")
    for reason, count in reasons_of(failures):
        print(f"- {reason}: {count}")
    for found in column.scores if is_verbose else ():
        reasons = ", ".join(
            f"{reason} ({count})" for reason, count in reasons_of(found.failures, 3)
        )
        print(f"  {found.package}: {reasons or 'nothing'}")
        if found.trouble:
            print(f"    the tool: {found.trouble}")


def main() -> int:
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=formatter)
    parser.add_argument("--tool", default="porting", help=f"of {', '.join(TOOLS)}, with commas")
    parser.add_argument("--only", help="names of packages, with commas")
    parser.add_argument("--library", action="store_true", help="modules of the 2.7 library")
    parser.add_argument("--packages", type=Path, help="another list of packages")
    parser.add_argument("--python2", help="a Python 2.7 (default: the one found)")
    parser.add_argument("--python3", default=sys.executable, help="runs the ported tests")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir(), "port-and-pass"))
    parser.add_argument("--json", type=Path, help="write all that was found into this file")
    parser.add_argument("--beside", type=Path, help="a file of --json whose tools are shown too")
    parser.add_argument("-v", "--verbose", action="store_true", help="reasons for each package")
    arguments = parser.parse_args()
    for name in arguments.tool.split(","):
        if name not in TOOLS:
            parser.error(f"there is no tool {name!r}, but {', '.join(TOOLS)}")
    setting = Setting(
        arguments.python2 or find_python("2.7"),
        arguments.python3,
        arguments.cache.absolute(),
        arguments.jobs,
        arguments.library,
    )
    library = None
    if arguments.library:
        packages = library_packages(arguments.packages or HERE / "library.json")
        library = Path(run([setting.python2, "-c", "import os; print(os.__file__)"], 30)[1]).parent
    else:
        packages = read_packages(arguments.packages or HERE / "packages.json")
    only = arguments.only.split(",") if arguments.only else ()
    columns = []
    for name in arguments.tool.split(","):
        column = Column(name)
        for package in packages:
            if only and package.name not in only:
                continue
            found = score(TOOLS[name], package, setting, library)
            column.scores.append(found)
            print(
                f"{name:10} {package.name:15} {found.after:4} of {found.before:4}"
                f" {found.seconds:6.1f} s {found.trouble[:60]}",
                file=sys.stderr,
                flush=True,
            )
        columns.append(column)
    version = run([setting.python3, "-c", "import platform; print(platform.python_version())"], 30)
    print(f"Tests that pass under Python {version[1].strip()}\n")
    earlier = json.loads(arguments.beside.read_text()) if arguments.beside else {}
    print(table_of([*columns, *(Column.from_data(name, data) for name, data in earlier.items())]))
    for column in columns:
        show_reasons(column, arguments.verbose)
    if arguments.json:
        text = json.dumps({column.tool: column.as_data() for column in columns}, indent=1)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
