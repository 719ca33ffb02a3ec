#!/usr/bin/env python3
"""Records what the data flow decides in many files, and compares two such records.

    python benchmarks/golden_decisions.py record RECORD PATH... [--checkout DIR] [--from 2]
    python benchmarks/golden_decisions.py compare OLD_RECORD NEW_RECORD [--words]
    python benchmarks/golden_decisions.py beside OLD_CHECKOUT NEW_CHECKOUT PATH... [--runs 1]

record    every change and warning of the stages bytes-regex and str-decode under both policies for
          strings: fixer, place, text before and after, safety, and the lines of the chain of
          evidence; for a warning its place, its code, how it would show itself, and those lines
compare   each difference between two records on a line; exit status 1 if there is one
beside    records two checkouts of porting, file by file in turns, compares the records, and tells
          the CPU seconds of both (of each file the best of the runs)

A PATH is a file, a folder (every .py file in it), or `FOLDER@N` for N of its files, spread evenly.
Words are compared with --words only: reasons may be told better without another decision.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

POLICIES = ("book", "boundary")
Record = dict[str, Any]

# Runs in a checkout of porting, old or new: it keeps to the contracts of the library.
WORKER = r"""
import hashlib, json, os, re, sys, time
import porting
assert porting.__file__.startswith(os.getcwd() + os.sep), porting.__file__
STAGES = ("bytes-regex", "str-decode")
LINE = re.compile(r"\bline (\d+): ")

def told(text):
    lines = [int(line) for line in LINE.findall(text)]
    return [line for at, line in enumerate(lines) if not at or lines[at - 1] != line]

def decided(source, path, policy, version):
    start = time.process_time()
    try:
        result = porting.port_source(
            source, filename=path, strings=policy, from_version=version,
            stages=["2to3", *STAGES],
        )
    except porting.PortingError as error:
        return {"error": type(error).__name__}, time.process_time() - start
    seconds = time.process_time() - start
    changes = [
        [c.stage, c.fixer, c.line, c.column, c.before, c.after, c.safety, told(c.why), c.why]
        for c in result.changes if c.stage in STAGES
    ]
    warnings = [
        [w.stage, w.fixer, w.line, w.column, w.shows, told(w.message), w.message]
        for w in result.warnings if w.stage in STAGES
    ]
    code = hashlib.sha256(result.code.encode("utf-8", "surrogatepass")).hexdigest()
    return {"changes": changes, "warnings": warnings, "code": code}, seconds

decided("print 'warm'\n", "warm.py", "book", "2")
for line in sys.stdin:
    path, policy, version = json.loads(line)
    with open(path, "rb") as file:
        source = file.read()
    print(json.dumps(decided(source, path, policy, version)), flush=True)
