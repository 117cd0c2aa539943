"""One document on its way through an archive: what goes in, and what becomes of it.

Whatever goes wrong with a document is part of what becomes of it: ``read_document`` raises nothing but what ends a
process.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pressextract.errors import MemoryLimitError
from pressextract.schema import Outcome

if TYPE_CHECKING:
    from pressextract.pipeline import Extractor


class Document(NamedTuple):
    """One document of an archive as its source gives it.

    Attributes:
        id: What it is called; the same whenever the same source is read again.
        text: Its text; None where it could not be read.
        published: The day it came out, where the source says so.
        source: The file it comes from.
        row: Its number in that file, from 1, where a file holds several.
        warnings: What was lost or guessed while it was read, for people.
        path: Where its text is still to be read from; None where it has been.
        size: Bytes of that file; its text has no more code points.
        stamp: What tells that the file there has changed.
        error: Why there is no text: the class of the error ...
        message: ... and what it says.
    """

    id: str
    text: str | None
    published: date | None = None
    source: str | None = None
    row: int | None = None
    warnings: tuple[str, ...] = ()
    path: str | None = None
    size: int = 0
    stamp: str | None = None
    error: str | None = None
    message: str | None = None

    @property
    def length(self) -> int:
        """Code points of the text; of one that is still to be read, at most so many."""
        return self.size if self.text is None else len(self.text)

    @classmethod
    def unreadable(cls, name: str, error: Exception, *, source: str | None = None, row: int | None = None) -> Document:
        """A document whose text is not to be had."""
        return cls(name, None, source=source, row=row, error=type(error).__name__, message=str(error))


def read_document(extractor: Extractor, document: Document) -> Outcome:
    """What an extractor finds in a document, or the error that it fails with.

    >>> from pressextract.pipeline import Extractor
    >>> outcome = read_document(Extractor(), Document("a", "主席林致遠今日致辭。"))
    >>> [person.name for person in outcome.release.people], outcome.error
    (['林致遠'], None)
    >>> read_document(Extractor(max_length=3), Document("b", "主席林致遠今日致辭。")).error
    'TextTooLongError'
    """
    if document.error is not None:
        return _outcome(extractor, document, error=document.error, message=document.message)
    try:
        release = extractor.extract(document.text, published=document.published)  # type: ignore[arg-type]
    except MemoryError:
        return failed(extractor, document, MemoryLimitError("it takes more memory than a worker may have"))
    except Exception as error:
        return failed(extractor, document, error)
    if document.warnings:
        release = release.model_copy(update={"warnings": (*document.warnings, *release.warnings)})
    return _outcome(extractor, document, release=release)


def failed(extractor: Extractor, document: Document, error: Exception) -> Outcome:
    """The outcome of a document that failed."""
    return _outcome(extractor, document, error=type(error).__name__, message=str(error))


def _outcome(extractor: Extractor, document: Document, **found: object) -> Outcome:
    return Outcome.model_validate(
        {
            "id": document.id,
            "source": document.source,
            "row": document.row,
            "published": document.published.isoformat() if document.published else None,
            "config": extractor.fingerprint,
            **found,
        }
    )
