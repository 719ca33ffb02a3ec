#!/usr/bin/env python3
"""Writes `porting/fixers/triggers_of_2to3.py`: what the fixers of stage 2to3 look for.

    python tools/compile_triggers.py

It is taken from the fixers themselves. `porting 2to3` reads it in their place, so that it imports
only those that may have something to do, and LibCST only where there is one.
"""

from __future__ import annotations

from pathlib import Path

from porting.stages import STAGES

PATH = Path(__file__).parents[1] / "porting" / "fixers" / "triggers_of_2to3.py"
HEAD = '''\
"""What the fixers of stage 2to3 look for. `tools/compile_triggers.py` writes it, from the fixers.

Module, name, and from the class: explicit, triggers, pattern, form, in_strings, in_package.
"""

# fmt: off
# ruff: noqa: E501
TRIGGERS = (
'''


def compiled() -> str:
    """The text of the module."""
    rows = []
    for kind in next(stage for stage in STAGES if stage.name == "2to3").fixers:
        row = (
            kind.__module__.rpartition(".")[2],
            kind.name,
            kind.explicit,
            " ".join(sorted(kind.triggers)),
            kind.pattern.pattern if kind.pattern else "",
            kind.form.pattern if kind.form else "",
            kind.in_strings,
            kind.in_package,
        )
        rows.append(f"    {row},\n")
    return HEAD + "".join(rows) + ")\n"


if __name__ == "__main__":
    PATH.write_text(compiled(), encoding="utf-8")
