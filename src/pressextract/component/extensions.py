"""What documents and spans carry: ``doc._.press_release``, ``doc._.published``, ``span._.record``, ``span._.mention``.

A release is kept in ``doc.user_data`` as JSON, not as the record: so it survives ``to_bytes``, ``DocBin`` and the
processes of ``nlp.pipe``, without anything in it that only Python can read.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from pressextract.component.places import Place, Record, places_of
from pressextract.errors import PressExtractError
from pressextract.schema import PressRelease, Span

# spaCy knows keys of this form as attributes of a whole document: it does not give them to parts of one, and where it
# cannot keep them it says so in few words.
_RELEASE: Any = ("._.", "press_release", None, None)
_PUBLISHED: Any = ("._.", "published", None, None)


@dataclass(frozen=True, slots=True)
class _Read:
    """A release as it was read back, with its places in the order of the text and the offsets where they begin."""

    release: PressRelease
    places: tuple[Place, ...]
    starts: tuple[int, ...]


def keep_release(doc: Doc, release: PressRelease) -> None:
    """Put a release into a document."""
    doc.user_data[_RELEASE] = release.model_dump_json()


def published_of(doc: Doc) -> date | None:
    """The day that a document was sent out, as its user said."""
    kept: str | None = doc.user_data.get(_PUBLISHED)
    return None if kept is None else date.fromisoformat(kept)


def _publish(doc: Doc, day: date | str | None) -> None:
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError as error:
            raise ValueError(f"published must be a date such as 2025-10-23, not {day!r}") from error
    if isinstance(day, datetime):
        day = day.date()
    if day is not None and not isinstance(day, date):
        raise TypeError(f"published must be a date, its ISO form or None, not {type(day).__name__}")
    doc.user_data[_PUBLISHED] = None if day is None else day.isoformat()


def _release_of(doc: Doc) -> PressRelease | None:
    read = _read_of(doc)
    return None if read is None else read.release


def _record_of(span: DocSpan) -> Record | None:
    place = _place_of(span)
    return None if place is None else place.record


def _mention_of(span: DocSpan) -> Span | None:
    place = _place_of(span)
    return None if place is None else place.span


def _place_of(span: DocSpan) -> Place | None:
    """The place whose tokens are just those of the span; of several, the one with the span's label and id."""
    read = _read_of(span.doc)
    if read is None or not len(span):
        return None
    first, last = span[0], span[-1]
    low, high = bisect_left(read.starts, first.idx), bisect_left(read.starts, first.idx + _width(first))
    found = [place for place in read.places[low:high] if last.idx < place.span.end <= last.idx + _width(last)]
    # min takes the first of equals: the longest that begins first.
    return min(found, key=lambda it: (it.label != span.label_, it.id != span.id_), default=None)


def _width(token: Any) -> int:
    return len(token.text_with_ws)


def _read_of(doc: Doc) -> _Read | None:
    kept: str | None = doc.user_data.get(_RELEASE)
    return None if kept is None else _read(kept)


@lru_cache(maxsize=64)
def _read(kept: str) -> _Read:
    release = PressRelease.model_validate_json(kept)
    places = places_of(release)
    return _Read(release, places, tuple(place.span.start for place in places))


_EXTENSIONS: tuple[tuple[type[Doc] | type[DocSpan], str, dict[str, Any]], ...] = (
    (Doc, "press_release", {"getter": _release_of}),
    (Doc, "published", {"getter": published_of, "setter": _publish}),
    (DocSpan, "record", {"getter": _record_of}),
    (DocSpan, "mention", {"getter": _mention_of}),
)


def _extend() -> None:
    """Make the extensions known to spaCy; those of somebody else are never overwritten."""
    taken = [f"{owner.__name__}._.{name}" for owner, name, _ in _EXTENSIONS if owner.has_extension(name)]
    if taken:
        raise PressExtractError(
            f"spaCy's extension {', '.join(taken)} is set by somebody else: rename or remove it there"
        )
    for owner, name, what in _EXTENSIONS:
        owner.set_extension(name, **what)


_extend()
