"""The tools that are compared: how each is had, called, and what its output needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tool:
    """A tool that rewrites a folder in place.

    `python` is the newest Python that it runs on, "" for that of this program. `packages` are from
    the index, for the tool itself; `runtime` for what it writes. `command` follows the Python;
    "{requirements}" in it is a file into which it may write what the ported code needs.
    """

    name: str
    command: tuple[str, ...]
    python: str = ""
    packages: tuple[str, ...] = ()
    runtime: tuple[str, ...] = ()


_REWRITE = ("-w", "-n", "--no-diffs")

TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "porting",
            (
                *("-m", "porting", "run", "--write", "--no-diffs", "--no-cache"),
                *("--requirements", "{requirements}"),
            ),
        ),
        Tool(
            "porting-six",
            (
                *("-m", "porting", "run", "--write", "--no-diffs", "--no-cache"),
                *("--target", "six", "--requirements", "{requirements}"),
            ),
            runtime=("six==1.17.0",),
        ),
        Tool("lib2to3", ("-m", "lib2to3", *_REWRITE), "3.12"),
        Tool("fissix", ("-m", "fissix", *_REWRITE), "3.12", ("fissix==24.4.24",)),
        Tool(
            "modernize",
            ("-m", "modernize", *_REWRITE),
            "3.12",
            ("modernize==0.8.0", "fissix==24.4.24"),
            ("six==1.17.0",),
        ),
        Tool(
            "futurize",
            ("-c", "import sys; from libfuturize.main import main; sys.exit(main())", *_REWRITE),
            "3.11",
            ("future==1.0.0",),
            ("future==1.0.0",),
        ),
        Tool("none", ("-c", "")),
    )
}
