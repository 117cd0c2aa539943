"""People with their posts, organisations, events and statements out of Chinese press releases.

    >>> import pressextract as px
    >>> release = px.extract("青禾集團董事長林致遠今日在香港宣布，與東岸大學簽署合作協議。")
    >>> [(person.name, person.positions[0].title) for person in release.people]
    [('林致遠', '董事長')]

Importing this package loads nothing but this file: each public name brings in its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressextract.batch.run import run_batch
    from pressextract.component import displacy_options, load
    from pressextract.dataframes import extract_batches, extract_table, tidy, to_arrow, to_pandas, to_polars
    from pressextract.errors import (
        BatchError,
        LexiconError,
        MissingPackageError,
        MissingResourceError,
        PressExtractError,
        SourceError,
        TextTooLongError,
    )
    from pressextract.explanation import explain
    from pressextract.pipeline import Extractor, extract, extract_many, segment
    from pressextract.schema import (
        Dateline,
        Event,
        Explanation,
        Failure,
        Ground,
        Mention,
        Organisation,
        Outcome,
        Participant,
        Person,
        Position,
        PressRelease,
        Reason,
        Section,
        Span,
        Statement,
        Title,
        Token,
    )
    from pressextract.sources.archive import Archive
    from pressextract.text.normalised import NormalisedText, convert, normalise

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "BatchError",
    "Dateline",
    "Event",
    "Explanation",
    "Extractor",
    "Failure",
    "Ground",
    "LexiconError",
    "Mention",
    "MissingPackageError",
    "MissingResourceError",
    "NormalisedText",
    "Organisation",
    "Outcome",
    "Participant",
    "Person",
    "Position",
    "PressExtractError",
    "PressRelease",
    "Reason",
    "Section",
    "SourceError",
    "Span",
    "Statement",
    "TextTooLongError",
    "Title",
    "Token",
    "__version__",
    "convert",
    "displacy_options",
    "explain",
    "extract",
    "extract_batches",
    "extract_many",
    "extract_table",
    "load",
    "normalise",
    "run_batch",
    "segment",
    "tidy",
    "to_arrow",
    "to_pandas",
    "to_polars",
]

_HOMES = {
    "batch.run": ("run_batch",),
    "component": ("displacy_options", "load"),
    "dataframes": ("extract_batches", "extract_table", "tidy", "to_arrow", "to_pandas", "to_polars"),
    "errors": (
        "BatchError",
        "LexiconError",
        "MissingPackageError",
        "MissingResourceError",
        "PressExtractError",
        "SourceError",
        "TextTooLongError",
    ),
    "explanation": ("explain",),
    "pipeline": ("Extractor", "extract", "extract_many", "segment"),
    "schema": (
        "Dateline",
        "Event",
        "Explanation",
        "Failure",
        "Ground",
        "Mention",
        "Organisation",
        "Outcome",
        "Participant",
        "Person",
        "Position",
        "PressRelease",
        "Reason",
        "Section",
        "Span",
        "Statement",
        "Title",
        "Token",
    ),
    "sources.archive": ("Archive",),
    "text.normalised": ("NormalisedText", "convert", "normalise"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
