"""Reads what a project says of itself in the table ``[tool.porting]`` of its pyproject.toml."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from porting.errors import ConfigError
from porting.fixers.questions.removals import VERSIONS
from porting.result import Strings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from porting.flow.knowledge.library import Entry
    from porting.source import Ignores

FILE = "pyproject.toml"

TABLES: tuple[str, ...] = ("scenario",)
"""The tables below ``[tool.porting]`` that others read: see `Config.tables`."""


@dataclass(frozen=True)
class Config:
    """The settings of a project; `None` and empty ones were not made.

    `path` is the file that they come from. `stages`, `strings`, `encoding`, `modernize`,
    `target` and `target_version` are as for `port_source`. `enable` are the names of fixers that
    run though they wait to be asked for, `disable` of those that do not run. `exclude` are patterns
    as in a ``.gitignore`` beside the file. `knowledge` is what functions take and return that the
    library does not have: see `porting.flow.knowledge.rows`. `tables` are those of `TABLES` that
    are there, as they were read: whoever needs one checks what is in it.
    """

    path: Path | None = None
    stages: tuple[str, ...] | None = None
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    strings: Strings | None = None
    encoding: str | None = None
    modernize: bool | None = None
    target: str | None = None
    target_version: str | None = None
    knowledge: Mapping[str, Entry] = field(default_factory=dict)
    tables: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ignores(self) -> Ignores:
        """`exclude`, as `find_sources` takes it.

        Raises:
            ConfigError: a pattern that is none.
        """
        if self.path is None or not self.exclude:
            return ()
        from pathspec import GitIgnoreSpec

        try:
            return ((self.path.parent, GitIgnoreSpec.from_lines(self.exclude)),)
        except ValueError as error:
            raise ConfigError(f"{_where(self.path, 'exclude')}: {error}") from None


def find_config(start: Path) -> Config:
    """Read the settings for a file or folder: those of the nearest pyproject.toml in its folder or
    above that has a table ``[tool.porting]``; where none has, nothing is set.

    Raises:
        ConfigError: a file that is no TOML, an unknown key, or a value that does not fit.
    """
    here, place = Path(os.getcwd()), Path(os.path.abspath(start))
    for folder in (place, *place.parents):
        path = folder / FILE
        if path.is_relative_to(here):
            path = path.relative_to(here)
        if path.is_file() and (config := read_config(path)) is not None:
            return config
    return Config()


def read_config(path: Path) -> Config | None:
    """Read the settings in a pyproject.toml; `None` where it has no table ``[tool.porting]``.

    Raises:
        ConfigError: as for `find_config`.
    """
    try:
        data = path.read_bytes()
        # What does not mention us may be broken as it likes.
        document = tomllib.loads(data.decode()) if b"porting" in data else {}
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None
    tool = document.get("tool")
    table = tool.get("porting") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.porting: must be a table, not {_shown(table)}")
    values: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    for key, value in table.items():
        if key in TABLES:
            tables[key] = value
        elif key in _READERS:
            values[key.replace("-", "_")] = _READERS[key](value, _where(path, key))
        else:
            known = sorted((*_READERS, *TABLES))
            raise ConfigError(f"{_where(path, key)}: unknown key; {_choices(key, known)}")
    return Config(path, **values, tables=tables)


def _where(path: Path, key: str) -> str:
    return f"{path}: tool.porting.{key}"


def _choices(name: str, known: Collection[str]) -> str:
    """What to write in the place of a name; where there are many, what comes near."""
    if len(known) <= 20:
        return f"choose from {', '.join(known)}"
    near = get_close_matches(name, known, n=3)
    return f"perhaps {' or '.join(near)}?" if near else "porting explain lists them"


def _shown(value: object) -> str:
    """A value as TOML has it, in short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "an array"
    return str(value)


_Reader = Callable[[object, str], object]


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"{where}: must be a string, not {_shown(value)}")
    return value


def _flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{where}: must be true or false, not {_shown(value)}")
    return value


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{where}: must be an array of strings, not {_shown(value)}")
    for each in value:
        if not isinstance(each, str):
            raise ConfigError(f"{where}: must hold only strings, not {_shown(each)}")
    return tuple(value)


def _one_of(*allowed: str) -> _Reader:
    def read(value: object, where: str) -> str:
        if value not in allowed:
            named = " or ".join(f'"{each}"' for each in allowed)
            raise ConfigError(f"{where}: must be {named}, not {_shown(value)}")
        return str(value)

    return read


def _names(kind: str, known: Callable[[], Collection[str]]) -> _Reader:
    def read(value: object, where: str) -> tuple[str, ...]:
        names = _texts(value, where)
        for name in names:
            if name not in (all_names := known()):
                raise ConfigError(f"{where}: unknown {kind} {name!r}; {_choices(name, all_names)}")
        return names

    return read


def _encoding(value: object, where: str) -> str:
    import codecs

    name = _text(value, where)
    try:
        codecs.lookup(name)
    except LookupError:
        raise ConfigError(f"{where}: unknown encoding {name!r}") from None
    return name


def _knowledge(value: object, where: str) -> dict[str, Entry]:
    from porting.flow.knowledge.rows import rows_from

    return rows_from(value, where)


def _stages() -> list[str]:
    from porting.stages import ALL_STAGES

    return [stage.name for stage in ALL_STAGES]


def _fixers() -> Collection[str]:
    from porting.stages import all_fixers

    return all_fixers()


_READERS: dict[str, _Reader] = {
    "stages": _names("stage", _stages),
    "enable": _names("fixer", _fixers),
    "disable": _names("fixer", _fixers),
    "exclude": _texts,
    "strings": _one_of(*get_args(Strings)),
    "encoding": _encoding,
    "modernize": _flag,
    "target": _one_of("3", "six"),
    "knowledge": _knowledge,
    "target-version": _one_of(*VERSIONS),
}
