"""``pressextract extract`` and ``pressextract explain``: one release, printed."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from typing import Annotated

import typer

from pressextract.cli.reading import Published, Unit, read_release


class Format(StrEnum):
    """How a release is printed."""

    summary = "summary"
    json = "json"
    jsonl = "jsonl"
    table = "table"
    html = "html"


def extract(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-",
            help="A release as plain text, HTML or docx, in UTF-8, GB18030 or Big5; - reads standard input.",
        ),
    ],
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = Format.summary,
    published: Published = None,
    offsets: Annotated[
        Unit | None,
        typer.Option(help="What offsets of json and jsonl count; offset_unit then says it. Code points if not said."),
    ] = None,
) -> None:
    """Read one release and print what it says."""
    if offsets and form not in (Format.json, Format.jsonl):
        raise typer.BadParameter(f"{form.value} shows no offsets; --format json or jsonl does", param_hint="--offsets")
    release = read_release(file, published)
    if offsets:
        from pressextract.exports.record import to_json

        indent = 2 if form is Format.json else None
        page = to_json(release, offsets=offsets.value, indent=indent) + "\n"
    elif form is Format.json:
        page = release.model_dump_json(indent=2) + "\n"
    elif form is Format.jsonl:
        page = release.model_dump_json() + "\n"
    elif form is Format.html:
        from pressextract.views.report import to_html

        page = to_html(release)
    else:
        from pressextract.summary import draw_summary, draw_tables

        draw = draw_summary if form is Format.summary else draw_tables
        page = draw(release, width=_width(100 if form is Format.summary else 160), colour=_wants_colour())
    # Bytes, so that the output is UTF-8 whatever the terminal or the pipe says of itself.
    typer.echo(page.encode("utf-8"), nl=False)


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
    published: Published = None,
) -> None:
    """Say why a release is read as it is: for each record its rule, its evidence and where every value stands."""
    from pressextract.pipeline import Extractor

    extractor = Extractor(frames=frames)
    release = read_release(file, published, extractor=extractor)
    try:
        found = extractor.explain(release, item)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--item") from error
    page = "".join((one.model_dump_json() + "\n" if as_json else f"{one}\n\n") for one in found)
    typer.echo(page.encode("utf-8"), nl=False)


def _width(unless_terminal: int) -> int:
    """The columns of the terminal (or of $COLUMNS); off a terminal a fixed width, so that the output is the same."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return max(40, shutil.get_terminal_size((unless_terminal, 24)).columns)
    return unless_terminal


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
