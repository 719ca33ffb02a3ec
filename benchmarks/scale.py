#!/usr/bin/env python3
"""How much a second run, several processes and a cluster save, over every file below a folder.

    python benchmarks/scale.py DIR [--jobs N] [--runs N] [--dask WORKERS]

Runs `porting run --no-diffs DIR` with an empty cache of its own, again with what that left there,
and with --jobs; prints medians and ratios, and the memory of the largest process. With --dask it
also starts a scheduler and so many workers on this machine (Dask must be installed). Compare with
nothing else running: N processes want N cores.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
MEBIBYTE = 1024 * 1024
# What a process and all that it started needed at most is only known to the one who waits.
MEASURE = """\
import json, resource, subprocess, sys, time
begin = time.perf_counter()
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
seconds = time.perf_counter() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps([status, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit]))
"""


@dataclass(frozen=True)
class Measured:
    """A run: seconds by the clock and of all processors, and the bytes of its largest process."""

    seconds: float
    processor_seconds: float
    bytes: int


def measure(folder: Path, cache: str, *options: str) -> Measured:
    """Run `porting run` once."""
    command = [sys.executable, "-m", "porting", "run", "--no-diffs", *options, str(folder)]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command],
        env=_environment(cache),
        capture_output=True,
        text=True,
        check=True,
    )
    status, seconds, processor_seconds, most_bytes = json.loads(done.stdout)
    if status not in (0, 3):  # 3: some file could not be processed, as in each run.
        raise SystemExit(f"{' '.join(command)}: exit status {status}")
    return Measured(seconds, processor_seconds, most_bytes)


def _environment(cache: str) -> dict[str, str]:
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PORTING_CACHE_DIR": cache}


def median(runs: list[Measured]) -> Measured:
    """Each figure's median."""
    return Measured(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor_seconds for run in runs),
        max(run.bytes for run in runs),
    )


def show(name: str, found: Measured, lines: int, beside: Measured | None = None) -> None:
    """Print a row, with how many times as fast it is."""
    ratio = f"{beside.seconds / found.seconds:8.2f} x" if beside else ""
    print(
        f"{name:22} {found.seconds:8.2f} s {found.processor_seconds:8.2f} s"
        f" {lines / found.seconds:10,.0f} {found.bytes / MEBIBYTE:8.0f} MiB {ratio}",
        flush=True,
    )


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """A scheduler and workers of one thread each; gives the scheduler's address."""
    with tempfile.TemporaryDirectory(prefix="porting-dask-") as folder:
        file = Path(folder, "scheduler.json")
        options = ["--no-dashboard", "--scheduler-file", str(file)]
        dask = [sys.executable, "-m"]
        quiet = {
            "env": _environment(folder),
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
        scheduler = [*dask, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
        processes = [subprocess.Popen([*scheduler, *options], **quiet)]
        try:
            while not file.exists() or not file.read_text():
                if processes[0].poll() is not None:
                    raise SystemExit("no scheduler could be started: is Dask installed?")
                time.sleep(0.1)
            worker = [*dask, "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny"]
            processes += (
                subprocess.Popen([*worker, *options], cwd=folder, **quiet) for _ in range(workers)
            )
            time.sleep(3)  # Until they have come.
            yield json.loads(file.read_text())["address"]
        finally:
            for process in reversed(processes):
                process.terminate()
            for process in processes:
                process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3, help="medians of so many (default: 3)")
    parser.add_argument("--dask", type=int, metavar="WORKERS", help="measure a cluster as well")
    arguments = parser.parse_args()
    folder, runs = arguments.folder, range(arguments.runs)
    paths = sorted(folder.rglob("*.py"))
    lines = sum(path.read_bytes().count(b"\n") for path in paths)
    print(f"{len(paths)} files, {lines:,} lines; {os.cpu_count()} cores")
    print(f"{'':22} {'clock':>10} {'processors':>10} {'lines/s':>10} {'largest':>12}")

    with tempfile.TemporaryDirectory(prefix="porting-cache-") as cache:
        one = median([measure(folder, cache, "--no-cache") for _ in runs])
        show("one process", one, lines)
        many = median([measure(folder, cache, "--no-cache", f"-j{arguments.jobs}") for _ in runs])
        show(f"--jobs {arguments.jobs}", many, lines, one)
        first = measure(folder, cache)
        show("first run, with cache", first, lines, one)
        show("second run", median([measure(folder, cache) for _ in runs]), lines, first)
        size = sum(path.stat().st_size for path in Path(cache).iterdir())
        print(f"cache: {size / MEBIBYTE:.0f} MiB, {size / lines:.0f} bytes a line")
        if arguments.dask:
            with cluster(arguments.dask) as address:
                options = ("--no-cache", "--dask", address)
                far = median([measure(folder, cache, *options) for _ in runs])
            show(f"--dask, {arguments.dask} workers", far, lines, one)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
