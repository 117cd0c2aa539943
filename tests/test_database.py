"""Rows out of DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

import pressextract as px
from pressextract import database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with two tables and a view over a file of the system."""
    secret = tmp_path / "secret.csv"
    secret.write_text("text\n機密\n", "utf-8")
    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE news AS SELECT '顧兆庭' || range AS text, range AS n FROM range(1000)")
        connection.execute('CREATE TABLE "a.b" AS SELECT 1 AS "x""y"')
        connection.execute(f"CREATE VIEW spy AS SELECT * FROM read_csv('{secret}')")  # noqa: S608
    return path


def test_tables_and_columns(path: Path):
    assert database.table_names(path) == ["a.b", "news", "spy"]
    assert database.column_names(path, "news") == ["text", "n"]
    assert database.column_names(path, "a.b") == ['x"y']
    with pytest.raises(px.SourceError, match=r"no table 'no'; there are: a\.b, news, spy"):
        database.column_names(path, "no")


def test_rows_come_in_order(path: Path):
    rows = list(database.read_rows(path, "news"))
    assert rows == [{"text": f"顧兆庭{number}", "n": number} for number in range(1000)]
    assert next(database.read_rows(path, "news", ["n"])) == {"n": 0}
    assert list(database.read_rows(path, "a.b", ['x"y'])) == [{'x"y': 1}]


def test_a_view_reads_no_file_of_the_system(path: Path):
    with pytest.raises(px.SourceError):
        list(database.read_rows(path, "spy"))


def test_the_file_is_not_written_to(path: Path):
    before = path.read_bytes()
    list(database.read_rows(path, "news"))
    assert path.read_bytes() == before


def test_what_is_no_database(tmp_path: Path):
    path = tmp_path / "a.duckdb"
    path.write_bytes(b"junk" * 5000)
    with pytest.raises(px.SourceError, match="not a valid DuckDB database"):
        database.table_names(path)
