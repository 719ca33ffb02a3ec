"""What a run was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from porting.result import Strings, Target

if TYPE_CHECKING:
    from porting.evidence import FileEvidence


@dataclass(frozen=True)
class Options:
    """What a run was asked for, as far as fixers care.

    `strings` says where bytes become text: at the exit ("book") or where they come in
    ("boundary"); `encoding` is that of the data. `evidence` is what a run of this very file
    under Python 2.7 showed; its lines are those of the text that the first stage was given.
    `modernize` asks for what Python 3 could do without. `target` is "3", or "six" for code that
    Python 2.7 runs as well. `target_version` is the Python 3 that the port is for, so that what a
    later one removed may stay; None for all up to the newest.
    """

    print_function: bool | None = None
    exec_function: bool = False
    strings: Strings = "book"
    encoding: str = "utf-8"
    evidence: FileEvidence | None = None
    modernize: bool = False
    target: Target = "3"
    target_version: tuple[int, int] | None = None
