"""Tables in DuckDB's files: the one door to duckdb."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressextract.errors import MissingPackageError


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise MissingPackageError("a DuckDB file", "archives") from error
    return duckdb


def create(path: Path, tables: Mapping[str, Path]) -> None:
    """Write a new DuckDB file with a table from each of these Parquet files.

    Raises:
        OSError: It cannot be written.
    """
    duckdb = _duckdb()
    path.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(path), config={"threads": 1}) as file:
            for name, source in tables.items():
                file.execute(f'create table "{name}" as from read_parquet(?)', [str(source)])
    except duckdb.Error as error:
        raise OSError(str(error)) from error
