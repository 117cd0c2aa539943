"""The forms of output: the same records in each, keys that join, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
import zstandard
from pyarrow import parquet

import pressextract as px
from pressextract.batch.forms import FORMS, Form, form_for
from pressextract.errors import BatchError
from pressextract.schema import Outcome
from pressextract.tables import TABLES, rows_of

SINISTER = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\x00=1",
    "\ufeff=1",
    "＝1",
    "＠a",
    "'=1",
    "\n=1",
]


@pytest.fixture(scope="module")
def outcomes(samples) -> list[Outcome]:
    found = [Outcome(id=sample.name, config="c", release=sample.release) for sample in samples[:6]]
    return [*found, Outcome(id="壞", source="a.txt", row=3, config="c", error="SourceError", message="讀不了")]


def written(form: Form, outcomes: list[Outcome], folder: Path, cut: int = 4) -> Path:
    """An output made of two parts."""
    parts = [folder / "0", folder / "1"]
    for part, some in zip(parts, (outcomes[:cut], outcomes[cut:]), strict=True):
        part.mkdir()
        form.write_part(some, part)
    form.write_whole(parts, folder / "whole")
    return folder / "whole"


def expected(outcomes: list[Outcome], table: str) -> list[tuple[Any, ...]]:
    return [row for outcome in outcomes for row in rows_of(outcome)[table]]


@pytest.mark.parametrize(
    ("name", "opened"), [("a.jsonl", open), ("a.jsonl.gz", gzip.open), ("a.jsonl.zst", zstandard.open)]
)
def test_lines(outcomes, tmp_path, name: str, opened):
    whole = written(form_for(name), outcomes, tmp_path)
    with opened(whole, "rb") as lines:
        assert [Outcome.model_validate_json(line) for line in lines.read().split(b"\n")[:-1]] == outcomes


def test_a_part_that_was_torn_is_named(outcomes, tmp_path):
    form = FORMS["parquet"]
    form.write_part(outcomes, tmp_path)
    (tmp_path / "people.parquet").write_bytes((tmp_path / "people.parquet").read_bytes()[:-9])
    with pytest.raises(BatchError, match=r"people\.parquet: .*; overwrite begins anew"):
        form.write_whole([tmp_path], tmp_path / "whole")


def test_parquet(outcomes, tmp_path):
    whole = written(FORMS["parquet"], outcomes, tmp_path)
    assert sorted(path.name for path in whole.iterdir()) == sorted(f"{name}.parquet" for name in TABLES)
    for name, columns in TABLES.items():
        table = parquet.read_table(whole / f"{name}.parquet")
        assert table.column_names == [column.name for column in columns]
        rows = [
            tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row.values()) for row in table.to_pylist()
        ]
        assert rows == expected(outcomes, name)


def test_where_it_is_cut_is_not_to_be_seen(outcomes, tmp_path):
    for name in ("jsonl", "parquet", "csv"):  # DuckDB gives every file it makes a number of its own
        form, made = FORMS[name], []
        for cut in (1, 5):
            folder = tmp_path / f"{name}{cut}"
            folder.mkdir()
            whole = written(form, outcomes, folder, cut)
            made.append([path.read_bytes() for path in ([whole] if whole.is_file() else sorted(whole.iterdir()))])
        assert made[0] == made[1], name


KEYS = [
    ("people", "release_id", "releases", "id"),
    ("positions", "release_id, person_id", "people", "release_id, person_id"),
    ("positions", "release_id, organisation_id", "organisations", "release_id, organisation_id"),
    ("organisations", "release_id, parent_id", "organisations", "release_id, organisation_id"),
    ("events", "release_id, part_of", "events", "release_id, event_id"),
    ("participants", "release_id, event_id", "events", "release_id, event_id"),
    ("statements", "release_id", "releases", "id"),
    ("mentions", "release_id", "releases", "id"),
]


def test_database_with_keys_that_join(outcomes, tmp_path):
    whole = written(FORMS["duckdb"], outcomes, tmp_path)
    with duckdb.connect(str(whole), read_only=True) as file:
        for name in TABLES:
            assert len(file.table(name)) == len(expected(outcomes, name))
        for table, columns, other, keys in KEYS:
            given = file.table(table).filter(f"{columns.rpartition(', ')[2]} is not null")
            assert len(given) > 0, f"no {table} with {columns}: the test shows nothing"
            known = {tuple(row) for row in file.table(other).project(keys).fetchall()}
            assert {tuple(row) for row in given.project(columns).fetchall()} <= known, (table, columns)
        for table, key in (("people", "person_id"), ("events", "event_id"), ("positions", "position_id")):
            ids = file.table(table).project(f"release_id, {key}").fetchall()
            assert len(set(ids)) == len(ids)
        texts = dict(file.table("releases").project("id, text").fetchall())
        spans = file.table("mentions").project('release_id, start, "end", text').fetchall()
        assert all(texts[release][start:end] == text for release, start, end, text in spans)


def test_csv(outcomes, tmp_path):
    whole = written(FORMS["csv"], outcomes, tmp_path)
    assert (whole / "people.csv").read_bytes().startswith(b"\xef\xbb\xbfrelease_id,person_id,name,")
    for name, columns in TABLES.items():
        with (whole / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == [column.name for column in columns]
        wanted = expected(outcomes, name)
        assert len(rows) == len(wanted)
        for row, cells in zip(rows, wanted, strict=True):
            for shown, cell in zip(row, cells, strict=True):
                if isinstance(cell, str):
                    assert shown in (cell, f"'{cell}")
                elif isinstance(cell, tuple):
                    assert shown == " | ".join(cell)


@pytest.mark.parametrize("text", SINISTER)
def test_no_cell_is_a_formula(text: str, tmp_path):
    release = px.extract("主席林若溪致辭。").model_copy(update={"text": text, "warnings": (text,)})
    outcome = Outcome(id=text, source=text, config="c", error=text, message=text, release=release)
    whole = written(FORMS["csv"], [outcome], tmp_path, cut=1)
    with (whole / "releases.csv").open(encoding="utf-8-sig", newline="") as file:
        _, row = csv.reader(file)
    guarded = [cell for cell in row if cell.lstrip("'") == text.lstrip("'")]
    assert len(guarded) == 6
    assert all(cell == f"'{text}" for cell in guarded)


@pytest.mark.parametrize(
    ("out", "name", "form"),
    [
        ("a.jsonl", None, "jsonl"),
        ("A.JSONL.GZ", None, "jsonl"),
        ("-", None, "jsonl"),
        ("a.duckdb", None, "duckdb"),
        ("a", None, "parquet"),
        ("v1.2", None, "parquet"),
        ("a", "csv", "csv"),
        ("a.jsonl", "csv", "csv"),
    ],
)
def test_the_form_is_in_the_name(out: str, name: str | None, form: str):
    assert form_for(out, name).name == form


@pytest.mark.parametrize(("out", "name"), [("a", "xlsx"), ("a.duckdb.gz", None), ("a.parquet.zst", "parquet")])
def test_forms_that_there_are_not(out: str, name: str | None):
    with pytest.raises(BatchError):
        form_for(out, name)


def test_json_lines_are_one_line_each(tmp_path):
    release = px.extract("主席林若溪致辭。\u2028局長裴子衡出席。\n")
    whole = written(FORMS["jsonl"], [Outcome(id="a", config="c", release=release)], tmp_path, cut=1)
    (line,) = whole.read_bytes().splitlines()
    assert json.loads(line)["release"]["text"] == release.text
