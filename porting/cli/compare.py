"""`porting compare`: the diff of two ports, or of a port and its original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from porting.cli.differences import Columns, Json, Pair, Show, Text
from porting.comparing.tools import TOOLS
from porting.errors import PortingError, SourceError
from porting.source import find_sources, read_source

if TYPE_CHECKING:
    from porting.comparing.blocks import Level
    from porting.comparing.credit import Original


@click.command()
@click.argument("a")
@click.argument("b", required=False)
@click.option("-y", "--side-by-side", is_flag=True, help="Print two columns.")
@click.option(
    "--level",
    type=click.Choice(["text", "layout", "tree"]),
    default="text",
    show_default=True,
    help="Compare the text, or all but its layout, or what Python reads in it.",
)
@click.option("--summary", is_flag=True, help="Print counts in place of diffs.")
@click.option(
    "--original",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="What both were made of: tells by which fixers, and on which side, they differ.",
)
@click.option(
    "--only",
    type=click.Choice(["a", "b", "both"]),
    help="With --original: only where A, B, or each in its own way, changed the original.",
)
@click.option(
    "--tool",
    type=click.Choice(TOOLS),
    help="With --original, and without B: set beside A what this tool makes of the original.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Print diffs, or one document for other programs.",
)
@click.option("--encoding", metavar="NAME", help="The encoding of files that name none.")
@click.pass_context
def compare(
    ctx: click.Context,
    a: str,
    b: str | None,
    side_by_side: bool,
    level: Level,
    summary: bool,
    original: Path | None,
    only: str | None,
    tool: str | None,
    form: str,
    encoding: str | None,
) -> None:
    """Print how two files, or the files of two folders, differ.

    Files are paired by name; a "3" at its end, as in bookrank3.py, makes no difference. The words
    "original", "generated" and "curated", where no file is called so, mean the case study: its
    Python 2 scripts, what the pipeline makes of them now, and their ports finished by hand.

    At level "layout" white space and line ends within a statement make no difference. At level
    "tree" comments, quotes and redundant brackets make none either, and each function or class
    that differs is named: moved, with other names of locals, or different.

    \b
    Examples:
      porting compare shop/ shop3/
      porting compare generated curated
      porting compare --side-by-side legacy_py2/candy.py modern_py3/candy3.py
      porting compare --level tree old3/ shop3/
      porting compare --original shop/ --summary generated3/ shop3/
      porting compare --original shop/ --only b generated3/ shop3/   what a person did beyond
      porting compare --original shop/ --tool 2to3 shop3/

    Exit status: 0 they are the same, 1 they differ, 2 wrong usage, 3 some file could not be read.
    """
    import tempfile

    if (b is None) != (tool is not None):
        raise click.UsageError("give two things to compare, or one and --tool.")
    if original is None and (only or tool):
        raise click.UsageError("--only and --tool go with --original.")
    if side_by_side and (level != "text" or summary or form == "json" or only):
        raise click.UsageError("--side-by-side goes alone, at level text.")
    if only and level == "tree":
        raise click.UsageError("--only goes with the levels text and layout.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        failed = False
        left_side = _find_side(a, folder / "a")
        if tool is not None and original is not None:
            from porting.comparing.tools import port_by

            path, said = port_by(tool, original, folder)
            for line in said:
                click.echo(f"{tool}: {line}", err=True)
            failed = bool(said)
            right_side = Side(tool, path)
        else:
            right_side = _find_side(b or "", folder / "b")
        originals = _originals(original, left_side.path, encoding) if original else {}
        show: Show
        if side_by_side:
            show = Columns(left_side.name, right_side.name)
        elif form == "json":
            show = Json(left_side.name, right_side.name, level)
        else:
            show = Text(left_side.name, right_side.name, with_diffs=not summary)
        for left, right in pair_files(left_side.path, right_side.path):
            left_name = left_side.show(left) if left else None
            right_name = right_side.show(right) if right else None
            if left is None or right is None:
                show.alone(left_name, right_name)
                continue
            try:
                before, after = (
                    read_source(path, encoding=encoding).text for path in (left, right)
                )
                pair = Pair(
                    (left_name or "", right_name or ""),
                    (before, after),
                    level,
                    originals.get(left),
                    only,
                )
                show.pair(pair)
            except PortingError as error:
                if isinstance(error, SourceError) and error.filename == "<string>":
                    error.filename = str(left)
                click.echo(str(error), err=True)
                show.failed(left_name or "", right_name or "", error)
                failed = True
        show.end()
    ctx.exit(3 if failed else int(show.differ))


def _originals(original: Path, side: Path, encoding: str | None) -> dict[Path, Original]:
    """The original of each file of a side that has one."""
    from porting.comparing.credit import originals_in

    known = originals_in(original, encoding)
    return {
        left: known[found]
        for found, left in pair_files(original, side)
        if left is not None and found in known
    }


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
        folder.mkdir(exist_ok=True)
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
