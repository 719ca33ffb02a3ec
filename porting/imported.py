"""What the modules of a run give to each other: each is ported first for those that import it."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256

from porting.errors import PortingError
from porting.flow.library import has_source
from porting.flow.summary import ProjectFacts, Summary, summary_of
from porting.project import Project
from porting.source import decode_source

# Ports the text of a module at a path, given what is known of those that it imports.
Port = Callable[[str, str, ProjectFacts | None], str]

_MOST_LEVELS = 3


class Imported:
    """Finds out what modules give, each one once as long as its file stays the same."""

    def __init__(self, project: Project, port: Port) -> None:
        self.project = project
        self.port = port
        self.waiting: list[str] = []

    def facts_for(self, filename: str) -> ProjectFacts:
        """What is known of the modules that a file imports: nothing where it is of no project, or
        was itself come to over many others."""
        path = os.path.abspath(filename)
        is_known = self.project.module_of(filename) is not None
        is_far = len(self.waiting) >= _MOST_LEVELS

        def find(name: str, level: int) -> tuple[str, Summary] | None:
            if is_far or not is_known:
                return None
            module = self.project.find(path, name, level)
            if module is None or not module.path.endswith((".py", ".pyw")):
                return None
            return module.name, self.summary(module.path, module.name)

        return ProjectFacts(find)

    def summary(self, path: str, name: str) -> Summary:
        if path in self.waiting:
            return {}
        self.waiting.append(path)
        try:
            with open(path, "rb") as file:
                data = file.read()
            return self.summary_of_data(path, name, data)
        except OSError:
            return {}
        finally:
            self.waiting.pop()

    def summary_of_data(self, path: str, name: str, data: bytes) -> Summary:
        key = (path, sha256(data).digest(), self.project.folder)
        if key not in _SUMMARIES:
            if len(_SUMMARIES) > _MOST_SUMMARIES:
                _SUMMARIES.clear()
            _SUMMARIES[key] = self.find_out(path, name, data)
        return _SUMMARIES[key]

    def find_out(self, path: str, name: str, data: bytes) -> Summary:
        try:
            text = decode_source(data, filename=path).text
            if not has_source(text):
                return {}
            facts = self.facts_for(path)
            return summary_of(self.port(text, path, facts), name, facts)
        except PortingError:
            return {}


_SUMMARIES: dict[tuple[str, bytes, str], Summary] = {}
_MOST_SUMMARIES = 5000
