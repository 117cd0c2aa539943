"""The one door to pyarrow: records in Arrow's columns, files of them, and rows out of files and streams of others."""

from pressextract.arrow.door import require_pyarrow
from pressextract.arrow.files import column_names, read_batches, write_parquet
from pressextract.arrow.records import (
    as_table,
    outcome_batch,
    outcome_schema,
    outcomes_of,
    table_batch,
    table_schema,
)
from pressextract.arrow.rows import read_rows, rows_in, stream_rows

__all__ = [
    "as_table",
    "column_names",
    "outcome_batch",
    "outcome_schema",
    "outcomes_of",
    "read_batches",
    "read_rows",
    "require_pyarrow",
    "rows_in",
    "stream_rows",
    "table_batch",
    "table_schema",
    "write_parquet",
]
