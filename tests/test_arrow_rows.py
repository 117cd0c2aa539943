"""Rows out of Parquet, Arrow files and Arrow streams."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

import pressextract as px
from pressextract import arrow

TABLE = pyarrow.table({"text": ["顧兆庭致辭", None, "丘映雪致辭"], "n": [1, 2, 3]})
ROWS = TABLE.to_pylist()


def write(path: Path, kind: str, table: pyarrow.Table = TABLE) -> None:
    if kind == "parquet":
        pyarrow.parquet.write_table(table, path)
        return
    make = pyarrow.ipc.new_file if kind == "file" else pyarrow.ipc.new_stream
    with make(path, table.schema) as writer:
        writer.write(table)


@pytest.mark.parametrize("kind", ["parquet", "file", "stream"])
def test_rows_of_files(tmp_path: Path, kind: str):
    path = tmp_path / "a.arrow"
    write(path, kind)
    assert arrow.column_names(path) == ["text", "n"]
    assert list(arrow.read_rows(path)) == ROWS
    assert list(arrow.read_rows(path, ["n"])) == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert list(arrow.stream_rows(TABLE)) == ROWS
    assert [batch.to_pylist() for batch in arrow.read_batches(path, batch_size=2)] == [ROWS[:2], ROWS[2:]]
    assert [batch.schema.names for batch in arrow.read_batches(path, ["n"])] == [["n"]]
    with pytest.raises(px.SourceError, match="no column body; there are text, n"):
        list(arrow.read_rows(path, ["body"]))


@pytest.mark.parametrize("kind", ["parquet", "file", "stream"])
def test_more_rows_than_are_unpacked_at_a_time(tmp_path: Path, kind: str):
    many = pyarrow.concat_tables([TABLE] * 100).combine_chunks()
    write(tmp_path / "a", kind, many)
    assert list(arrow.read_rows(tmp_path / "a")) == list(arrow.stream_rows(many)) == ROWS * 100


@pytest.mark.parametrize("kind", ["parquet", "file", "stream"])
def test_of_two_columns_of_one_name_the_first_counts(tmp_path: Path, kind: str):
    table = pyarrow.Table.from_arrays([pyarrow.array([name]) for name in "甲乙丙"], names=["text", "n", "text"])
    write(tmp_path / "a.parquet", kind, table)
    for rows in (arrow.read_rows(tmp_path / "a.parquet"), arrow.stream_rows(table)):
        assert list(rows) == [{"text": "甲", "n": "乙"}]
    for archive in (px.Archive(tmp_path / "a.parquet", id_column="n"), px.Archive(items=table, id_column="n")):
        assert [(document.id, document.text) for document in archive] == [("乙", "甲")]


@pytest.mark.parametrize("kind", ["parquet", "file", "stream"])
def test_a_value_that_cannot_be_decoded_is_an_error_in_its_place(tmp_path: Path, kind: str):
    good = pyarrow.array(["ab", "cd"])
    bad = pyarrow.Array.from_buffers(pyarrow.string(), 2, [None, good.buffers()[1], pyarrow.py_buffer(b"ab\xff\xfe")])
    write(tmp_path / "a", kind, pyarrow.table({"text": bad, "n": [1, 2]}))
    first, second = arrow.read_rows(tmp_path / "a")
    assert first == {"text": "ab", "n": 1}
    assert isinstance(second["text"], UnicodeDecodeError)
    assert second["n"] == 2


@pytest.mark.parametrize("data", [b"", b"PAR1junk", b"PAR1" + b"x" * 1000 + b"PAR1", b"junk" * 100])
def test_what_is_no_table(tmp_path: Path, data: bytes):
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    with pytest.raises(px.SourceError):
        arrow.column_names(path)
    with pytest.raises(px.SourceError):
        list(arrow.read_rows(path))
