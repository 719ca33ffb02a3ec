"""`porting record`: a new cassette from a script's own run."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("script", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("cassette", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("arguments", nargs=-1, metavar="[-- ARGUMENT...]")
@click.option(
    "--python",
    metavar="VERSION",
    default="",
    help="Run it under 2.7, 3 or the interpreter at this path; by default under the script's own.",
)
@click.option("--proxy", metavar="URL", default="", help="Send the requests to this HTTP proxy.")
@click.option(
    "--keep",
    multiple=True,
    metavar="NAME",
    help="Keep a header, parameter or field that would be taken for a secret (repeatable).",
)
@click.option(
    "--env",
    multiple=True,
    metavar="NAME",
    help="Let the script see this environment variable, too (repeatable).",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Chooses random numbers.")
@click.pass_context
def record(
    ctx: click.Context,
    script: Path,
    cassette: Path,
    arguments: tuple[str, ...],
    python: str,
    proxy: str,
    keep: tuple[str, ...],
    env: tuple[str, ...],
    seed: int,
) -> None:
    """Run SCRIPT against the network, and keep all HTTP in CASSETTE.

    A Python 2 script runs under Python 2.7; without one, or with --python 3, it is ported first.
    Secrets are left out: authorization, cookies, passwords in addresses, and every header,
    parameter and field of a form or of JSON whose name says token, key, secret, session or
    password. Pages are kept as they are: record only what you may, and look at the file before
    you pass it on. The script sees few of your environment variables; see --env.

    \b
    Examples:
      porting record fetch.py fetch.yaml
      porting record --python 3 --env SHOP_USER fetch.py fetch.yaml -- --verbose

    Exit status: 0 recorded, 2 wrong usage, 3 there was nothing to record, no way to, or some
    request got no answer (the others were recorded).
    """
    from porting.verify.record import record_cassette

    recording = record_cassette(
        script,
        cassette,
        proxy=proxy,
        python=python,
        seed=seed,
        arguments=arguments,
        keep=keep,
        env=env,
    )
    seen = recording.transcript
    click.echo(seen.stdout, nl=False)
    click.echo(seen.stderr, nl=False, err=True)
    for failure in recording.failures:
        click.echo(str(failure), err=True)
    count = recording.count
    requests = "1 request" if count == 1 else f"{count} requests"
    ended = f"; the script ended with status {seen.status}" if seen.status else ""
    under = f" under Python {seen.python}" if seen.python.startswith("2") else ""
    click.echo(f"{cassette}: {requests} recorded{under}{ended}", err=True)
    if recording.failures:
        ctx.exit(3)
