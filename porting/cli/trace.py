"""`porting trace`: what an original's functions see, from a run under Python 2.7."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(context_settings={"allow_interspersed_args": False, "ignore_unknown_options": False})
@click.argument("program", metavar="SCRIPT")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[ARGUMENT]...")
@click.option("-m", "is_module", is_flag=True, help="SCRIPT is a module, as with python -m.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write; by default SCRIPT's own name with .evidence.json (.calls.json for"
    " --calls), in this folder.",
)
@click.option(
    "--calls", is_flag=True, help="Keep calls, with all values, to replay them on the port."
)
@click.option(
    "--only",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="With --calls: of the functions in this file or folder (repeatable); by default of all"
    " but those of tests.",
)
@click.option(
    "--mask",
    multiple=True,
    metavar="NAME",
    help="With --calls: take out, too, what goes by this name (repeatable).",
)
@click.option(
    "--keep",
    multiple=True,
    metavar="NAME",
    help="With --calls: do not take out what goes by this name (repeatable).",
)
@click.pass_context
def trace(
    ctx: click.Context,
    program: str,
    arguments: tuple[str, ...],
    is_module: bool,
    output: Path | None,
    calls: bool,
    only: tuple[Path, ...],
    mask: tuple[str, ...],
    keep: tuple[str, ...],
) -> None:
    """Run a Python 2 SCRIPT under Python 2.7, and write down which strings its functions see.

    This runs the program: whatever it does to files, servers or databases, it does now. Its
    input, output and exit status are its own. It runs slower than by itself, with -Qwarnall.

    What is written: for the arguments and results of each function whether its str values were
    ASCII, UTF-8 or neither, and whether unicode came there; and which lines divided integers. No
    value is kept. "porting run --evidence FILE" uses it where the source alone does not tell.
    Options stand before SCRIPT; what follows it belongs to it.

    With --calls, calls of the program's functions are written instead: arguments before and after,
    result, exception, and what was printed, so that "porting verify --calls" can make them on the
    port. Values are kept! Strings whose names say token, key, secret, session or password are
    taken out, and the file is for its owner alone. Each call is then made twice again, in a
    process of its own that may not write, start or connect; only what does the same is kept.

    \b
    Examples:
      porting trace shop.py --all
      porting trace -o tests.evidence.json -m unittest shop.tests
      porting run --evidence shop.evidence.json shop.py
      porting trace --calls -m unittest shop.tests

    Exit status: the program's own; 2 wrong usage, 3 no Python 2.7, or the run left no evidence.
    """
    from porting.trace.run import trace as run_traced

    if not is_module and not Path(program).is_file():
        raise click.UsageError(f"there is no script {program!r}.")
    if not calls and (only or mask or keep):
        raise click.UsageError("--only, --mask and --keep go with --calls.")
    if output is None:
        name = program if is_module else Path(program).stem
        output = Path(f"{name}.{'calls' if calls else 'evidence'}.json")
    if not output.resolve().parent.is_dir():
        raise click.UsageError(f"there is no folder {str(output.parent)!r} to write into.")
    if calls:
        from porting.cli.calls import trace_calls
        from porting.replay.record import Wish

        wish = Wish(only, mask, keep)
        ctx.exit(trace_calls(program, output, arguments, is_module=is_module, wish=wish))
    status = run_traced(program, output, arguments, is_module=is_module)
    click.echo(f"{output}: {_summary(output)}", err=True)
    ctx.exit(status)


def _summary(path: Path) -> str:
    """What the evidence amounts to."""
    from porting.evidence import read_evidence

    files = read_evidence([path]).files
    functions = [function for each in files for function in each.functions]
    texts = binaries = 0
    for function in functions:
        kinds = [*function.arguments.values(), function.returns]
        texts += any("unicode" in each for each in kinds)
        binaries += any("binary" in each for each in kinds)
    lines = [each for file in files for each in file.divisions.values() if "int" in each]
    parts = [
        f"{_count(len(functions), 'function')} in {_count(len(files), 'file')}",
        f"{texts} with unicode",
        f"{binaries} with str that is not text",
        f"integers divided on {_count(len(lines), 'line')}",
    ]
    return "; ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
