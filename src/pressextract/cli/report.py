"""``pressextract report``: releases as a page to read and to forward."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pressextract.cli.reading import Published, read_release
from pressextract.cli.writing import write_whole
from pressextract.errors import PressExtractError

_FORMS = (".html", ".htm", ".md")


def report(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Releases as plain text, HTML or docx; - reads standard input."),
    ],
    out: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="An .html or .md file; - is standard output, as HTML.")
    ],
    title: Annotated[str | None, typer.Option(help="What the page is called; the headline if not said.")] = None,
    language: Annotated[
        str | None,
        typer.Option(help="Of headings: en, zh-Hant or zh-Hans; that of the releases if not said."),
    ] = None,
    published: Published = None,
) -> None:
    """Write a report on a release, or on many: the marked text, who is who, what happened when, who said what.

    Exit status: 0 if all is well, 3 if some files could not be read; the report says which.
    """
    suffix = ".html" if out == "-" else Path(out).suffix.lower()
    if suffix not in _FORMS:
        raise typer.BadParameter(f"{out!r} ends neither in .html nor in .md", param_hint="--output")
    from pressextract.collection import Item
    from pressextract.views.markdown import to_markdown
    from pressextract.views.report import to_html
    from pressextract.views.words import LANGUAGES

    words = next((one for one in LANGUAGES if one == language), None)
    if language is not None and words is None:
        raise typer.BadParameter(f"{language!r} is none of {', '.join(LANGUAGES)}", param_hint="--language")
    items: list[Item] = []
    for file in files:
        try:
            items.append(Item(Path(file).name, read_release(file, published)))
        except PressExtractError as error:
            if len(files) == 1:
                raise
            typer.echo(f"pressextract: {error}", err=True)
            items.append(Item(Path(file).name, None, str(error)))
    draw = to_markdown if suffix == ".md" else to_html
    only = items[0].release if len(items) == 1 else None
    page = draw(only or items, title=title, language=words).encode("utf-8")
    if out == "-":
        typer.echo(page, nl=False)
    else:
        write_whole(Path(out), page)
    if any(item.release is None for item in items):
        sys.exit(3)
