"""What is known of all the files of one run: which modules there are, and their language."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from porting.errors import SourceError
from porting.language import Evidence, Language, evidence_of
from porting.source import decode_source

# A module in C, built or not, is a module beside too.
_EXTENSIONS = (".so", ".sl", ".pyd", ".pyx", ".c")
_SUFFIXES = (".py", ".pyw")
_ENOUGH = 5  # By so many files one language must lead before the others need not be read.
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(\.?)(\w[\w.]*|(?=[ \t]))[ \t]+)?import[ \t(]+([\w., \t]+)", re.MULTILINE
)
_TEST = re.compile(r"test|.*[_-]?tests?$")
_MAIN_GUARD = re.compile(r"^if[ \t]*\(?[ \t]*__name__[ \t]*==[ \t]*['\"]__main__", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Module:
    """A file as imports see it.

    `name` is its dotted name below `root`, the first folder above it that is no package;
    `package` is where its relative imports begin, "" where it is in no package. A script may be
    run as ``__main__`` or imported by its last name: it is in no package, or looks like a program
    or a test, and no other file imports it as a part of its package.
    """

    path: str
    root: str
    name: str
    package: str = ""
    is_script: bool = False


@dataclass(frozen=True)
class Project:
    """All files of one run, and the modules beside them that are not ported.

    Found once, before the files go to other processes, and the same for all of them. `modules`
    are by their absolute path. `languages` are those of the top-level packages, and of folders
    that are in none, by their path; "" stands for the rest.
    """

    modules: Mapping[str, Module] = field(default_factory=dict)
    languages: Mapping[str, Language] = field(default_factory=dict)
    folder: str = field(default_factory=os.getcwd)

    @cached_property
    def named(self) -> Mapping[tuple[str, str], Module]:
        """The modules by root and dotted name."""
        return {(module.root, module.name): module for module in self.modules.values()}

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The folders that absolute imports are looked for in."""
        return tuple(dict.fromkeys(module.root for module in self.modules.values()))

    def __getstate__(self) -> tuple[Mapping[str, Module], Mapping[str, Language], str]:
        return self.modules, self.languages, self.folder

    def __setstate__(self, state: tuple[Mapping[str, Module], Mapping[str, Language], str]) -> None:
        self.__dict__.update(zip(("modules", "languages", "folder"), state))

    def module_of(self, filename: str) -> Module | None:
        """The module that a file is; `None` for one that is none, or not known."""
        if filename.startswith("<"):
            return None
        return self.modules.get(os.path.normpath(os.path.join(self.folder, filename)))

    def language_around(self, filename: str) -> Language:
        """What the package (or folder) of a file is written in, `UNDECIDED` where none tells."""
        module = self.module_of(filename)
        group = _group_of(module) if module else ""
        return self.languages.get(group, self.languages.get("", Language.UNDECIDED))

    def beside(self, filename: str, name: str) -> Module | None:
        """What Python 2 takes for ``import name`` because it is in the package of the file."""
        module = self.module_of(filename)
        if module is None or not module.package:
            return None
        first = name.partition(".")[0]
        # ``__init__`` is the package once more, under another name.
        full = module.package if first == "__init__" else f"{module.package}.{first}"
        return self.named.get((module.root, full))

    def names_beside(self, filename: str) -> frozenset[str]:
        """The names of all that `beside` finds."""
        module = self.module_of(filename)
        if module is None or not module.package:
            return frozenset()
        start = f"{module.package}."
        names = (each.name for each in self.modules.values() if each.root == module.root)
        inside = (name[len(start) :] for name in names if name.startswith(start))
        return frozenset(name for name in inside if "." not in name) | {"__init__"}

    def find(self, filename: str, name: str, level: int = 0) -> Module | None:
        """The module that an import in a file means, as Python 3 has it.

        Args:
            filename: the file that imports.
            name: the module behind ``import`` or ``from``, "" behind ``from .``.
            level: the number of dots in front of it.
        """
        module = self.module_of(filename)
        if level:
            if module is None or not module.package:
                return None
            parts = module.package.split(".")
            base = parts[: len(parts) - level + 1]
            return self.named.get((module.root, ".".join([*base, *name.split(".")]).rstrip(".")))
        roots = self.roots if module is None else (module.root, *self.roots)
        found = (self.named.get((root, name)) for root in roots)
        return next((each for each in found if each is not None), None)


