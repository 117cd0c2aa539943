"""Files of many rows -> their documents: JSONL, CSV, TSV, Parquet, Arrow and DuckDB alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from pressextract import arrow, database
from pressextract.errors import SourceError
from pressextract.outcome import Document
from pressextract.sources.columns import Columns
from pressextract.sources.compressed import chunks_of, unpacked
from pressextract.sources.inputs import Found
from pressextract.sources.lines import peeked
from pressextract.sources.opening import UnreadableError, open_regular, see_regular
from pressextract.sources.rows import Row, delimited_table, json_rows

# The keys of JSONL are those of its first objects, as far as they stand in its first megabyte.
_OBJECTS = 20
_PEEKED = 1024**2


@contextmanager
def opened(
    found: Found, columns: Columns, *, table: str | None = None, count: Callable[[int], object] | None = None
) -> Iterator[tuple[Columns, Iterator[Row]]]:
    """A file of rows: which of its columns are read, and the rows.

    Args:
        found: The file.
        columns: The columns as the user names them.
        table: The table of a database.
        count: Is told how many bytes were read, where a file is read as a stream.

    Raises:
        UnreadableError: The file cannot be read at all.
        SourceError: A column is not there, or the table of a database.
    """
    if found.kind == "arrow":
        see_regular(found.path)
        path = Path(found.path)
        with _of_file():
            names = arrow.column_names(path)
        columns = columns.among(names, found.name)
        yield columns, _to_the_break(arrow.read_rows(path, columns.wanted()))
    elif found.kind == "database":
        see_regular(found.path)
        path = Path(found.path)
        with _of_file():
            tables = database.table_names(path)
        chosen = _the_table(tables, table, found.name)
        with _of_file():
            names = database.column_names(path, chosen)
        columns = columns.among(names, found.name)
        yield columns, _to_the_break(database.read_rows(path, chosen, columns.wanted()))
    else:
        with open_regular(found.path) as file:
            chunks = unpacked(chunks_of(file, count))
            if found.kind == "json":
                yield json_table(chunks, columns, found.name)
            else:
                with _of_file():
                    names, rows = delimited_table(chunks, "\t" if ".tsv" in found.path.lower()[-8:] else None)
                yield (columns.among(names, found.name) if names else columns), rows


def json_table(chunks: Iterable[bytes], columns: Columns, name: str) -> tuple[Columns, Iterator[Row]]:
    """The columns and the rows of JSONL.

    Raises:
        SourceError: None of the first objects has a column that is asked for.
    """
    sample, chunks = peeked(chunks, _PEEKED)
    objects = [row for row in islice(json_rows([sample]), _OBJECTS) if isinstance(row, Mapping)]
    if objects:
        columns = columns.among((key for row in objects for key in row), name)
    return columns, json_rows(chunks)


def documents(rows: Iterable[Row], columns: Columns, name: str) -> Iterator[Document]:
    """The document of each row.

    >>> rows = [{"text": "林致遠辭任"}, {"text": None}]
    >>> [(document.id, document.message) for document in documents(rows, Columns("text"), "a.jsonl")]
    [('a.jsonl:1', None), ('a.jsonl:2', "a.jsonl, row 2: its 'text' is null")]
    """
    for number, row in enumerate(rows, 1):
        yield columns.document(row, f"{name}:{number}", source=name, number=number)


def _the_table(names: list[str], wanted: str | None, source: str) -> str:
    listed = ", ".join(map(repr, names)) or "none"
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted is None:
        raise SourceError(f"{source}: it holds {len(names)} tables; say which: {listed}")
    if wanted not in names:
        raise SourceError(f"{source}: it has no table {wanted!r}; its tables: {listed}")
    return wanted


def _to_the_break(rows: Iterator[dict[str, object]]) -> Iterator[Row]:
    try:
        yield from rows
    except SourceError as error:
        yield error


@contextmanager
def _of_file() -> Iterator[None]:
    try:
        yield
    except SourceError as error:
        raise UnreadableError(str(error)) from error
