"""The shell's face: ``pressextract extract FILE`` reads one release and shows what is in it.

Everything heavy is imported where it is used, so that ``--help`` and ``--version`` answer at once.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pressextract import __version__
from pressextract.errors import PressExtractError
from pressextract.sources.files import read_file

if TYPE_CHECKING:
    from pressextract.schema import PressRelease

app = typer.Typer(
    name="pressextract",
    help="People with their posts, organisations, events and statements out of Chinese press releases.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How a release is printed."""

    summary = "summary"
    json = "json"
    jsonl = "jsonl"
    table = "table"


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


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2025-10-23") from error


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """People with their posts, organisations, events and statements out of Chinese press releases."""


_Published = Annotated[
    date | None,
    typer.Option(
        parser=_day,
        metavar="YYYY-MM-DD",
        help="When it came out: what 今日 means if the release gives no date of its own.",
    ),
]


@app.command()
def extract(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-",
            help="A release as plain text, HTML or docx, in UTF-8, GB18030 or Big5; - reads standard input.",
        ),
    ],
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = Format.summary,
    published: _Published = None,
) -> None:
    """Read one release and print what it says."""
    text, warnings = read_file(file)
    from pressextract.pipeline import extract as extract_from

    release = _warned(extract_from(text, published=published), warnings)
    if form is Format.json:
        page = release.model_dump_json(indent=2) + "\n"
    elif form is Format.jsonl:
        page = release.model_dump_json() + "\n"
    else:
        from pressextract.summary import draw_summary, draw_tables

        draw = draw_summary if form is Format.summary else draw_tables
        page = draw(release, width=_width(100 if form is Format.summary else 160), colour=_wants_colour())
    # Bytes, so that the output is UTF-8 whatever the terminal or the pipe says of itself.
    typer.echo(page.encode("utf-8"), nl=False)


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A release, as for extract.")],
    item: Annotated[
        str | None,
        typer.Option(
            "--item", "-i", help="What to explain: p1, o2, e3, s4 ... (a person, organisation, event, statement)."
        ),
    ] = None,
    frames: Annotated[
        str | None, typer.Option(metavar="FILE", help="Frames of your own, in TOML, beside those of the library.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    published: _Published = None,
) -> None:
    """Say why a release is read as it is: for each record its rule, its evidence and where every value stands."""
    text, warnings = read_file(file)
    from pressextract.pipeline import Extractor

    extractor = Extractor(frames=frames)
    release = _warned(extractor.extract(text, published=published), warnings)
    try:
        found = extractor.explain(release, item)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--item") from error
    page = "".join((one.model_dump_json() + "\n" if as_json else f"{one}\n\n") for one in found)
    typer.echo(page.encode("utf-8"), nl=False)


@app.command()
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Folders, globs and files: .txt .md .html .docx .jsonl .csv .tsv .parquet .arrow .duckdb, with .gz or "
            ".zst too; - reads standard input.",
        ),
    ],
    out: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A .jsonl (.jsonl.gz, .jsonl.zst) or .duckdb file, or a folder of tables; - is standard output.",
        ),
    ],
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="jsonl, parquet, csv or duckdb, if OUT does not say it.")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes that read.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Throw away what an earlier run has written.")] = False,
    text_column: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Where the text stands in a row: text, body or content if not said."),
    ] = None,
    id_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="What a row is called: its file and number if not said.")
    ] = None,
    date_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="When it came out: says what 今日 means.")
    ] = None,
    table: Annotated[str | None, typer.Option(metavar="NAME", help="The table of a DuckDB file.")] = None,
    frames: Annotated[str | None, typer.Option(metavar="FILE", help="Frames of your own, as for explain.")] = None,
    time_limit: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="For one document, and again for each 100,000 characters.")
    ] = 60.0,
    memory_limit: Annotated[
        int, typer.Option(metavar="MB", min=16, help="For one document, beyond what a worker takes anyway (Linux).")
    ] = 2048,
) -> None:
    """Read an archive into tables: every document becomes one row, whatever becomes of it.

    Exit status: 0 if all is well, 3 if some documents failed, 1 if the run did, 130 if it was interrupted.
    """
    from pressextract.batch.progress import Reporter, summary_lines
    from pressextract.batch.run import run_batch
    from pressextract.pipeline import Extractor
    from pressextract.sources.archive import Archive

    archive = Archive(inputs, text_column=text_column, id_column=id_column, date_column=date_column, table=table)
    reporter = Reporter(sys.stderr, live=sys.stderr.isatty() and os.environ.get("TERM") != "dumb")
    try:
        summary = run_batch(
            archive,
            out,
            form=form,
            workers=workers,
            resume=resume,
            overwrite=overwrite,
            extractor=Extractor(frames=frames),
            time_limit=time_limit,
            memory_limit=memory_limit,
            on_progress=reporter,
        )
    except KeyboardInterrupt:
        reporter.close()
        more = "" if out == "-" else "; with --resume it goes on from here"
        typer.echo(f"pressextract: stopped{more}", err=True)
        sys.exit(130)
    finally:
        reporter.close()
    typer.echo("\n".join(summary_lines(summary)), err=True)
    if summary.failed:
        sys.exit(3)


def _warned(release: PressRelease, warnings: tuple[str, ...]) -> PressRelease:
    """A release with what was lost while its file was read before its own warnings."""
    return release.model_copy(update={"warnings": (*warnings, *release.warnings)}) if warnings else release


def _width(unless_terminal: int) -> int:
    """The columns of the terminal (or of $COLUMNS); off a terminal a fixed width, so that the output is the same."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return max(40, shutil.get_terminal_size((unless_terminal, 24)).columns)
    return unless_terminal


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


if __name__ == "__main__":
    main()
