"""Records in Arrow's columns and in Parquet files: nothing lost, the same bytes for the same rows."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

import pressextract as px
from pressextract import arrow
from pressextract.arrow import files
from pressextract.errors import MissingPackageError
from pressextract.outcome import Document, read_document
from pressextract.pipeline import default_extractor
from pressextract.schema import Outcome
from pressextract.tables import FOREIGN_KEYS, PRIMARY_KEYS, TABLES, Row, rows_of

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


@pytest.fixture(scope="module")
def outcomes(samples) -> list[Outcome]:
    """Every release of ``fixtures/``, and among them what failed and what is empty."""
    extractor = default_extractor()
    config = extractor.fingerprint
    read = [Outcome(id=one.name, config=config, source="東岸.jsonl", row=1, release=one.release) for one in samples]
    failed = Outcome(id="丘映雪", config=config, error="TypeError", message="a text must be a str")
    empty = read_document(extractor, Document("", "", date(2025, 10, 23)))
    return [failed, *read[:5], empty, *read[5:]]


@pytest.fixture(scope="module")
def rows(outcomes) -> dict[str, list[Row]]:
    every: dict[str, list[Row]] = {name: [] for name in TABLES}
    for outcome in outcomes:
        for name, some in rows_of(outcome).items():
            every[name].extend(some)
    return every


def models_in(annotation: Any) -> list[Any]:
    """The models that an annotation names."""
    if hasattr(annotation, "model_fields"):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]


def test_outcomes_come_back_as_they_were(outcomes):
    batch = arrow.outcome_batch(outcomes)
    batch.validate(full=True)
    assert batch.schema.equals(arrow.outcome_schema(), check_metadata=True)
    assert list(arrow.outcomes_of(batch)) == outcomes


def test_every_field_of_every_model_has_its_column():
    def compare(model: Any, fields: Any) -> int:
        assert [field.name for field in fields] == list(model.model_fields)
        seen = 1
        for field in fields:
            kind = field.type.value_type if pa.types.is_list(field.type) else field.type
            inner = models_in(model.model_fields[field.name].annotation)
            assert pa.types.is_struct(kind) == bool(inner), field.name
            seen += sum(compare(one, list(kind)) for one in inner)
        return seen

    assert compare(Outcome, list(arrow.outcome_schema())) > 20


def test_nothing_at_all():
    assert arrow.outcome_batch([]).num_rows == 0
    assert list(arrow.outcomes_of(arrow.outcome_batch([]))) == []
    for name in TABLES:
        assert arrow.table_batch(name, []).schema.equals(arrow.table_schema(name), check_metadata=True)


@pytest.mark.parametrize("name", TABLES)
def test_tables_hold_their_rows(rows, name):
    batch = arrow.table_batch(name, rows[name])
    batch.validate(full=True)
    read = [
        tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row.values()) for row in batch.to_pylist()
    ]
    assert read == rows[name]
    assert len(read) > 20


@pytest.mark.parametrize("name", TABLES)
def test_metadata_say_versions_and_keys(name):
    metadata = arrow.table_schema(name).metadata
    assert {b"tables_version", b"schema_version"} <= metadata.keys()
    assert tuple(json.loads(metadata[b"primary_key"])) == PRIMARY_KEYS.get(name, ())
    assert json.loads(metadata[b"foreign_keys"]) == FOREIGN_KEYS.get(name, {})


@pytest.mark.parametrize("name", PRIMARY_KEYS)
def test_primary_keys_tell_rows_apart(rows, name):
    places = [[column.name for column in TABLES[name]].index(key) for key in PRIMARY_KEYS[name]]
    keys = [tuple(row[place] for place in places) for row in rows[name]]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", FOREIGN_KEYS)
def test_foreign_keys_lead_somewhere(rows, name):
    names = [column.name for column in TABLES[name]]
    for column, target in FOREIGN_KEYS[name].items():
        table, key = target.split(".")
        place = [other.name for other in TABLES[table]].index(key)
        there = {(row[0], row[place]) for row in rows[table]}
        meant = {(row[0], row[names.index(column)]) for row in rows[name]}
        meant = {pair for pair in meant if pair[1] is not None}
        assert meant, column
        assert meant <= there, column


def test_what_is_no_unicode_is_marked_and_does_not_stop_a_batch():
    outcome = Outcome(id="a\udcff", source="顧\ud800.txt", config="", error="OSError", message="\udcff")
    (back,) = arrow.outcomes_of(arrow.outcome_batch([outcome]))
    assert (back.id, back.source, back.message) == ("a\ufffd", "顧\ufffd.txt", "\ufffd")
    rows = rows_of(outcome)["releases"]
    assert arrow.table_batch("releases", rows).column("id").to_pylist() == ["a\ufffd"]


def test_too_much_for_one_column_is_said(monkeypatch):
    made = pa.array
    # What pyarrow does from 2 GiB on: an array in pieces.
    monkeypatch.setattr(pa, "array", lambda values, kind: pa.chunked_array([made(values, kind)]))
    with pytest.raises(ValueError, match="2 GiB"):
        arrow.table_batch("people", [("a", "p1", "林若溪", (), (), "title", 0.9)])


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("size", [1, 3, 10, 11, 100])
def test_parquet_bytes_depend_on_the_rows_alone(outcomes, tmp_path, size):
    schema = arrow.outcome_schema()
    arrow.write_parquet(tmp_path / "whole.parquet", schema, [arrow.outcome_batch(outcomes)], 10)
    batches = (arrow.outcome_batch(outcomes[start : start + size]) for start in range(0, len(outcomes), size))
    assert arrow.write_parquet(tmp_path / "parts.parquet", schema, batches, 10) == len(outcomes)
    assert digest(tmp_path / "parts.parquet") == digest(tmp_path / "whole.parquet")
    metadata = parquet.ParquetFile(tmp_path / "parts.parquet").metadata
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    assert [group.num_rows for group in groups[:-1]] == [10] * (len(outcomes) // 10)
    assert {group.column(0).compression for group in groups} == {"ZSTD"}


def test_parquet_comes_back(outcomes, tmp_path):
    path = tmp_path / "outcomes.parquet"
    arrow.write_parquet(path, arrow.outcome_schema(), [arrow.outcome_batch(outcomes)], 16)
    batches = list(arrow.read_batches(path, batch_size=7))
    assert max(batch.num_rows for batch in batches) <= 7
    assert [outcome for batch in batches for outcome in arrow.outcomes_of(batch)] == outcomes
    assert batches[0].schema.metadata == arrow.outcome_schema().metadata
    # Written again from what was read, it is the same file.
    arrow.write_parquet(tmp_path / "again.parquet", arrow.outcome_schema(), batches, 16)
    assert digest(tmp_path / "again.parquet") == digest(path)
    (ids,) = arrow.read_batches(path, ["id"])
    assert ids.schema.names == ["id"]


def test_no_more_than_a_group_is_held(tmp_path):
    batch = arrow.table_batch("people", [("a", "p1", "顾兆庭", (), (), "title", 0.9)] * 10)
    drawn = 0

    def batches():
        nonlocal drawn
        for _ in range(30):
            drawn += 10
            yield batch

    groups = files._regrouped(pa, batch.schema, batches(), 25)  # noqa: SLF001 - the file does not tell what was held
    for number, group in enumerate(groups, 1):
        assert group.num_rows == 25
        assert drawn <= 25 * number + 10


def test_what_breaks_off_leaves_no_file(tmp_path):
    def batches():
        yield arrow.table_batch("people", [("a", "p1", "裴子衡", (), (), "title", 0.9)])
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="disk"):
        arrow.write_parquet(tmp_path / "people.parquet", arrow.table_schema("people"), batches(), 1)
    assert list(tmp_path.iterdir()) == []


def test_empty_parquet(tmp_path):
    path = tmp_path / "people.parquet"
    assert arrow.write_parquet(path, arrow.table_schema("people"), [], 10) == 0
    assert list(arrow.read_batches(path)) == []


def test_files_that_cannot_be_read(tmp_path):
    path = tmp_path / "people.parquet"
    for bad in (b"PAR1", b"", b"people"):
        path.write_bytes(bad)
        with pytest.raises(px.SourceError):
            list(arrow.read_batches(path))
    with pytest.raises(px.SourceError, match=r"nowhere\.parquet"):
        list(arrow.read_batches(tmp_path / "nowhere.parquet"))
    arrow.write_parquet(path, arrow.table_schema("people"), [], 10)
    with pytest.raises(px.SourceError, match=r"no column body; there are release_id, person_id"):
        list(arrow.read_batches(path, ["body"]))


def test_without_pyarrow_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPackageError, match=r"pressextract\[arrow\]"):
        arrow.outcome_batch([])
