"""What is known of all the files of one run: which modules there are, and their language."""

from __future__ import annotations

import builtins
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from porting.errors import SourceError
from porting.files import read_file
from porting.project.bound_names import BoundNames, bound_names
from porting.project.language import PYTHON2_MODULES, Language, Verdict, evidence_of, judge
from porting.source import decode_source, is_text_file

# A module in C, built or not, is a module beside too.
_EXTENSIONS = (".so", ".sl", ".pyd", ".pyx", ".c")
_SUFFIXES = (".py", ".pyw")
_MOST_BESIDE = 100  # So many files beside one that is ported by itself are looked at.
_ENOUGH = 5  # By so many files one language must lead before the others need not be read.
_IMPORT = re.compile(
    r"^[ \t]*(?:from(?:[ \t]*(\.+))?(?:[ \t]*(\w[\w.]*))?[ \t]+)?import\b[ \t]*"
    r"(\([^)]*\)|(?:[^\n\\#;]|\\\r?\n)*)",
    re.MULTILINE,
)
# What follows the comma in ``except E, e`` and ``raise E, value`` is no class.
_THROWN = re.compile(
    r"^[ \t]*(?:(?:raise|except)[ \t]+[\w.]+"
    r"|except[ \t]*\([ \t]*[\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)",
    re.MULTILINE,
)
_DOTTED = re.compile(r"[\w.]+")
_NAME = re.compile(r"([\w.]+|\*)(?:\s+as\s+\w+)?\s*(?:,|\Z)")
_USE = re.compile(rf"\b(\w+)\.({'|'.join(sorted(PYTHON2_MODULES))})\b")
_CLASS = re.compile(r"^class[ \t]+(\w+)[ \t]*\(([^)]*)\)", re.MULTILINE)
_ANY_CLASS = re.compile(r"^[ \t]*class[ \t]+(\w+)", re.MULTILINE)
_BOUND = re.compile(r"^(?:(?:def|class)[ \t]+|(?=\w+[ \t]*=[^=]))(\w+)", re.MULTILINE)
_RENAMED = re.compile(r"([\w.]+)(?:\s+as\s+(\w+))?\s*(?:,|\Z)")
_ALIAS = re.compile(r"(\w+)(?:\s+as\s+(\w+))?\s*(?:,|\Z)")
_LAST_NAME = re.compile(r"(\w+)\s*(?:,|\Z)")
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

    @property
    def is_source(self) -> bool:
        """Whether it is in Python, and no extension."""
        return self.path.endswith(_SUFFIXES)


