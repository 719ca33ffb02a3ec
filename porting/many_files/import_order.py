"""Which modules of a run each file imports, and in which order it is found out what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from porting.files import digest_of, read_file
from porting.flow.knowledge.library import Entry, has_source
from porting.project.graph import Project, imports_in
from porting.project.language import Language


@dataclass(frozen=True, slots=True)
class Turn:
    """One look at a file.

    `path` is the file's absolute path. Modules that import each other are looked at `early`, each
    without what the others give, and then once more. `needs` are the turns whose outcomes it is
    given, by their paths and whether they are early. `reach` is a digest of all the files that
    the outcome may depend on, `digest` that of the file itself, b"" where it cannot be read.
    """

    path: str
    is_early: bool
    needs: tuple[tuple[str, bool], ...]
    reach: bytes
    digest: bytes = b""

    @property
    def name(self) -> tuple[str, bool]:
        """What other turns need it by."""
        return self.path, self.is_early


@dataclass(frozen=True, slots=True)
class _File:
    digest: bytes
    has_source: bool
    imports: frozenset[str]


class Imports:
    """Which modules of a project files import, as far as bytes may come from them.

    `is_followed` tells whether it matters at all what modules give; `knowledge` is what the
    project adds to that of the library.
    """

    def __init__(
        self,
        project: Project,
        is_followed: bool = True,
        knowledge: Mapping[str, Entry] | None = None,
    ) -> None:
        self.project = project
        self.is_followed = is_followed
        self.knowledge = knowledge
        self._files: dict[str, _File] = {}

    def turns(self, paths: Iterable[str]) -> Iterator[Turn]:
        """The looks at files and at all that they import, each after those that it needs."""
        reach: dict[str, bytes] = {}
        for group in _groups(paths, self.of):
            members = frozenset(group)
            imports = {path: self.of(path) for path in group}
            state = blake2b(digest_size=20)
            for path in group:
                state.update(path.encode("utf-8", "surrogateescape") + self._file(path).digest)
            for other in sorted({each for found in imports.values() for each in found} - members):
                state.update(reach[other])
            reach |= dict.fromkeys(group, state.digest())
            for is_early in (True, False) if len(group) > 1 else (False,):
                for path in group:
                    outside = [(each, False) for each in imports[path] if each not in members]
                    inside = [(each, True) for each in imports[path] if each in members]
                    needs = outside if is_early else outside + inside
                    own = self._file(path).digest
                    yield Turn(path, is_early, tuple(needs), state.digest(), own)

    def of(self, path: str) -> list[str]:
        """The paths of the modules that a file imports, sorted."""
        return sorted(each for each in self._file(path).imports if self._file(each).has_source)

    def _file(self, path: str) -> _File:
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path]

    def _read(self, path: str) -> _File:
        try:
            data = read_file(path)
        except OSError:  # Whoever ports it will say so.
            return _File(b"", False, frozenset())
        text = data.decode("latin-1")
        is_source = self.is_followed and path in self.project.modules
        is_source = is_source and has_source(text, self.knowledge)
        # Python 3 is left alone, whatever what it imports may give.
        is_asking = (
            is_source and self.project.verdict_on(text, path).language is not Language.PYTHON3
        )
        modules = imports_in(self.project, path, text) if is_asking else ()
        imports = frozenset(module.path for module, _ in modules if module.is_source) - {path}
        return _File(digest_of(data), is_source, imports)


def _groups(starts: Iterable[str], after: Callable[[str], Iterable[str]]) -> Iterator[list[str]]:
    """The strongly connected components of a graph, each after all that it leads to.

    Robert Tarjan's algorithm, with a stack of its own in place of recursion.
    """
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: dict[str, None] = {}
    for start in starts:
        path: list[tuple[str, Iterator[str]]] = []
        new = start if start not in numbers else None
        while new is not None or path:
            if new is not None:
                numbers[new] = lowest[new] = len(numbers)
                open_nodes[new] = None
                path.append((new, iter(after(new))))
            node, others = path[-1]
            new = None
            for other in others:
                if other not in numbers:
                    new = other
                    break
                if other in open_nodes:
                    lowest[node] = min(lowest[node], numbers[other])
            if new is not None:
                continue
            path.pop()
            if path:
                lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[node])
            if lowest[node] == numbers[node]:
                group: list[str] = []
                while not group or group[-1] != node:
                    group.append(open_nodes.popitem()[0])
                yield sorted(group)
