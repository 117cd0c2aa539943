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
        ExportError,
        LexiconError,
        MissingPackageError,
        MissingResourceError,
        OffsetError,
        PressExtractError,
        SourceError,
        TextTooLongError,
    )
    from pressextract.explanation import explain
    from pressextract.exports.brat import Brat, brat_config, to_brat
    from pressextract.exports.conll import to_conll
    from pressextract.exports.jsonld import to_jsonld
    from pressextract.exports.label_studio import label_studio_config, to_label_studio
    from pressextract.exports.offsets import Offsets
    from pressextract.exports.popolo import to_popolo
    from pressextract.exports.prodigy import to_prodigy
    from pressextract.exports.record import from_json, to_json
    from pressextract.exports.spans import LabelledSpan, labelled_spans
    from pressextract.pictures.canvas import Picture
    from pressextract.pictures.graphs import to_graphml, to_network
    from pressextract.pictures.network_figure import plot_network
    from pressextract.pictures.timeline_figure import plot_timeline
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
    from pressextract.schemas import json_schema
    from pressextract.sources.archive import Archive
    from pressextract.text.normalised import NormalisedText, convert, normalise
    from pressextract.views.markdown import to_markdown
    from pressextract.views.notebook import View, view
    from pressextract.views.report import to_html

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "BatchError",
    "Brat",
    "Dateline",
    "Event",
    "Explanation",
    "ExportError",
    "Extractor",
    "Failure",
    "Ground",
    "LabelledSpan",
    "LexiconError",
    "Mention",
    "MissingPackageError",
    "MissingResourceError",
    "NormalisedText",
    "OffsetError",
    "Offsets",
    "Organisation",
    "Outcome",
    "Participant",
    "Person",
    "Picture",
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
    "View",
    "__version__",
    "brat_config",
    "convert",
    "displacy_options",
    "explain",
    "extract",
    "extract_batches",
    "extract_many",
    "extract_table",
    "from_json",
    "json_schema",
    "label_studio_config",
    "labelled_spans",
    "load",
    "normalise",
    "plot_network",
    "plot_timeline",
    "run_batch",
    "segment",
    "tidy",
    "to_arrow",
    "to_brat",
    "to_conll",
    "to_graphml",
    "to_html",
    "to_json",
    "to_jsonld",
    "to_label_studio",
    "to_markdown",
    "to_network",
    "to_pandas",
    "to_polars",
    "to_popolo",
    "to_prodigy",
    "view",
]

_HOMES = {
    "batch.run": ("run_batch",),
    "component": ("displacy_options", "load"),
    "dataframes": ("extract_batches", "extract_table", "tidy", "to_arrow", "to_pandas", "to_polars"),
    "errors": (
        "BatchError",
        "ExportError",
        "LexiconError",
        "MissingPackageError",
        "MissingResourceError",
        "OffsetError",
        "PressExtractError",
        "SourceError",
        "TextTooLongError",
    ),
    "explanation": ("explain",),
    "pictures.canvas": ("Picture",),
    "pictures.graphs": ("to_graphml", "to_network"),
    "pictures.network_figure": ("plot_network",),
    "pictures.timeline_figure": ("plot_timeline",),
    "exports.brat": ("Brat", "brat_config", "to_brat"),
    "exports.conll": ("to_conll",),
    "exports.jsonld": ("to_jsonld",),
    "exports.label_studio": ("label_studio_config", "to_label_studio"),
    "exports.offsets": ("Offsets",),
    "exports.popolo": ("to_popolo",),
    "exports.prodigy": ("to_prodigy",),
    "exports.record": ("from_json", "to_json"),
    "exports.spans": ("LabelledSpan", "labelled_spans"),
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
    "schemas": ("json_schema",),
    "sources.archive": ("Archive",),
    "text.normalised": ("NormalisedText", "convert", "normalise"),
    "views.markdown": ("to_markdown",),
    # load_ipython_extension is what IPython calls for ``%load_ext pressextract``.
    "views.notebook": ("View", "load_ipython_extension", "view"),
    "views.report": ("to_html",),
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
