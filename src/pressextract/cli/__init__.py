"""The shell's face: ``pressextract extract FILE`` reads one release and shows what is in it.

Everything heavy is imported where it is used, so that ``--help`` and ``--version`` answer at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pressextract import __version__
from pressextract.cli.archive import batch
from pressextract.cli.export import export
from pressextract.cli.release import explain, extract
from pressextract.cli.report import report
from pressextract.errors import PressExtractError

app = typer.Typer(
    name="pressextract",
    help="People with their posts, organisations, events and statements out of Chinese press releases.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run the command; an error of this library becomes one line on standard error and exit status 1."""
    try:
        app()
    except PressExtractError as error:
        typer.echo(f"pressextract: {error}", err=True)
        sys.exit(1)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pressextract {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """People with their posts, organisations, events and statements out of Chinese press releases."""


for command in (extract, explain, report, export, batch):
    app.command()(command)