@dataclass(frozen=True)
class Project:
    """All files of one run, and the modules beside them that are not ported.

    Found once, before the files go to other processes, and the same for all of them. `modules`
    are by their absolute path. `languages` are those of the top-level packages, and of folders
    that are in none, by their path; "" stands for the rest. `exports` are the names that other
    files take from a module, by its path, "*" where one may take them all. `exceptions` are the
    full names of those that one module alone defines, `bound` the names of the library's that
    the files bind for themselves, `thrown` the files whose classes of a name are raised or caught
    anywhere, "" for those of all files. `hidden` are the modules of a package, by the path of its
    ``__init__``, whose names it gives to something else. Names of files start from `folder`, also
    on a machine that has no such folder.
    """

    modules: Mapping[str, Module] = field(default_factory=dict)
    languages: Mapping[str, Language] = field(default_factory=dict)
    exports: Mapping[str, frozenset[str]] = field(default_factory=dict)
    exceptions: Mapping[str, str] = field(default_factory=dict)
    folder: str = field(default_factory=os.getcwd)
    bound: BoundNames | None = None
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    thrown: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def named(self) -> Mapping[tuple[str, str], Module]:
        """The modules by root and dotted name."""
        return {(module.root, module.name): module for module in self.modules.values()}

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The folders that absolute imports are looked for in."""
        return tuple(dict.fromkeys(module.root for module in self.modules.values()))

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

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

    def verdict_on(self, text: str, filename: str) -> Verdict:
        """Which Python a file is written in, as far as it and the files around it tell."""
        defined = self.bound.everywhere if self.bound else ()
        found = evidence_of(text, self.own_names(filename), defined)
        return judge(found, self.language_around(filename))

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
        return self.members.get((module.root, module.package), frozenset()) | {"__init__"}

    def is_hidden(self, filename: str, name: str) -> bool:
        """Whether a module beside a file is not what the package has under the module's name."""
        package = self.find(filename, "", 1)
        return package is not None and name in self.hidden.get(package.path, frozenset())

    @cached_property
    def members(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The modules that are directly in a package, by its root and name ("" for none)."""
        members: dict[tuple[str, str], set[str]] = defaultdict(set)
        for module in self.modules.values():
            package, _, last = module.name.rpartition(".")
            members[module.root, package].add(last)
        return {package: frozenset(names) for package, names in members.items()}

    def own_names(self, filename: str) -> frozenset[str]:
        """The modules that an import in a file finds before those of the library, by first name:
        those of its package, or where it is in none those of its folder."""
        module = self.module_of(filename)
        if module is None or module.package:
            return self.names_beside(filename)
        return self.members.get((module.root, ""), frozenset()) - {module.name}

    def is_thrown(self, filename: str, name: str) -> bool:
        """Whether what some file raises or catches may be the class of the name in this one."""
        module = self.module_of(filename)
        return not {"", module.path if module else ""}.isdisjoint(self.thrown.get(name, ()))

    def is_exported(self, filename: str, name: str) -> bool:
        """Whether another file may take a name from this one."""
        module = self.module_of(filename)
        taken = self.exports.get(module.path if module else "", frozenset())
        return name in taken or "*" in taken

    def is_named(self, filename: str, name: str) -> bool:
        """Whether another file takes a name from this one by name, not with all the others."""
        module = self.module_of(filename)
        return name in self.exports.get(module.path if module else "", frozenset())

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
    homes: dict[str, tuple[str, list[str]]] = {}
    files = [os.path.abspath(path) for path in paths if not is_text_file(path)]
    folders = dict.fromkeys(os.path.dirname(file) for file in files)
    for folder in list(folders):
        while os.path.exists(os.path.join(folder, "__init__.py")):
            folder = os.path.dirname(folder)
            folders.setdefault(folder)
    for folder in folders:
        for path in _modules_in(folder):
            modules[path] = _module_at(path, homes)
    for file in files:
        if file not in modules:
            modules[file] = _module_at(file, homes)
    texts = {file: _text_at(file, encoding) for file in files} if has_language else {}
    known = Project(modules)
    exports = _exports(known, texts)
    for path in _scripts(known, texts, exports):
        modules[path] = replace(modules[path], is_script=True)
    languages, exceptions = _languages(known, texts), _exceptions(known, texts)
    hidden = _hidden(known, texts)
    return Project(
        modules,
        languages,
        exports,
        exceptions,
        bound=_bound(known, texts) if has_language else None,
        hidden=hidden,
        thrown=_thrown(known, texts),
    )


@lru_cache(maxsize=64)
def bound_around(filename: str, text: str) -> BoundNames:
    """What a file binds that is ported by itself, and what those beside it do."""
    known = project_around(filename)
    module = known.module_of(filename)
    path = module.path if module else filename
    beside = [
        each.path
        for each in known.modules.values()
        if each.is_source and os.path.dirname(each.path) == os.path.dirname(path)
    ]
    texts = {each: _text_at(each, None) for each in beside[:_MOST_BESIDE]}
    return _bound(known, {**texts, path: text})


@lru_cache(maxsize=64)
def project_around(filename: str) -> Project:
    """What is known where only one file is ported: what lies beside it."""
    if filename.startswith("<") or not os.path.dirname(os.path.abspath(filename)):
        return Project()
    return find_project([Path(filename)], has_language=False)


def imports_in(known: Project, path: str, text: str) -> Iterator[tuple[Module, str]]:
    """The modules that a file of Python 2 or 3 imports, each with the name that it takes from it,
    "" for the module as a whole."""
    is_in_package = bool(known.modules[path].package)
    for dots, origin, names in _IMPORT.findall(text):
        level = len(dots)
        for name in _NAME.findall(names.strip("() \t").replace("\\", " ")):
            inner = f"{origin}.{name}" if origin else name
            for module, taken in ((origin, name), (inner, "")):
                found = None
                if module and is_in_package and not level:
                    found = known.find(path, module, 1)
                found = found or known.find(path, module, level)
                if found:
                    yield found, taken


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


def _module_at(path: str, homes: dict[str, tuple[str, list[str]]]) -> Module:
    """The module that a file is; `homes` keeps the root and the package of each folder."""
    inner, base = os.path.split(path)
    stem = base.partition(".")[0]
    if inner not in homes:
        root = inner
        names: list[str] = []
        while os.path.exists(os.path.join(root, "__init__.py")):
            root, name = os.path.split(root)
            names.insert(0, name)
        homes[inner] = root, names
    folder, parts = homes[inner][0], list(homes[inner][1])
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
        return decode_source(read_file(path), encoding=encoding).text
    except (OSError, SourceError):
        return ""


def _bound(known: Project, texts: Mapping[str, str]) -> BoundNames:
    """What texts bind; a base that a file imports from outside of the project is none of theirs."""
    foreign: dict[str, frozenset[str]] = {}

    def is_foreign(path: str, base: str) -> bool:
        if path not in foreign:
            foreign[path] = frozenset(_foreign(known, path, texts[path]))
        return base.partition(".")[0] in foreign[path]

    return bound_names(texts, is_foreign)


def _foreign(known: Project, path: str, text: str) -> Iterator[str]:
    """The names that a file imports from outside of the project."""
    for dots, origin, names in _IMPORT.findall(text):
        for old, new in _RENAMED.findall(names.strip("() \t").replace("\\", " ")):
            module = origin or old
            if not dots and not (path in known.modules and _found_in(known, path, dots, module)):
                yield new or old.partition(".")[0]


def _exports(known: Project, texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The names that files take from each other; "" stands for the module as a whole."""
    exports: dict[str, set[str]] = defaultdict(set)
    named: dict[str, list[str]] = defaultdict(list)
    for path, module in known.modules.items():
        named[module.name.rpartition(".")[2]].append(path)
    for path, text in texts.items():
        for taken_from, name in imports_in(known, path, text):
            exports[taken_from.path].add(name)
        for owner, name in _USE.findall(text):
            for taken in named.get(owner, ()):
                exports[taken].add(name)
    return {path: frozenset(names) for path, names in exports.items()}


def _hidden(known: Project, texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The modules of each package whose names it gives to a function, a class or what it may be."""
    hidden: dict[str, frozenset[str]] = {}
    for path in texts:
        module = known.modules[path]
        if module.name == module.package:
            members = known.members.get((module.root, module.package), frozenset())
            found = frozenset(name for name in members if _gives(known, texts, path, name, {path}))
            if found:
                hidden[path] = found
    return hidden


def _gives(known: Project, texts: Mapping[str, str], path: str, name: str, seen: set[str]) -> bool:
    """Whether a module gives a name to anything but the module of that name beside it."""
    text = texts.get(path, "")
    if name not in text and "*" not in text:
        return False
    if name in _BOUND.findall(text):
        return True
    module = known.modules[path]
    for dots, origin, names in _IMPORT.findall(text):
        found = _found_in(known, path, dots, origin)
        is_package = found is not None and found.name == found.package == module.package
        for old, new in _ALIAS.findall(names.strip("() \t").replace("\\", " ")):
            if (dots or origin) and (new or old) == name and not (is_package and old == name):
                return True
        if names.strip() == "*" and found is not None and found.path not in seen:
            seen.add(found.path)
            if _gives(known, texts, found.path, name, seen):
                return True
    return False


def _found_in(known: Project, path: str, dots: str, origin: str) -> Module | None:
    """The module that ``from`` names in a file of Python 2."""
    if dots or not known.modules[path].package:
        return known.find(path, origin, len(dots))
    return known.find(path, origin, 1) or known.find(path, origin)


def _exceptions(known: Project, texts: Mapping[str, str]) -> dict[str, str]:
    """The full names of the exceptions that one module alone defines."""
    homes: dict[str, set[str]] = defaultdict(set)
    bases: dict[str, set[str]] = defaultdict(set)
    for path, text in texts.items():
        for name, base in _CLASS.findall(text):
            homes[name].add(known.modules[path].name)
            bases[name].update(_LAST_NAME.findall(base))
    found = {name for name, value in vars(builtins).items() if _is_exception(value)}
    found.add("StandardError")
    size = 0
    while len(found) > size:
        size = len(found)
        found.update(name for name, each in bases.items() if each & found)
    return {
        name: f"{module}.{name}"
        for name, modules in homes.items()
        for module in modules
        if name in found and len(modules) == 1
    }


def _thrown(known: Project, texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Where the classes are that stand behind ``raise`` and ``except``: see `Project.thrown`."""
    classes = {path: frozenset(_ANY_CLASS.findall(text)) for path, text in texts.items()}
    homes: dict[str, set[str]] = defaultdict(set)
    for path, text in texts.items():
        thrown = {name for found in _THROWN.findall(text) for name in _DOTTED.findall(found)[1:]}
        imported = list(imports_in(known, path, text)) if thrown else []
        for dotted in thrown:
            owner, _, name = dotted.rpartition(".")
            if not owner and name in classes[path]:
                homes[name].add(path)
                continue
            last = owner.rpartition(".")[2]
            found = {
                module.path
                for module, taken in imported
                if name in classes.get(module.path, ())
                and (module.name.rpartition(".")[2] == last if owner else taken == name)
            }
            homes[name] |= found or {""}
    return {name: frozenset(paths) for name, paths in homes.items()}


def _is_exception(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)


def _scripts(
    known: Project, texts: Mapping[str, str], exports: Mapping[str, frozenset[str]]
) -> list[str]:
    """The files in packages that are run, not imported."""
    return [
        path
        for path, text in texts.items()
        if known.modules[path].package
        and path not in exports
        and not path.endswith("__init__.py")
        and (_MAIN_GUARD.search(text) or _is_test(known.modules[path].name.rpartition(".")[2]))
    ]


def _is_test(name: str) -> bool:
    return name.startswith("test") or name.endswith(("test", "tests"))


def _group_of(module: Module) -> str:
    """What shares one language: a top-level package, or a folder that is in none."""
    if not module.package:
        return module.root
    return os.path.join(module.root, module.package.partition(".")[0])


# What says for which Python a project is. A file with `use_2to3` is for both by being ported.
_MANIFESTS = ("pyproject.toml", "setup.cfg", "setup.py", "PKG-INFO")
_CLAIM = re.compile(
    r"Programming Language :: Python :: ([23])|^[^#\n]*(?:python_requires|requires-python|"
    r"Requires-Python)\s*[=:]+\s*[\"']?\s*(?:>=|~=|==|\^)\s*([23])",
    re.MULTILINE,
)


def _manifests_in(folder: str) -> Sequence[str]:
    """The files in a folder that say it; what was installed there says it of itself alone."""
    try:
        installed = [name for name in os.listdir(folder) if name.endswith(".dist-info")]
    except OSError:
        return ()
    metadata = [os.path.join(name, "METADATA") for name in installed]
    return (*_MANIFESTS, *metadata) if len(metadata) == 1 else _MANIFESTS


@lru_cache(maxsize=64)
def _claimed(folder: str) -> Language:
    """What a project says that it is for, in a folder or the one above: Python 3 where it names
    both, since it works there."""
    for each in (folder, os.path.dirname(folder)):
        texts = [_text_at(os.path.join(each, name), None) for name in _manifests_in(each)]
        versions = {a or b for text in texts for a, b in _CLAIM.findall(text)}
        if versions and not any("use_2to3" in text for text in texts):
            return Language.PYTHON3 if "3" in versions else Language.PYTHON2
    return Language.UNDECIDED


def _languages(known: Project, texts: Mapping[str, str]) -> dict[str, Language]:
    groups: dict[str, list[str]] = defaultdict(list)
    for path in texts:
        groups[_group_of(known.modules[path])].append(path)
    languages = {}
    for group, paths in groups.items():
        found = _majority((texts[path], known.own_names(path)) for path in paths)
        if found is not Language.PYTHON2:
            claimed = _claimed(known.modules[paths[0]].root)
            found = found if claimed is Language.UNDECIDED else claimed
        languages[group] = found
    told = set(languages.values()) - {Language.UNDECIDED}
    decided = {group: each for group, each in languages.items() if each in told}
    return decided | {"": told.pop()} if len(told) == 1 else decided


def _majority(files: Iterable[tuple[str, frozenset[str]]]) -> Language:
    """What most files of a package are written in.

    Only syntax shows that it is Python 2: names such as `unicode` stay behind in ported code.
    """
    lead = 0
    for text, own in files:
        found = evidence_of(text, own)
        if found.syntax2 and not found.syntax3:
            lead += 1
        elif judge(found).language is Language.PYTHON3:
            lead -= 1
        if abs(lead) >= _ENOUGH:
            break
    if lead > 0:
        return Language.PYTHON2
    return Language.PYTHON3 if lead < 0 else Language.UNDECIDED
