"""Records in Arrow's columns, and those in Parquet files: the one door to pyarrow.

An ``Outcome`` is one row of nested columns and comes back from it as it was; its type is read off the models, so a
field added there is a field here. The tidy tables of ``tables.TABLES`` are flat. Everything may be null: Spark and
Parquet's other readers make it so anyway.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from os import PathLike
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pressextract.errors import MissingPackageError, SourceError
from pressextract.schema import SCHEMA_VERSION, Outcome
from pressextract.tables import FOREIGN_KEYS, PRIMARY_KEYS, TABLES, TABLES_VERSION, Row

if TYPE_CHECKING:
    import pyarrow as pa

_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_UNFINISHED = ".unfinished"
_AT_A_TIME = 64


def require_pyarrow() -> None:
    """See that Arrow can be read and written.

    Raises:
        MissingPackageError: It cannot.
    """
    _pyarrow()


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingPackageError("Arrow and Parquet", "arrow") from error
    return pyarrow


@cache
def outcome_schema() -> pa.Schema:
    """The columns of an ``Outcome``: structs for the models, lists for the tuples.

    >>> outcome_schema().field("id").type, outcome_schema().metadata[b"schema_version"]
    (DataType(string), b'1.1')
    """
    pa = _pyarrow()
    return pa.schema(_fields(Outcome), metadata={"schema_version": SCHEMA_VERSION})


@cache
def table_schema(name: str) -> pa.Schema:
    """The columns of a tidy table; its metadata say the versions and the keys, the latter as JSON.

    >>> table_schema("people").field("aliases").type
    ListType(list<item: string>)
    """
    pa = _pyarrow()
    types = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    types["list"] = pa.list_(pa.string())
    metadata = {
        "tables_version": TABLES_VERSION,
        "schema_version": SCHEMA_VERSION,
        "table": name,
        "primary_key": json.dumps(PRIMARY_KEYS.get(name, ())),
        "foreign_keys": json.dumps(FOREIGN_KEYS.get(name, {})),
    }
    return pa.schema([pa.field(column.name, types[column.type]) for column in TABLES[name]], metadata=metadata)


def outcome_batch(outcomes: Sequence[Outcome]) -> pa.RecordBatch:
    """Outcomes as rows.

    Raises:
        ValueError: The texts of one column come to more than 2 GiB: hand over fewer outcomes at a time.
    """
    return _batch([[getattr(one, name) for one in outcomes] for name in Outcome.model_fields], outcome_schema())


def table_batch(name: str, rows: Sequence[Row]) -> pa.RecordBatch:
    """Rows of a tidy table, cells in the order of ``TABLES``.

    Raises:
        ValueError: The texts of one column come to more than 2 GiB: hand over fewer rows at a time.
    """
    columns = zip(*rows, strict=True) if rows else (() for _ in TABLES[name])
    return _batch(columns, table_schema(name))


def outcomes_of(batch: pa.RecordBatch) -> Iterator[Outcome]:
    """The outcomes that the rows of a batch stand for; columns that are not ours are passed over.

    >>> outcome = Outcome(id="a", config="", error="TypeError")
    >>> next(outcomes_of(outcome_batch([outcome]))) == outcome
    True
    """
    ours = batch.select([name for name in Outcome.model_fields if name in batch.schema.names])
    for start in range(0, ours.num_rows, _AT_A_TIME):  # as Python's objects they take many times the room
        for row in ours.slice(start, _AT_A_TIME).to_pylist():
            yield Outcome.model_validate(row)


def as_table(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> pa.Table:
    """Batches as one table, which has its columns even where there are no rows."""
    return _pyarrow().Table.from_batches(batches, schema)


def column_of(batch: pa.RecordBatch, name: str) -> list[Any]:
    """The values of a column as Python has them; in place of one that cannot be read, the exception.

    >>> column_of(table_batch("people", [("a", "p1", "林若溪", (), (), "title", 0.9)]), "name")
    ['林若溪']
    """
    column = batch.column(name)
    try:
        values: list[Any] = column.to_pylist()
    except Exception:  # a text that is not UTF-8, a day that Python's calendar does not have
        values = [_value(cell) for cell in column]
    return values


def _value(cell: pa.Scalar) -> Any:
    try:
        return cell.as_py()
    except Exception as error:
        return error


def write_parquet(
    path: str | PathLike[str], schema: pa.Schema, batches: Iterable[pa.RecordBatch], row_group: int
) -> int:
    """Writes a Parquet file and returns the number of its rows.

    Batches of any size become row groups of ``row_group`` rows, so that the bytes depend on the rows alone and no
    more than one group is held. The file appears under its name when it is finished, or not at all.
    """
    pa = _pyarrow()
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


def read_batches(
    path: str | PathLike[str], columns: Sequence[str] | None = None, batch_size: int = 1024
) -> Iterator[pa.RecordBatch]:
    """The rows of a Parquet file, a batch at a time.

    Raises:
        SourceError: It is no Parquet file, or has no such column.
    """
    pa = _pyarrow()
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            there = file.schema_arrow.names
            if missing := [name for name in columns or () if name not in there]:
                raise SourceError(f"{path} has no column {', '.join(missing)}; there are {', '.join(there)}")
            yield from file.iter_batches(batch_size=batch_size, columns=columns)
    except pa.ArrowException as error:
        raise SourceError(f"{path}: {error}") from error


def _fields(model: type[BaseModel]) -> list[pa.Field]:
    return [_pyarrow().field(name, _type(field.annotation)) for name, field in model.model_fields.items()]


def _type(annotation: Any) -> pa.DataType:
    """The Arrow type of what an annotation of a model allows."""
    pa = _pyarrow()
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (only,) = (argument for argument in arguments if argument is not NoneType)
        return _type(only)
    if origin is tuple:
        return pa.list_(_type(arguments[0]))
    if origin is Literal:
        return pa.string()
    if issubclass(annotation, BaseModel):
        return pa.struct(_fields(annotation))
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[annotation]


def _batch(columns: Iterable[Sequence[Any]], schema: pa.Schema) -> pa.RecordBatch:
    pa = _pyarrow()
    arrays = [_array(pa, values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(pa: Any, values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """A column of plain values, models or tuples; column by column, as that is faster than row by row."""
    if pa.types.is_struct(kind):
        children = []
        for field in kind:
            get: Callable[[Any], Any] = attrgetter(field.name)
            children.append(_array(pa, [None if one is None else get(one) for one in values], field.type))
        missing = pa.array([one is None for one in values], pa.bool_())
        return pa.StructArray.from_arrays(children, fields=list(kind), mask=missing)
    if pa.types.is_list(kind):
        offsets: list[int | None] = []
        items: list[Any] = []
        for one in values:
            offsets.append(None if one is None else len(items))
            items.extend(one or ())
        offsets.append(len(items))
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), _array(pa, items, kind.value_type), type=kind)
    try:
        made = pa.array(values, kind)
    except UnicodeEncodeError:  # the name of a file, say, that is not UTF-8
        made = pa.array([one.translate(_SURROGATES) if one else one for one in values], kind)
    if isinstance(made, pa.ChunkedArray):
        raise ValueError("the texts of one column come to more than 2 GiB: hand over fewer at a time")
    return made


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


def column_names(path: Path) -> list[str]:
    """The columns of a Parquet or Arrow file.

    Raises:
        SourceError: The file is neither, or broken.
        MissingPackageError: The extra ``arrow`` is not installed.
    """
    require_pyarrow()
    with _reported():
        if _is_parquet(path):
            import pyarrow.parquet as pq

            return list(pq.read_schema(path).names)
        with _file(path) as source:
            return list(_opened(source).schema.names)


def read_rows(
    path: Path, columns: Sequence[str] | None = None, batch_size: int = _AT_A_TIME
) -> Iterator[dict[str, object]]:
    """The rows of a Parquet file, or of an Arrow file (Feather) or stream, a few at a time.

    A value that cannot be decoded (a text that is no UTF-8) comes out as the error in its place.

    Args:
        path: The file.
        columns: Which columns to read; all by default.
        batch_size: How many rows are unpacked at a time.

    Raises:
        SourceError: The file is neither, or broken; the rows before the break were given out.
        MissingPackageError: The extra ``arrow`` is not installed.
    """
    require_pyarrow()
    with _reported():
        if _is_parquet(path):
            import pyarrow.parquet as pq

            with pq.ParquetFile(path, pre_buffer=False) as file:
                for batch in file.iter_batches(batch_size, columns=None if columns is None else list(columns)):
                    yield from _rows(batch, columns)
        else:
            with _file(path) as source:
                reader = _opened(source)
                batches = (
                    (reader.get_batch(at) for at in range(reader.num_record_batches))
                    if hasattr(reader, "num_record_batches")
                    else reader
                )
                for batch in batches:
                    for start in range(0, batch.num_rows, batch_size):
                        yield from _rows(batch.slice(start, batch_size), columns)


def stream_rows(obj: object, columns: Sequence[str] | None = None) -> Iterator[dict[str, object]]:
    """The rows of anything that has ``__arrow_c_stream__``: tables of pandas, Polars, PyArrow, DuckDB and others.

    Raises:
        SourceError: The stream breaks off.
        MissingPackageError: The extra ``arrow`` is not installed.
    """
    require_pyarrow()
    import pyarrow

    with _reported():
        for batch in pyarrow.RecordBatchReader.from_stream(obj):
            for start in range(0, batch.num_rows, _AT_A_TIME):
                yield from _rows(batch.slice(start, _AT_A_TIME), columns)


@contextmanager
def _reported() -> Iterator[None]:
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, OSError) as error:
        raise SourceError(str(error)) from error


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _file(path: Path) -> Any:
    """An open file; not mapped into memory, where one that shrinks meanwhile would kill the process."""
    import pyarrow

    return pyarrow.OSFile(str(path))


def _opened(source: Any) -> Any:
    """A reader of an Arrow file, or of a stream that was written into one."""
    import pyarrow

    try:
        return pyarrow.ipc.open_file(source)
    except pyarrow.ArrowInvalid:
        source.seek(0)
        return pyarrow.ipc.open_stream(source)


def _rows(batch: pa.RecordBatch, columns: Sequence[str] | None) -> Iterator[dict[str, object]]:
    names = list(batch.schema.names)
    wanted = [name for name in (names if columns is None else columns) if name in names]
    values = [column_of(batch, name) for name in wanted]
    for at in range(batch.num_rows):
        yield {name: column[at] for name, column in zip(wanted, values, strict=True)}