def find_project(
    paths: Iterable[Path], *, encoding: str | None = None, has_language: bool = True
) -> Project:
    """Find out about the files at `paths` and what lies beside them.

    Args:
        paths: the files of the run.
        encoding: that of files that name none.
        has_language: whether files are read until the language of their package is known.
    """
    modules: dict[str, Module] = {}
    files = [os.path.abspath(path) for path in paths]
    folders = dict.fromkeys(os.path.dirname(file) for file in files)
    for folder in list(folders):
        while os.path.exists(os.path.join(folder, "__init__.py")):
            folder = os.path.dirname(folder)
            folders.setdefault(folder)
    for folder in folders:
        for path in _modules_in(folder):
            modules[path] = _module_at(path)
    for file in files:
        if file not in modules:
            modules[file] = _module_at(file)
    texts = {file: _text_at(file, encoding) for file in files} if has_language else {}
    for path in _scripts(modules, texts):
        module = modules[path]
        modules[path] = Module(path, module.root, module.name, module.package, True)
    return Project(modules, _languages(modules, texts))


@lru_cache(maxsize=64)
def project_around(filename: str) -> Project:
    """What is known where only one file is ported: what lies beside it."""
    if filename.startswith("<") or not os.path.dirname(os.path.abspath(filename)):
        return Project()
    return find_project([Path(filename)], has_language=False)


def _modules_in(folder: str) -> list[str]:
    """The paths of the modules in a folder: of a package that of its ``__init__.py``."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    paths = []
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith((*_SUFFIXES, *_EXTENSIONS)):
            paths.append(path)
        elif "." not in name and os.path.exists(os.path.join(path, "__init__.py")):
            paths.append(os.path.join(path, "__init__.py"))
    # A module in Python comes after its twin in C, and takes its place.
    return sorted(paths, key=lambda path: path.endswith(_SUFFIXES))


def _module_at(path: str) -> Module:
    folder, base = os.path.split(path)
    stem = base.partition(".")[0]
    parts: list[str] = []
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder, name = os.path.split(folder)
        parts.insert(0, name)
    package = ".".join(parts)
    if stem != "__init__":
        if path.endswith(".c"):
            stem = stem.removesuffix("module")
        parts.append(stem)
    is_script = not package and stem != "__init__"
    return Module(path, folder, ".".join(parts), package, is_script)


def _text_at(path: str, encoding: str | None) -> str:
    """The text of a file, "" where it cannot be read: whoever ports it will say so."""
    try:
        with open(path, "rb") as file:
            return decode_source(file.read(), encoding=encoding).text
    except (OSError, SourceError):
        return ""


def _scripts(modules: Mapping[str, Module], texts: Mapping[str, str]) -> list[str]:
    """The files in packages that are run, not imported."""
    imported: set[str] = set()
    for path, text in texts.items():
        package = modules[path].package
        for found in _IMPORT.finditer(text):
            dot, origin, names = found.groups()
            if origin and not dot:
                imported.update((origin, f"{package}.{origin}"))
            for name in names.split(","):
                first = name.split()[0] if name.split() else ""
                full = f"{origin}.{first}" if origin else first
                imported.update((full, f"{package}.{full}"))
    return [
        path
        for path, text in texts.items()
        if modules[path].package
        and modules[path].name not in imported
        and not path.endswith("__init__.py")
        and (_MAIN_GUARD.search(text) or _TEST.match(modules[path].name.rpartition(".")[2]))
    ]


def _group_of(module: Module) -> str:
    """What shares one language: a top-level package, or a folder that is in none."""
    if not module.package:
        return module.root
    return os.path.join(module.root, module.package.partition(".")[0])


def _languages(modules: Mapping[str, Module], texts: Mapping[str, str]) -> dict[str, Language]:
    groups: dict[str, list[str]] = defaultdict(list)
    for path, text in texts.items():
        groups[_group_of(modules[path])].append(text)
    languages = {group: _majority(members) for group, members in groups.items()}
    told = set(languages.values()) - {Language.UNDECIDED}
    decided = {group: each for group, each in languages.items() if each in told}
    return decided | {"": told.pop()} if len(told) == 1 else decided


def _majority(texts: Iterable[str]) -> Language:
    """What most files of a package are written in.

    Only syntax shows that it is Python 2: names such as `unicode` stay behind in ported code.
    """
    lead = 0
    for text in texts:
        found = evidence_of(text)
        if found == Evidence(Language.PYTHON2, is_syntax=True):
            lead += 1
        elif found.language is Language.PYTHON3:
            lead -= 1
        if abs(lead) >= _ENOUGH:
            break
    if lead > 0:
        return Language.PYTHON2
    return Language.PYTHON3 if lead < 0 else Language.UNDECIDED
