"""What originals showed under Python 2.7, kept in a file: recorded now, compared later."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from porting.errors import EvidenceError
from porting.files import Output, read_file
from porting.verify.transcript import Transcript, json_text

FORMAT = "porting transcripts"
VERSION = 1

Runs = tuple[Transcript, ...]


def save_transcripts(output: Output, runs: Mapping[str, Sequence[Transcript]]) -> None:
    """Write the runs of each scenario, by its name, as JSON; equal runs are written once.

    Raises:
        OutputError: the file cannot be written.
    """
    scenarios = {
        name: [run.to_json() for run in dict.fromkeys(each)] for name, each in runs.items()
    }
    document = {"format": FORMAT, "version": VERSION, "scenarios": scenarios}
    output.write(json_text(document).encode())


def load_transcripts(path: Path) -> dict[str, Runs]:
    """Read what `save_transcripts` wrote; nothing in it is executed.

    Raises:
        EvidenceError: it cannot be read, or is something else.
    """
    try:
        document = json.loads(read_file(path))
    except OSError as error:
        raise EvidenceError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise EvidenceError(f"{path}: is no JSON: {error}") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise EvidenceError(
            f"{path}: holds no transcripts\nhint: `porting verify --save-transcript` writes them"
        )
    if document.get("version") != VERSION:
        raise EvidenceError(f"{path}: is of version {document.get('version')!r}, not {VERSION}")
    try:
        return {
            name: tuple(map(Transcript.from_json, runs))
            for name, runs in document["scenarios"].items()
            if runs
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise EvidenceError(f"{path}: a transcript cannot be read: {error!r}") from None
