"""`porting serve`: the playground."""

from __future__ import annotations

import click


@click.command()
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65535),
    default=0,
    metavar="N",
    help="The port to listen on; by default any that is free.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
def serve(port: int, opens: bool) -> None:
    """Serve a page on which one types Python 2 and sees what becomes of it.

    It shows stages, changes with their evidence, and what is left to decide, as a report does,
    while one types. There are examples of all fixers and the exercises of the workshop to begin
    with. Nothing that is typed is executed or kept.

    The page is for this machine alone: it listens on 127.0.0.1, its address has a token that is new
    each time, and pages of other origins are refused. Ctrl-C ends it.

    \b
    Examples:
      porting serve
      porting serve --open --port 8765

    Exit status: 0 it was ended, 2 wrong usage, 3 the port cannot be listened on.
    """
    from porting.errors import PortingError
    from porting.playground.server import Playground

    try:
        server = Playground(port)
    except OSError as error:
        raise PortingError(f"port {port} cannot be listened on: {error.strerror}") from None
    with server:
        click.echo(server.address)
        click.echo("Ctrl-C ends it.", err=True)
        if opens:
            click.launch(server.address)
        server.worker.start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()
