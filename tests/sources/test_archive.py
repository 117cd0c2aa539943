"""The main door: whatever it is kept in, every row and file is one document, and the run goes on."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.feather
import pyarrow.parquet
import pytest
import zstandard

import pressextract as px
from pressextract.errors import MissingPackageError
from pressextract.outcome import Document
from pressextract.sources import read
from pressextract.sources.archive import Archive

TEXTS = [
    "行政長官范思齊今日宣布，委任顧兆庭為環境局局長。",
    "裴子衡說：「晴川綠道下月啟用。」",
    "丘映雪與林若溪出席典禮。",
]
IDS = ["甲", "乙", "丙"]
DAYS = ["2024-05-03", "2024/05/04", None]
ROWS = [{"id": name, "text": text, "day": day} for name, text, day in zip(IDS, TEXTS, DAYS, strict=True)]
READ = list(zip(IDS, TEXTS, [date(2024, 5, 3), date(2024, 5, 4), None], strict=True))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the tests stand."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def jsonl(rows: object = None) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (rows or ROWS)).encode()  # type: ignore[attr-defined]


def csv_of(delimiter: str = ",") -> bytes:
    lines = [delimiter.join(("id", "text", "day"))]
    lines += [delimiter.join((row["id"] or "", f'"{row["text"]}"', row["day"] or "")) for row in ROWS]
    return ("\n".join(lines) + "\n").encode()


def arrow_table() -> pyarrow.Table:
    return pyarrow.Table.from_pylist(ROWS)


def database_file() -> bytes:
    with duckdb.connect("made.duckdb") as connection:
        connection.execute("CREATE TABLE news (id TEXT, text TEXT, day TEXT)")
        connection.executemany("INSERT INTO news VALUES (?, ?, ?)", [list(row.values()) for row in ROWS])
    return Path("made.duckdb").read_bytes()


def parquet() -> bytes:
    pyarrow.parquet.write_table(arrow_table(), "made.parquet")
    return Path("made.parquet").read_bytes()


def feather() -> bytes:
    pyarrow.feather.write_feather(arrow_table(), "made.feather")
    return Path("made.feather").read_bytes()


FILES = {
    "a.jsonl": jsonl,
    "a.ndjson.gz": lambda: gzip.compress(jsonl()),
    "a.jsonl.zst": lambda: zstandard.compress(jsonl()),
    "a.csv": csv_of,
    "a.csv.gz": lambda: gzip.compress(csv_of(";")),
    "a.tsv": lambda: csv_of("\t"),
    "a.parquet": parquet,
    "a.feather": feather,
    "a.arrow": feather,
    "a.duckdb": database_file,
}


@pytest.mark.parametrize("name", FILES)
def test_tables_in_files(name: str):
    data = FILES[name]()
    Path(name).write_bytes(data)
    archive = Archive(name, id_column="id", date_column="day")
    assert [document[:3] for document in archive] == READ
    assert archive.bytes_read == archive.total_bytes == len(data)
    found = list(Archive(name))
    assert [(document.id, document.source, document.row) for document in found] == [
        (f"{name}:{number}", name, number) for number in (1, 2, 3)
    ]
    assert list(Archive(Path(name).resolve())) == found
    with pytest.raises(px.SourceError, match=r"no column 'no'; its columns: 'id', 'text', 'day'"):
        Archive(name, text_column="no")


TABLES = {
    "pandas": lambda: pandas.DataFrame(ROWS),
    "polars": lambda: polars.DataFrame(ROWS),
    "pyarrow": arrow_table,
    "a reader": lambda: arrow_table().to_reader(),
    "mappings": lambda: ROWS,
    "a generator": lambda: iter(ROWS),
}


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_tables_in_memory(make):
    archive = Archive(items=make(), id_column="id", date_column="day")
    assert [document[:3] for document in archive] == READ
    assert archive.total_bytes is None
    assert [document.id for document in Archive(items=make())] == ["0", "1", "2"]


def test_a_relation_of_duckdb():
    relation = duckdb.sql("SELECT '顧兆庭致辭' AS body")
    assert [document.text for document in Archive(items=relation)] == ["顧兆庭致辭"]
    with pytest.raises(px.SourceError, match="the table: it has no column 'x'; its columns: 'body'"):
        list(Archive(items=duckdb.sql("SELECT 1 AS body"), text_column="x"))


def test_items_of_other_kinds():
    items = [
        "一",
        ("a", "二"),
        ["b", "三"],
        Document("c", "四"),
        ("d", None),
        5,
        None,
        {"text": "六"},
        (None, "七"),
        ("a", "八"),
    ]
    found = list(Archive(items=items))
    assert [(document.id, document.text) for document in found] == [
        ("0", "一"),
        ("a", "二"),
        ("b", "三"),
        ("c", "四"),
        ("d", None),
        ("5", None),
        ("6", None),
        ("7", "六"),
        ("8", "七"),
        ("a#2", "八"),
    ]
    assert [document.message for document in found if document.error] == [
        "item d: its 'text' is null",
        "item 5: neither a text nor an (id, text) pair nor a mapping, but int",
        "item 6: neither a text nor an (id, text) pair nor a mapping, but NoneType",
    ]


@pytest.mark.parametrize("items", ["顧兆庭", b"a", {"text": "a"}, 5])
def test_what_is_no_items(items: object):
    with pytest.raises(TypeError, match="items must be"):
        Archive(items=items)


def test_releases_in_a_folder():
    Path("news").mkdir()
    Path("news/a.txt").write_bytes(TEXTS[0].encode("big5hkscs"))
    Path("news/b.html.gz").write_bytes(gzip.compress(f"<html><body><p>{TEXTS[1]}</p></body></html>".encode()))
    Path("news/c.md").write_text(f"# 標題\n\n**{TEXTS[2]}**", "utf-8")
    Path("news/d.txt.zst").write_bytes(zstandard.compress(TEXTS[0].encode()))
    Path("news/e.pdf").write_bytes(b"%PDF")
    Path("news/f.txt").write_bytes((TEXTS[0] * 3).encode() + b"\xff")
    archive = Archive("news")
    found = list(archive)
    assert [(document.id, document.text) for document in found[:4]] == [
        ("news/a.txt", TEXTS[0]),
        ("news/b.html.gz", TEXTS[1]),
        ("news/c.md", f"# 標題\n\n**{TEXTS[2]}**"),
        ("news/d.txt.zst", TEXTS[0]),
    ]
    assert found[4].warnings == ("bytes that are no utf-8 were replaced by U+FFFD",)
    assert archive.passed_over == {".pdf": 1}
    assert archive.bytes_read == archive.total_bytes
    assert list(archive) == found
    assert archive.bytes_read == archive.total_bytes


def test_several_inputs_in_order():
    Path("a.jsonl").write_bytes(jsonl())
    Path("b.txt").write_text(TEXTS[0], "utf-8")
    found = list(Archive(["b.txt", Path("a.jsonl"), "*.txt"]))
    assert [document.id for document in found] == ["b.txt", "a.jsonl:1", "a.jsonl:2", "a.jsonl:3", "b.txt#2"]
    assert found[-1].warnings == ("another document has the id 'b.txt': this one is called 'b.txt#2'",)
    assert not any(document.warnings for document in found[:-1])


def test_what_cannot_be_opened_is_a_document_and_the_run_goes_on(monkeypatch: pytest.MonkeyPatch):
    Path("news").mkdir()
    os.mkfifo("news/a.txt")
    os.mkfifo("news/a.jsonl")
    Path("news/b.txt").symlink_to("nowhere")
    Path("news/c.txt").mkdir()
    Path("news/d.parquet").write_bytes(b"PAR1 junk")
    Path("news/e.duckdb").write_bytes(b"junk" * 5000)
    Path("news/f.docx").write_bytes(b"PK\x03\x04 junk")
    Path("news/g.txt.gz").write_bytes(b"")
    Path("news/h.csv").write_bytes(b"")
    Path("news/i.txt").write_text(TEXTS[0], "utf-8")
    found = list(Archive("news"))
    assert [(document.id, document.error) for document in found] == [
        ("news/a.jsonl", "SourceError"),
        ("news/a.txt", "SourceError"),
        ("news/b.txt", "SourceError"),
        ("news/c.txt", "SourceError"),
        ("news/d.parquet", "SourceError"),
        ("news/e.duckdb", "SourceError"),
        ("news/f.docx", "SourceError"),
        ("news/g.txt.gz", "SourceError"),
        ("news/i.txt", None),
    ]
    messages = {document.id: document.message for document in found}
    assert messages["news/a.txt"] == "news/a.txt: a pipe, socket or device, not a file"
    assert messages["news/b.txt"] == "news/b.txt: No such file or directory"
    assert messages["news/c.txt"] == "news/c.txt: a folder, not a file"
    assert messages["news/g.txt.gz"] == "news/g.txt.gz: empty, where a packed stream should be"


def test_a_file_that_vanishes_is_a_document():
    Path("a.jsonl").write_bytes(jsonl())
    Path("b.txt").write_text("甲", "utf-8")
    archive = Archive(["a.jsonl", "b.txt"])
    Path("a.jsonl").rename("c.jsonl")
    Path("a.jsonl").symlink_to("nowhere")
    assert [(document.id, document.error) for document in archive] == [("a.jsonl", "SourceError"), ("b.txt", None)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permissions():
    Path("a.txt").touch(mode=0)
    assert [document.message for document in Archive("a.txt")] == ["a.txt: Permission denied"]


@pytest.mark.parametrize(("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.csv.zst", zstandard.compress)])
def test_the_rows_before_a_break_are_read(name: str, pack):
    rows = [f"{number * 7919 % 100_003:06}{TEXTS[0]}" for number in range(40_000)]
    plain = jsonl([{"text": row} for row in rows]) if "json" in name else ("text\n" + "\n".join(rows)).encode()
    packed = pack(plain)
    Path(name).write_bytes(packed[: len(packed) * 2 // 3])
    found = list(Archive(name))
    assert len(found) > 10_000
    assert [document.text for document in found[:-1]] == rows[: len(found) - 1]
    assert found[-1].row == len(found)
    assert "breaks off after" in (found[-1].message or "")


def test_a_broken_parquet_file(monkeypatch: pytest.MonkeyPatch):
    table = pyarrow.table({"text": [f"{number}{TEXTS[0]}" for number in range(3000)]})
    pyarrow.parquet.write_table(table, "a.parquet", row_group_size=1000, compression="zstd")
    data = bytearray(Path("a.parquet").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 500] = bytes(500)
    Path("a.parquet").write_bytes(data)
    found = list(Archive("a.parquet"))
    assert len(found) >= 1001
    assert [document.error for document in found] == [None] * (len(found) - 1) + ["SourceError"]


def test_bad_utf8_in_parquet_spoils_its_row_alone():
    bad = pyarrow.Array.from_buffers(
        pyarrow.string(), 2, [None, pyarrow.array(["ab", "cd"]).buffers()[1], pyarrow.py_buffer(b"\xff\xfecd")]
    )
    pyarrow.parquet.write_table(pyarrow.table({"text": bad, "id": bad}), "a.parquet")
    found = list(Archive("a.parquet", id_column="id"))
    assert [(document.id, document.text) for document in found] == [("a.parquet:1", None), ("cd", "cd")]
    assert "cannot be decoded" in (found[0].message or "")


def test_columns_of_jsonl_are_those_of_its_first_objects():
    Path("a.jsonl").write_bytes(jsonl([{"id": 1}] * 5 + [{"body": "甲"}] + [{"id": 1}] * 30))
    assert [document.text for document in Archive("a.jsonl")] == [None] * 5 + ["甲"] + [None] * 30
    Path("a.jsonl").write_bytes(jsonl([{"id": 1, "name": "甲"}] * 30 + [{"text": "甲"}]))
    with pytest.raises(px.SourceError, match=r"^a\.jsonl: none of its columns .*: 'id', 'name'$"):
        Archive("a.jsonl")
    Path("a.jsonl").write_bytes(b"junk\n" * 30 + jsonl([{"content": "甲"}]))
    assert [document.text for document in Archive("a.jsonl")] == [None] * 30 + ["甲"]


def test_tables_of_a_database():
    with duckdb.connect("a.duckdb") as connection:
        connection.execute(
            """CREATE TABLE "x ""y" AS SELECT range AS id, '顧兆庭' || range AS "t ""x" FROM range(3000)"""
        )
    assert [document.text for document in Archive("a.duckdb", text_column='t "x')] == [
        f"顧兆庭{n}" for n in range(3000)
    ]
    with duckdb.connect("a.duckdb") as connection:
        connection.execute(
            "CREATE TABLE other AS SELECT 1 AS text; CREATE SCHEMA s; CREATE TABLE s.t AS SELECT '甲' AS text"
        )
    with pytest.raises(px.SourceError, match=r"""a\.duckdb: it holds 3 tables; say which: 'other', 'x "y', 's\.t'"""):
        Archive("a.duckdb")
    with pytest.raises(px.SourceError, match="no table 'no'"):
        Archive("a.duckdb", table="no")
    assert [document.text for document in Archive("a.duckdb", table="s.t")] == ["甲"]


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Document]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    archive = Archive("-")
    assert archive.total_bytes is None
    found = list(archive)
    assert archive.bytes_read == len(data)
    return found


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, pack):
    for data in (jsonl(), b"\n \n" + jsonl(), b"\xef\xbb\xbf" + jsonl(), jsonl().decode().encode("utf-16")):
        found = stdin(monkeypatch, pack(data))
        assert [(document.id, document.text) for document in found] == [
            (f"stdin:{number}", text) for number, text in enumerate(TEXTS, 1)
        ]
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert [document[:2] for document in stdin(monkeypatch, pack(TEXTS[0].encode(encoding)))] == [
            ("stdin", TEXTS[0])
        ]
    broken = stdin(monkeypatch, b"%PDF-1.7")
    assert [(document.id, document.error) for document in broken] == [("stdin", "SourceError")]


def test_bad_arguments_are_told_at_once():
    Path("empty").mkdir()
    Path("empty/a.pdf").write_bytes(b"%PDF")
    Path("a.txt").write_text("甲", "utf-8")
    for arguments, why in [
        ({"inputs": []}, "nothing to read in no input"),
        ({"inputs": "empty"}, "nothing to read in empty; passed over: 1 .pdf"),
        ({"inputs": "nowhere.txt"}, "no such file"),
        ({"inputs": ["a.txt", "*.docx"]}, "no file matches"),
        ({"inputs": ["-", "-"]}, "only once"),
        ({"inputs": "a.txt", "table": "x"}, "no input is a DuckDB database"),
        ({"inputs": "a.txt", "items": ["a"]}, "neither inputs nor"),
    ]:
        with pytest.raises(px.SourceError, match=why):
            Archive(**arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "package"),
    [("a.parquet", "pyarrow"), ("a.feather", "pyarrow"), ("a.duckdb", "duckdb"), ("a.txt.zst", "zstandard")],
)
def test_missing_packages_are_told_at_once(monkeypatch: pytest.MonkeyPatch, name: str, package: str):
    Path(name).write_bytes(b"x")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackageError, match="pip install"):
        Archive(name)


def test_long_files_are_refused_and_the_run_goes_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(read, "MAX_BYTES", 1024**2)
    Path("a.txt.gz").write_bytes(gzip.compress(bytes(20 * 1024**2)))
    Path("b.txt").write_text("甲", "utf-8")
    found = list(Archive(["a.txt.gz", "b.txt"]))
    assert [document.message for document in found] == [
        "a.txt.gz: it has more than 1 MB, too long for one release",
        None,
    ]


def test_memory_stays_flat():
    def lines() -> Iterator[bytes]:
        for number in range(60_000):
            yield json.dumps({"id": number % 50_000, "text": TEXTS[0] * 10}, ensure_ascii=False).encode() + b"\n"

    with gzip.open("a.jsonl.gz", "wb", compresslevel=1) as file:
        file.writelines(lines())
    tracemalloc.start()
    try:
        count = sum(document.error is None for document in Archive("a.jsonl.gz", id_column="id"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 60_000
    assert peak < 12 * 1024**2
