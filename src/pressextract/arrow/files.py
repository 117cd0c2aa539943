"""Batches into Parquet files, and out of Parquet and Arrow files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressextract.arrow.door import pyarrow, reported
from pressextract.errors import SourceError

if TYPE_CHECKING:
    import pyarrow as pa

_UNFINISHED = ".unfinished"


def write_parquet(
    path: str | PathLike[str], schema: pa.Schema, batches: Iterable[pa.RecordBatch], row_group: int
) -> int:
    """Writes a Parquet file and returns the number of its rows.

    Batches of any size become row groups of ``row_group`` rows, so that the bytes depend on the rows alone and no
    more than one group is held. The file appears under its name when it is finished, or not at all.
    """
    pa = pyarrow()
    from pyarrow import parquet

    final = Path(path)
    unfinished = final.with_name(final.name + _UNFINISHED)
    written = 0
    try:
        with parquet.ParquetWriter(unfinished, schema, compression="zstd") as writer:
            for group in _regrouped(pa, schema, batches, row_group):
                writer.write_table(group, row_group_size=row_group)
                written += group.num_rows
        unfinished.replace(final)
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def column_names(path: str | PathLike[str]) -> list[str]:
    """The columns of a Parquet or Arrow file.

    Raises:
        SourceError: The file is neither, or broken.
        MissingPackageError: The extra ``arrow`` is not installed.
    """
    pa = pyarrow()
    with reported():
        if _is_parquet(path):
            from pyarrow import parquet

            return list(parquet.read_schema(path).names)
        with _file(pa, path) as source:
            return list(_opened(pa, source).schema.names)


def read_batches(
    path: str | PathLike[str], columns: Sequence[str] | None = None, batch_size: int = 1024
) -> Iterator[pa.RecordBatch]:
    """The rows of a Parquet file, or of an Arrow file (Feather) or stream, a batch at a time.

    Args:
        path: The file.
        columns: Which columns to read; all by default.
        batch_size: How many rows a batch has at most.

    Raises:
        SourceError: The file is neither, or broken, or has no such column; the rows before a break were given out.
        MissingPackageError: The extra ``arrow`` is not installed.
    """
    pa = pyarrow()
    with reported():
        if _is_parquet(path):
            from pyarrow import parquet

            # Not read ahead: a whole row group of texts is more than a batch of them.
            with parquet.ParquetFile(path, pre_buffer=False) as file:
                _see_columns(file.schema_arrow.names, columns)
                yield from file.iter_batches(batch_size, columns=None if columns is None else list(columns))
        else:
            with _file(pa, path) as source:
                reader = _opened(pa, source)
                names = reader.schema.names
                _see_columns(names, columns)
                wanted = [at for at, name in enumerate(names) if columns is None or name in columns]
                for batch in _batches_of(reader):
                    for start in range(0, batch.num_rows, batch_size):
                        yield batch.slice(start, batch_size).select(wanted)


def _see_columns(there: Sequence[str], wanted: Sequence[str] | None) -> None:
    if missing := [name for name in wanted or () if name not in there]:
        raise SourceError(f"it has no column {', '.join(missing)}; there are {', '.join(there)}")


def _is_parquet(path: str | PathLike[str]) -> bool:
    with Path(path).open("rb") as file:
        return file.read(4) == b"PAR1"


def _file(pa: Any, path: str | PathLike[str]) -> Any:
    """An open file; not mapped into memory, where one that shrinks meanwhile would kill the process."""
    return pa.OSFile(str(path))


def _opened(pa: Any, source: Any) -> Any:
    """A reader of an Arrow file, or of a stream that was written into one."""
    try:
        return pa.ipc.open_file(source)
    except pa.ArrowInvalid:
        source.seek(0)
        return pa.ipc.open_stream(source)


def _batches_of(reader: Any) -> Iterator[pa.RecordBatch]:
    """The batches of an Arrow file, or of a stream, which does not know how many it has."""
    if hasattr(reader, "num_record_batches"):
        return (reader.get_batch(at) for at in range(reader.num_record_batches))
    return iter(reader)


def _regrouped(pa: Any, schema: pa.Schema, batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    """The same rows in tables of ``rows`` rows, the last of what is left; each column in one piece."""
    held: list[pa.RecordBatch] = []
    wanted = rows
    for batch in batches:
        rest = batch
        while rest.num_rows >= wanted:
            yield pa.Table.from_batches([*held, rest.slice(0, wanted)], schema).combine_chunks()
            rest, held, wanted = rest.slice(wanted), [], rows
        if rest.num_rows:
            held.append(rest)
            wanted -= rest.num_rows
    if held:
        yield pa.Table.from_batches(held, schema).combine_chunks()
