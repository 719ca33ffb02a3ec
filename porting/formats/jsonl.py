"""JSON lines: one that says what the run is, one for each file, and one with the summary."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from porting import __version__
from porting.formats.report import VERSION, FileEntry, Summary


class Form:
    """Writes each line with its `kind`: "run", "file" or "summary"."""

    def start(self) -> str:
        return _line("run", {"schema_version": VERSION, "porting": __version__})

    def file(self, entry: FileEntry) -> str:
        return _line("file", asdict(entry))

    def end(self, summary: Summary) -> str:
        return _line("summary", asdict(summary))


def _line(kind: str, fields: dict[str, Any]) -> str:
    return json.dumps({"kind": kind, **fields}) + "\n"
