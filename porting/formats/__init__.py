"""The forms in which a run is told to other programs, a module for each."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from porting.formats.report import FileEntry, Summary

FORMATS = {
    "json": "one JSON document",
    "jsonl": "a line of JSON for each file, as soon as it is done",
    "sarif": "SARIF 2.1.0, for code scanning",
    "github": "workflow commands of GitHub Actions, which annotate lines",
    "junit": "JUnit XML, a test case for each file",
}


class Form(Protocol):
    """Writes a run down. Each method returns what comes next, whole lines."""

    def start(self) -> str: ...
    def file(self, entry: FileEntry) -> str: ...
    def end(self, summary: Summary) -> str: ...


def form_named(name: str) -> Form:
    """A new form by its name in `FORMATS`."""
    form: Form = import_module(f"porting.formats.{name}").Form()
    return form
