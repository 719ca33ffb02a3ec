"""`porting compare`: the diff of two ports, or of a port and its original."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from porting.console import colour_diff
from porting.errors import PortingError
from porting.source import find_sources, read_source

PATH = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("a", type=PATH)
@click.argument("b", type=PATH)
@click.option("-y", "--side-by-side", is_flag=True, help="Print two columns.")
@click.option("--encoding", metavar="NAME", help="The encoding of files that name none.")
@click.pass_context
def compare(ctx: click.Context, a: Path, b: Path, side_by_side: bool, encoding: str | None) -> None:
    """Print how two files, or the files of two folders, differ.

    Files are paired by name; a "3" at the end of a name, as in bookrank3.py, makes no difference.

    \b
    Examples:
      porting compare legacy_py2 modern_py3
      porting compare --side-by-side legacy_py2/candy.py modern_py3/candy3.py

    Exit status: 0 they are the same, 1 they differ, 2 wrong usage, 3 some file could not be read.
    """
    differ = failed = False
    for left, right in pair_files(a, b):
        if left is None or right is None:
            click.echo(f"only in {a if right is None else b}: {left or right}")
            differ = True
            continue
        try:
            texts = [read_source(path, encoding=encoding).text for path in (left, right)]
        except PortingError as error:
            click.echo(str(error), err=True)
            failed = True
            continue
        if texts[0] != texts[1]:
            differ = True
            show = _print_columns if side_by_side else _print_unified
            show(texts[0], texts[1], str(left), str(right))
    ctx.exit(3 if failed else int(differ))


def pair_files(a: Path, b: Path) -> Iterator[tuple[Path | None, Path | None]]:
    """Pair two files, or a file with its namesake in a folder, or the files of two folders.

    Those of a folder that find no partner come with `None`.
    """
    if a.is_dir() and b.is_dir():
        lefts, rights = (
            {path.relative_to(folder): path for path in find_sources([folder], skip=other)}
            for folder, other in ((a, b), (b, a))
        )
        for name, left in lefts.items():
            free = (n for n in _namesakes(name) if n in rights and (n == name or n not in lefts))
            yield left, rights.pop(next(free, name), None)
        for right in rights.values():
            yield None, right
    else:
        yield (
            _namesake_in(a, b.name) if a.is_dir() else a,
            _namesake_in(b, a.name) if b.is_dir() else b,
        )


def _namesake_in(folder: Path, name: str) -> Path | None:
    return next((folder / n for n in _namesakes(Path(name)) if (folder / n).exists()), None)


def _namesakes(name: Path) -> tuple[Path, ...]:
    """The names under which `name` may have a partner, its own first."""
    return name, name.with_stem(name.stem + "3"), name.with_stem(name.stem.removesuffix("3") or "3")


def _print_unified(before: str, after: str, left: str, right: str) -> None:
    from porting.diff import unified

    click.echo(colour_diff(unified(before, after, left, right, labels=("", ""))), nl=False)


def _print_columns(before: str, after: str, left: str, right: str) -> None:
    from rich.console import Console

    from porting.console import columns
    from porting.diff import side_by_side

    Console(soft_wrap=False).print(columns(side_by_side(before, after), left, right))
