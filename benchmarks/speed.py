#!/usr/bin/env python3
"""Measures how fast `porting` is beside lib2to3, fissix and modernize, all in the same run.

    python benchmarks/speed.py library DIR [--limit N] [--runs 5] [--peers PYTHON]
    python benchmarks/speed.py start FILE [--runs 5] [--peers PYTHON]
    python benchmarks/speed.py growth FILE [--runs 3]

library   every .py file below DIR that lib2to3 and porting can read, in one process a tool: CPU
          seconds (the median of the runs, which take turns) and how many times lib2to3's speed
start     the CPU seconds of `porting 2to3 FILE` and of lib2to3's `2to3 FILE`, from cold
growth    CPU time per line on files of 1,000, 10,000 and 100,000 lines made of FILE's own lines

The peers run in PYTHON, by default the first of python3.12 ... python3.8 that has lib2to3; fissix
and modernize (`pip install fissix modernize`) are left out where that Python has not got them.
Reading, decoding and writing files, imports and a first file to warm up are not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PEERS = ("lib2to3", "fissix", "modernize")
STAGES = {"porting, stage 2to3": ["2to3"], "porting, all stages": None}
SIZES = (1_000, 10_000, 100_000)

# Runs in the peers' Python: keeps to what Python 3.8 reads.
WORKER = r"""
import json, logging, sys, time, tokenize, warnings
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

def tool(name):
    if name == "lib2to3":
        from lib2to3 import refactor
        names = refactor.get_fixers_from_package("lib2to3.fixes")
    else:
        from fissix import refactor
        names = refactor.get_fixers_from_package("fissix.fixes")
    if name == "modernize":
        from libmodernize.fixes import fissix_fix_names, opt_in_fix_names
        names = set(refactor.get_fixers_from_package("libmodernize.fixes"))
        names = sorted((names | fissix_fix_names) - opt_in_fix_names)
    run = refactor.RefactoringTool(names, {}, explicit=[])
    return lambda text, path: str(run.refactor_string(text + "\n", path))

refactor = tool(sys.argv[1])
refactor("print 'warm'\n", "warm")
for line in sys.stdin:
    failed, seconds, texts = [], 0.0, []
    for path in json.loads(line):
        try:
            with tokenize.open(path) as file:
                texts.append((path, file.read()))
        except (OSError, SyntaxError, UnicodeError):
            failed.append(path)
    for path, text in texts:
        start = time.process_time()
        try:
            refactor(text, path)
        except Exception:
            failed.append(path)
        seconds += time.process_time() - start
    print(json.dumps([seconds, failed]), flush=True)
