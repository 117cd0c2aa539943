"""Rows -> documents: which column is the text, which the id and which the date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from reprlib import repr as shortened
from typing import NamedTuple

from pressextract.errors import SourceError
from pressextract.outcome import Document
from pressextract.sources.dates import day_of
from pressextract.sources.ids import given_id, is_null
from pressextract.sources.rows import Row

TEXT_COLUMNS = ("text", "body", "content")


class Columns(NamedTuple):
    """Which columns of a table are read.

    Attributes:
        text: That of the text; by default the first of text, body and content that there is.
        id: That of the id; by default a row is called by its file and its number.
        date: That of the day it came out; by default none.
    """

    text: str | None = None
    id: str | None = None
    date: str | None = None

    def among(self, names: Iterable[str], source: str) -> Columns:
        """These columns, with the text's found.

        Args:
            names: The columns there are.
            source: What the message calls the table.

        Raises:
            SourceError: One of them is not there; the message lists those that are.

        >>> Columns().among(["id", "body"], "news.csv").text
        'body'
        """
        there = list(dict.fromkeys(names))
        text = self.text or next((name for name in TEXT_COLUMNS if name in there), None)
        listed = ", ".join(map(repr, there)) or "none"
        if text is None:
            usual = "', '".join(TEXT_COLUMNS)
            raise SourceError(f"{source}: none of its columns is called '{usual}'; name the one of the text: {listed}")
        for name in (text, self.id, self.date):
            if name is not None and name not in there:
                raise SourceError(f"{source}: it has no column {name!r}; its columns: {listed}")
        return self._replace(text=text)

    def wanted(self) -> list[str]:
        """The columns that are to be read."""
        return list(dict.fromkeys(name for name in self if name is not None))

    def document(self, row: Row, generated: str, *, source: str | None = None, number: int | None = None) -> Document:
        """The document in a row.

        Args:
            row: The row, or what is wrong with it.
            generated: What it is called if it has no id of its own.
            source: The file it stands in.
            number: Its number there, from 1.

        >>> Columns("text", date="day").document({"text": "林致遠辭任", "day": "2024/5/3"}, "a:1").published
        datetime.date(2024, 5, 3)
        """
        if isinstance(row, SourceError):
            return _unreadable(generated, row, source, number)
        name = (given_id(row.get(self.id)) if self.id else None) or generated
        text = self._text(row)
        if isinstance(text, SourceError):
            return _unreadable(name, text, source, number)
        return self._dated(Document(name, text, source=source, row=number), row)

    def _text(self, row: Mapping[str, object]) -> str | SourceError:
        column = self.text or next((name for name in TEXT_COLUMNS if name in row), TEXT_COLUMNS[0])
        if column not in row:
            return SourceError(f"it has no {column!r}")
        value = row[column]
        if isinstance(value, str):
            return str(value)
        if is_null(value):
            return SourceError(f"its {column!r} is null")
        if isinstance(value, Exception):
            return SourceError(f"its {column!r} cannot be decoded ({value})")
        return SourceError(f"its {column!r} is no text but {type(value).__name__}")

    def _dated(self, document: Document, row: Mapping[str, object]) -> Document:
        value = row.get(self.date) if self.date else None
        if value == "" or is_null(value):
            return document
        try:
            return document._replace(published=day_of(value))
        except ValueError:
            return document._replace(warnings=(f"the date {shortened(value)} could not be read",))


def _unreadable(name: str, error: SourceError, source: str | None, number: int | None) -> Document:
    place = f"item {name}" if source is None else f"{source}, row {number}"
    return Document.unreadable(name, SourceError(f"{place}: {error}"), source=source, row=number)
