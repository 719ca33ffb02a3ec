"""Which other files of a run what becomes of a file may depend on."""

from __future__ import annotations

import re
from collections import defaultdict
from hashlib import blake2b

from porting.flow.library import has_source
from porting.project import Project


class Reach:
    """Which files of a project a file may depend on: those whose names its imports hold, and so on.

    More than it imports, and found without reading it as Python: to know what need not be ported
    again, as long as none of these has changed.
    """

    def __init__(self, project: Project) -> None:
        self.files: dict[bytes, list[str]] = defaultdict(list)
        for path, module in project.modules.items():
            self.files[module.name.rpartition(".")[2].encode()].append(path)
        self.read: dict[str, tuple[bytes, frozenset[str]]] = {}

    def contents(self, data: bytes) -> bytes:
        """A digest of all the files that a file with this content may depend on, b"" for none."""
        if not has_source(data.decode("latin-1")):
            return b""
        seen: set[str] = set()
        waiting = list(self.named_in(data))
        while waiting:
            path = waiting.pop()
            if path not in seen:
                seen.add(path)
                waiting += self.look_at(path)[1]
        state = blake2b(digest_size=20)
        for path in sorted(seen):
            state.update(path.encode() + self.look_at(path)[0])
        return state.digest()

    def named_in(self, data: bytes) -> frozenset[str]:
        imports = b" ".join(found.group() for found in _IMPORT.finditer(data))
        words = self.files.keys() & set(_WORDS.findall(imports))
        return frozenset(path for word in words for path in self.files[word])

    def look_at(self, path: str) -> tuple[bytes, frozenset[str]]:
        if path not in self.read:
            try:
                with open(path, "rb") as file:
                    data = file.read()
            except OSError:
                data = b""
            self.read[path] = blake2b(data, digest_size=20).digest(), self.named_in(data)
        return self.read[path]


_IMPORT = re.compile(
    rb"^[ \t]*(?:from|import)\b(?:[^\r\n(\\]|\\\r?\n|\([^)]*\))*|;[ \t]*import\b[^\r\n]*",
    re.MULTILINE,
)
_WORDS = re.compile(rb"\w+")
