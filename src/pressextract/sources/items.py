"""Values of a program -> documents: texts, pairs, mappings, documents, and tables in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from pressextract import arrow
from pressextract.errors import SourceError
from pressextract.outcome import Document
from pressextract.sources.columns import Columns
from pressextract.sources.ids import written

_THE_TABLE = "the table"


def documents_of(items: object, columns: Columns) -> Iterator[Document]:
    """The documents in a table that hands itself over as an Arrow stream, or in an iterable.

    Raises:
        SourceError: The table lacks a column.

    >>> [document.id for document in documents_of(["林致遠辭任", ("甲", "宋硯青接任")], Columns())]
    ['0', '甲']
    """
    if hasattr(items, "__arrow_c_stream__"):
        rows = arrow.stream_rows(items)
        first = next(rows, None)
        if first is None:
            return
        columns = columns.among(first, _THE_TABLE)
        items = chain([first], rows)
    assert isinstance(items, Iterable)
    for at, item in enumerate(items):
        yield _document(item, str(at), columns)


def _document(item: object, generated: str, columns: Columns) -> Document:
    if isinstance(item, Document):
        return item._replace(id=written(item.id))
    if isinstance(item, Mapping):
        return columns.document(item, generated)
    if isinstance(item, str):
        return Document(generated, item)
    if isinstance(item, tuple | list) and len(item) == 2:
        name, text = item
        return Columns("text", "id").document({"text": text, "id": name}, generated)
    kind = type(item).__name__
    error = SourceError(f"item {generated}: neither a text nor an (id, text) pair nor a mapping, but {kind}")
    return Document.unreadable(generated, error)
