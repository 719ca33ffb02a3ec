"""Workflow commands of GitHub Actions, which show warnings at their lines.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from porting.formats.report import FileEntry, Spot, Summary


class Form:
    """Writes a command for each warning and error."""

    def __init__(self) -> None:
        self._changed: list[str] = []

    def start(self) -> str:
        return ""

    def file(self, entry: FileEntry) -> str:
        if entry.status == "changed":
            self._changed.append(entry.path)
        lines = [
            _command("error", entry.path, each.place, "porting", each.message)
            for each in entry.errors
        ]
        lines += (
            _command(
                "warning", entry.shown, entry.spot(each), each.code, f"{each.message} [{each.risk}]"
            )
            for each in entry.warnings
        )
        return "".join(lines)

    def end(self, summary: Summary) -> str:
        message = "not ported yet: porting run shows what would change"
        changed = self._changed if summary.check else ()
        return "".join(_command("error", path, None, "porting", message) for path in changed)


def _command(kind: str, path: str, spot: Spot | None, title: str, message: str) -> str:
    properties = {"file": path}
    if spot:
        properties |= {"line": str(spot.line), "col": str(spot.column)}
    properties["title"] = title
    given = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{kind} {given}::{_escaped(message)}\n"


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
