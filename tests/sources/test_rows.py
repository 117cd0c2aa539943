"""JSONL and delimited tables: one row, one value or one error, whatever is wrong with the others."""

from __future__ import annotations

import csv
import json

import pytest

import pressextract as px
from pressextract.sources import read
from pressextract.sources.rows import Row, delimited_table, json_rows

TEXTS = [
    "行政長官范思齊今日宣布，委任顧兆庭為環境局局長。",
    "裴子衡說：「晴川綠道下月啟用。」",
    "丘映雪與林若溪出席典禮。",
]


def shown(rows: list[Row]) -> list[object]:
    return ["!" if isinstance(row, px.SourceError) else row for row in rows]


def jsonl(*values: object) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


ROWS = [{"text": text} for text in TEXTS]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "gb18030", "big5hkscs"]


def written(text: str, encoding: str) -> bytes:
    return text.encode(encoding) if encoding != "utf-16-be" else b"\xfe\xff" + text.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("size", [1, 3, 100_000])
def test_json_in_every_encoding_and_any_pieces(encoding: str, size: int):
    data = written(jsonl(*ROWS), encoding)
    assert list(json_rows(data[at : at + size] for at in range(0, len(data), size))) == ROWS


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_csv_in_every_encoding(encoding: str):
    data = written("編號,text\n" + "".join(f'1,"{text}"\r\n' for text in TEXTS), encoding)
    columns, rows = delimited_table([data])
    assert columns == ["編號", "text"]
    assert [row["text"] for row in rows if not isinstance(row, px.SourceError)] == TEXTS


def test_only_line_feeds_end_a_line():
    text = "甲\u2028乙\u0085丙\x1c丁"
    assert list(json_rows([jsonl({"text": text}).encode()])) == [{"text": text}]
    assert list(delimited_table([f"text\n{text}\n".encode()])[1]) == [{"text": text}]


def test_blank_lines_are_no_rows():
    assert list(json_rows([b'\n  \r\n{"text": "a"}\n\n'])) == [{"text": "a"}]
    assert list(delimited_table([b"text\n\na\n\n"])[1]) == [{"text": "a"}]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_bad_bytes_spoil_their_row_alone(encoding: str):
    bad = b'{"text": "\xff\xff"}\n'
    lines = [jsonl(row).encode(encoding) for row in ROWS]
    assert shown(list(json_rows([lines[0], bad, lines[1], lines[2]]))) == [ROWS[0], "!", ROWS[1], ROWS[2]]
    cells = [text.encode(encoding) + b"\n" for text in TEXTS]
    table = delimited_table([b"text\n", cells[0], b"\xff\xff\n", cells[1], cells[2]])
    assert shown(list(table[1])) == [ROWS[0], "!", ROWS[1], ROWS[2]]


def test_the_encoding_may_show_late():
    """Many ASCII lines come first, more than are looked at for the encoding."""
    ascii_line = jsonl({"text": "x" * 1000})
    data = ascii_line.encode() * 300 + jsonl(ROWS[0]).encode("gb18030")
    assert list(json_rows([data]))[-1] == ROWS[0]


BAD_JSON = {
    "no JSON": "{",
    "a string": '"顧兆庭"',
    "a list": "[1]",
    "nested": '{"text": ' + "[" * 200_000 + "]" * 200_000 + "}",
    "a long number": '{"text": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("line", BAD_JSON.values(), ids=BAD_JSON)
def test_a_line_that_is_no_object_is_one_error(line: str):
    assert shown(list(json_rows([f"{jsonl(ROWS[0])}{line}\n{jsonl(ROWS[1])}".encode()]))) == [ROWS[0], "!", ROWS[1]]


def test_what_json_lets_pass():
    rows = json_rows([b'{"text": "a", "text": "b"}\n{"text": "\\ud800", "n": NaN}\n{"text": "\\u0000"}\n'])
    assert [row["text"] for row in rows if not isinstance(row, px.SourceError)] == ["b", "\ud800", "\0"]


def test_long_lines_are_one_error_and_never_loaded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(read, "MAX_BYTES", 1000)
    long = [b"x" * 600] * 5
    assert shown(list(json_rows([b'{"text": "a"}\n', *long, b'\n{"text": "b"}\n', *long]))) == [
        {"text": "a"},
        "!",
        {"text": "b"},
        "!",
    ]
    assert shown(list(delimited_table([b"text\na\n", *long, b"\nb\n"])[1])) == [{"text": "a"}, "!", {"text": "b"}]


def test_a_quote_that_never_closes_ends_in_one_error():
    found = list(delimited_table(['id,text\n1,甲\n2,"乙\n3,丙\n4,丁\n'.encode()])[1])
    assert shown(found) == [{"id": "1", "text": "甲"}, "!"]
    assert "never closed: the 3 lines" in str(found[1])


def test_a_quote_that_closes_too_late_is_an_error_and_the_rows_go_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(read, "MAX_BYTES", 100)
    found = list(delimited_table([b'id,text\n1,"' + b"x\n" * 300 + b"2,b\n"])[1])
    assert isinstance(found[0], px.SourceError)
    assert found[-1] == {"id": "2", "text": "b"}


def test_the_limit_of_the_csv_module_is_left_as_it_was():
    before = csv.field_size_limit()
    text = "青" * (before + 1)
    assert list(delimited_table([f"text\n{text}\n".encode()])[1]) == [{"text": text}]
    assert csv.field_size_limit() == before


TABLES = {
    "semicolons": ("id;text\n1;甲,乙\n", ["id", "text"], [{"id": "1", "text": "甲,乙"}]),
    "tabs": ("id\ttext\n1\t甲\n", ["id", "text"], [{"id": "1", "text": "甲"}]),
    "commas in a quoted name": ('"a,b,c";text\n1;甲\n', ["a,b,c", "text"], [{"a,b,c": "1", "text": "甲"}]),
    "as Excel says": ("sep=;\nid;text,x\n1;甲\n", ["id", "text,x"], [{"id": "1", "text,x": "甲"}]),
    "lines in quotes": ('id,text\n1,"甲\n「乙」""丙"""\n', ["id", "text"], [{"id": "1", "text": '甲\n「乙」"丙"'}]),
    "fewer cells": ("id,text\n1\n", ["id", "text"], [{"id": "1"}]),
    "more cells": ("id,text\n1,甲,乙\n", ["id", "text"], [{"id": "1", "text": "甲"}]),
    "NUL": ("text\n甲\0乙\n", ["text"], [{"text": "甲\0乙"}]),
    "old Macintosh": ("text\r甲\r乙\r", ["text"], [{"text": "甲"}, {"text": "乙"}]),
    "one name twice": ("text,text\n甲,乙\n", ["text", "text"], [{"text": "甲"}]),
    "nothing": ("", [], []),
}


@pytest.mark.parametrize(("text", "columns", "rows"), TABLES.values(), ids=TABLES)
def test_tables(text: str, columns: list[str], rows: list[Row]):
    found, read_back = delimited_table([text.encode()])
    assert (found, list(read_back)) == (columns, rows)
