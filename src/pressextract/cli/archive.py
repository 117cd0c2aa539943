"""``pressextract batch``: an archive into tables."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer


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
            extractor=None if frames is None else Extractor(frames=frames),
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
