"""Batches, files and streams of Arrow -> rows as Python has them, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from pressextract.arrow.door import pyarrow, reported
from pressextract.arrow.files import read_batches

if TYPE_CHECKING:
    import pyarrow as pa

_AT_A_TIME = 64  # as Python's objects they take many times the room


def rows_in(batch: pa.RecordBatch, columns: Sequence[str] | None = None) -> Iterator[dict[str, object]]:
    """The rows of a batch; of two columns of one name the first counts.

    In the place of a value that cannot be read (a text that is not UTF-8, a day that Python's calendar does not have)
    stands the error.

    Args:
        batch: The batch.
        columns: Which of its columns; all by default.

    >>> from pressextract.arrow.records import table_batch
    >>> list(rows_in(table_batch("people", [("a", "p1", "林若溪", (), (), "title", 0.9)]), ["person_id", "name"]))
    [{'person_id': 'p1', 'name': '林若溪'}]
    """
    wanted = list(dict.fromkeys(batch.schema.names)) if columns is None else list(columns)
    for start in range(0, batch.num_rows, _AT_A_TIME):
        some = batch.slice(start, _AT_A_TIME)
        values = [_values(some, name) for name in wanted]
        for cells in zip(*values, strict=True):
            yield dict(zip(wanted, cells, strict=True))


def read_rows(path: str | PathLike[str], columns: Sequence[str] | None = None) -> Iterator[dict[str, object]]:
    """The rows of a file that ``read_batches`` reads, with its errors; see ``rows_in``."""
    for batch in read_batches(path, columns, _AT_A_TIME):
        yield from rows_in(batch, columns)


def stream_rows(obj: object) -> Iterator[dict[str, object]]:
    """The rows of anything that has ``__arrow_c_stream__``: tables of pandas, Polars, PyArrow, DuckDB and others.

    Raises:
        SourceError: The stream breaks off.
        MissingPackageError: The extra ``arrow`` is not installed.
    """
    pa = pyarrow()
    with reported():
        for batch in pa.RecordBatchReader.from_stream(obj):
            yield from rows_in(batch)


def _values(batch: pa.RecordBatch, name: str) -> list[Any]:
    column = batch.column(batch.schema.names.index(name))
    try:
        values: list[Any] = column.to_pylist()
    except Exception:
        values = [_value(cell) for cell in column]
    return values


def _value(cell: pa.Scalar) -> Any:
    try:
        return cell.as_py()
    except Exception as error:
        return error
