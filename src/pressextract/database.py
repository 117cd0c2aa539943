"""The door to DuckDB: rows out of a table of a database file, and tables into a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pressextract.errors import MissingPackageError, SourceError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 256
# One thread reads as fast as rows are used. A database of others may hold views over files and sites: neither is opened.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def require_duckdb() -> None:
    """See that DuckDB can be read.

    Raises:
        MissingPackageError: It cannot.
    """
    try:
        import duckdb  # noqa: F401
    except ImportError as error:
        raise MissingPackageError("a DuckDB database", "archives") from error


def table_names(path: Path) -> list[str]:
    """The tables and views of a database; those outside the schema ``main`` with their schema and a dot before it.

    Raises:
        SourceError: The file is no database, or another process is writing it.
        MissingPackageError: The extra ``archives`` is not installed.
    """
    return list(_tables(path))


def column_names(path: Path, table: str) -> list[str]:
    """The columns of a table.

    Raises:
        SourceError: There is no such table, or the file is no database.
        MissingPackageError: The extra ``archives`` is not installed.
    """
    name = _quoted(path, table)
    with _connected(path) as connection:
        cursor = connection.execute(f"SELECT * FROM {name} LIMIT 0")  # noqa: S608, quoted
        found = cursor.description or []
        return [column[0] for column in found]


def read_rows(path: Path, table: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, object]]:
    """The rows of a table in the order they were written, a few at a time.

    Args:
        path: The database file; it is not written to.
        table: The table or view, as ``table_names`` calls it.
        columns: Which columns to read; all by default.

    Raises:
        SourceError: There is no such table or column, or the file is no database.
        MissingPackageError: The extra ``archives`` is not installed.
    """
    name = _quoted(path, table)
    names = list(columns) if columns is not None else column_names(path, table)
    wanted = ", ".join(map(_identifier, names))
    with _connected(path) as connection:
        cursor = connection.execute(f"SELECT {wanted} FROM {name}")  # noqa: S608, quoted
        while rows := cursor.fetchmany(_BATCH):
            for row in rows:
                yield dict(zip(names, row, strict=True))


def create(path: Path, tables: Mapping[str, Path]) -> None:
    """Write a new DuckDB file with a table from each of these Parquet files.

    Raises:
        OSError: It cannot be written.
    """
    require_duckdb()
    import duckdb

    path.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(path), config={"threads": 1}) as file:
            for name, source in tables.items():
                file.execute(f'create table "{name}" as from read_parquet(?)', [str(source)])
            # On closing, DuckDB says nothing of what it could not write.
            file.execute("checkpoint")
    except duckdb.Error as error:
        raise OSError(str(error).strip()) from error
    if path.with_name(f"{path.name}.wal").exists():
        raise OSError(f"{path}: it could not be written whole")


@contextmanager
def _connected(path: Path) -> Iterator[DuckDBPyConnection]:
    require_duckdb()
    import duckdb

    try:
        with duckdb.connect(str(path), read_only=True, config=_CONFIG) as connection:
            yield connection
    except duckdb.Error as error:
        raise SourceError(str(error).strip().split("\n")[0]) from error


def _tables(path: Path) -> dict[str, str]:
    """Every table by its name, and how SQL calls it."""
    with _connected(path) as connection:
        rows = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables ORDER BY ALL"
        ).fetchall()
    return {
        name if schema == "main" else f"{schema}.{name}": f"{_identifier(schema)}.{_identifier(name)}"
        for schema, name in rows
    }


def _quoted(path: Path, table: str) -> str:
    tables = _tables(path)
    if table not in tables:
        raise SourceError(f"there is no table {table!r}; there are: {', '.join(tables) or 'none'}")
    return tables[table]


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