"""


class Peer:
    """Another tool, in a process of its own that takes lists of files."""

    def __init__(self, python: str, name: str) -> None:
        self.process = subprocess.Popen(
            [python, "-W", "ignore", "-c", WORKER, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __call__(self, paths: list[str]) -> tuple[float, list[str]]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(paths) + "\n")
        self.process.stdin.flush()
        seconds, failed = json.loads(self.process.stdout.readline())
        return seconds, failed


def our(stages: list[str] | None) -> Callable[[list[str]], tuple[float, list[str]]]:
    """The same for porting, in this process."""
    from porting import PortingError, port_source
    from porting.source import read_source

    def run(paths: list[str]) -> tuple[float, list[str]]:
        port_source("print 'warm'\n", stages=stages)
        failed, seconds, texts = [], 0.0, []
        for path in paths:
            try:
                texts.append((path, read_source(Path(path)).text))
            except PortingError:
                failed.append(path)
        for path, text in texts:
            start = time.process_time()
            try:
                port_source(text, filename=path, stages=stages)
            except PortingError:
                failed.append(path)
            seconds += time.process_time() - start
        return seconds, failed

    return run


def measure_library(folder: Path, limit: int, runs: int, python: str) -> None:
    paths = [
        str(path)
        for path in sorted(folder.rglob("*.py"))
        if path.is_file() and "site-packages" not in path.parts
    ]
    if limit and len(paths) > limit:
        paths = [paths[number * len(paths) // limit] for number in range(limit)]
    tools = {name: Peer(python, name) for name in _available(python)}
    tools |= {name: our(stages) for name, stages in STAGES.items()}
    readable = paths
    for name in ("lib2to3", *STAGES):
        failed = set(tools[name](readable)[1])
        readable = [path for path in readable if path not in failed]
    lines = sum(Path(path).read_bytes().count(b"\n") for path in readable)
    print(f"{len(readable)} of {len(paths)} files, {lines:,} lines; medians of {runs} runs")
    seconds: dict[str, list[float]] = {name: [] for name in tools}
    failures: dict[str, int] = {}
    for _ in range(runs):
        for name, tool in tools.items():
            taken, failed_here = tool(readable)
            seconds[name].append(taken)
            failures[name] = len(failed_here)
    base = statistics.median(seconds["lib2to3"])
    print(f"{'':22}{'Python':>8}{'CPU s':>9}{'lines/s':>10}{'x lib2to3':>11}{'failed':>8}")
    for name, taken in seconds.items():
        middle = statistics.median(taken)
        version = _version(python if name in PEERS else sys.executable)
        print(
            f"{name:22}{version:>8}{middle:9.2f}{lines / middle:10,.0f}"
            f"{base / middle:11.2f}{failures[name]:8}"
        )


def measure_start(file: Path, runs: int, python: str) -> None:
    commands = {
        "2to3": [python, "-W", "ignore", "-m", "lib2to3", str(file)],
        "porting 2to3": [sys.executable, "-m", "porting", "2to3", str(file)],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            seconds[name].append(_cpu_seconds(command))
    base = statistics.median(seconds["2to3"][1:])
    for name, taken in seconds.items():
        middle = statistics.median(taken[1:])  # The first run wrote the byte code.
        print(f"{name:14}{middle:8.3f} s{middle / base:8.2f} times 2to3's time")


def measure_growth(file: Path, runs: int) -> None:
    from porting import port_source
    from porting.source import read_source

    text = read_source(file).text
    text += "" if text.endswith("\n") else "\n"
    lines = text.count("\n")
    port_source(text)  # What is imported only once is no part of it.
    print(f"{'lines':>10}{'2to3, us a line':>18}{'all, us a line':>18}")
    for size in SIZES:
        whole = text * round(size / lines)
        row = []
        for stages in (["2to3"], None):
            taken = []
            for _ in range(runs):
                start = time.process_time()
                port_source(whole, stages=stages)
                taken.append(time.process_time() - start)
            row.append(statistics.median(taken) / whole.count("\n") * 1e6)
        print(f"{whole.count(chr(10)):10,}{row[0]:18.1f}{row[1]:18.1f}")


def _cpu_seconds(command: list[str]) -> float:
    # Installed programs have their byte code written down, wherever this one is run from.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile() as output:
        subprocess.run(command, stdout=output, stderr=output, check=False, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _available(python: str) -> Iterator[str]:
    modules = {"lib2to3": "lib2to3", "fissix": "fissix", "modernize": "libmodernize"}
    for name in PEERS:
        if _runs(python, f"import {modules[name]}"):
            yield name
        else:
            print(f"{name}: not in {python}", file=sys.stderr)


def _version(python: str) -> str:
    code = "import platform; print(platform.python_version())"
    return subprocess.run([python, "-c", code], capture_output=True, text=True).stdout.strip()


def _runs(python: str, code: str) -> bool:
    done = subprocess.run([python, "-W", "ignore", "-c", code], capture_output=True)
    return done.returncode == 0


def find_peers() -> str:
    """The newest Python that has lib2to3."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for minor in range(12, 7, -1):
        found = [shutil.which(f"python3.{minor}"), *sorted(pyenv.glob(f"3.{minor}.*/bin/python"))]
        for python in filter(None, found):
            if _runs(str(python), "import lib2to3"):
                return str(python)
    raise SystemExit("no Python with lib2to3 found: name one with --peers")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("library", "start", "growth"))
    parser.add_argument("path", type=Path, help="a folder for library, else a file")
    parser.add_argument("--limit", type=int, default=0, help="only so many files, spread evenly")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", metavar="PYTHON", help="runs lib2to3, fissix and modernize")
    arguments = parser.parse_args()
    if arguments.what == "growth":
        measure_growth(arguments.path, arguments.runs)
        return
    python = arguments.peers or find_peers()
    if arguments.what == "library":
        measure_library(arguments.path, arguments.limit, arguments.runs, python)
    else:
        measure_start(arguments.path, arguments.runs, python)


if __name__ == "__main__":
    main()