"""


class Worker:
    """A checkout of porting in a process of its own."""

    def __init__(self, checkout: Path) -> None:
        # Of several chains that lead to one decision, which is told hangs on the seed of hashes.
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", WORKER],
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": str(checkout.absolute()), "PYTHONHASHSEED": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, path: Path, policy: str, version: str | None) -> tuple[Record, float]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([str(path.absolute()), policy, version]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"porting ended with an error at {path}")
        decided, seconds = json.loads(answer)
        return decided, seconds


def files_in(paths: Iterable[str]) -> list[Path]:
    """The files that paths name (see the top of this module), each once.

    Raises:
        SystemExit: there is no such file or folder.
    """
    found: list[Path] = []
    for each in paths:
        name, _, count = (
            each.rpartition("@") if each.rpartition("@")[2].isdigit() else (each, "", "")
        )
        path = Path(name)
        if not path.exists():
            raise SystemExit(f"{name}: no such file or folder")
        files = [path]
        if path.is_dir():
            files = [file for file in sorted(path.rglob("*.py")) if file.is_file()]
        if count and len(files) > int(count):
            files = [files[number * len(files) // int(count)] for number in range(int(count))]
        found += files
    return list(dict.fromkeys(found))


def record(
    files: Iterable[Path], workers: list[Worker], version: str | None, runs: int = 1
) -> list[Record]:
    """What each of some checkouts decides; they take turns."""
    records: list[Record] = [{"seconds": 0.0, "files": {}} for _ in workers]
    for path in files:
        for policy in POLICIES:
            best = [float("inf")] * len(workers)
            for _ in range(runs):
                for index, worker in enumerate(workers):
                    decided, seconds = worker(path, policy, version)
                    best[index] = min(best[index], seconds)
                    records[index]["files"][f"{path} ({policy})"] = decided
            for each, seconds in zip(records, best):
                each["seconds"] += seconds
    return records


def differences(old: Record, new: Record, with_words: bool) -> Iterator[str]:
    """What two records differ in: one line for each change or warning that only one has."""
    mine, its = old["files"], new["files"]
    for name in dict.fromkeys([*mine, *its]):
        if name not in mine or name not in its:
            yield f"{name}: only in the {'new' if name in its else 'old'} record"
            continue
        before, after = (dict(record[name]) for record in (mine, its))
        parts = [*_lines(before, with_words)], [*_lines(after, with_words)]
        both = set(parts[0]) & set(parts[1])
        yield from (f"{name}: - {line}" for line in parts[0] if line not in both)
        yield from (f"{name}: + {line}" for line in parts[1] if line not in both)
        orders = [[line for line in part if line in both] for part in parts]
        if parts[0] != parts[1] and orders[0] != orders[1]:
            yield f"{name}: the same in another order"
        if parts[0] == parts[1] and before.get("code") != after.get("code"):
            yield f"{name}: another text by the same decisions"


def _lines(decided: Record, with_words: bool) -> Iterator[str]:
    if "error" in decided:
        yield decided["error"]
    for what in ("changes", "warnings"):
        for each in decided.get(what, ()):
            yield f"{what[:-1]} {json.dumps(each if with_words else each[:-1])}"


def compare(old: Record, new: Record, with_words: bool) -> int:
    """Print the differences between two records; gives the exit status."""
    found = [*differences(old, new, with_words)]
    for line in found:
        print(line)
    counts = {
        what: sum(len(each.get(what, ())) for each in new["files"].values())
        for what in ("changes", "warnings")
    }
    print(
        f"{len(new['files'])} records with {counts['changes']:,} changes and "
        f"{counts['warnings']:,} warnings: {len(found) or 'no'} differences"
    )
    return int(bool(found))


def main() -> int:
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=formatter)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record")
    recording.add_argument("record", type=Path)
    recording.add_argument("--checkout", type=Path, default=Path(__file__).parents[1])
    comparing = commands.add_parser("compare")
    beside = commands.add_parser("beside")
    for name, command in (("old", comparing), ("new", comparing), ("old", beside), ("new", beside)):
        command.add_argument(name, type=Path)
    beside.add_argument("--runs", type=int, default=1, help="how often each file is ported")
    for command in (recording, beside):
        command.add_argument("paths", nargs="+", metavar="PATH")
        command.add_argument("--from", dest="version", choices=("2",), help="as porting run has it")
    for command in (comparing, beside):
        command.add_argument("--words", action="store_true", help="compare what is said as well")
    given = parser.parse_args()
    if given.command == "record":
        (found,) = record(files_in(given.paths), [Worker(given.checkout)], given.version)
        given.record.write_text(json.dumps(found), encoding="utf-8")
        return 0
    if given.command == "compare":
        old, new = (json.loads(path.read_text(encoding="utf-8")) for path in (given.old, given.new))
        return compare(old, new, given.words)
    workers = [Worker(given.old), Worker(given.new)]
    old, new = record(files_in(given.paths), workers, given.version, given.runs)
    status = compare(old, new, given.words)
    ratio = new["seconds"] / old["seconds"]
    print(f"CPU: {old['seconds']:.2f} s old, {new['seconds']:.2f} s new, {ratio:.3f} times")
    return status


if __name__ == "__main__":
    sys.exit(main())
