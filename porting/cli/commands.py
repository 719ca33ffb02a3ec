"""All subcommands in one group."""

from __future__ import annotations

import os
import signal
from typing import Any

import click

from porting import __version__
from porting.cli.audit import audit
from porting.cli.compare import compare
from porting.cli.demo import demo
from porting.cli.explain import explain
from porting.cli.record import record
from porting.cli.report import report
from porting.cli.run import run
from porting.cli.serve import serve
from porting.cli.trace import trace
from porting.cli.two_to_three import run as run_2to3
from porting.cli.update import update
from porting.cli.verify import verify
from porting.cli.workshop import workshop
from porting.errors import ConfigError, PortingError


class _Plain(click.Command):
    """A command that is given its arguments as they are, ``--`` and ``--help`` included."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.params["arguments"] = tuple(args)
        return []


@click.command("2to3", cls=_Plain, add_help_option=False)
@click.pass_context
def two_to_three(ctx: click.Context, arguments: tuple[str, ...]) -> None:
    """Do what 2to3 does, with its options, messages and diffs."""
    ctx.exit(run_2to3(list(arguments)))


class Commands(click.Group):
    """Lists the subcommands in the order of the work, and reports our own errors in one place."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PortingError as error:
            click.echo(str(error), err=True)
            ctx.exit(2 if isinstance(error, ConfigError) else 3)
        except KeyboardInterrupt:
            click.echo("Aborted!", err=True)
            ctx.exit(128 + signal.SIGINT)


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


COMMANDS = (
    demo,
    run,
    two_to_three,
    compare,
    update,
    verify,
    report,
    serve,
    record,
    trace,
    audit,
    workshop,
    explain,
)

for command in COMMANDS:
    cli.add_command(command)
