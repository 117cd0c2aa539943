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
    assert list(arrow.read_rows(path)) == list(arrow.read_rows(path, batch_size=1)) == ROWS
    assert list(arrow.read_rows(path, ["n"])) == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert list(arrow.stream_rows(TABLE)) == ROWS


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
