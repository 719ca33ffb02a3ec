"""One situation in which an original and its port must do the same: what runs, and what it gets."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from porting.errors import ConfigError
from porting.verify.compare import Freedom
from porting.verify.group import Limits
from porting.verify.rules import ALL_RULES, RuleSet

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLE = "scenario"


@dataclass(frozen=True)
class Scenario:
    """What is run, what it is given, and what it leaves open.

    Attributes:
        name: unique among the scenarios of a program.
        command: what follows ``python`` on the command line: a script and its arguments, or
            ``-m``, a module and its arguments. It runs in a copy of the program's folder.
        shows: what is to be seen, in a sentence without its full stop; may be empty.
        servers: commands that run beside it, each started as soon as the one before it has printed
            what it is waited for; they are ended when the command has ended.
        ready: what each server prints as soon as the next may start.
        stdin: the bytes on standard input.
        files: what the program is given besides its own files: the place in the folder in which it
            runs, and the path of a file or folder.
        cassette: recorded HTTP, None for a program that asks the network for nothing.
        environment: names and values of variables that it gets besides those that all get.
        seed: chooses the random numbers.
        limits: of time, memory and output.
        freedom: what the program leaves open.
        rules: which harmless differences are set aside.
        is_alone: whether it must not run beside another run, as it needs a port or a screen.
    """

    name: str
    command: tuple[str, ...]
    shows: str = ""
    servers: tuple[tuple[str, ...], ...] = ()
    ready: str = ""
    stdin: bytes = b""
    files: tuple[tuple[str, Path], ...] = ()
    cassette: Path | None = None
    environment: tuple[tuple[str, str], ...] = ()
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    freedom: Freedom = field(default_factory=Freedom)
    rules: RuleSet = field(default_factory=RuleSet)
    is_alone: bool = False

    @property
    def script(self) -> str:
        """The path of the script that it runs, below the program's folder; "" for a module."""
        return "" if self.command[0].startswith("-") else self.command[0]

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files that it reads besides those of the program."""
        return (*(path for _, path in self.files), *filter(None, [self.cassette]))

    def without_rules(self, names: Sequence[str]) -> Scenario:
        """The scenario with some rules turned off.

        Raises:
            ConfigError: there is no such rule.
        """
        for name in names:
            _require_rule(name, f"rule {name!r}")
        return replace(self, rules=RuleSet(self.rules.off | set(names)))


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """Read the scenarios of a TOML file: its tables ``[[scenario]]``, or in a pyproject.toml
    ``[[tool.porting.scenario]]``. Paths in it are relative to its folder.

    Raises:
        ConfigError: the file cannot be read, has no scenario, or says something that means nothing.
    """
    if path.name == "pyproject.toml":
        from porting.config import read_config

        config = read_config(path)
        tables = config.tables.get(TABLE, []) if config else []
        table = f"tool.porting.{TABLE}"
    else:
        tables, table = _read_toml(path).get(TABLE, []), TABLE
    if not isinstance(tables, list) or not tables:
        raise ConfigError(f"{path}: has no scenario\nhint: {example(table)}")
    scenarios = []
    for number, fields in enumerate(tables, start=1):
        reader = ScenarioReader(f"{path}: {table} {number}", path.parent)
        scenarios.append(reader.scenario(fields))
    names = [each.name for each in scenarios]
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"{path}: two scenarios have the name {name!r}")
    return tuple(scenarios)


def example(table: str = TABLE) -> str:
    """How a scenario is written."""
    return f"""write one into a TOML file:

    [[{table}]]
    name = "prices"
    command = ["shop.py", "--all"]"""


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None


def _require_rule(name: str, where: str) -> None:
    if name not in ALL_RULES:
        raise ConfigError(f"{where}: unknown rule; choose from {', '.join(ALL_RULES)}")


class ScenarioReader:
    """Reads one table; `where` names it in messages."""

    def __init__(self, where: str, folder: Path) -> None:
        self.where = where
        self.folder = folder
        self.readers: dict[str, Callable[[str, Any], Any]] = {
            "name": self.text,
            "command": self.command,
            "shows": self.text,
            "servers": self.commands,
            "ready": self.text,
            "stdin": self.text,
            "stdin_file": self.path,
            "files": self.paths,
            "cassette": self.path,
            "environment": self.texts_by_name,
            "seed": self.whole_number,
            "seconds": self.number,
            "memory_mb": self.whole_number,
            "output_mb": self.whole_number,
            "order": self.order,
            "sets": self.patterns,
            "ignore": self.patterns,
            "rules_off": self.rules,
            "alone": self.flag,
        }

    def scenario(self, fields: Any) -> Scenario:
        if not isinstance(fields, dict):
            raise ConfigError(f"{self.where}: is no table")
        for key in fields:
            if key not in self.readers:
                known = ", ".join(self.readers)
                raise ConfigError(f"{self.where}: unknown key {key!r}; choose from {known}")
        if "command" not in fields:
            raise ConfigError(f'{self.where}: has no command, such as command = "shop.py"')
        found = {key: self.readers[key](key, value) for key, value in fields.items()}
        stdin = found.get("stdin", "").encode()
        if "stdin_file" in found:
            stdin = found["stdin_file"].read_bytes()
        command = found["command"]
        limits = Limits(
            **{name: found[name] for name in ("seconds", "memory_mb", "output_mb") if name in found}
        )
        freedom = Freedom(
            found.get("order", "none"), found.get("sets", ()), found.get("ignore", ())
        )
        servers = found.get("servers", ())
        return Scenario(
            found.get("name") or " ".join(command),
            command,
            shows=found.get("shows", ""),
            servers=servers,
            ready=found.get("ready", ""),
            stdin=stdin,
            files=found.get("files", ()),
            cassette=found.get("cassette"),
            environment=found.get("environment", ()),
            seed=found.get("seed", 0),
            limits=limits,
            freedom=freedom,
            rules=RuleSet(frozenset(found.get("rules_off", ()))),
            is_alone=found.get("alone", bool(servers)),
        )

    def _require(self, condition: bool, key: str, what: str) -> None:
        if not condition:
            raise ConfigError(f"{self.where}: {key} must be {what}")

    def text(self, key: str, value: Any) -> str:
        self._require(isinstance(value, str), key, "a string")
        return str(value)

    def flag(self, key: str, value: Any) -> bool:
        self._require(isinstance(value, bool), key, "true or false")
        return bool(value)

    def whole_number(self, key: str, value: Any) -> int:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        self._require(is_number and value >= 0, key, "a whole number from 0 on")
        return int(value)

    def number(self, key: str, value: Any) -> float:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        self._require(is_number and value > 0, key, "a number above 0")
        return float(value)

    def texts(self, key: str, value: Any) -> tuple[str, ...]:
        self._require(
            isinstance(value, list) and all(isinstance(each, str) for each in value),
            key,
            "a list of strings",
        )
        return tuple(value)

    def texts_by_name(self, key: str, value: Any) -> tuple[tuple[str, str], ...]:
        self._require(
            isinstance(value, dict) and all(isinstance(each, str) for each in value.values()),
            key,
            "a table of strings",
        )
        return tuple(value.items())

    def command(self, key: str, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            return tuple(value.split())
        command = self.texts(key, value)
        self._require(bool(command), key, "a script with its arguments")
        return command

    def commands(self, key: str, value: Any) -> tuple[tuple[str, ...], ...]:
        self._require(isinstance(value, list), key, "a list of commands")
        return tuple(self.command(key, each) for each in value)

    def path(self, key: str, value: Any) -> Path:
        path = self.folder / self.text(key, value)
        if not path.is_file():
            raise ConfigError(f"{self.where}: {key}: there is no file {path}")
        return path

    def paths(self, key: str, value: Any) -> tuple[tuple[str, Path], ...]:
        found = []
        for name in self.texts(key, value):
            path = self.folder / name
            if not path.exists():
                raise ConfigError(f"{self.where}: {key}: there is no file or folder {path}")
            place = Path(name)
            if place.is_absolute() or ".." in place.parts:
                place = Path(place.name)
            found.append((place.as_posix(), path))
        return tuple(found)

    def order(self, key: str, value: Any) -> str:
        self._require(value in ("none", "threads", "lines"), key, '"none", "threads" or "lines"')
        return str(value)

    def patterns(self, key: str, value: Any) -> tuple[str, ...]:
        for pattern in self.texts(key, value):
            try:
                compiled = re.compile(pattern)
            except re.error as error:
                raise ConfigError(f"{self.where}: {key}: {pattern!r}: {error}") from None
            if key == "sets" and not compiled.groups:
                raise ConfigError(f"{self.where}: {key}: {pattern!r} has no group for the list")
        return tuple(value)

    def rules(self, key: str, value: Any) -> tuple[str, ...]:
        names = self.texts(key, value)
        for name in names:
            _require_rule(name, f"{self.where}: {key}: {name!r}")
        return names
