"""Warnings that are known, so that only new ones are told."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from porting.engine.places import split_lines
from porting.errors import ConfigError
from porting.files import Output, read_file
from porting.many_files.tasks import Ported
from porting.result import Warning

_VERSION = 1
Known = tuple[str, str, str]
"""A warning wherever its line has moved: the file, its code, the text of the line."""


class Baseline:
    """The file with the warnings that are known.

    Files are named as seen from its folder. A warning is known as often as it stands there: where
    a line is copied, the copy is new.

    Args:
        path: the file.
        is_renewed: whether it is to have the warnings of this run in place of the earlier ones; it
            need not be there, and everything is told.
        inputs: what the run reads.

    Raises:
        ConfigError: it is not there, or no such file.
        OutputError: it is to be renewed and may not be written.
    """

    def __init__(self, path: Path, *, is_renewed: bool, inputs: Iterable[Path]) -> None:
        self.path = path
        self.hidden = 0
        self._folder = path.resolve().parent
        self._output = Output(path, inputs) if is_renewed else None
        self._known: Counter[Known] = Counter()
        self._seen: set[str] = set()
        self._found: Counter[Known] = Counter()
        if not is_renewed or path.exists():
            self._known = _read(path)

    def without_known(self, ported: Ported) -> Ported:
        """The port with those of its warnings that are new, all where the file is renewed."""
        name = self._name(ported.path)
        self._seen.add(name)
        stages = ported.result.stages
        lines = split_lines(stages[0].before) if stages else []
        warnings: list[Warning] = []
        for warning in ported.result.warnings:
            # The first stage was given a coding line that the file has not got.
            row = warning.line + (0 < ported.added_line <= warning.line)
            text = lines[row - 1].strip() if 0 < row <= len(lines) else ""
            known = (name, warning.fixer, text)
            self._found[known] += 1
            if self._output is None and self._found[known] <= self._known[known]:
                self.hidden += 1
            else:
                warnings.append(warning)
        return replace(ported, result=replace(ported.result, warnings=tuple(warnings)))

    def write(self) -> None:
        """Renew the file, if that was asked for; what it says of files that this run did not see
        and that are still there stays.

        Raises:
            OutputError: it cannot be written.
        """
        if self._output is None:
            return
        kept = {
            known: count
            for known, count in self._known.items()
            if known[0] not in self._seen and (self._folder / known[0]).exists()
        }
        rows = [
            {"file": file, "code": code, "text": text, "count": count}
            for (file, code, text), count in sorted({**kept, **self._found}.items())
        ]
        text = json.dumps({"version": _VERSION, "warnings": rows}, indent=1, ensure_ascii=False)
        self._output.write(f"{text}\n".encode())

    def _name(self, path: Path) -> str:
        return Path(os.path.relpath(path.resolve(), self._folder)).as_posix()


def _read(path: Path) -> Counter[Known]:
    try:
        document: Any = json.loads(read_file(path))
        if document["version"] != _VERSION:
            raise ConfigError(f"{path}: written by another version of porting; renew it")
        rows = document["warnings"]
        return Counter(
            {
                (str(row["file"]), str(row["code"]), str(row["text"])): int(row["count"])
                for row in rows
            }
        )
    except FileNotFoundError:
        raise ConfigError(f"{path}: not there\nhint: --update-baseline writes it") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{path}: no baseline: {error}\nhint: --update-baseline writes it anew"
        ) from None
