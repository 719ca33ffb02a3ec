"""Which modules of a run each file imports, and in which order it is found out what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from porting.flow.library import has_source
from porting.project import Project, imports_in


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a file.

    `path` is the file's absolute path. Modules that import each other are looked at `early`, each
    without what the others give, and then once more. `needs` are the looks whose outcomes it is
    given, by their paths and whether they are early. `reach` is a digest of all the files that
    the outcome may depend on.
    """

    path: str
    is_early: bool
    needs: tuple[tuple[str, bool], ...]
    reach: bytes

    @property
    def name(self) -> tuple[str, bool]:
        """What other looks need it by."""
        return self.path, self.is_early


@dataclass(frozen=True, slots=True)
class _File:
    digest: bytes
    has_source: bool
    imports: frozenset[str]


class Imports:
    """Which modules of a project files import, as far as bytes may come from them.

    `is_followed` tells whether it matters at all what modules give.
    """

    def __init__(self, project: Project, is_followed: bool = True) -> None:
        self.project = project
        self.is_followed = is_followed
        self._files: dict[str, _File] = {}

    def looks(self, paths: Iterable[str]) -> Iterator[Look]:
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
                    yield Look(path, is_early, tuple(needs), state.digest())

    def of(self, path: str) -> list[str]:
        """The paths of the modules that a file imports, sorted."""
        return sorted(each for each in self._file(path).imports if self._file(each).has_source)

    def _file(self, path: str) -> _File:
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path]

    def _read(self, path: str) -> _File:
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError:  # Whoever ports it will say so.
            data = b""
        text = data.decode("latin-1")
        is_source = self.is_followed and path in self.project.modules and has_source(text)
        modules = imports_in(self.project, path, text) if is_source else ()
        imports = frozenset(module.path for module, _ in modules if module.is_source) - {path}
        return _File(blake2b(data, digest_size=20).digest(), is_source, imports)


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
