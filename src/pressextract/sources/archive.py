"""The main door: whatever an archive is kept in -> its documents, one after another.

One row or file is one document, always and in order: what is wrong with it becomes a document that cannot be read, and
the others go on. What is wrong with the whole (no such file, no such column) is a ``SourceError`` before the first.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from pressextract import arrow
from pressextract.errors import SourceError
from pressextract.outcome import Document
from pressextract.sources import tables
from pressextract.sources.columns import Columns
from pressextract.sources.compressed import chunks_of, require_zstandard, unpacked
from pressextract.sources.ids import Ids
from pressextract.sources.inputs import STANDARD_INPUT, Found, find_files
from pressextract.sources.items import documents_of
from pressextract.sources.lines import in_utf8, peeked
from pressextract.sources.opening import UnreadableError, load, release_in

_STDIN = "stdin"


class Archive:
    """The documents in files, folders and streams; iterate over it.

    Attributes:
        total_bytes: The size of all files together; None where it cannot be known (standard input, items).
        bytes_read: How much of it has been read, for a bar of progress; packed files count as they lie there.
        passed_over: What folders hold that is not read, counted by the endings of names.

    >>> documents = Archive(items=[{"id": "甲", "text": "林致遠辭任"}, {"id": "乙"}], id_column="id")
    >>> [(document.id, document.text, document.message) for document in documents]
    [('甲', '林致遠辭任', None), ('乙', None, "item 乙: it has no 'text'")]
    """

    def __init__(
        self,
        inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
        *,
        items: object = None,
        text_column: str | None = None,
        id_column: str | None = None,
        date_column: str | None = None,
        table: str | None = None,
    ) -> None:
        """Look at all inputs, without reading more than the beginning of tables.

        Args:
            inputs: Files, folders, patterns such as ``news/**/*.txt``, or ``-`` for standard input; one or several.
            items: In their place, values of a program: a table that hands itself over as an Arrow stream (pandas,
                Polars, PyArrow, DuckDB), or an iterable of texts, (id, text) pairs, mappings of columns, and documents.
                Their ids are their positions, from 0.
            text_column: The column of the text in JSONL, CSV, TSV, Parquet, Arrow and DuckDB; by default the first of
                text, body and content that there is.
            id_column: The column of the id; by default ids are made of the names of files and the numbers of rows.
            date_column: The column of the day a release came out.
            table: The table of a DuckDB database; by default the only one there is.

        Raises:
            SourceError: There is nothing to read, an input does not exist, or a column or table does not.
            MissingPackageError: An input needs an extra that is not installed.
            TypeError: The items are one text, or nothing to iterate over.
        """
        named = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
        self._inputs = [os.fspath(one) for one in named]
        self._items = items
        self._table = table
        self._columns = Columns(text_column, id_column, date_column)
        self.total_bytes: int | None = 0
        self.bytes_read = 0
        self.passed_over: Counter[str] = Counter()
        if items is None:
            self._survey()
        else:
            self._see_items()

    def __iter__(self) -> Iterator[Document]:
        return map(load, self.unread())

    @property
    def inputs(self) -> tuple[str, ...]:
        """The files, folders and patterns that were named."""
        return tuple(self._inputs)

    @property
    def settings(self) -> dict[str, object]:
        """What the documents depend on, beside the files themselves; plain values."""
        inputs: object = self._inputs if self._items is None else "items"
        return {"inputs": inputs, "columns": list(self._columns), "table": self._table}

    def unread(self) -> Iterator[Document]:
        """The same documents, but those that are a file of their own without its text: ``load`` reads it.

        Whoever reads them elsewhere, in several processes or in one that may die of it, begins here.
        """
        self.bytes_read = 0
        documents = self._files() if self._items is None else documents_of(self._items, self._columns)
        with closing(Ids()) as ids:
            for document in documents:
                name = ids.unique(document.id)
                if name == document.id:
                    yield document
                else:
                    warning = f"another document has the id {document.id!r}: this one is called {name!r}"
                    yield document._replace(id=name, warnings=(*document.warnings, warning))

    def _survey(self) -> None:
        files, databases = 0, 0
        for named in self._inputs:
            if named == STANDARD_INPUT:
                files, self.total_bytes = files + 1, None
                continue
            for found in find_files(named, self.passed_over):
                files += 1
                databases += found.kind == "database"
                if found.path.lower().endswith(".zst"):
                    require_zstandard()
                if self.total_bytes is not None:
                    self.total_bytes += _size(found)
                if found.kind != "release":
                    self._look_at(found)
        if not files:
            others = ", ".join(f"{number:,} {ending}" for ending, number in self.passed_over.most_common())
            raise SourceError(
                f"nothing to read in {', '.join(self._inputs) or 'no input'}{others and f'; passed over: {others}'}"
            )
        if self._inputs.count(STANDARD_INPUT) > 1:
            raise SourceError("standard input can be read only once")
        if self._table is not None and not databases:
            raise SourceError(f"table {self._table!r} is asked for, but no input is a DuckDB database")

    def _see_items(self) -> None:
        if self._inputs or self._table is not None:
            raise SourceError("items have neither inputs nor a table of a database beside them")
        self.total_bytes = None
        if hasattr(self._items, "__arrow_c_stream__"):
            arrow.require_pyarrow()
        elif isinstance(self._items, str | bytes | Mapping) or not isinstance(self._items, Iterable):
            raise TypeError(f"items must be a table or an iterable of texts, not {type(self._items).__name__}")

    def _look_at(self, found: Found) -> None:
        """See that the columns are there; a file that cannot be read will say so as a document."""
        try:
            with tables.opened(found, self._columns, table=self._table):
                pass
        except UnreadableError:
            pass

    def _files(self) -> Iterator[Document]:
        for named in self._inputs:
            if named == STANDARD_INPUT:
                yield from self._standard_input()
                continue
            for found in find_files(named):
                before = self.bytes_read
                yield from self._documents(found)
                self.bytes_read = before + _size(found)

    def _documents(self, found: Found) -> Iterator[Document]:
        try:
            if found.kind == "release":
                yield Document(
                    found.name, None, source=found.name, path=found.path, size=_size(found), stamp=_stamp(found)
                )
            else:
                with tables.opened(found, self._columns, table=self._table, count=self._count) as (columns, rows):
                    yield from tables.documents(rows, columns, found.name)
        except UnreadableError as error:
            yield Document.unreadable(found.name, SourceError(f"{found.name}: {error}"), source=found.name)

    def _standard_input(self) -> Iterator[Document]:
        """One release, or JSONL if it begins as an object does."""
        try:
            start, chunks = peeked(unpacked(chunks_of(sys.stdin.buffer, self._count)))
            if _begins_object(start):
                columns, rows = tables.json_table(chunks, self._columns, _STDIN)
                yield from tables.documents(rows, columns, _STDIN)
            else:
                text, warnings = release_in(chunks)
                yield Document(_STDIN, text, source=_STDIN, warnings=warnings)
        except UnreadableError as error:
            yield Document.unreadable(_STDIN, SourceError(f"{_STDIN}: {error}"), source=_STDIN)

    def _count(self, size: int) -> None:
        self.bytes_read += size


def _begins_object(start: bytes) -> bool:
    try:
        start = next(iter(in_utf8([start])), b"")
    except SourceError:
        return False
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _stamp(found: Found) -> str | None:
    """What tells that a file is no longer what it was."""
    try:
        status = Path(found.path).stat()
    except OSError:
        return None
    return f"{status.st_size} bytes of {status.st_mtime_ns}"


def _size(found: Found) -> int:
    try:
        return Path(found.path).stat().st_size
    except OSError:
        return 0
