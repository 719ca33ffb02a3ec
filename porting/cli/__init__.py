"""The command line: a module per subcommand, which parses, calls, prints and exits.

Exit status: 0 nothing to do or all well; 1 changes or differences found; 2 wrong usage; 3 some
input could not be processed.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from porting import __version__
from porting.cli.audit import audit
from porting.cli.compare import compare
from porting.cli.demo import demo
from porting.cli.explain import explain
from porting.cli.record import record
from porting.cli.run import run
from porting.cli.trace import trace
from porting.cli.two_to_three import two_to_three
from porting.cli.verify import verify
from porting.errors import PortingError


class Commands(click.Group):
    """Lists the subcommands in the order of the work, and reports our own errors in one place."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PortingError as error:
            click.echo(str(error), err=True)
            ctx.exit(3)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="porting %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Port Python 2 to Python 3, prove that the port does the same, and explain every change.

    Begin with "porting demo", or with "porting run FILE", which shows what it would do and
    writes nothing.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False


for command in (demo, run, two_to_three, compare, verify, record, trace, audit, explain):
    cli.add_command(command)


def main() -> None:
    """Run the command line; the entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    cli()
