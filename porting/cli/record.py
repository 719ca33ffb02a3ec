"""`porting record`: a new cassette from a script's own run."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("script", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("cassette", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("arguments", nargs=-1, metavar="[-- ARGUMENT...]")
@click.option("--proxy", metavar="URL", default="", help="Send the requests to this HTTP proxy.")
@click.option("--seed", type=int, default=0, show_default=True, help="Chooses random numbers.")
def record(
    script: Path,
    cassette: Path,
    arguments: tuple[str, ...],
    proxy: str,
    seed: int,
) -> None:
    """Run SCRIPT against the network, and keep all HTTP in CASSETTE.

    A Python 2 script is ported first. Headers that tell of a person or a machine are left out
    of the recording, but what is in addresses and pages is kept as it is: record only what you
    may.

    \b
    Examples:
      porting record fetch.py fetch.yaml
      porting record --proxy http://127.0.0.1:8080 fetch.py fetch.yaml -- --verbose

    Exit status: 0 recorded, 2 wrong usage, 3 there was nothing to record or no way to.
    """
    from porting.verify.record import record_cassette

    seen = record_cassette(script, cassette, proxy=proxy, seed=seed, arguments=arguments)
    click.echo(seen.stdout, nl=False)
    click.echo(seen.stderr, nl=False, err=True)
    count = len(seen.requests)
    requests = "1 request" if count == 1 else f"{count} requests"
    ended = f"; the script ended with status {seen.status}" if seen.status else ""
    click.echo(f"{cassette}: {requests} recorded{ended}", err=True)
