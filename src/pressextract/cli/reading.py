"""What the commands share: the options they have in common, and a file read into a release."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pressextract.sources.files import read_file

if TYPE_CHECKING:
    from pressextract.pipeline import Extractor
    from pressextract.schema import PressRelease


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2025-10-23") from error


Published = Annotated[
    date | None,
    typer.Option(
        parser=_day,
        metavar="YYYY-MM-DD",
        help="When it came out: what 今日 means if the release gives no date of its own.",
    ),
]


class Unit(StrEnum):
    """What offsets count."""

    codepoint = "codepoint"
    utf16 = "utf-16"
    utf8 = "utf-8"


def read_release(file: str, published: date | None = None, *, extractor: Extractor | None = None) -> PressRelease:
    """The release in a file (``-`` is standard input), with what was lost while it was read before its own warnings."""
    text, warnings = read_file(file)
    from pressextract.pipeline import default_extractor

    release = (extractor or default_extractor()).extract(text, published=published)
    return release.model_copy(update={"warnings": (*warnings, *release.warnings)}) if warnings else release
