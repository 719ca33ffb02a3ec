"""How commands take the settings of the project that their paths are in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


def paths_of_a_project(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the argument `paths`, and as ``ctx.obj`` the settings of their project.

    They are looked for from the first path upwards. What is not said on the command line is taken
    from them, for each option of the command that they have a word on.
    """
    argument = click.argument(
        "paths",
        nargs=-1,
        type=click.Path(path_type=Path),
        metavar="[PATH]...",
        is_eager=True,
        callback=_with_settings,
    )
    return argument(command)


def _with_settings(
    ctx: click.Context, parameter: click.Parameter, paths: tuple[Path, ...]
) -> tuple[Path, ...]:
    from porting.config import find_config

    is_filter = not paths or paths[0] == Path("-")
    config = find_config(Path() if is_filter else paths[0])
    ctx.obj = config
    settings = {
        name: getattr(config, name)
        for name in ("stages", "strings", "encoding", "modernize", "target", "target_version")
    }
    ctx.default_map = {name: value for name, value in settings.items() if value is not None}
    return paths
