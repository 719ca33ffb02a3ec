"""Python 2 packages with their tests: from the index, and from the library of Python 2.7."""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from pythons import run

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Target:
    """A module with tests: its file, how `run_tests.py` takes it, and where it imports from."""

    file: str
    kind: str
    module: str
    folders: tuple[str, ...]
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True)
class Package:
    """A tree of Python 2 code.

    `folders` are those to import from, `start` that in which the tests run, `keep` what of the
    archive is taken ("" for all). `needs` are packages for the tests, by the major version of the
    Python that runs them.
    """

    name: str
    tests: tuple[dict[str, Any], ...]
    version: str = ""
    sha256: str = ""
    keep: tuple[str, ...] = ()
    folders: tuple[str, ...] = (".",)
    start: str = "."
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def needs_of(self, major: str) -> tuple[str, ...]:
        return dict(self.needs).get(major, ())

    def targets(self, tree: Path) -> Iterator[Target]:
        """The modules with tests, as the tree has them before it is ported."""
        seen = set()
        for group in self.tests:
            for pattern in group["files"]:
                for path in sorted(tree.glob(pattern)):
                    name = path.relative_to(tree).as_posix()
                    is_skipped = any(fnmatch(name, each) for each in group.get("skip", ()))
                    if is_skipped or (name, group["kind"]) in seen:
                        continue
                    seen.add((name, group["kind"]))
                    module, folders = self._importable(tree, name)
                    yield Target(
                        name, group["kind"], module, folders, tuple(group.get("fresh", ()))
                    )

    def _importable(self, tree: Path, name: str) -> tuple[str, tuple[str, ...]]:
        """A file's dotted name, and the folders from which it can be imported by that."""
        path = Path(name)
        folder = path.parent
        folders = self.folders
        while (tree / folder / "__init__.py").exists() and str(folder) not in self.folders:
            folder = folder.parent
        if str(folder) not in folders:
            folders = (str(folder), *folders)
        parts = path.relative_to(folder).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts), folders


def read_packages(path: Path) -> list[Package]:
    """Read the list of packages."""
    return list(map(package_of, json.loads(path.read_text(encoding="utf-8"))["packages"]))


def package_of(entry: dict[str, Any]) -> Package:
    """Read one package; `entry` has the names of the fields."""
    needs = tuple((key, tuple(names)) for key, names in entry.get("needs", {}).items())
    fields = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Package(**fields | {"needs": needs})


def fetch(package: Package, python: str, cache: Path) -> Path:
    """Have a package's source archive from the index, of the hash that is written down; unpack it.

    `python` is one that can run the package's setup.py, which pip asks.
    """
    folder = cache / "trees" / f"{package.name}-{package.version}-{package.sha256[:8]}"
    if folder.exists():
        return folder
    with tempfile.TemporaryDirectory(dir=_made(cache)) as work:
        requirement = f"{package.name}=={package.version} --hash=sha256:{package.sha256}"
        archive = download(requirement, "--no-binary", python, Path(work))
        tree = Path(work, "tree")
        unpack(archive, tree)
        inner = list(tree.iterdir())
        top = inner[0] if len(inner) == 1 and inner[0].is_dir() else tree
        for path in list(top.iterdir()) if package.keep else ():
            if path.name not in package.keep:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        _made(folder.parent)
        shutil.move(top, folder)
    return folder


def download(requirement: str, kind: str, python: str, folder: Path) -> Path:
    """Have one archive from the index; `requirement` has its version and its hashes, and `kind`
    is pip's option for the archives that are wanted.

    Raises:
        SystemExit: it cannot be had.
    """
    wanted = folder / "wanted.txt"
    wanted.write_text(requirement + "\n")
    pip = [python, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes", kind, ":all:"]
    status, output = run([*pip, "-d", str(folder), "-r", str(wanted)], 300)
    archives = [path for path in folder.iterdir() if path != wanted]
    if status != 0 or len(archives) != 1:
        raise SystemExit(f"cannot download {requirement}:\n{output}")
    return archives[0]


def unpack(archive: Path, folder: Path) -> None:
    """Unpack an archive, and nothing outside of the folder."""
    if archive.suffix in (".zip", ".whl"):
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(folder)
        return
    with tarfile.open(archive) as packed:
        if hasattr(tarfile, "data_filter"):
            packed.extractall(folder, filter="data")
        else:
            packed.extractall(folder)


def library_packages(path: Path) -> list[Package]:
    """Modules of the library with their test modules, each pair as a package of its own."""
    packages = []
    for name, extra in json.loads(path.read_text(encoding="utf-8"))["modules"].items():
        test = extra.get("test", f"test_{name.replace('.', '_')}")
        group = {"kind": "unittest", "files": [f"test/{test}.py"], "fresh": [name, "test"]}
        keep = [name, f"test/{test}", *extra.get("files", ())]
        packages.append(Package(name, (group,), keep=tuple(keep)))
    return packages


def take_from_library(package: Package, library: Path, cache: Path) -> Path:
    """Copy a module and its tests; a stand-in for `test.test_support` serves 2.7 and 3 alike."""
    folder = cache / "library" / package.name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "test").mkdir(parents=True)
    (folder / "test/__init__.py").touch()
    for name in package.keep:
        source = next(
            (each for each in (library / name, library / f"{name}.py") if each.exists()), None
        )
        if source is None:
            raise SystemExit(f"{library} has no {name}")
        target = folder / source.relative_to(library)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.pyc"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return folder


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
