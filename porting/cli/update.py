"""`porting update`: a changed original, ported onto a port that was finished by hand."""

from __future__ import annotations

import io
import tarfile
import tempfile
from pathlib import Path

import click

from porting.console import colour_diff
from porting.errors import PortingError
from porting.git import GitError, git


@click.command()
@click.argument("new", metavar="NEW_ORIGINAL", type=click.Path(exists=True, path_type=Path))
@click.argument("ported", metavar="PORTED", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--base",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="The old original, from which PORTED was made.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Take the old original from this git commit of NEW_ORIGINAL.  [default: HEAD]",
)
@click.option("-w", "--write", is_flag=True, help="Change PORTED; by default it is only shown.")
@click.pass_context
def update(
    ctx: click.Context,
    new: Path,
    ported: Path,
    base: Path | None,
    since: str | None,
    write: bool,
) -> None:
    """Port an original that has moved on onto a port that was finished by hand.

    The old and the new original are ported, and what differs between the two is merged into
    PORTED. What was changed by hand stays; where both changed the same lines, both stand there
    between the markers that git uses, and the place is told. The old original is --base, or what
    git has of NEW_ORIGINAL.

    \b
    Examples:
      porting update shop-1.3 shop3 --base shop-1.2       show what would change
      porting update -w shop-1.3 shop3 --base shop-1.2
      porting update -w src/shop shop3 --since v1.2       the old one from git

    Exit status: 0 all is merged, 1 a person must decide, 2 wrong usage, 3 something could not be
    ported.
    """
    if base is not None and since is not None:
        raise click.UsageError("only one of --base and --since can be given.")
    if new.is_dir() != ported.is_dir() or (base is not None and base.is_dir() != new.is_dir()):
        raise click.UsageError("give files alone or folders alone.")
    if base is not None:
        ctx.exit(_update(base, new, ported, write))
    with tempfile.TemporaryDirectory(prefix="porting-update-") as folder:
        old = _from_git(new, since or "HEAD", Path(folder).resolve())
        ctx.exit(_update(old, new, ported, write))


def _update(base: Path, new: Path, ported: Path, write: bool) -> int:
    from porting.diff import unified
    from porting.files import Writer, digest_of, read_file
    from porting.updating import plan_update

    if new.is_file() and len({base.name, new.name, ported.name}) > 1:
        raise click.UsageError("files of other names cannot be matched: put them into folders.")
    writer = Writer([ported], [])
    counts: dict[str, int] = {}
    for each in list(plan_update(base, new, ported)):
        counts[each.fate] = counts.get(each.fate, 0) + 1
        path = ported / each.name if ported.is_dir() else ported
        if each.message:
            click.echo(f"{path}: {each.message}", err=True)
        for line in each.conflicts:
            click.echo(f"{path}:{line}: conflict: both changed this", err=True)
        before = read_file(path) if path.is_file() else b""
        if each.data is not None and not write:
            old, updated = (data.decode("utf-8", "replace") for data in (before, each.data))
            diff = unified(old, updated, str(path), labels=("(port)", "(updated)"))
            click.echo(colour_diff(diff), nl=False)
        elif each.fate == "new" and each.data is not None:
            writer.create(path, each.data, like=new / each.name)
        elif each.data is not None:
            writer.replace(path, each.data, was=digest_of(before))
        elif each.fate == "gone":
            click.echo(f"{path}: left the original: {'removed' if write else 'to be removed'}")
            if write:
                path.unlink()
    click.echo(_in_words(counts, write), err=True)
    if counts.get("failed"):
        return 3
    return int(any(counts.get(fate) for fate in ("conflicts", "kept")))


def _in_words(counts: dict[str, int], write: bool) -> str:
    words = {
        "merged": "merged",
        "conflicts": "with conflicts",
        "new": "new",
        "gone": "removed",
        "kept": "to decide",
        "failed": "could not be ported",
    }
    parts = [f"{counts[fate]} {word}" for fate, word in words.items() if counts.get(fate)]
    if not parts:
        return "nothing to update"
    return ", ".join(parts) + ("" if write else "; nothing written, see --write")


def _from_git(new: Path, revision: str, folder: Path) -> Path:
    """What git has of the new original at a commit, in a folder of ours.

    Raises:
        PortingError: it is not in git, or not at that commit.
    """
    home = new if new.is_dir() else new.parent
    place = "." if new.is_dir() else new.name
    try:
        data = git("archive", "--format=tar", revision, place, folder=home)
    except GitError as error:
        raise PortingError(
            f"{new}: git has no old original: {error}\n"
            "hint: give the old original as --base, or its commit as --since"
        ) from None
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(folder, filter="data")
    return folder if new.is_dir() else folder / new.name
