"""One JSON document: what the run was, a list of files, and a summary."""

from __future__ import annotations

import json
from dataclasses import asdict

from porting import __version__
from porting.formats.report import VERSION, FileEntry, Summary


class Form:
    """Writes each file in a line of its own, so that the whole is never held in memory."""

    def __init__(self) -> None:
        self._separator = "\n"

    def start(self) -> str:
        head = json.dumps({"schema_version": VERSION, "porting": __version__})
        return f'{head[:-1]}, "files": ['

    def file(self, entry: FileEntry) -> str:
        separator, self._separator = self._separator, ",\n"
        return separator + json.dumps(asdict(entry))

    def end(self, summary: Summary) -> str:
        return f'\n], "summary": {json.dumps(asdict(summary))}}}\n'
