"""Records in Arrow's columns.

An ``Outcome`` is one row of nested columns and comes back from it as it was; its type is read off the models, so a
field added there is a field here. The tidy tables of ``tables.TABLES`` are flat. Everything may be null: Spark and
Parquet's other readers make it so anyway.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pressextract.arrow.door import pyarrow
from pressextract.schema import SCHEMA_VERSION, Outcome
from pressextract.tables import FOREIGN_KEYS, PRIMARY_KEYS, TABLES, TABLES_VERSION, Row

if TYPE_CHECKING:
    import pyarrow as pa

_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_AT_A_TIME = 64


@cache
def outcome_schema() -> pa.Schema:
    """The columns of an ``Outcome``: structs for the models, lists for the tuples.

    >>> outcome_schema().field("id").type, outcome_schema().metadata[b"schema_version"]
    (DataType(string), b'1.1')
    """
    pa = pyarrow()
    return pa.schema(_fields(Outcome), metadata={"schema_version": SCHEMA_VERSION})


@cache
def table_schema(name: str) -> pa.Schema:
    """The columns of a tidy table; its metadata say the versions and the keys, the latter as JSON.

    >>> table_schema("people").field("aliases").type
    ListType(list<item: string>)
    """
    pa = pyarrow()
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
    return pyarrow().Table.from_batches(batches, schema)


def _fields(model: type[BaseModel]) -> list[pa.Field]:
    return [pyarrow().field(name, _type(field.annotation)) for name, field in model.model_fields.items()]


def _type(annotation: Any) -> pa.DataType:
    """The Arrow type of what an annotation of a model allows."""
    pa = pyarrow()
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
    pa = pyarrow()
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
