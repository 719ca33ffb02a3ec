#!/usr/bin/env python3
"""Reads every .py file below a folder with `porting.py2` and compares the code it gives back.

    python benchmarks/round_trip.py DIR [--list] [--python27 PATH]

Prints how many files were read, how many came back byte for byte, and lines per second. With
--python27 it also asks that Python which of the files it compiles itself: those are the ones that
must be identical, and the exit status is 1 if one is not.
"""

from __future__ import annotations

import argparse
import subprocess
import time
from pathlib import Path

from porting.errors import SourceError
from porting.py2 import parse_module
from porting.source import decode_source

COMPILES = r"""
import sys
for path in sys.stdin.read().split("\0"):
    try:
        compile(open(path, "rU").read() + "\n", path, "exec", 0, True)
    except Exception:
        continue
    sys.stdout.write(path + "\0")
"""


def compiled_by(python27: str, paths: list[Path]) -> set[Path]:
    """The files that this Python 2.7 compiles."""
    done = subprocess.run(
        [python27, "-W", "ignore", "-c", COMPILES],
        input="\0".join(map(str, paths)),
        capture_output=True,
        text=True,
        check=True,
    )
    return {Path(path) for path in done.stdout.split("\0") if path}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="name every file not identical")
    parser.add_argument("--python27", help="a Python 2.7 that says which files count")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.rglob("*.py"))
    must = compiled_by(arguments.python27, paths) if arguments.python27 else set()

    identical, lines, failed = 0, 0, []
    begin = time.perf_counter()
    for path in paths:
        data = path.read_bytes()
        lines += data.count(b"\n")
        try:
            source = decode_source(data, filename=str(path))
            module = parse_module(source.text, filename=str(path))
        except SourceError as error:
            failed.append((path, str(error)))
            continue
        if source.encode(module.code) == data:
            identical += 1
        else:
            failed.append((path, "read, but not given back identically"))
    seconds = time.perf_counter() - begin

    print(f"files       {len(paths)}")
    print(f"identical   {identical}")
    print(f"lines       {lines} in {seconds:.1f} s: {lines / seconds:,.0f} a second")
    broken = [path for path, _ in failed if path in must]
    if arguments.python27:
        print(f"compiled by Python 2.7: {len(must)}, of them identical {len(must) - len(broken)}")
    if arguments.list:
        for path, reason in failed:
            print(f"{'MUST ' if path in must else ''}{path}: {reason}")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
