"""`porting compare`: the diff of two ports, or of a port and its original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from porting.console import colour_diff
from porting.errors import PortingError
from porting.source import find_sources, read_source


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("-y", "--side-by-side", is_flag=True, help="Print two columns.")
@click.option("--encoding", metavar="NAME", help="The encoding of files that name none.")
@click.pass_context
def compare(ctx: click.Context, a: str, b: str, side_by_side: bool, encoding: str | None) -> None:
    """Print how two files, or the files of two folders, differ.

    Files are paired by name; a "3" at its end, as in bookrank3.py, makes no difference. The words
    "original", "generated" and "curated", where no file is called so, mean the case study: its
    Python 2 scripts, what the pipeline makes of them now, and their ports finished by hand.

    \b
    Examples:
      porting compare shop/ shop3/
      porting compare generated curated
      porting compare --side-by-side legacy_py2/candy.py modern_py3/candy3.py

    Exit status: 0 they are the same, 1 they differ, 2 wrong usage, 3 some file could not be read.
    """
    import tempfile

    differ = failed = False
    show = _print_columns if side_by_side else _print_unified
    with tempfile.TemporaryDirectory() as folder:
        left_side, right_side = (_find_side(name, Path(folder)) for name in (a, b))
        for left, right in pair_files(left_side.path, right_side.path):
            if left is None or right is None:
                name = left_side.show(left) if left else right_side.show(right or Path())
                click.echo(f"only in {b if left is None else a}: {name}")
                differ = True
                continue
            try:
                before, after = (
                    read_source(path, encoding=encoding).text for path in (left, right)
                )
            except PortingError as error:
                click.echo(str(error), err=True)
                failed = True
                continue
            if before != after:
                differ = True
                show(before, after, left_side.show(left), right_side.show(right))
    ctx.exit(3 if failed else int(differ))


@dataclass(frozen=True)
class Side:
    """One of the two things to compare; `name` is what the user called it."""

    name: str
    path: Path

    def show(self, file: Path) -> str:
        """What to call a file of this side."""
        if Path(self.name) == self.path:
            return str(file)
        return f"{self.name}/{file.relative_to(self.path).as_posix()}"


def _find_side(name: str, folder: Path) -> Side:
    """The path called `name`, or a version of the case study, for which `folder` has room."""
    if Path(name).exists():
        return Side(name, Path(name))
    if name not in ("original", "generated", "curated"):
        raise click.UsageError(f"there is no file or folder {name!r}.")
    from porting.case_study import find_case_study

    study = find_case_study()
    if name != "generated":
        return Side(name, study.originals if name == "original" else study.curated)
    for script in find_sources([study.originals]):
        port = study.port(script.name).code
        (folder / script.name).write_text(port, encoding="utf-8", newline="")
    return Side(name, folder)


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

    Console().print(columns(side_by_side(before, after), left, right))
