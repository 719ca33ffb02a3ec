"""SARIF 2.1.0, which GitHub code scanning and editors read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from porting import __version__
from porting.formats.report import FileEntry, Spot, Summary
from porting.result import CODES

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Form:
    """Writes the document at the end: the rules stand before the results."""

    def __init__(self) -> None:
        self._results: list[dict[str, Any]] = []
        self._errors: list[dict[str, Any]] = []

    def start(self) -> str:
        return ""

    def file(self, entry: FileEntry) -> str:
        for error in entry.errors:
            location = _location(entry.path, error.place)
            message = {"text": error.message}
            self._errors.append({"level": "error", "message": message, "locations": [location]})
        for warning in entry.warnings:
            location = _location(entry.shown, entry.spot(warning))
            self._results.append(
                {
                    "ruleId": warning.code,
                    "level": "error" if warning.risk == "fails at import" else "warning",
                    "message": {"text": f"{warning.message} [{warning.risk}]"},
                    "locations": [location],
                    "properties": {"risk": warning.risk},
                }
            )
        return ""

    def end(self, summary: Summary) -> str:
        codes = sorted({result["ruleId"] for result in self._results})
        driver = {"name": "porting", "version": __version__, "rules": list(map(_rule, codes))}
        invocation: dict[str, Any] = {"executionSuccessful": not self._errors}
        if self._errors:
            invocation["toolExecutionNotifications"] = self._errors
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": self._results,
        }
        return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    from porting.stages import all_fixers

    text = CODES[code] if code in CODES else all_fixers()[code].title().replace("``", "")
    return {"id": code, "shortDescription": {"text": text}}


def _location(path: str, spot: Spot | None) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(path).as_posix())}}
    if spot:
        where["region"] = {"startLine": spot.line, "startColumn": spot.column}
    return {"physicalLocation": where}
