#!/usr/bin/env python3
"""Records calls of real packages under Python 2.7, and replays them on their ports.

    python benchmarks/call_replay/run.py                     # functions replayed, by package
    python benchmarks/call_replay/run.py --faults --only IPy # and ports with a fixer withheld

Packages come from the index, of the versions and hashes in packages.json; the runs that are
recorded are their own tests, or where the archive has none the drivers beside this file. A planted
fault is a fixer that a port is made without, ten for each package, those with most changes first;
one whose absence another makes up for, so that the port is the same, is none. It is found by the
replay if a function differs that did not, and by the tests if their port ends or prints
otherwise. Needs a Python 2.7 with pip.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "port_and_pass"))

from packages import Package, fetch  # noqa: E402
from pythons import run  # noqa: E402

import porting  # noqa: E402
from porting.source import find_sources  # noqa: E402
from porting.verify.run import find_python27  # noqa: E402

MOST_FAULTS = 10
SECONDS = 1800
PORTING = [sys.executable, "-m", "porting"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="names of packages, with commas between")
    parser.add_argument("--faults", action="store_true", help="withhold fixers, one by one")
    parser.add_argument("--differences", action="store_true", help="print what differs")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir(), "call-replay"))
    options = parser.parse_args()
    python27 = find_python27()
    if python27 is None:
        raise SystemExit("needs a Python 2.7")
    wanted = set(filter(None, options.only.split(",")))
    for entry in json.loads((HERE / "packages.json").read_text())["packages"]:
        if wanted and entry["name"] not in wanted:
            continue
        package = Package(entry["name"], (), entry["version"], entry["sha256"])
        tree = fetch(package, python27, options.cache)
        with tempfile.TemporaryDirectory(prefix="call-replay-") as name:
            measure(entry, tree, Path(name), options)


def measure(entry: dict[str, Any], tree: Path, work: Path, options: argparse.Namespace) -> None:
    """Print what the replay of one package showed."""
    original = work / "original"
    shutil.copytree(tree, original)
    driver = entry["driver"]
    if not (original / driver).exists():
        shutil.copy(HERE / "drivers" / driver, original / driver)
    calls = work / "calls.json"
    only = [part for path in entry["only"] for part in ("--only", path)]
    environment = {**os.environ, "PYTHONPATH": "."}
    command = [*PORTING, "trace", "--calls", "-o", str(calls), *only, driver]
    traced = subprocess.run(
        command, cwd=original, env=environment, capture_output=True, timeout=SECONDS
    )
    if not calls.exists():
        raise SystemExit(f"{entry['name']}: {traced.stderr.decode()}")
    good = port(original, work / "good", ())
    report = replay(calls, good)
    share = report["replayed"] / report["reached"]
    print(
        f"{entry['name']} {entry['version']}: {report['reached']} functions reached,"
        f" {report['replayed']} replayed ({share:.0%}), {report['different']} different;"
        f" lines {report['lines_covered']} of {report['lines']}",
        flush=True,
    )
    if options.differences:
        show(report)
    if options.faults:
        plant(entry, original, good, work, calls, report)


def port(original: Path, place: Path, withheld: tuple[str, ...]) -> Path:
    settings = original / "pyproject.toml"
    settings.write_text(f"[tool.porting]\ndisable = {list(withheld)!r}\n")
    command = [*PORTING, "run", "--no-diffs", "-o", str(place), "."]
    subprocess.run(command, cwd=original, capture_output=True, timeout=SECONDS)
    settings.unlink()
    shutil.copytree(original, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py"))
    return place


def replay(calls: Path, place: Path) -> dict[str, Any]:
    command = [*PORTING, "verify", "--calls", str(calls), "--ported", str(place)]
    ended = subprocess.run(
        [*command, "--format", "json"], cwd=place, capture_output=True, timeout=SECONDS
    )
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def show(report: dict[str, Any]) -> None:
    for each in report["functions"]:
        for found in each["different"][:1]:
            print(f"  {each['name']}: {found['why']}")
            print(f"    {found['call']}\n    {found['expected']}\n    {found['actual']}")


def plant(
    entry: dict[str, Any],
    original: Path,
    good: Path,
    work: Path,
    calls: Path,
    report: dict[str, Any],
) -> None:
    """Withhold fixers, and print what found it: the replay, or the package's own tests."""
    known = differing(report)
    passed = outcome(good, entry["driver"])
    planted = by_replay = by_tests = 0
    paths = [original / path for path in entry["only"]]
    for name in fixers_of(paths):
        if planted == MOST_FAULTS:
            break
        place = work / name
        port(original, place, (name,))
        if is_same_code(good, place, entry["only"]):
            continue
        if any(not (place / path).exists() for path in entry["only"]):
            print(f"  without {name}: no port, its text would not compile")
            continue
        planted += 1
        # The tests themselves are ported as ever: the fault is in the package.
        shutil.copy(good / entry["driver"], place / entry["driver"])
        is_replay = bool(differing(replay(calls, place)) - known)
        is_test = outcome(place, entry["driver"]) != passed
        by_replay, by_tests = by_replay + is_replay, by_tests + is_test
        words = {True: "found", False: "not found"}
        print(f"  without {name}: {words[is_replay]} by the replay, {words[is_test]} by the tests")
        sys.stdout.flush()
    print(f"  of {planted} faults {by_replay} found by the replay, {by_tests} by the tests")


def differing(report: dict[str, Any]) -> set[tuple[str, int]]:
    """Which functions differ, and in how many calls."""
    return {
        (each["name"], len(each["different"])) for each in report["functions"] if each["different"]
    }


def outcome(place: Path, driver: str) -> tuple[int | None, str]:
    """How the tests of a port end, without what changes from run to run."""
    status, output = run(
        [sys.executable, driver], 120, folder=place, environment={**os.environ, "PYTHONPATH": "."}
    )
    lines = output.replace(str(place), "").splitlines()
    return status, "\n".join(line for line in lines if not line.startswith("Ran "))


def is_same_code(good: Path, place: Path, only: list[str]) -> bool:
    """Whether two ports of a package do not differ."""
    return all(
        (place / path.relative_to(good)).exists()
        and (place / path.relative_to(good)).read_bytes() == path.read_bytes()
        for path in find_sources([good / each for each in only])
    )


def fixers_of(paths: list[Path]) -> list[str]:
    """All fixers that change a package, those that change most first."""
    changes: Counter[str] = Counter()
    for path in find_sources(paths):
        result = porting.port_source(path.read_bytes(), filename=str(path))
        changes.update(change.fixer for change in result.changes)
    return [name for name, _ in changes.most_common()]


if __name__ == "__main__":
    main()
